using System.Collections.Immutable;
using Filaggrin.Knowledge;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Cli.Output;

/// <summary>One agent on one page in clinical words, for a clinician who reviews it.</summary>
internal sealed class AgentPage(KnowledgeBase knowledge, Agent agent, TextWriter output, bool colour)
{
    private const int Column = 16;
    private const int Indent = 2;
    private const int Inner = 6;

    private static readonly (Verdict Verdict, string Heading, Ink Ink)[] Verdicts =
    [
        (Verdict.Contraindicated, "CONTRAINDICATED", Ink.Red), (Verdict.NotAdvised, "NOT ADVISED", Ink.Red), (Verdict.Caution, "CAUTION", Ink.Yellow), (Verdict.Note, "NOTE", Ink.Dim),
    ];

    private static readonly (string Role, string Label)[] Roles =
    [
        ("test-dose", "test dose"), ("start", "start"), ("loading", "loading"), ("increase", "increase"), ("maintenance", "maintenance"), ("maximum", "maximum"),
        ("adjustment", "adjustment"), ("missed-dose", "missed dose"), ("information", "to know"),
    ];

    private static readonly string[] Actions = ["urgent-review", "stop", "interrupt", "reduce", "repeat", "flag", "continue"];

    private readonly Page _page = new(output, colour);

    // A line that says for whom the next statements are is not said twice.
    private string _title = "";

    /// <summary>Writes the page.</summary>
    public void Write()
    {
        Head();
        Licences();
        foreach ((Verdict verdict, string heading, Ink ink) in Verdicts) Rules(heading, ink, [.. agent.Rules.Where(rule => rule.Verdict == verdict)]);
        Doses();
        Tests("TESTS BEFORE THE START", agent.Baseline);
        Tests("MONITORING", agent.Monitoring);
        ActionsOnResults();
        Statements("GIVEN BESIDE IT", agent.Companions);
        Statements("CONTRACEPTION", agent.Contraception);
        Statements("PREGNANCY AND BREASTFEEDING", agent.Pregnancy);
        Statements("VACCINES", agent.Vaccines);
        Statements("SERIOUS HARMS", agent.Harms.Where(harm => harm.Serious));
        Statements("HARMS", agent.Harms.Where(harm => !harm.Serious));
        Evidence();
        Statements("ONSET", agent.Onset);
        Statements("ADEQUATE TRIAL", agent.Trial);
        Statements("DURATION", agent.Duration);
        Statements("STOPPING", agent.Stopping);
        Statements("SWITCHING", agent.Switching);
        Statements("WHAT THE PATIENT IS TOLD", agent.Information);
        Statements("PRACTICAL MATTERS", agent.Practicalities);
        Meanings();
        Sources();
    }

    private void Head()
    {
        _page.Write($"{agent.Name} · {agent.Class}", ink: Ink.Bold);
        int recalled = agent.Items.Count(item => item.Recalled), all = agent.Items.Count();
        Line("Mechanism", agent.Mechanism + Cited(agent.Sources));
        Line("Given", string.Join(", ", agent.Routes));
        Line("Medicines", string.Join(", ", agent.Medicines.Select(name => knowledge.Medicines.ByName(name)?.Atc is { IsEmpty: false } codes ? $"{name} ({string.Join(", ", codes)})" : name)));
        Line("Procedures", agent.Procedures.IsEmpty ? "" : "SNOMED CT " + string.Join(", ", agent.Procedures));
        Line("Allergy to", string.Join(", ", agent.Hypersensitivity));
        if (!agent.OrdinaryUse) Line("Use", "not in ordinary use; kept as history");
        if (!agent.GivenForEczema) Line("Use", "in use it says nothing of eczema: it is given for other diseases");
        if (!agent.RulesWritten) Line("Rules", "not written yet, so that it is listed without a verdict");
        Line("Edition", knowledge.Edition.ToString());
        Line("Review", ReviewText.Of(agent, knowledge.Edition));
        Line("Verified", recalled == 0 ? $"all {FactText.Count(all)} statements were read in their source"
            : $"{FactText.Count(recalled)} of {FactText.Count(all)} statements are not verified yet; each is marked");

        void Line(string label, string text)
        {
            if (text.Length > 0) _page.Labelled(label, text, 0, Column - 2, Ink.Bold);
        }
    }

    private void Licences()
    {
        if (agent.Licences.IsEmpty) return;
        Heading("LICENCES");
        foreach (LicenceItem licence in agent.Licences)
        {
            string who = licence.When is { } when ? $" ({ClinicalWords.Of(when)})" : "";
            _page.Labelled(Regions(licence), $"{licence.Status.Replace('-', ' ')}{who}. {Said(licence)}", Indent, Column, Ink.Cyan);
        }

        foreach (Availability entry in knowledge.Availability.Where(entry => entry.Agent == agent.Id && !agent.Licences.Any(licence => licence.Status == entry.Status && licence.Regions.Contains(entry.Region, StringComparer.Ordinal))))
            _page.Labelled(entry.Region, $"{entry.Status.Replace('-', ' ')}. {ReasonText.Stop(entry.Text)}{Cited(entry.Sources)}", Indent, Column, Ink.Cyan);
    }

    /// <summary>Rules with the same condition stand below it together.</summary>
    private void Rules(string heading, Ink ink, Rule[] rules)
    {
        if (rules.Length == 0) return;
        Heading(heading, ink);
        foreach (IGrouping<string, Rule> group in rules.GroupBy(Title, StringComparer.Ordinal))
        {
            _page.Write(group.Key, Indent, Indent + 2, Ink.Bold);
            foreach (Rule rule in group) _page.Write(Said(rule, Terms(rule)), Inner, Inner);
        }
    }

