using System.Collections.Immutable;
using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Effects;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;
using TaskStatus = Filaggrin.Advice.Appraisals.TaskStatus;

namespace Filaggrin.Cli.Output.Report;

/// <summary>What a row of the comparison unfolds to: every reason with facts and sources, then the plan.</summary>
internal sealed class OptionDetails(HtmlWriter html, ReportContent report)
{
    private const int EntriesShown = 3;
    private const int TrialsShown = 12;

    public void Write(Option option)
    {
        Reasons(option);
        Missing(option);
        if (option.Opens is { } opening) Part("opens", () => html.Element("p", ReasonText.Sentence(opening.Text)));
        Tried(option);
        if (option.IfAdded is { } added)
        {
            Part("added", () =>
            {
                html.Element("p", $"{ReasonText.Capital(StandingText.Of(added.Standing))}.");
                List(added.Reasons, reason => Reason(reason, option));
            });
        }

        Part("elsewhere", ElsewhereText.InOrder(option), statement =>
        {
            html.Text($"{string.Join("/", statement.Item.Regions)}: {(statement.Item is Rule rule ? StandingText.Of(rule.Verdict) + ". " : "")}{ReasonText.Stop(statement.Item.Text)} ");
            Sources(statement.Item.Sources, statement.Item.Recalled);
        });
        Effects(option);
        if (option.Agent.RulesWritten) Plan(option.Plan);
    }

    private void Effects(Option option)
    {
        if (option.Effects is not { } effects) return;
        Part("trial-effects", () =>
        {
            html.Element("p", effects.HasTrials ? ReasonText.Capital(EffectWords.Setting(effects)) + "." : EffectWords.None(effects));
            if (!effects.NotComparable.IsEmpty) html.Element("p", Texts.Of("trial-effect-not-comparable", string.Join(", ", effects.NotComparable)));
            List(effects.Estimates, estimate =>
            {
                html.Text(EffectWords.Line(estimate, effects.Outcome) + ".");
                if (EffectWords.Thin(estimate) is { } thin) html.Text(" " + thin);
                TrialLinks(estimate);
            });
            if (effects.Signs is not { } signs) return;
            string[] lines = [.. EffectWords.Lines(signs)];
            List(lines.Index(), line =>
            {
                html.Text(line.Item);
                if (line.Index >= signs.Effects.Length) return;
                EffectEstimate estimate = signs.Effects[line.Index].Estimate;
                if (EffectWords.Thin(estimate) is { } thin) html.Text(" " + thin);
                TrialLinks(estimate);
            });
        });
    }

    private void TrialLinks(EffectEstimate estimate)
    {
        using (html.In("ul", ("class", "ground")))
        {
            foreach (EffectTrial entry in estimate.Trials.Take(TrialsShown))
            {
                using (html.In("li")) TrialLink(entry);
            }

            if (estimate.Trials.Length > TrialsShown) html.Element("li", Texts.Of("trial-effect-more-trials", estimate.Trials.Length - TrialsShown));
        }
    }

    private void TrialLink(EffectTrial entry)
    {
        string? url = entry.Trial.Doi is { Length: > 0 } doi ? "https://doi.org/" + doi : entry.Trial.Registry.StartsWith("NCT", StringComparison.Ordinal) ? "https://clinicaltrials.gov/study/" + entry.Trial.Registry : null;
        if (url is null) html.Text(EffectWords.Trial(entry));
        else html.Element("a", EffectWords.Trial(entry), ("href", url));
    }

    private void Reasons(Option option) => Part("reasons", () =>
    {
        ImmutableArray<Reason> reasons = ReasonText.InOrder(option);
        if (reasons.IsEmpty) html.Element("p", Texts.Of("no-reasons"));
        else List(reasons, reason => Reason(reason, option));
    });

    private void Reason(Reason reason, Option option)
    {
        html.Element("span", Mark(reason.Verdict) + " " + StandingText.Of(reason.Verdict), ("class", $"verdict v-{Words.Of(reason.Verdict)}"));
        string text = " " + ReasonText.Stop(reason.Text);
        if (reason.Limit is { } limit && StandingText.Of(limit) is { Length: > 0 } words) text += " " + Texts.Of("limit", words);
        if (reason.Until is { } until) text += " " + Texts.Of("until", DateSpan.Iso(until));
        html.Text(text);
        using (html.In("ul", ("class", "ground")))
        {
            Fact[] facts = [.. reason.Facts.Where(fact => !fact.Value.IsUnknown).DistinctBy(fact => (fact.Name, fact.Evidence.FirstOrDefault()?.Source))];
            using (html.In("li"))
            {
                html.Element("b", Texts.Of("facts") + ": ");
                html.Text(facts.Length == 0 ? Texts.Of("fact-none") + "." : string.Join("; ", facts.Select(fact => FactWithEntry(fact, option.Agent.ConditionOf(reason.Rule)))) + ".");
            }

            using (html.In("li"))
            {
                html.Element("b", Texts.Of("rule") + ": ");
                html.Element("code", reason.Rule);
                html.Text($"{(ReasonText.Elsewhere(reason.Regions, report.Appraisal.Region) is { } region ? ", " + region : "")}. ");
                Sources(reason.Sources, reason.Recalled);
            }
        }
    }

