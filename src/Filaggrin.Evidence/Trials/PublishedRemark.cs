namespace Filaggrin.Evidence.Trials;

/// <summary>How a published estimate is to be set beside ours, and why the two differ; from <c>published_remarks.csv</c>.</summary>
/// <param name="Reference">As in <c>published_nma.csv</c>.</param>
/// <param name="Outcome">As in <c>published_nma.csv</c>.</param>
/// <param name="Treatment">As in <c>published_nma.csv</c>.</param>
/// <param name="Comparator">As in <c>published_nma.csv</c>.</param>
/// <param name="OurOutcomes">Outcomes of ours in order of preference, separated by blanks; empty where we cannot reckon it.</param>
/// <param name="OurTreatment">Our treatment.</param>
/// <param name="OurComparator">Our comparator; of an absolute response the treatment whose pooled risk is the baseline.</param>
/// <param name="Measure">OR, RR, MD or SMD; <c>response</c> for an absolute response in percent.</param>
/// <param name="Level"><c>regimen</c> or <c>agent</c>.</param>
/// <param name="Population"><c>adult</c> or <c>any</c>.</param>
/// <param name="Turned">Whether the published sign is the opposite of ours.</param>
/// <param name="Remark">Why the two differ, or why ours is missing.</param>
/// <param name="Line">Its line in the file.</param>
public sealed record PublishedRemark(
    string Reference, string Outcome, string Treatment, string Comparator, string OurOutcomes, string OurTreatment, string OurComparator,
    string Measure, string Level, string Population, bool Turned, string Remark, int Line)
{
    /// <summary>The file that holds them.</summary>
    public const string FileName = "published_remarks.csv";

    private static readonly CodeList<bool> Signs = new(("same", false), ("turned", true));

    /// <summary>Reads the file; a row that cannot be read, or that belongs to no published estimate, is a finding.</summary>
    /// <param name="file">The file.</param>
    /// <param name="published">The published estimates; each must have one remark.</param>
    /// <param name="findings">Takes what is wrong.</param>
    public static IReadOnlyList<PublishedRemark> Read(TrialFile file, IReadOnlyCollection<PublishedEstimate> published, ICollection<TrialFinding> findings)
    {
        EvidenceTable table = EvidenceTable.Read(file, findings);
        Dictionary<string, int> columns = table.Header.Index().ToDictionary(column => column.Item, column => column.Index, StringComparer.Ordinal);
        RowReader row = new(file.Name, columns, findings);
        List<PublishedRemark> remarks = [];
        foreach ((int line, string[] fields) in table.Rows)
        {
            row.Turn(line, fields);
            PublishedRemark remark = new(
                row.Required("reference"), row.Required("outcome"), row.Required("treatment"), row.Required("comparator"), row.Text("our_outcomes"), row.Text("our_treatment"), row.Text("our_comparator"),
                row.Text("measure"), row.Text("level"), row.Text("population"), row.Code("sign", Signs), row.Required("remark"), line);
            if (!row.IsSound) continue;
            if (!published.Any(remark.IsOf)) findings.Add(new(file.Name, line, $"{remark.Reference}, {remark.Outcome}, {remark.Treatment} against {remark.Comparator} is not in published_nma.csv."));
            remarks.Add(remark);
        }

        foreach (PublishedEstimate estimate in published.Where(estimate => remarks.Count(remark => remark.IsOf(estimate)) != 1))
            findings.Add(new(TrialReader.PublishedFile, estimate.Line, $"{estimate.Reference}, {estimate.Treatment} against {estimate.Comparator}: one remark in {FileName} was expected."));
        return remarks;
    }

    /// <summary>Whether the remark is on this estimate.</summary>
    public bool IsOf(PublishedEstimate estimate) =>
        (estimate.Reference, estimate.Outcome, estimate.Treatment, estimate.Comparator) == (Reference, Outcome, Treatment, Comparator);
}
