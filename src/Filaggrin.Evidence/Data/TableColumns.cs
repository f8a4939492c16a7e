using System.Globalization;
using System.Text;

namespace Filaggrin.Evidence;

/// <summary>How the lines of a table are laid out.</summary>
internal enum TableShape
{
    /// <summary>One arm a line.</summary>
    Long,

    /// <summary>One trial a line, its arms in numbered columns.</summary>
    Wide,

    /// <summary>One contrast a line.</summary>
    Contrasts,

    /// <summary>One trial a line, two arms with and without the event.</summary>
    TwoByTwo,
}

/// <summary>What the columns of a header mean.</summary>
internal sealed class TableColumns
{
    // The first name of each row is how the column is called below and in messages.
    private static readonly string[][] Known =
    [
        ["study", "studlab", "trial", "studyid", "trialid", "studyname", "trialname", "id"],
        ["treatment", "treat", "trt", "arm", "intervention", "drug", "agent"],
        ["events", "event", "responders", "cases", "r"],
        ["n", "total", "patients", "participants", "samplesize", "size"],
        ["percent", "percentage", "pct", "%"],
        ["time", "exposure", "persontime", "personyears", "patientyears"],
        ["mean", "average"],
        ["sd", "stddev", "standarddeviation"],
        ["se", "sem", "sete", "stderr", "standarderror"],
        ["lower", "cilower", "lowerci", "lcl", "ll"],
        ["upper", "ciupper", "upperci", "ucl", "ul"],
        ["te", "effect", "estimate", "logor", "loghr", "logrr", "logirr", "md", "smd", "rd", "diff", "difference"],
        ["or", "hr", "rr", "irr"],
    ];

    private static readonly string[][] TwoByTwo = [["tpos", "tneg", "cpos", "cneg"], ["ai", "bi", "ci", "di"]];

    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);
    private readonly string _name;

    public TableColumns(string name, IReadOnlyList<string> header)
    {
        _name = name;
        HashSet<string> keys = new(StringComparer.Ordinal);
        for (int column = 0; column < header.Count; column++)
        {
            string key = Key(header[column]), meaning = Canonical(key);
            if (key.Length == 0) continue;
            if (!keys.Add(key)) throw new EvidenceException($"{name}:1: two columns are called «{header[column]}».");
            if (key == meaning) _index[key] = column; // the word itself goes before its synonyms
            else _index.TryAdd(meaning, column);
            if (Measures.TryGetValue(key, out EffectMeasure measure)) Named = measure;
        }

        Shape = Detect(header);
    }

    public TableShape Shape { get; }

    /// <summary>The measure that a column of effects names.</summary>
    public EffectMeasure? Named { get; }

    /// <summary>How many arms a line can hold.</summary>
    public int Arms { get; private set; } = 1;

    private static Dictionary<string, EffectMeasure> Measures { get; } = new(StringComparer.Ordinal)
    {
        ["logor"] = EffectMeasure.OddsRatio,
        ["or"] = EffectMeasure.OddsRatio,
        ["logrr"] = EffectMeasure.RiskRatio,
        ["rr"] = EffectMeasure.RiskRatio,
        ["loghr"] = EffectMeasure.HazardRatio,
        ["hr"] = EffectMeasure.HazardRatio,
        ["logirr"] = EffectMeasure.RateRatio,
        ["irr"] = EffectMeasure.RateRatio,
        ["md"] = EffectMeasure.MeanDifference,
        ["smd"] = EffectMeasure.StandardizedMeanDifference,
        ["rd"] = EffectMeasure.RiskDifference,
    };

    public bool Has(string column) => _index.ContainsKey(column);

    /// <summary>Column of a name, -1 where there is none.</summary>
    public int Of(string column) => _index.GetValueOrDefault(column, -1);

    /// <summary>Columns of the four cells: treated with and without the event, control with and without.</summary>
    public int[] Cells() => [.. TwoByTwo.First(cells => cells.All(Has)).Select(Of)];

    private TableShape Detect(IReadOnlyList<string> header)
    {
        if (TwoByTwo.Any(cells => cells.All(Has))) return TableShape.TwoByTwo;
        if (!Has("study")) throw Missing("study", header);
        if (Has("treatment1") && Has("treatment2"))
        {
            if (Has("te") || Has("or"))
            {
                if (!Has("se") && !(Has("lower") && Has("upper"))) throw Missing("seTE» or «lower» and «upper", header);
                return TableShape.Contrasts;
            }

            while (Has($"treatment{(Arms + 1).ToString(CultureInfo.InvariantCulture)}")) Arms++;
            Outcome("1", header);
            return TableShape.Wide;
        }

        if (!Has("treatment")) throw Missing("treatment", header);
        Outcome("", header);
        return TableShape.Long;
    }

    private void Outcome(string suffix, IReadOnlyList<string> header)
    {
        bool spread = Has("sd" + suffix) || Has("se" + suffix) || (Has("lower" + suffix) && Has("upper" + suffix));
        bool known = (Has("n" + suffix) && (Has("events" + suffix) || Has("percent" + suffix) || (Has("mean" + suffix) && spread)))
            || (Has("events" + suffix) && Has("time" + suffix));
        if (!known) throw Missing("events» and «n», «percent» and «n», «events» and «time», or «n», «mean» and «sd", header);
    }

    private EvidenceException Missing(string column, IReadOnlyList<string> header) =>
        new($"{_name}:1: there is no column «{column}»; the header has {string.Join(", ", header.Select(title => $"«{title}»"))}.");

    // "Treat 1", "treat1", "treat_1" and "t[1]" are one name.
    private static string Key(string title)
    {
        StringBuilder key = new();
        foreach (char c in title)
        {
            if (char.IsLetterOrDigit(c) || c == '%') key.Append(char.ToLowerInvariant(c));
        }

        return key.ToString();
    }

    private static string Canonical(string key)
    {
        string stem = key.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        string number = key[stem.Length..];
        foreach (string[] names in Known)
        {
            if (Array.IndexOf(names, stem) >= 0) return names[0] + number;
        }

        return key;
    }
}
