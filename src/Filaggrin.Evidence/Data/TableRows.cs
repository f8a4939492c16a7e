using System.Collections.Immutable;
using System.Globalization;

namespace Filaggrin.Evidence;

/// <summary>Turns the lines of a table into arms or contrasts and collects all that is wrong with them.</summary>
internal sealed class TableRows(string name, TableColumns columns, int width)
{
    private const double Normal95 = 1.959963984540054;
    private const char Replacement = '\uFFFD'; // what a decoder puts for bytes that are no letter

    private static readonly string[] Absent = ["", "NA", "N/A", ".", "-", "null", "NaN"];

    private readonly ImmutableArray<Arm>.Builder _arms = ImmutableArray.CreateBuilder<Arm>();
    private readonly ImmutableArray<Contrast>.Builder _contrasts = ImmutableArray.CreateBuilder<Contrast>();
    private readonly List<string> _findings = [];
    private readonly List<string> _warnings = [];
    private readonly Dictionary<string, int> _seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Label, int Line)> _spellings = new(StringComparer.OrdinalIgnoreCase);
    private readonly TrialLines _lines = new(name);
    private bool _undecoded;

    public void Add(CsvRow row)
    {
        if (Array.FindLastIndex(row.Fields, field => field.Length > 0) >= width)
        {
            // A decimal comma moves all that follows it.
            Find(row, string.Create(CultureInfo.InvariantCulture, $"the row has {row.Fields.Length} fields; the header has {width}."));
            return;
        }

        if (!_undecoded && (_undecoded = Array.Exists(row.Fields, field => field.Contains(Replacement, StringComparison.Ordinal)))) Warn(row, $"the row holds «{Replacement}», which stands for bytes that are not UTF-8; save the file as UTF-8.");
        _lines.Add(Label(row), row.Line);
        switch (columns.Shape)
        {
            case TableShape.Contrasts:
                AddContrast(row);
                break;
            case TableShape.TwoByTwo:
                AddTwoByTwo(row);
                break;
            case TableShape.Wide:
                for (int arm = 1; arm <= columns.Arms; arm++) AddArm(row, arm.ToString(CultureInfo.InvariantCulture));
                break;
            default:
                AddArm(row, "");
                break;
        }
    }

    /// <summary>The table; its rows are kept for columns that only a regression asks for.</summary>
    public TrialTable Finish(CsvRow[] rows)
    {
        if (_findings.Count > 0) throw new EvidenceException([.. _findings]);
        EffectMeasure? measure = columns.Named ?? (_arms.Count == 0 ? null : EffectMeasures.Of(_arms[0]));
        return new TrialTable(_arms.ToImmutable(), _contrasts.ToImmutable(), [.. _warnings], measure, column => Covariate(rows, column), _lines);
    }

    private Covariate Covariate(CsvRow[] rows, string column)
    {
        int at = Array.FindIndex(rows[0].Fields, title => string.Equals(title, column, StringComparison.OrdinalIgnoreCase));
        if (at < 0) throw new EvidenceException($"{name}:1: there is no column «{column}»; the header has {string.Join(", ", rows[0].Fields.Select(title => $"«{title}»"))}.");
        List<string> faults = [];
        Dictionary<string, double> values = new(StringComparer.Ordinal);
        foreach (CsvRow row in rows.Skip(1))
        {
            string study = Label(row), where = $"{name}:{row.Line.ToString(CultureInfo.InvariantCulture)}: trial {study}: ";
            if (IsAbsent(At(row, at))) continue; // another arm of the trial may tell it
            if (!Number(row, at, out double value)) faults.Add($"{where}{column} «{At(row, at)}» is not a number.");
            else if (!values.TryAdd(study, value) && values[study] != value) faults.Add($"{where}{column} is {Show(value)} here and {Show(values[study])} before; a covariate has one value for each trial.");
        }

        return faults.Count == 0 ? new Covariate(rows[0].Fields[at], values) : throw new EvidenceException([.. faults]);
    }

    private void AddArm(CsvRow row, string suffix)
    {
        string study = Text(row, "study"), treatment = Text(row, "treatment" + suffix);
        if (suffix.Length > 0 && IsAbsent(treatment)) return; // a trial with fewer arms than the widest
        string where = $"trial {study}, arm «{treatment}»";
        if (!Spelt(row, study, treatment)) return;
        if (study.Length == 0) Find(row, "there is no study label.");
        else if (treatment.Length == 0) Find(row, $"trial {study} has an arm without a treatment.");
        else if (!_seen.TryAdd($"{study}\n{treatment}", row.Line))
            Find(row, $"{where} stands on line {_seen[$"{study}\n{treatment}"].ToString(CultureInfo.InvariantCulture)} already; pool the two arms or give them different names.");
        else if (columns.Has("time" + suffix) && columns.Has("events" + suffix) && !columns.Has("n" + suffix)) AddRate(row, suffix, where, study, treatment);
        else if (columns.Has("mean" + suffix)) AddContinuous(row, suffix, where, study, treatment);
        else AddBinary(row, suffix, where, study, treatment);
    }

    private void AddRate(CsvRow row, string suffix, string where, string study, string treatment)
    {
        if (!Numbers(row, where, out double[] value, "events" + suffix, "time" + suffix)) return;
        if (value[0] < 0) Find(row, $"{where}: events {Show(value[0])} are below 0.");
        else if (value[1] <= 0) Find(row, $"{where}: time {Show(value[1])} is not above 0.");
        else _arms.Add(new RateArm(study, treatment, value[0], value[1]));
    }

    private void AddBinary(CsvRow row, string suffix, string where, string study, string treatment)
    {
        bool counts = columns.Has("events" + suffix) && !IsAbsent(Text(row, "events" + suffix));
        if (!counts && !columns.Has("percent" + suffix)) counts = true;
        if (!Numbers(row, where, out double[] value, counts ? "events" + suffix : "percent" + suffix, "n" + suffix)) return;
        (double events, double n) = (value[0], value[1]);
        if (n <= 0)
        {
            Find(row, $"{where}: n {Show(n)} is not above 0.");
            return;
        }

        if (counts && columns.Has("percent" + suffix) && !IsAbsent(Text(row, "percent" + suffix)) && Number(row, columns.Of("percent" + suffix), out double percent)
            && Math.Abs(events - percent * n / 100) > 0.5 + n / 200)
        {
            Warn(row, $"{where}: events {Show(events)} of {Show(n)} are {(100 * events / n).ToString("0.#", CultureInfo.InvariantCulture)} %, not the {Show(percent)} % beside them; the events were taken.");
        }

        if (!counts)
        {
            if (events is < 0 or > 100)
            {
                Find(row, $"{where}: percent {Show(events)} is outside 0 to 100.");
                return;
            }

            events = Math.Round(events / 100 * n, MidpointRounding.AwayFromZero);
            Warn(row, $"{where}: {Show(value[0])} % of {Show(n)} were taken as {Show(events)} events.");
        }

        if (events < 0) Find(row, $"{where}: events {Show(events)} are below 0.");
        else if (events > n) Find(row, $"{where}: events {Show(events)} exceed n {Show(n)}.");
        else _arms.Add(new BinaryArm(study, treatment, events, n));
    }

    private void AddContinuous(CsvRow row, string suffix, string where, string study, string treatment)
    {
        bool Given(string column) => columns.Has(column + suffix) && !IsAbsent(Text(row, column + suffix));
        string[] spread = Given("sd") ? ["sd" + suffix] : Given("se") ? ["se" + suffix] : Given("lower") && Given("upper") ? ["lower" + suffix, "upper" + suffix] : [];
        if (spread.Length == 0)
        {
            Warn(row, $"{where}: no SD, standard error or confidence interval; the arm is left out, nothing was put in its place.");
            return;
        }

        if (!Numbers(row, where, out double[] value, ["n" + suffix, "mean" + suffix, .. spread])) return;
        double n = value[0];
        if (n <= 0)
        {
            Find(row, $"{where}: n {Show(n)} is not above 0.");
            return;
        }

        double sd = value[2];
        if (spread.Length == 2)
        {
            if (value[3] <= value[2]) Find(row, $"{where}: the upper limit {Show(value[3])} is not above the lower {Show(value[2])}.");
            else if (n <= 1) Find(row, $"{where}: a confidence interval of n {Show(n)} tells no SD.");
            if (value[3] <= value[2] || n <= 1) return;

            // A mean's limits are those of Student's t (Cochrane Handbook 6.5.2.2).
            sd = (value[3] - value[2]) / (2 * StudentT.Quantile(0.975, n - 1)) * Math.Sqrt(n);
        }
        else if (spread[0].StartsWith("se", StringComparison.Ordinal))
        {
            sd *= Math.Sqrt(n);
        }

        if (sd <= 0) Find(row, $"{where}: {spread[0]} {Show(value[2])} is not above 0.");
        else _arms.Add(new ContinuousArm(study, treatment, n, value[1], sd));
    }

    private void AddTwoByTwo(CsvRow row)
    {
        string label = Label(row);
        string where = $"trial {label}";
        int[] cells = columns.Cells();
        double[] value = new double[4];
        for (int cell = 0; cell < 4; cell++)
        {
            if (At(row, cells[cell]).Contains('%', StringComparison.Ordinal) || !Number(row, cells[cell], out value[cell]) || value[cell] < 0)
            {
                Find(row, $"{where}: «{At(row, cells[cell])}» is not a count.");
                return;
            }
        }

        if (!_seen.TryAdd(label, row.Line)) Find(row, $"{where} stands on line {_seen[label].ToString(CultureInfo.InvariantCulture)} already.");
        else if (value[0] + value[1] == 0 || value[2] + value[3] == 0) Find(row, $"{where}: an arm without patients.");
        _arms.Add(new BinaryArm(label, "treated", value[0], value[0] + value[1]));
        _arms.Add(new BinaryArm(label, "control", value[2], value[2] + value[3]));
    }

    private void AddContrast(CsvRow row)
    {
        string study = Text(row, "study"), first = Text(row, "treatment1"), second = Text(row, "treatment2");
        string where = $"trial {study}, «{first}» against «{second}»";
        if (study.Length == 0 || first.Length == 0 || second.Length == 0)
        {
            Find(row, "a contrast needs a study label and two treatments.");
            return;
        }

        if (!Spelt(row, study, first) || !Spelt(row, study, second)) return;
        string pair = string.CompareOrdinal(first, second) < 0 ? $"{study}\n{first}\n{second}" : $"{study}\n{second}\n{first}";
        if (first == second)
        {
            Find(row, $"trial {study}: «{first}» is compared with itself.");
            return;
        }

        if (!_seen.TryAdd(pair, row.Line))
        {
            Find(row, $"{where} stands on line {_seen[pair].ToString(CultureInfo.InvariantCulture)} already.");
            return;
        }

        bool ratio = !columns.Has("te");
        bool error = columns.Has("se") && !IsAbsent(Text(row, "se"));
        if (!Numbers(row, where, out double[] value, error || !columns.Has("lower") ? [ratio ? "or" : "te", "se"] : [ratio ? "or" : "te", "lower", "upper"])) return;
        if (ratio)
        {
            foreach (int i in error ? [0] : new[] { 0, 1, 2 })
            {
                if (value[i] <= 0)
                {
                    Find(row, $"{where}: {Show(value[i])} is not a ratio above 0.");
                    return;
                }

                value[i] = Math.Log(value[i]);
            }
        }

        double se = error || value.Length == 2 ? value[1] : (value[2] - value[1]) / (2 * Normal95);
        if (!(se > 0)) Find(row, $"{where}: the standard error {Show(se)} is not above 0.");
        else _contrasts.Add(new Contrast(study, first, second, value[0], se));
    }

    /// <summary>The numbers of several columns; an absent one leaves the line out with a warning.</summary>
    private bool Numbers(CsvRow row, string where, out double[] values, params string[] names)
    {
        values = new double[names.Length];
        for (int i = 0; i < names.Length; i++)
        {
            int column = columns.Of(names[i]);
            if (column < 0 || IsAbsent(At(row, column)))
            {
                Warn(row, $"{where}: no {names[i]}; left out.");
                return false;
            }

            if (At(row, column).Contains('%', StringComparison.Ordinal) && IsCount(names[i]))
            {
                Find(row, $"{where}: {names[i]} «{At(row, column)}» is a percentage, not a count; percentages stand in a column percent.");
                return false;
            }

            if (!Number(row, column, out values[i]))
            {
                Find(row, $"{where}: {names[i]} «{At(row, column)}» is not a number.");
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the labels can be used; spellings of one treatment that only capitals and blanks set apart are told once.</summary>
    private bool Spelt(CsvRow row, string study, string treatment)
    {
        foreach (string label in new[] { study, treatment })
        {
            // A quoted field may hold line breaks; what else controls a terminal is no part of a name.
            if (label.FirstOrDefault(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')) is not (> '\0' and var control)) continue;
            string shown = new([.. label.Select(c => char.IsControl(c) ? '·' : c)]);
            Find(row, string.Create(CultureInfo.InvariantCulture, $"the label «{shown}» holds the control character U+{(int)control:X4}."));
            return false;
        }

        string folded = string.Join(' ', treatment.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (_spellings.TryAdd(folded, (treatment, row.Line)) || _spellings[folded].Label == treatment || !_spellings.TryAdd(treatment + "\n", (treatment, row.Line))) return true;
        Warn(row, string.Create(CultureInfo.InvariantCulture, $"treatment «{treatment}» differs from «{_spellings[folded].Label}» on line {_spellings[folded].Line} in capitals or blanks only; they are taken as two treatments."));
        return true;
    }

    private static bool IsCount(string column) => column.StartsWith("events", StringComparison.Ordinal) || column.StartsWith("time", StringComparison.Ordinal) || column.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9') == "n";

    private static bool Number(CsvRow row, int column, out double value) =>
        double.TryParse(At(row, column).TrimEnd('%'), NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    /// <summary>The trial of a line; a 2×2 table without a column of trials counts by lines.</summary>
    private string Label(CsvRow row) => columns.Has("study") ? Text(row, "study") : row.Line.ToString(CultureInfo.InvariantCulture);

    private string Text(CsvRow row, string column) => columns.Of(column) is >= 0 and var index ? At(row, index) : "";

    private static string At(CsvRow row, int column) => column < row.Fields.Length ? row.Fields[column] : "";

    private static bool IsAbsent(string value) => Array.Exists(Absent, word => string.Equals(word, value, StringComparison.OrdinalIgnoreCase));

    private static string Show(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    private void Find(CsvRow row, string what) => _findings.Add($"{name}:{row.Line.ToString(CultureInfo.InvariantCulture)}: {what}");

    private void Warn(CsvRow row, string what) => _warnings.Add($"{name}:{row.Line.ToString(CultureInfo.InvariantCulture)}: {what}");
}
