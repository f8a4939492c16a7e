using System.Text.Json;

namespace Filaggrin.Scores.Tests;

/// <summary>Short forms of requests.</summary>
internal static class Request
{
    public static ScoreResult Score(string instrument, string inputs)
    {
        using JsonDocument document = JsonDocument.Parse(inputs);
        return ScoreInput.Evaluate(instrument, document.RootElement);
    }

    public static string? Error(string instrument, string inputs)
    {
        ScoreResult result = Score(instrument, inputs);
        Assert.Null(result.Score);
        Assert.Null(result.Band);
        return result.Error;
    }

    public static ScoreResult Response(string instrument, decimal baseline, decimal now) =>
        Score("response", FormattableString.Invariant($$"""{"instrument":"{{instrument}}","baseline":{{baseline}},"now":{{now}}}"""));

    /// <summary>An EASI request of an adult in whom only the trunk is affected.</summary>
    public static string Trunk(string trunk, string age = "30")
    {
        const string clear = """{"percent":0,"erythema":0,"oedema":0,"excoriation":0,"lichenification":0}""";
        return $$$"""{"ageYears":{{{age}}},"regions":{"headNeck":{{{clear}}},"trunk":{{{trunk}}},"upperLimbs":{{{clear}}},"lowerLimbs":{{{clear}}}}}""";
    }

    /// <summary>A SCORAD request with all signs of grade 1.</summary>
    public static string Scorad(string complaints) =>
        $$$"""{"extentPercent":20,"intensity":{"erythema":1,"oedema":1,"oozing":1,"excoriation":1,"lichenification":1,"dryness":1}{{{complaints}}}}""";
}
