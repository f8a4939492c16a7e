using System.Collections.Immutable;
using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Monitoring;
using Filaggrin.Advice.Records;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;
using TaskStatus = Filaggrin.Advice.Appraisals.TaskStatus;

namespace Filaggrin.Cli.Output;

/// <summary>An appraisal for a terminal: 100 columns, to be read in two minutes.</summary>
internal static class ConsolePage
{
    private const int Column = 14;
    private const int AssumedShown = 12;
    private const int NotUnderstoodShown = 10;
    private const int NamesShown = 3;

    private static readonly Standing[] Groups =
        [Standing.Suitable, Standing.Caution, Standing.NeedsInformation, Standing.NotAdvised, Standing.Contraindicated, Standing.Unavailable];

    /// <summary>Writes the page.</summary>
    public static void Write(Appraisal appraisal, TextWriter output, bool colour)
    {
        Page page = new(output, colour);
        page.Write(StandingText.Head(appraisal), ink: Ink.Bold);
        if (appraisal.Deceased) page.Write("The patient has died; the appraisal is complete all the same.", ink: Ink.Red);
        Summary(page, appraisal);
        Options(page, appraisal);
        Current(page, appraisal);
        Workup(page, appraisal);
        Care(page, appraisal);
        Alternatives(page, appraisal);
        Medicines(page, appraisal);
        Assumed(page, appraisal);
        NotUnderstood(page, appraisal);
        page.Blank();
        page.Write(ReviewText.Of(appraisal.Options.Select(option => option.Agent), appraisal.Edition), 0, 2, Ink.Dim);
        page.Write(Words.Closing, ink: Ink.Bold);
    }

    private static void Summary(Page page, Appraisal appraisal)
    {
        page.Labelled("Severity", SeverityText(appraisal), 0, Column, Ink.Bold);
        page.Labelled("Indication", IndicationText(appraisal, reasons: 1), 0, Column, Ink.Bold);
        page.Labelled("Options", CountText(appraisal), 0, Column, Ink.Bold);
        if (TestsToOrder(appraisal) is { IsEmpty: false } tests) page.Labelled("To order", string.Join("; ", tests) + ".", 0, Column, Ink.Bold);
    }

    /// <summary>The colour of a standing.</summary>
    private static Ink InkOf(Standing standing) => standing switch
    {
        Standing.Suitable => Ink.Green,
        Standing.Caution => Ink.Yellow,
        Standing.NeedsInformation => Ink.Cyan,
        Standing.Unavailable => Ink.Dim,
        _ => Ink.Red,
    };

    /// <summary>The scores with their bands, then the measured extent.</summary>
    internal static string SeverityText(Appraisal appraisal)
    {
        string[] scores = [.. appraisal.Severity.Where(entry => !entry.IsExtent)
            .Select(entry => $"{entry.Instrument} {FactText.Amount(entry.Value, entry.Unit)}{(entry.Band is { } band ? $" {band}" : "")} ({Dated(entry)})".Replace(' ', FactText.Glue))];
        string text = scores.Length == 0 ? "no score on record" : string.Join(" · ", scores);
        return ExtentText(appraisal) is { Length: > 0 } extent ? $"{text} · {extent}" : text;
    }

    /// <summary>The measured extent of the eczema by region, newest day of each; empty where none is on record.</summary>
    internal static string ExtentText(Appraisal appraisal) => string.Join("; ", appraisal.Severity.Where(entry => entry.IsExtent).GroupBy(Dated, StringComparer.Ordinal)
        .Select(day => Texts.Of("extent", string.Join(", ", day.Select(entry => $"{Texts.Word(entry.Instrument)} {FactText.Amount(entry.Value, entry.Unit)}")), day.Key)));

    private static string Dated(SeverityEntry entry) => entry.Evidence.Date is { } day ? $"{day}{(entry.OutOfDate ? ", " + Texts.Of("out-of-date") : "")}" : Texts.Of("no-date");

