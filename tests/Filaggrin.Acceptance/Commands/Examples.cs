using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Effects;
using Filaggrin.Advice.Records;
using Filaggrin.Advice.Sheets;
using Filaggrin.Cli;
using Filaggrin.Fhir;
using Filaggrin.Knowledge;
using Filaggrin.Tests;

namespace Filaggrin.Acceptance.Commands;

/// <summary>The invented patients of <c>examples/</c>, as of the day that their README names.</summary>
internal static class Examples
{
    public const string Export = "bulk-export-50";
    public const string FewData = "few-data-27";

    public static readonly DateOnly Day = new(2026, 11, 1);

    public static KnowledgeBase Knowledge => TestKnowledge.Load();

    public static string Folder { get; } = Beside("examples");

    public static string[] Names { get; } =
    [
        "adolescent-15", "complete-man-46", "complete-woman-34", FewData, "girl-4", "kidney-disease-58", "on-ciclosporin-44", "pregnant-31",
        "smoker-67-heart-disease", Export,
    ];

    public static AppraisalRequest Request { get; } = new(Day, "EU");

    public static TheoryData<string> All() => [.. Names];

    /// <summary>The place of an example among all.</summary>
    public static int PlaceOf(string name) => Array.IndexOf(Names, name);

    /// <summary>The path of an example as the command takes it.</summary>
    public static string PathOf(string name) => Path.Combine(Folder, name == Export ? name : name + ".json");

    public static PatientRecord Read(string name)
    {
        RecordReader reader = new(Knowledge.Codes);
        string path = PathOf(name);
        if (Directory.Exists(path))
        {
            return reader.ReadNdjson(Directory.EnumerateFiles(path, "*.ndjson").Order(StringComparer.Ordinal)
                .Select(file => (Path.GetFileName(file), (Func<Stream>)(() => File.OpenRead(file)))));
        }

        using FileStream stream = File.OpenRead(path);
        return reader.Read(stream, Path.GetFileName(path));
    }

    private static readonly Lazy<TrialEvidence> Trials = new(() => EvidenceFolder.Trials("EASI75"));

    public static Appraisal Appraise(string name, string region = "EU") => new Advisor(Knowledge, Trials.Value).Appraise(Read(name), new(Day, region));

    public static ImmutableArray<Finding> Answers()
    {
        using FileStream stream = File.OpenRead(Path.Combine(Folder, "answers.json"));
        return AnswerReader.Read(stream, "answers.json", Knowledge.Codes, Day);
    }

    public static string Json(Appraisal appraisal)
    {
        using MemoryStream buffer = new();
        using (Utf8JsonWriter writer = new(buffer, AppraisalJson.WriterOptions)) AppraisalJson.Write(writer, appraisal);
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>A folder of the checkout that the tests were built in.</summary>
    public static string Beside(string name) => Path.Combine(Path.GetDirectoryName(TestKnowledge.Folder)!, name);
}
