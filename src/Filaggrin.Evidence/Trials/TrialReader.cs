using System.Collections.Immutable;

namespace Filaggrin.Evidence.Trials;

/// <summary>Makes records of the rows of each file.</summary>
internal sealed class TrialReader
{
    public const string AgentsFile = "agents.csv";
    public const string OutcomesFile = "outcomes.csv";
    public const string TrialsFile = "trials.csv";
    public const string ArmsFile = "arms.csv";
    public const string ContrastsFile = "contrasts.csv";
    public const string PublishedFile = "published_nma.csv";

    private static readonly Dictionary<string, string[]> Columns = new(StringComparer.Ordinal)
    {
        [AgentsFile] = ["agent", "name", "kind"],
        [OutcomesFile] = ["outcome", "name", "kind", "better", "domain", "instrument", "definition", "estimand"],
        [TrialsFile] =
        [
            "trial", "name", "registry", "reference", "doi", "pmid", "population", "age", "eligibility", "prior_failure", "severity", "background", "design",
            "analysis_set", "duration_weeks", "primary_week", "randomised", "blinding", "funding", "doi_origin", "registry_origin", "origin", "note",
        ],
        [ArmsFile] =
        [
            "trial", "arm", "agent", "regimen", "loading", "dose", "route", "outcome", "week", "n", "events", "percent", "mean", "sd", "se", "ci_low", "ci_high",
            "estimand", "outcome_origin", "n_origin", "events_origin", "label_origin", "tier", "flag", "source", "note",
        ],
        [ContrastsFile] =
        [
            "trial", "outcome", "week", "arm_1", "arm_2", "measure", "unit", "estimate", "ci_low", "ci_high", "ci_level", "origin", "tier", "source", "note",
        ],
        [PublishedFile] =
        [
            "reference", "doi", "outcome", "population", "weeks", "treatment", "comparator", "measure", "estimate", "ci_low", "ci_high", "certainty", "origin", "source", "note",
        ],
    };

    private readonly Dictionary<string, TrialFile> _files = new(StringComparer.Ordinal);
    private readonly ICollection<TrialFinding> _findings;

    public TrialReader(IEnumerable<TrialFile> files, ICollection<TrialFinding> findings)
    {
        _findings = findings;
        foreach (TrialFile file in files) _files[file.Name] = file;
    }

    public TrialLibrary Read() => new(
        Rows(AgentsFile, row => new TrialAgent(row.Required("agent"), row.Required("name"), row.Code("kind", TrialAgent.Kinds), row.Line)),
        Rows(OutcomesFile, ReadOutcome),
        Rows(TrialsFile, ReadTrial),
        Rows(ArmsFile, ReadArm),
        Rows(ContrastsFile, ReadContrast),
        Rows(PublishedFile, ReadPublished));

    private static Outcome ReadOutcome(RowReader row) => new(
        row.Required("outcome"), row.Required("name"), row.Code("kind", Outcome.Kinds), row.Code("better", Outcome.Directions),
        row.Required("domain"), row.Required("instrument"), row.Required("definition"), row.Text("estimand"), row.Line);

    private static Trial ReadTrial(RowReader row)
    {
        row.CodeOrNull("doi_origin", Provenance.Origins);
        row.CodeOrNull("registry_origin", Provenance.Origins);
        return new(
            row.Required("trial"), row.Required("name"), row.Text("registry"), row.Text("reference"), row.Text("doi"), row.Text("pmid"),
            row.Code("population", SettingWords.Populations), row.Text("age"), row.Text("eligibility"), row.Text("prior_failure"), row.Text("severity"),
            row.Code("background", SettingWords.Backgrounds), row.Text("design"), row.Code("analysis_set", SettingWords.AnalysisSets),
            row.Whole("duration_weeks"), row.Whole("primary_week"), row.WholeOrNull("randomised"), row.Text("blinding"), row.Text("funding"),
            row.Code("origin", Provenance.Origins), row.Text("note"), row.Line);
    }

    private static ArmOutcome ReadArm(RowReader row) => new(
        row.Required("trial"), row.Required("arm"), row.Required("agent"), row.Text("regimen"), row.Text("loading"), row.Text("dose"), row.Text("route"),
        row.Required("outcome"), row.Whole("week"), row.Whole("n"), row.WholeOrNull("events"), row.PrintedOrNull("percent"),
        row.NumberOrNull("mean"), row.NumberOrNull("sd"), row.NumberOrNull("se"), row.NumberOrNull("ci_low"), row.NumberOrNull("ci_high"),
        row.Code("estimand", SettingWords.Estimands), row.Code("outcome_origin", Provenance.Origins), row.Code("n_origin", Provenance.Origins),
        row.CodeOrNull("events_origin", Provenance.Origins), row.Code("label_origin", Provenance.Labels), row.Code("tier", Provenance.Tiers),
        row.CodeOrNull("flag", Provenance.Flags) ?? RowFlag.None, row.Required("source"), row.Text("note"), row.Line);

    private static TrialContrast ReadContrast(RowReader row) => new(
        row.Required("trial"), row.Required("outcome"), row.Whole("week"), row.Required("arm_1"), row.Required("arm_2"), row.Required("measure"), row.Text("unit"),
        row.Number("estimate"), row.Number("ci_low"), row.Number("ci_high"), row.Number("ci_level"),
        row.Code("origin", Provenance.Origins), row.Code("tier", Provenance.Tiers), row.Required("source"), row.Text("note"), row.Line);

    private static PublishedEstimate ReadPublished(RowReader row) => new(
        row.Required("reference"), row.Text("doi"), row.Required("outcome"), row.Text("population"), row.Text("weeks"),
        row.Required("treatment"), row.Required("comparator"), row.Required("measure"),
        row.NumberOrNull("estimate"), row.NumberOrNull("ci_low"), row.NumberOrNull("ci_high"), row.Text("certainty"),
        row.Code("origin", Provenance.Origins), row.Required("source"), row.Text("note"), row.Line);

    private ImmutableArray<T> Rows<T>(string name, Func<RowReader, T> read)
    {
        if (!_files.TryGetValue(name, out TrialFile? file))
        {
            _findings.Add(new(name, 1, "the file is missing."));
            return [];
        }

        EvidenceTable table = EvidenceTable.Read(file, _findings);
        Dictionary<string, int> columns = new(StringComparer.Ordinal);
        for (int at = 0; at < table.Header.Length; at++)
        {
            string column = table.Header[at];
            if (!columns.TryAdd(column, at)) _findings.Add(new(name, 1, $"the column {column} is there twice."));
            else if (!Columns[name].Contains(column, StringComparer.Ordinal)) _findings.Add(new(name, 1, $"the column «{column}» is not known; expected {string.Join(", ", Columns[name])}."));
        }

        string[] missing = [.. Columns[name].Where(column => !columns.ContainsKey(column))];
        if (missing.Length > 0)
        {
            // Every row would be told of the same gap.
            if (table.Header.Length > 0) _findings.Add(new(name, 1, $"the header lacks {string.Join(", ", missing)}."));
            return [];
        }

        RowReader reader = new(name, columns, _findings);
        ImmutableArray<T>.Builder rows = ImmutableArray.CreateBuilder<T>();
        foreach ((int line, string[] fields) in table.Rows)
        {
            reader.Turn(line, fields);
            T row = read(reader);
            if (reader.IsSound) rows.Add(row);
        }

        return rows.ToImmutable();
    }
}