    /// <summary>Whether systemic treatment is indicated, and why.</summary>
    internal static string IndicationText(Appraisal appraisal, int reasons)
    {
        Indication indication = appraisal.Indication;
        string status = Texts.Of("route-" + indication.Route, Texts.Of("indication-" + indication.Status));
        // Without the diagnosis the reason says so itself, and what it rests on is just that.
        bool undiagnosed = indication.Missing is [{ Name: "AtopicDermatitis" }];
        string why = undiagnosed ? " " + ReasonText.Stop(indication.Reasons[0].Item.Text) : string.Concat(indication.Reasons.Take(reasons).Select(reason =>
            $" {ReasonText.Stop(reason.Item.Text)}{ReasonText.Facts(reason.Facts, reason.Item.When)}{ReasonText.Sources(reason.Item.Sources, reason.Item.Recalled)}"));
        string open = indication.Missing.IsEmpty || undiagnosed ? "" : " " + Texts.Of("indication-missing", string.Join(", ", indication.Missing.Take(5).Select(fact => FactWords.Name(fact.Name))));
        return $"{status}.{why}{open}";
    }

    /// <summary>How many options stand where.</summary>
    internal static string CountText(Appraisal appraisal)
    {
        Option[] listed = [.. Listed(appraisal)];
        int Of(Standing standing) => listed.Count(option => option.Standing == standing);
        int open = Of(Standing.Suitable) + Of(Standing.Caution);
        IEnumerable<string> parts = Groups.Where(standing => Of(standing) > 0).Select(standing => standing switch
        {
            Standing.Caution => Texts.Of("count-caution", Of(standing)),
            Standing.NeedsInformation => Texts.Counted("count-needs-information", Of(standing)),
            _ => $"{FactText.Count(Of(standing))} {StandingText.Of(standing)}",
        });
        string counts = Texts.Of("count-of-open", open, listed.Length, string.Join(", ", parts.Select(part => part.Replace(' ', FactText.Glue))));
        return listed.Length == appraisal.Options.Length ? counts : counts + " " + Texts.Of("count-folded", appraisal.Options.Length - listed.Length);
    }

    /// <summary>The options that stand by themselves; the others are named in one line.</summary>
    internal static IEnumerable<Option> Listed(Appraisal appraisal) => appraisal.Options.Where(option => !IsFolded(option));

    /// <summary>The tests that the open options wait for, one order for all of them: what the same options ask for stands together.</summary>
    internal static ImmutableArray<string> TestsToOrder(Appraisal appraisal)
    {
        Option[] open = [.. Listed(appraisal).Where(StandingText.IsOpen).Where(option => !appraisal.Current.Any(current => current.Agent.Id == option.Agent.Id))];
        return [.. open.SelectMany(option => option.Plan.Tests.Where(test => test.Status != "done").Select(test => (Test: test, option.Agent.Name)))
            .GroupBy(pair => pair.Test.Id, StringComparer.Ordinal)
            .Select(test => (test.First().Test, Options: (string[])[.. test.Select(pair => pair.Name)]))
            .GroupBy(test => string.Join(", ", test.Options), StringComparer.Ordinal)
            .OrderByDescending(same => same.First().Options.Length).ThenBy(same => same.Key, StringComparer.Ordinal)
            .Select(same => Texts.Of("tests-for", string.Join(", ", same.OrderBy(test => test.Test.Id, StringComparer.Ordinal).Select(test => Named(test.Test))), Whose(same.First().Options, open.Length)))];

        static string Named(TaskStatus test) => test.Status == "owed" ? PlanText.Lower(test.Text) : Texts.Of("test-status", PlanText.Lower(test.Text), Texts.Word(test.Status));

        static string Whose(string[] options, int open) =>
            options.Length == open && open > 1 ? open == 2 ? Texts.Of("test-for-both") : Texts.Of("test-for-all", open) : options.Length > NamesShown ? Texts.Of("test-for-some", options.Length) : string.Join(", ", options);
    }