    private void Heading(string text, Ink ink = Ink.Bold)
    {
        _title = "";
        _page.Heading(text, ink);
    }

    private static string Title(Rule rule) => (rule.When is { } when ? ClinicalWords.Of(when) : "everybody")
        + rule.Phase switch { Phase.Start => " · before the start only", Phase.Treatment => " · during treatment only", _ => "" };

    private static string Terms(Rule rule)
    {
        string limit = rule.Limit is { } open && StandingText.Of(open) is { Length: > 0 } words ? $" Limit: {words}." : "";
        return rule.Lifts is { } lifts ? $"{limit} Ends {Time(lifts.After)} after the {FactWords.Yes(lifts.Fact)}." : limit;
    }

    private void Doses()
    {
        if (agent.Doses.IsEmpty) return;
        Heading("DOSES");
        foreach ((string role, string label) in Roles)
        {
            foreach (DoseItem dose in agent.Doses.Where(dose => dose.Role == role))
            {
                string figures = DoseFigures.Of(dose);
                Statement(label, dose, figures.Length > 0 ? $" Worked with: {figures}." : "");
            }
        }
    }

    private void Tests(string heading, ImmutableArray<TestItem> items)
    {
        if (items.IsEmpty) return;
        Heading(heading);
        foreach (TestItem item in items)
        {
            string names = string.Join(", ", item.Tests.Select(test => PlanText.Lower(knowledge.Pathway.Tests[test].Name)));
            string schedule = item.Schedule is { } when ? ClinicalWords.Schedule(when.Text) : "";
            Statement(string.Join(": ", new[] { names, schedule }.Where(part => part.Length > 0)), item);
        }
    }

    private void ActionsOnResults()
    {
        if (agent.Actions.IsEmpty) return;
        Heading("WHAT RESULTS AND EVENTS ASK FOR");
        foreach (ActionItem item in agent.Actions.OrderBy(item => Array.IndexOf(Actions, item.Action))) Statement(item.Action.Replace('-', ' '), item);
    }

    private void Evidence()
    {
        if (agent.Evidence.IsEmpty) return;
        Heading("EVIDENCE AND GUIDELINES");
        foreach (EvidenceItem item in agent.Evidence.OrderByDescending(item => item.Year))
        {
            string year = item.Year > 0 && !item.Guideline.Contains(FactText.Count(item.Year), StringComparison.Ordinal) ? " " + FactText.Count(item.Year) : "";
            Statement($"{item.Guideline}{year}{(StandingText.GradeWord(item) is { } grade ? ": " + grade : "")}", item);
        }
    }

    private void Statements(string heading, IEnumerable<Item> items)
    {
        Item[] all = [.. items];
        if (all.Length == 0) return;
        Heading(heading);
        foreach (Item item in all) Statement("", item, item is TimeItem time ? DoseFigures.Of(time) : item is CompanionItem { Due: true } ? " Asked for before the start." : "");
    }

    /// <summary>What and for whom in one line, the statement below it; a statement for everybody that needs no label stands alone.</summary>
    private void Statement(string label, Item item, string more = "")
    {
        string title = string.Join(" · ", new[] { label, item.When is { } when ? ClinicalWords.Of(when) : "" }.Where(part => part.Length > 0));
        if (title.Length > 0 && title != _title) _page.Write(title, Indent, Indent + 2, Ink.Bold);
        _title = title;
        int margin = title.Length > 0 ? Inner : Indent;
        _page.Write(Said(item, more), margin, title.Length > 0 ? Inner : Indent + 2);
    }

    /// <summary>The text with region, terms, sources, whether it was verified and who reviewed this very item.</summary>
    private static string Said(Item item, string more = "") =>
        $"{(item is LicenceItem || item.Regions.IsEmpty ? "" : Regions(item) + ": ")}{ReasonText.Stop(item.Text)}{more}{Cited(item.Sources)}{(item.Recalled ? " · not verified yet" : "")}{(item.Review is { } review ? $" · reviewed by {review.By} in edition {review.Edition}" : "")}";

    private static string Regions(Item item) => item.Regions.IsEmpty ? "everywhere" : string.Join(", ", item.Regions);

    private static string Cited(ImmutableArray<SourceReference> sources) => ReasonText.Sources(sources, recalled: false);

    private static string Time(Span span) => ClinicalWords.Amount(span.Amount, span.Unit);

    /// <summary>What the words of the conditions stand for, where a formula or a list is behind them.</summary>
    private void Meanings()
    {
        (string Words, string Meaning)[] meanings = [.. ConditionMeanings.Of(agent.Items.Select(item => item.When).OfType<Expr>(), knowledge.Medicines)];
        if (meanings.Length == 0) return;
        Heading("WHAT THE CONDITIONS MEAN");
        foreach ((string words, string meaning) in meanings) _page.Write($"{words}: {meaning}", Indent, Indent + 2);
    }

    private void Sources()
    {
        Source[] cited = [.. agent.Sources.Concat(agent.Items.SelectMany(item => item.Sources))
            .Concat(knowledge.Availability.Where(entry => entry.Agent == agent.Id).SelectMany(entry => entry.Sources))
            .Select(reference => reference.Source).DistinctBy(source => source.Id, StringComparer.Ordinal).OrderBy(source => source.Id, StringComparer.Ordinal)];
        if (cited.Length == 0) return;
        Heading("SOURCES");
        foreach (Source source in cited)
        {
            string year = source.Year is { } known && !source.Citation.Contains(known, StringComparison.Ordinal) ? $" {known}." : "";
            _page.Write($"{source.Id}: {ReasonText.Stop(source.Citation)}{year}{(source.Url is { } url ? " " + url : "")}", Indent, Indent + 2, Ink.Dim);
        }
    }
}
