using System.Globalization;
using System.Runtime.InteropServices.JavaScript;
using System.Runtime.Versioning;
using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Effects;
using Filaggrin.Advice.Records;
using Filaggrin.Cli.Output;
using Filaggrin.Evidence;
using Filaggrin.Evidence.Trials;
using Filaggrin.Fhir;
using Filaggrin.Knowledge;
using Filaggrin.Knowledge.Loading;

namespace Filaggrin.Wasm;

/// <summary>The engine as a page calls it: bytes in, text out, nothing kept between calls.</summary>
[SupportedOSPlatform("browser")]
internal static partial class Engine
{
    /// <summary>The program needs an entry; the page calls <see cref="Appraise"/>.</summary>
    private static void Main()
    {
    }

    /// <summary>Appraises one record, as <c>appraise --json</c> does.</summary>
    /// <param name="edition">What <c>knowledge build</c> wrote.</param>
    /// <param name="tables">The names of the evidence tables, such as <c>arms.csv</c>.</param>
    /// <param name="texts">Their texts, in the order of <paramref name="tables"/>.</param>
    /// <param name="record">A FHIR R4 bundle, JSON in UTF-8.</param>
    /// <param name="name">The record's name, for messages.</param>
    /// <param name="asOf">The day of the appraisal, such as 2026-03-01.</param>
    /// <param name="region">EU, UK or US.</param>
    /// <returns>The document, a line end after the last brace.</returns>
    /// <exception cref="RecordException">The record is at fault.</exception>
    /// <exception cref="KnowledgeException">The edition is at fault.</exception>
    /// <exception cref="EvidenceException">A table is at fault.</exception>
    /// <exception cref="FormatException">The day or the region is none.</exception>
    [JSExport]
    internal static string Appraise(byte[] edition, string[] tables, string[] texts, byte[] record, string name, string asOf, string region)
    {
        if (!DateOnly.TryParseExact(asOf, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)) throw new FormatException($"asOf: «{asOf}» is no day; write 2026-03-01.");
        if (region is not ("EU" or "UK" or "US")) throw new FormatException($"region: «{region}» is none; expected EU, UK or US.");
        KnowledgeBase knowledge = EditionArchive.Read(edition);
        List<TrialFinding> findings = [];
        TrialLibrary library = TrialLibrary.Read(tables.Zip(texts, (table, text) => new TrialFile(table, text)), findings);
        if (findings.Count > 0) throw new EvidenceException([.. findings.Select(finding => finding.ToString())]);
        using MemoryStream json = new(record);
        Appraisal appraisal = new Advisor(knowledge, new TrialEvidence(library)).Appraise(new RecordReader(knowledge.Codes).Read(json, name), new(day, region));
        return JsonOutput.Text(writer => AppraisalJson.Write(writer, appraisal));
    }
}