    private static void Options(Page page, Appraisal appraisal)
    {
        OptionBlock block = new(page, appraisal);
        foreach (Standing standing in Groups)
        {
            Option[] options = [.. Listed(appraisal).Where(option => option.Standing == standing)];
            if (options.Length == 0) continue;
            page.Heading(StandingText.Of(standing).ToUpperInvariant(), InkOf(standing));
            foreach (Option option in options) block.Write(option);
        }

        string[] unwritten = [.. appraisal.Options.Where(option => !option.Agent.RulesWritten && option.Agent.OrdinaryUse && IsFolded(option)).Select(option => option.Agent.Name)];
        string[] history = [.. appraisal.Options.Where(option => !option.Agent.OrdinaryUse && IsFolded(option)).Select(option => option.Agent.Name)];
        if (unwritten.Length + history.Length > 0) page.Blank();
        if (unwritten.Length > 0) page.Write($"Rules not written yet, so no verdict: {string.Join(", ", unwritten)}.", 0, 2, Ink.Dim);
        if (history.Length > 0) page.Write($"Not in ordinary use: {string.Join(", ", history)}.", 0, 2, Ink.Dim);
    }

    /// <summary>Named in one line with others: nothing was worked out for it, or it is not in ordinary use and not open; never what the patient has tried.</summary>
    internal static bool IsFolded(Option option) => option.Tried.IsEmpty
        && (!option.Agent.RulesWritten || (!option.Agent.OrdinaryUse && !StandingText.IsOpen(option)));

    private static void Current(Page page, Appraisal appraisal)
    {
        if (appraisal.Current.IsEmpty && appraisal.Safety.IsEmpty) return;
        page.Heading("CURRENT TREATMENT");
        foreach (CurrentTreatment current in appraisal.Current) page.Write(CurrentText(current, appraisal), 2, 6);
        foreach (CourseAction entry in appraisal.Safety)
            page.Labelled(entry.Word.Replace('-', ' '), $"{entry.Agent.Name}: {ReasonText.Brief(ReasonText.Stop(entry.Text), 200)}{ReasonText.Facts(entry.Facts, entry.When)}{ReasonText.Sources(entry.Sources, entry.Recalled)}", 2, Column + 4, Ink.Red);
    }

    /// <summary>An agent in use: since when, how much, how it stands for going on, and what its results ask for.</summary>
    internal static string CurrentText(CurrentTreatment current, Appraisal appraisal)
    {
        string since = current.Course.From is { } from ? Texts.Of("in-use-since", current.Agent.Name, from) : current.Agent.Name;
        string dose = current.Course.Dose is { } amount ? $"{since}, {FactText.Amount(amount)}" : since;
        string asked = string.Join(", ", appraisal.AskedUnder(current.Agent).Select(Texts.Word));
        return Texts.Of(asked.Length == 0 ? "in-use" : "in-use-asked", dose, StandingText.Of(current.Standing), asked);
    }

    private static void Workup(Page page, Appraisal appraisal)
    {
        if (appraisal.Workup.IsEmpty) return;
        page.Heading("WORK-UP");
        foreach (string status in (ReadOnlySpan<string>)["abnormal", "out-of-date", "owed"])
        {
            foreach (TaskStatus task in appraisal.Workup.Where(task => task.Status == status))
            {
                page.Labelled(status.Replace('-', ' '), ReasonText.Short(ReasonText.Stop(task.Text), 150) + Ground(task), 2, Column + 2, status == "abnormal" ? Ink.Red : Ink.Yellow);
            }
        }

        string[] done = [.. appraisal.Workup.Where(task => task.Status == "done").Select(TaskName)];
        if (done.Length > 0) page.Labelled("done", string.Join(", ", done) + ".", 2, Column + 2, Ink.Dim);
    }