    private void Missing(Option option) => Part("missing", option.Missing, missing =>
        html.Text($"{ReasonText.Capital(FactWords.Name(missing.Fact.Name))}: {Texts.Of(missing.Blocks ? "could-close" : "could-caution")}{(missing.State.State == FactState.OutOfDate ? " (" + Texts.Of("out-of-date") + (FactText.LastKnown(missing.State) is { } last ? ": " + last : "") + ")" : "")}{(missing.State.Why is { } why ? $" ({why})" : "")}. {missing.Fact.Ask}"));

    private void Tried(Option option) => Part("tried", option.Tried, tried =>
        html.Text($"{Texts.Of("tried-time", tried.Course.From?.ToString() ?? "?", tried.Course.Running ? Texts.Of("tried-now") : tried.Course.To?.ToString() ?? "?")}: {Texts.Word(tried.Outcome)}. ({Entries(tried.Course.Sources)})"));

    /// <summary>The entries of a course; of many the first few.</summary>
    private static string Entries(ImmutableArray<string> sources) => sources.Length <= EntriesShown + 1 ? string.Join(", ", sources)
        : Texts.Of("and-more", string.Join(", ", sources.Take(EntriesShown)), sources.Length - EntriesShown);

    private void Plan(StartPlan plan)
    {
        using (html.In("section", ("class", "plan")))
        {
            html.Element("h4", Texts.Of("plan"));
            if (PlanText.Doses(plan) is { Length: > 0 } doses) Part("dose", () => html.Element("p", ReasonText.Sentence(doses)));
            Part("dose-texts", plan.Doses.Where(dose => dose.Item.Role != "information"), dose => Statement(dose.Item), heading: null);
            Part("companions", plan.Companions, Statement);
            Part("tests", plan.Tests, Test);
            Part("vaccines", plan.Vaccines, Statement);
            Part("contraception", plan.Contraception, Statement);
            if (report.ConcernsWomen) Part("pregnancy", plan.Pregnancy, Statement);
            Part("monitoring", plan.Monitoring, item => Statement(item));
            Part("times", plan.Times, Statement);
            Part("information", plan.Information, Statement);
            Part("practicalities", plan.Practicalities, Statement);
            Part("harms-serious", plan.Harms.Where(harm => harm.Serious), Statement);
            Part("harms", plan.Harms.Where(harm => !harm.Serious), Statement);
            Part("stopping", plan.Stopping, Statement);
            Part("switching", plan.Switching, Statement);
        }
    }

    private void Statement(Item item)
    {
        html.Text(ReasonText.Stop(item.Text) + " ");
        Sources(item.Sources, item.Recalled);
    }

    private void Test(TaskStatus test)
    {
        html.Element("span", Texts.Word(test.Status), ("class", "status s-" + test.Status));
        html.Text($" {ReasonText.Stop(test.Text)}");
    }

    private void Sources(ImmutableArray<SourceReference> sources, bool recalled)
    {
        using (html.In("span", ("class", "sources")))
        {
            for (int i = 0; i < sources.Length; i++)
            {
                if (i > 0) html.Text("; ");
                SourceReference reference = sources[i];
                string name = reference.Source.Citation.TrimEnd('.') + (reference.At is { } at ? ", " + at : "") + (reference.Source.Year is { } year ? $" ({year})" : "");
                if (reference.Source.Url is { } url) html.Element("a", name, ("href", url), ("rel", "noreferrer"));
                else html.Text(name);
            }

            if (recalled) html.Element("span", Texts.Of("unverified"), ("class", "unverified"));
        }
    }

    private void Part(string key, Action content)
    {
        using (html.In("section", ("class", "part"), ("data-part", key)))
        {
            html.Element("h4", Texts.Of(key));
            content();
        }
    }

    private void Part<T>(string key, IEnumerable<T> items, Action<T> content, string? heading = "")
    {
        T[] all = [.. items];
        if (all.Length == 0) return;
        if (heading is null) List(all, content);
        else Part(key, () => List(all, content));
    }

    private void List<T>(IEnumerable<T> items, Action<T> content)
    {
        using (html.In("ul"))
        {
            foreach (T item in items)
            {
                using (html.In("li")) content(item);
            }
        }
    }

    private static string FactWithEntry(Fact fact, Knowledge.Conditions.Expr? condition)
    {
        string entry = fact.Evidence.FirstOrDefault()?.Source is { Length: > 0 } source ? $" ({source})" : "";
        return FactText.Of(fact, ReasonText.Members(condition, fact.Definition)) + entry;
    }

    private static string Mark(Verdict verdict) => verdict switch { Verdict.Contraindicated => "⊘", Verdict.NotAdvised => "✕", Verdict.Caution => "!", _ => "i" };
}
