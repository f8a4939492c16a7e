using System.Text.Json;
using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Records;
using Filaggrin.Advice.Sheets;
using Filaggrin.Fhir;
using Filaggrin.Knowledge;
using Filaggrin.Tests;

namespace Filaggrin.Acceptance.Records;

/// <summary>The engine with the edition of this checkout, without a process or a file of its own.</summary>
internal static class Engine
{
    public static readonly string[] Regions = ["EU", "UK", "US"];

    public static KnowledgeBase Knowledge { get; } = TestKnowledge.Load();

    public static PatientRecord Read(byte[] json)
    {
        using MemoryStream stream = new(json);
        return new RecordReader(Knowledge.Codes).Read(stream, "record.json");
    }

    /// <summary>The whole appraisal as the command writes it.</summary>
    public static byte[] Appraise(PatientRecord record, DateOnly asOf, string region)
    {
        using MemoryStream output = new();
        using (Utf8JsonWriter writer = new(output, AppraisalJson.WriterOptions))
            AppraisalJson.Write(writer, new Advisor(Knowledge).Appraise(record, new AppraisalRequest(asOf, region)));
        return output.ToArray();
    }

    /// <summary>The options of an appraisal alone, as JSON.</summary>
    public static string Options(byte[] appraisal)
    {
        using JsonDocument document = JsonDocument.Parse(appraisal);
        return document.RootElement.GetProperty("options").GetRawText();
    }
}