    private static string Ground(TaskStatus task) => task.Status switch
    {
        "abnormal" => ReasonText.Facts(task.Facts, null),
        "out-of-date" => $" [{string.Join(", ", task.Facts.Where(fact => fact.State == FactState.OutOfDate).Select(fact => $"{FactWords.Name(fact.Name)} of {fact.Evidence.FirstOrDefault()?.Date?.ToString() ?? "an unknown day"}"))}]",
        _ => "",
    };

    /// <summary>The name of a task of the work-up in words.</summary>
    internal static string TaskName(TaskStatus task) => task.Id.Replace("workup-", "", StringComparison.Ordinal).Replace('-', ' ');

    private static void Care(Page page, Appraisal appraisal)
    {
        Statement[] care = [.. CareOf(appraisal)];
        if (care.Length == 0) return;
        page.Heading("CARE");
        foreach (Statement statement in care) page.Write(CareText(statement), 2, 6);
    }

    /// <summary>The accompanying care that something in this record asks for; what is told to everybody stands in the JSON.</summary>
    internal static IEnumerable<Statement> CareOf(Appraisal appraisal) =>
        appraisal.AccompanyingCare.Where(statement => statement.Facts.Any(fact => fact.Name is not ("Age" or "Sex" or "AtopicDermatitis") && fact.State != FactState.Assumed && fact.Truth == Truth.True));

    /// <summary>A statement on care with the facts that ask for it.</summary>
    internal static string CareText(Statement statement) =>
        ReasonText.Stop(statement.Item.Text) + ReasonText.Facts(statement.Facts, statement.Item.When) + ReasonText.Sources(statement.Item.Sources, statement.Item.Recalled);

    private static void Alternatives(Page page, Appraisal appraisal)
    {
        if (appraisal.Alternatives.IsEmpty) return;
        page.Heading("BESIDE THE AGENTS");
        foreach (AlternativeEntry entry in appraisal.Alternatives) page.Write($"{entry.Alternative.Name}: {AlternativeText(entry)}", 2, 6);
    }

    /// <summary>What holds of an alternative for this patient, else what is known of it.</summary>
    internal static string AlternativeText(AlternativeEntry entry)
    {
        Statement? own = entry.Statements.FirstOrDefault(statement => statement.Facts.Any(fact => fact.Name != "Age"));
        return own is null ? ReasonText.Short(entry.Alternative.Text, 180) : ReasonText.Stop(ReasonText.Short(own.Item.Text, 180)) + ReasonText.Facts(own.Facts, own.Item.When);
    }

    private static void Medicines(Page page, Appraisal appraisal)
    {
        string[] medicines = [.. MedicineText.Of(appraisal.Medicines).Select(medicine => medicine.Name.Replace(' ', FactText.Glue) + (medicine.Told.Length > 0 ? $" ({medicine.Told})" : ""))];
        if (medicines.Length == 0) return;
        page.Heading(Texts.Of("medicines").ToUpperInvariant());
        page.Write(string.Join("; ", medicines) + ".", 2, 2);
    }

    private static void Assumed(Page page, Appraisal appraisal)
    {
        string text = AssumedText.Of(appraisal, AssumedShown);
        if (text.Length == 0) return;
        page.Heading("ASSUMED");
        page.Write(text, 2, 2);
    }

    private static void NotUnderstood(Page page, Appraisal appraisal)
    {
        if (appraisal.NotUnderstood.IsEmpty) return;
        page.Heading("NOT UNDERSTOOD");
        foreach (NotUnderstood entry in appraisal.NotUnderstood.Take(NotUnderstoodShown))
            page.Write($"{entry.Source}: «{entry.Text}», {ReasonText.Stop(entry.Why)}", 2, 6);
        if (appraisal.NotUnderstood.Length > NotUnderstoodShown)
            page.Write($"… and {FactText.Count(appraisal.NotUnderstood.Length - NotUnderstoodShown)} more in --json", 2, 6, Ink.Dim);
    }
}
