using System.Collections.Immutable;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Questions;

namespace Filaggrin.Knowledge.Loading;

/// <summary>Reads the files of questions.</summary>
internal sealed class QuestionReader(Scope scope)
{
    private static readonly string[] Regions = ["", "EU", "UK", "US", "Australia", "Canada", "Japan", "Korea", "Switzerland"];

    public ImmutableArray<GuidelineQuestion> File(Node node)
    {
        MappingReader reader = scope.Open(node);
        ImmutableArray<GuidelineQuestion> questions = [.. reader.List("questions").Select(Question)];
        reader.Close();
        return questions;
    }

    private GuidelineQuestion Question(Node node)
    {
        MappingReader reader = scope.Open(node);
        string id = reader.Required("question");
        reader.Subject = "question " + id;
        GuidelineQuestion question = new()
        {
            Id = id,
            Place = node.Place,
            Title = reader.Required("title"),
            Asks = reader.Required("asks"),
            Agents = reader.Texts("agents"),
            Words = reader.Texts("words"),
            Answers = [.. reader.List("answers").Select(Answer)],
            Follow = reader.Keys("follow") is { } follow ? Follow(follow, reader.Subject) : null,
        };
        reader.Text("note");
        reader.Close();
        return question;
    }

    private BodyAnswer Answer(Node node)
    {
        MappingReader reader = scope.Open(node);
        string id = reader.Required("id");
        reader.Subject = id;
        string region = reader.Word("region", Regions);
        BodyAnswer answer = new(
            id, reader.Required("body"), Year(reader), region.Length > 0 ? region : null, reader.Required("answer"), reader.Texts("rows"),
            reader.Recalled(), scope.Sources(reader), node.Place);
        if (answer.Sources.IsEmpty) reader.Fault("an answer needs a source.");
        if (answer.Recalled && answer.Text.Any(char.IsAsciiDigit)) reader.Fault("a recalled answer must not print figures: leave them out until a source was read.");
        reader.Text("note");
        reader.Close();
        return answer;
    }

    private static int? Year(MappingReader reader)
    {
        Place place = reader.PlaceOf("year");
        decimal? year = reader.Number("year");
        if (year is null) return null;
        if (year is >= 1950m and < 2100m && year == decimal.Truncate(year.Value)) return (int)year;
        reader.Fault($"«year: {year}» is no year.", place);
        return null;
    }

    private FollowedBodies Follow(Node node, string? subject)
    {
        MappingReader reader = scope.Open(node);
        reader.Subject = subject;
        FollowedBodies followed = new(reader.Texts("bodies"), reader.Required("because"), node.Place);
        reader.Close();
        return followed;
    }
}
