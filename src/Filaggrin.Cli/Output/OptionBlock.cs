using System.Collections.Immutable;
using Filaggrin.Advice.Appraisals;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Cli.Output;

/// <summary>One option on the console page.</summary>
internal sealed class OptionBlock(Page page, Appraisal appraisal)
{
    private const int ReasonsShown = 4;
    private const int MissingShown = 4;
    private const int Indent = 4;
    private const int Column = 13;

    public void Write(Option option)
    {
        CurrentTreatment? current = appraisal.Current.FirstOrDefault(treatment => treatment.Agent.Id == option.Agent.Id);
        string?[] title = [option.Agent.Name, Licence(option), StandingText.Grade(option, appraisal.Region), current is null ? null : Since(current), Formulary(option)];
        page.Write(string.Join(" · ", title.OfType<string>()), 2, 6, Ink.Bold);
        if (option.Standing == Standing.NeedsInformation) Missing(option);
        Reasons(option);
        if (option.Standing is Standing.NotAdvised or Standing.Caution or Standing.Suitable) AlsoMissing(option);
        Tried(option);
        Added(option);
        Elsewhere(option);
        if (StandingText.IsOpen(option) && current is null) Plan(option);
    }

    private void Reasons(Option option)
    {
        ImmutableArray<Reason> reasons = ReasonText.InOrder(option);
        foreach (Reason reason in reasons.Take(ReasonsShown))
        {
            page.Labelled(
                reason.Verdict == Verdict.Note ? "note" : Mark(reason.Verdict), ReasonText.Sentence(reason, option, appraisal.Region), Indent, Column,
                reason.Verdict switch { Verdict.Caution => Ink.Yellow, Verdict.Note => Ink.Dim, _ => Ink.Red });
        }

        if (reasons.Length > ReasonsShown)
            page.Write($"… and {FactText.Count(reasons.Length - ReasonsShown)} more: filaggrin explain PATIENT {option.Agent.Id}", Column, Column, Ink.Dim);
    }

    private void Missing(Option option)
    {
        MissingFact[] ordered = [.. option.Missing.OrderBy(missing => missing.Blocks ? 0 : 1)];
        foreach (MissingFact missing in ordered.Take(MissingShown))
            page.Labelled(missing.Blocks ? "needs" : "asks", MissingText(missing, option), Indent, Column, Ink.Cyan);
        if (ordered.Length > MissingShown)
        {
            string names = string.Join(", ", ordered.Skip(MissingShown).Select(missing => FactText.Name(missing.Fact.Name)).Take(8));
            string rest = ordered.Length > MissingShown + 8 ? $" and {FactText.Count(ordered.Length - MissingShown - 8)} more" : "";
            page.Write($"… and {FactText.Count(ordered.Length - MissingShown)} more: {names}{rest}", Column, Column, Ink.Dim);
        }
    }

    private void AlsoMissing(Option option)
    {
        if (option.Missing.IsEmpty) return;
        string[] names = [.. option.Missing.Select(missing => FactText.Name(missing.Fact.Name)).Distinct(StringComparer.Ordinal)];
        string rest = names.Length > 6 ? $" and {FactText.Count(names.Length - 6)} more" : "";
        string what = option.Standing == Standing.NotAdvised ? "could close it further" : "could add a caution";
        page.Labelled("unknown", $"{string.Join(", ", names.Take(6))}{rest}: {what}.", Indent, Column, Ink.Dim);
    }

    private void Tried(Option option)
    {
        foreach (TriedCourse tried in option.Tried.Where(tried => !tried.Course.Running && !IsReason(option, tried)))
        {
            string adequate = tried.Adequate switch { Truth.True => ", long enough to judge", Truth.False => ", too short or too low to judge", _ => "" };
            page.Labelled("tried", $"{tried.Course.From?.ToString() ?? "?"} to {tried.Course.To?.ToString() ?? "?"}: {Outcome(tried.Outcome)}{adequate}.", Indent, Column, Ink.Dim);
        }
    }

    private void Added(Option option)
    {
        if (option.IfAdded is not { } added || (added.Standing == option.Standing && added.Reasons.IsEmpty)) return;
        string beside = string.Join(", ", appraisal.Current.Where(treatment => treatment.Agent.Id != option.Agent.Id).Select(treatment => treatment.Agent.Name.ToLowerInvariant()));
        string why = added.Reasons.IsEmpty ? "." : ": " + ReasonText.Sentence(added.Reasons[0], option, appraisal.Region);
        page.Labelled("if added", $"to {beside}: {StandingText.Of(added.Standing)}{why}", Indent, Column, Ink.Dim);
    }

    private void Elsewhere(Option option)
    {
        foreach (Statement other in option.Elsewhere.Where(other => other.Item is Rule { Verdict: not Verdict.Note }).Take(2))
        {
            string verdict = StandingText.Of(((Rule)other.Item).Verdict);
            page.Labelled("elsewhere", $"{string.Join("/", other.Item.Regions)}: {verdict}. {ReasonText.Short(other.Item.Text, 140)}{ReasonText.Sources(other.Item.Sources, other.Item.Recalled)}", Indent, Column, Ink.Dim);
        }
    }

    private void Plan(Option option)
    {
        foreach ((string label, string text) in PlanText.Lines(option.Plan)) page.Labelled(label, text, Indent, Column, Ink.Green);
    }

    private static string MissingText(MissingFact missing, Option option)
    {
        string state = missing.State.State switch
        {
            FactState.OutOfDate => " (out of date)",
            FactState.Doubtful => $" (in doubt{(missing.State.Why is { } why ? ": " + why : "")})",
            _ => "",
        };
        Rule[] rules = [.. missing.Decides.Select(id => option.Agent.Rules.FirstOrDefault(rule => rule.Id == id)).OfType<Rule>().OrderBy(rule => rule.Verdict)];
        if (rules.Length == 0) return FactText.Name(missing.Fact.Name) + state;
        string more = rules.Length > 1 ? $" and {FactText.Count(rules.Length - 1)} more" : "";
        return $"{FactText.Name(missing.Fact.Name)}{state}: decides «{ReasonText.Short(rules[0].Text, 110)}» ({StandingText.Of(rules[0].Verdict)}){more}";
    }

    private static bool IsReason(Option option, TriedCourse tried) => option.Reasons.Any(reason =>
        reason.Facts.Any(fact => fact.Definition.Name == "TriedBefore" && fact.Evidence.Any(evidence => tried.Course.Sources.Contains(evidence.Source, StringComparer.Ordinal))));

    private static string Mark(Verdict verdict) => verdict switch { Verdict.Caution => "caution", Verdict.NotAdvised => "against", _ => "forbidden" };

    private static string Licence(Option option) => option.Licence.Status.Replace('-', ' ').Replace("off label", "off-label", StringComparison.Ordinal);

    private static string? Formulary(Option option) => option.Formulary is { } formulary ? $"formulary: {formulary.Status.Replace('-', ' ')}{(formulary.CostClass is { } cost ? ", cost " + cost : "")}" : null;

    private static string Since(CurrentTreatment current) => "in use" + (current.Course.From is { } from ? $" since {from}" : "");

    private static string Outcome(string outcome) => outcome switch
    {
        "stopped-other" => "stopped for another reason",
        "unknown" => "outcome not on record",
        "not-tolerated" => "not tolerated",
        _ => outcome,
    };
}
