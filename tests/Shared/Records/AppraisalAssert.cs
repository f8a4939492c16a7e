using Filaggrin.Advice.Appraisals;

namespace Filaggrin.Tests.Records;

/// <summary>Assertions in the words of the field; a failure names the rules that fired and the facts that are missing.</summary>
internal static class AppraisalAssert
{
    /// <summary>The option stands as expected.</summary>
    public static void Standing(Appraisal appraisal, string agent, Standing expected) => Standing(Of(appraisal, agent), expected);

    /// <summary>The option stands as expected.</summary>
    public static void Standing(Option option, Standing expected) => Assert.True(option.Standing == expected, $"{option.Agent.Id} should be {Words.Of(expected)}: {Tell(option)}");

    /// <summary>A rule is among the reasons.</summary>
    public static Reason Fired(Option option, string rule)
    {
        Reason? reason = option.Reasons.FirstOrDefault(reason => reason.Rule == rule);
        Assert.True(reason is not null, $"{rule} should be a reason: {Tell(option)}");
        return reason;
    }

    /// <summary>A rule is not among the reasons.</summary>
    public static void Silent(Option option, string rule) =>
        Assert.True(!option.Reasons.Any(reason => reason.Rule == rule), $"{rule} should not be a reason: {Tell(option)}");

    /// <summary>One option of an appraisal.</summary>
    public static Option Of(Appraisal appraisal, string agent) => appraisal.Options.Single(option => option.Agent.Id == agent);

    /// <summary>How an option stands and why, on one line.</summary>
    public static string Tell(Option option) =>
        $"{option.Agent.Id} is {Words.Of(option.Standing)}; fired {string.Join(", ", option.Reasons.Select(reason => reason.Rule))}; missing "
        + string.Join(", ", option.Missing.Select(missing => missing.Fact.Name + (missing.Blocks ? "!" : "")));
}
