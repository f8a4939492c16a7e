using System.Text;

namespace Filaggrin.Acceptance.Commands;

/// <summary>A file that cannot be appraised gives exit 2, one sentence that names the file, and nothing to take for a result.</summary>
public sealed class BadInputTests : IDisposable
{
    private const string Name = "Secretname";

    private const string Patient =
        $$"""{ "resource": { "resourceType": "Patient", "id": "p", "gender": "female", "birthDate": "1990-01-01", "name": [ { "family": "{{Name}}" } ] } }""";

    private const string Whole = $$"""{ "resourceType": "Bundle", "type": "collection", "entry": [ {{Patient}} ] }""";

    private static readonly Dictionary<string, byte[]> Faults = new(StringComparer.Ordinal)
    {
        ["empty"] = [],
        ["not JSON"] = "hello"u8.ToArray(),
        ["not FHIR"] = """{ "a": 1 }"""u8.ToArray(),
        ["two patients"] = Encoding.UTF8.GetBytes($$"""{ "resourceType": "Bundle", "type": "collection", "entry": [ {{Patient}}, {{Patient.Replace("\"p\"", "\"q\"", StringComparison.Ordinal)}} ] }"""),
        ["no patient"] = """{ "resourceType": "Bundle", "type": "collection", "entry": [] }"""u8.ToArray(),
        ["born 1700"] = Encoding.UTF8.GetBytes(Whole.Replace("1990-01-01", "1700-01-01", StringComparison.Ordinal)),
        ["born on no day"] = Encoding.UTF8.GetBytes(Whole.Replace("1990-01-01", "1990-13-45", StringComparison.Ordinal)),
        ["truncated"] = Encoding.UTF8.GetBytes(Whole[..^20]),
        ["100,000 deep"] = Encoding.UTF8.GetBytes(Whole.Replace("\"id\": \"p\"", "\"id\": \"p\", \"extension\": " + new string('[', 100_000) + new string(']', 100_000), StringComparison.Ordinal)),
        ["NUL bytes"] = [.. Encoding.UTF8.GetBytes(Whole), .. new byte[64]],
        ["nothing but NUL bytes"] = new byte[4096],
        ["UTF-16"] = [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Whole)],
        ["UTF-16 without a mark"] = Encoding.Unicode.GetBytes(Whole),
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("filaggrin").FullName;

    public static TheoryData<string> Kinds() => [.. Faults.Keys];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_file_that_cannot_be_appraised_is_refused_in_one_sentence(string kind)
    {
        string file = Path.Combine(_folder, "patient.json");
        File.WriteAllBytes(file, Faults[kind]);
        Refused(Executable.Run("appraise", file, "--as-of", "2026-11-01", "--json"), "patient.json");
    }

    [Theory]
    [InlineData("appraise")]
    [InlineData("questions")]
    public void The_same_holds_for_standard_input(string command) =>
        Refused(Executable.Run(Faults["truncated"], [command, "-", "--as-of", "2026-11-01", "--json"]), "standard input");

    [Fact]
    public void A_whole_file_is_appraised() // or the tests above would hold for want of anything that works
    {
        string file = Path.Combine(_folder, "patient.json");
        File.WriteAllText(file, Whole);
        Outcome outcome = Executable.Run("appraise", file, "--as-of", "2026-11-01", "--json");
        Assert.Equal((0, ""), (outcome.Exit, outcome.Error));
    }

    [Theory]
    [InlineData("appraise", "none.json")]
    [InlineData("questions", "none.json")]
    [InlineData("explain", "none.json", "methotrexate")]
    public void A_missing_file_is_named(params string[] arguments) => Refused(Executable.Run(arguments), "none.json");

    [Theory]
    [InlineData("appraise", "--answers")]
    [InlineData("appraise", "--formulary")]
    [InlineData("appraise", "--codes")]
    [InlineData("monitor", "--answers")]
    public void An_option_is_named_whose_file_is_not_there(string command, string option) =>
        Refused(Executable.Run(command, Examples.PathOf(Examples.FewData), option, "none.file"), $"{option}: none.file: there is no such file.");

    [Theory]
    [InlineData("appraise", "--html")]
    [InlineData("appraise", "--md")]
    [InlineData("appraise", "--fhir")]
    [InlineData("questions", "--fhir")]
    [InlineData("monitor", "--ics")]
    public void An_option_is_named_whose_file_cannot_be_written(string command, string option)
    {
        Refused(Executable.Run(command, Examples.PathOf(Examples.FewData), option, Path.Combine(_folder, "none", "page")), $"{option}: {Path.Combine(_folder, "none", "page")}: its folder is not there; expected one that exists.");
        Refused(Executable.Run(command, Examples.PathOf(Examples.FewData), option, _folder), $"{option}: {_folder}: the file cannot be written.");
    }

    [Fact]
    public void A_folder_without_a_record_is_named() =>
        Refused(Executable.Run("appraise", _folder), $"{Path.GetFileName(_folder)}: no .ndjson file is in this folder; expected files such as Patient.ndjson and Condition.ndjson.");

    [Fact]
    public void A_day_that_is_none_is_told_with_the_form_of_one() =>
        Refused(Executable.Run("appraise", Examples.PathOf(Examples.FewData), "--as-of", "1.3.2026"), "--as-of: «1.3.2026» is no day; write it as year-month-day, such as 2026-03-01.");

    [Theory]
    [InlineData("appraise", "x.json", "--nonsense")]
    [InlineData("questions", "x.json", "--nonsense")]
    [InlineData("explain", "x.json", "methotrexate", "--nonsense")]
    [InlineData("score", "--batch", "x.csv", "a", "b", "--nonsense")]
    [InlineData("appraise", "x.json", "--region", "MARS")]
    [InlineData("nonsense")]
    public void An_unknown_option_is_refused(params string[] arguments) => Refused(Executable.Run(arguments));

    [Theory]
    [InlineData("""{ "fact": "Pregnant" }""")]
    [InlineData("""[ { "fact": "Pregnat", "value": true } ]""")]
    [InlineData("""[ { "fact": "Pregnant", "value": "perhaps" } ]""")]
    [InlineData("nothing")]
    public void Answers_that_cannot_be_read_are_refused(string text)
    {
        string answers = Path.Combine(_folder, "answers.json");
        File.WriteAllText(answers, text);
        Refused(Executable.Run("appraise", Examples.PathOf(Examples.FewData), "--as-of", "2026-11-01", "--json", "--answers", answers), "answers.json");
    }

    private static void Refused(Outcome outcome, string? named = null)
    {
        Assert.Equal(2, outcome.Exit);
        Assert.Equal("", outcome.Output);
        string line = Assert.Single(outcome.Error.TrimEnd('\n').Split('\n'));
        Assert.False(string.IsNullOrWhiteSpace(line), "the fault is not said");
        if (named is not null) Assert.Contains(named, line, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", line, StringComparison.Ordinal);
        Assert.DoesNotContain(Name, line, StringComparison.Ordinal);
    }
}
