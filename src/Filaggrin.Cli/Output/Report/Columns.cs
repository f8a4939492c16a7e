using System.Collections.Immutable;
using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Effects;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Cli.Output.Report;

/// <summary>A column of the comparison: what it says of an option, a short line each.</summary>
/// <param name="Key">Its name in the page and in the texts.</param>
/// <param name="Lines">What it says.</param>
internal sealed record Column(string Key, Func<Option, ReportContent, IEnumerable<string>> Lines)
{
    private const int Letters = 110;
    private const int FirstMonths = 91;

    /// <summary>All columns in their order.</summary>
    public static ImmutableArray<Column> All { get; } =
    [
        new("evidence", Evidence), new("effect", Effect), new("onset", Onset), new("route", Route), new("tests", Tests), new("harms", Harms), new("pregnancy", Pregnancy),
        new("licence", Licence), new("stopping", Stopping),
    ];

    private static IEnumerable<string> Effect(Option option, ReportContent report)
    {
        if (option.Effects is not { } effects) yield break;
        if (!effects.HasTrials) yield return EffectWords.None(effects);
        foreach (EffectEstimate estimate in effects.Estimates.DistinctBy(estimate => estimate.Comparator, StringComparer.Ordinal)) yield return EffectWords.Cell(estimate, effects.Outcome);
        if (!effects.Borrowed.IsEmpty) yield return $"({EffectWords.Setting(effects)})";
        foreach (string other in effects.NotComparable) yield return Texts.Of("trial-effect-not-comparable", other);
        if (effects.Signs is not { } signs) yield break;
        foreach (string line in EffectWords.Cells(signs)) yield return line;
    }

    private static IEnumerable<string> Evidence(Option option, ReportContent report) => option.Evidence
        .Where(item => StandingText.GradeWord(item) is not null)
        .OrderBy(item => item.Regions.Contains(report.Appraisal.Region, StringComparer.Ordinal) ? 0 : item.Regions.IsEmpty ? 1 : 2).ThenByDescending(item => item.Year)
        .Select(item => $"{item.Guideline} {FactText.Count(item.Year)}: {StandingText.GradeWord(item)}");

    private static IEnumerable<string> Onset(Option option, ReportContent report) => option.Agent.Onset
        .Where(item => option.Plan.Times.Contains(item)).Take(1)
        .Select(item => (item.From, item.To) switch
        {
            ({ } from, { } to) when from.Unit == to.Unit && from != to => Texts.Of("range", from.Amount, Words(to)),
            ({ } from, { } to) when from != to => Texts.Of("range", Words(from), Words(to)),
            ({ } from, _) => Words(from),
            (_, { } to) => Texts.Of("within", Words(to)),
            _ => ReasonText.Short(item.Text, Letters),
        });

    private static IEnumerable<string> Route(Option option, ReportContent report)
    {
        if (!option.Agent.Routes.IsEmpty) yield return string.Join(", ", option.Agent.Routes);
        if (PlanText.Doses(option.Plan) is { Length: > 0 } doses) yield return doses;
    }

    private static IEnumerable<string> Tests(Option option, ReportContent report)
    {
        if (!option.Plan.Tests.IsEmpty)
            yield return Texts.Of("tests-before", option.Plan.Tests.Length, option.Plan.Tests.Count(test => test.Status != "done"));
        (TestItem Item, int[] Days)[] dated = [.. option.Plan.Monitoring.Select(item => (item, item.Schedule is { } schedule ? schedule.DaysWithin(FirstMonths).ToArray() : []))];
        int dates = dated.SelectMany(pair => pair.Days).Distinct().Count();
        string[] named = Names(dated.Where(pair => pair.Days.Length > 0), report), other = [.. Names(dated.Where(pair => pair.Days.Length == 0), report).Except(named, StringComparer.Ordinal)];
        yield return dates switch
        {
            0 => Texts.Of("tests-none"),
            1 => Texts.Of("tests-then-once", string.Join(", ", named)),
            _ => Texts.Of("tests-then", dates, string.Join(", ", named)),
        };
        if (other.Length > 0) yield return Texts.Of("tests-other", string.Join(", ", other));
    }

    private static string[] Names(IEnumerable<(TestItem Item, int[] Days)> items, ReportContent report) =>
        [.. items.SelectMany(pair => pair.Item.Tests).Distinct(StringComparer.Ordinal).Select(report.NameOf)];

    // What is serious is never cut, and comes first.
    private static IEnumerable<string> Harms(Option option, ReportContent report)
    {
        HarmItem[] serious = [.. option.Plan.Harms.Where(item => item.Serious)];
        if (serious.Length > 0) yield return Texts.Of("cell-serious", string.Join(" ", serious.Select(item => ReasonText.Stop(item.Text))));
        if (option.Plan.Harms.FirstOrDefault(item => !item.Serious) is { } common) yield return ReasonText.Short(common.Text, Letters);
    }

    private static IEnumerable<string> Pregnancy(Option option, ReportContent report)
    {
        if (report.ConcernsWomen && Strictest(option, report, "Pregnant") is { } pregnant) yield return Texts.Of("pregnancy-verdict", StandingText.Of(pregnant.Verdict));
        if (report.ConcernsMen && Strictest(option, report, "PlanningConception") is { } fathering) yield return Texts.Of("conception-verdict", StandingText.Of(fathering.Verdict));
        foreach (Item item in option.Plan.Contraception.Take(1)) yield return ReasonText.Short(item.Text, Letters);
    }

    private static IEnumerable<string> Licence(Option option, ReportContent report)
    {
        yield return $"{StandingText.Licence(option)} ({option.Licence.Region})";
        if (option.Formulary is { } formulary) yield return $"{formulary.Formulary}: {Texts.Word(formulary.Status)}{(formulary.CostClass is { } cost ? ", " + cost : "")}";
    }

    private static IEnumerable<string> Stopping(Option option, ReportContent report) => option.Plan.Stopping.Take(1).Select(item => ReasonText.Short(item.Text, Letters));

    private static Rule? Strictest(Option option, ReportContent report, string fact) =>
        RegionChoice.For(option.Agent.Rules, report.Appraisal.Region).Where(rule => rule.Verdict != Verdict.Note && Asks(rule, fact)).MinBy(rule => rule.Verdict);

    private static bool Asks(Rule rule, string fact) => rule.When is { } when && Knowledge.Conditions.ExprWalk.Facts(when).Any(one => one.Name == fact);

    private static string Words(Span span) => Texts.Counted("span-" + span.Unit, span.Amount);
}
