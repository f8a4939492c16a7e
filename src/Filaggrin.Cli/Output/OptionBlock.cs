using System.Collections.Immutable;
using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Effects;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Cli.Output;

/// <summary>One option on the console page.</summary>
internal sealed class OptionBlock(Page page, Appraisal appraisal)
{
    private const int ReasonsShown = 4;
    private const int ReasonsOfClosed = 2;
    private const int MissingShown = 3;
    private const int NamesShown = 6;
    private const int Indent = 4;
    private const int Column = 14;

    // The text of a note and the option under which it stands in full.
    private readonly Dictionary<string, string> _noted = new(StringComparer.Ordinal);

    public void Write(Option option)
    {
        CurrentTreatment? current = appraisal.Current.FirstOrDefault(treatment => treatment.Agent.Id == option.Agent.Id);
        string?[] title = [option.Agent.Name, StandingText.Licence(option), StandingText.Grade(option, appraisal.Region), current is null ? null : Since(current), Formulary(option)];
        page.Write(string.Join(" · ", title.OfType<string>()), 2, 6, Ink.Bold);
        if (appraisal.AskedUnder(option.Agent) is { IsEmpty: false } asked) page.Labelled("in use", Texts.Of("in-use-results", string.Join(", ", asked.Select(Texts.Word))) + ".", Indent, Column, Ink.Red);
        if (option.Standing == Standing.NeedsInformation) Missing(option);
        Reasons(option);
        Opens(option);
        if (option.Standing is Standing.NotAdvised or Standing.Caution or Standing.Suitable) AlsoMissing(option);
        Tried(option);
        Added(option);
        Elsewhere(option);
        Effects(option);
        if (StandingText.IsOpen(option) && current is null) Plan(option);
    }

    /// <summary>Of an open option, the most studied regimen against each comparator.</summary>
    private void Effects(Option option)
    {
        if (option.Effects is not { } effects || !StandingText.IsOpen(option)) return;
        if (!effects.HasTrials)
        {
            page.Labelled("effect", EffectWords.None(effects), Indent, Column, Ink.Dim);
            Signs(effects);
            return;
        }

        string told = string.Join(". ", effects.Estimates.DistinctBy(estimate => estimate.Comparator, StringComparer.Ordinal).Select(estimate => EffectWords.Line(estimate, effects.Outcome)));
        string apart = effects.NotComparable.IsEmpty ? "" : " " + Texts.Of("trial-effect-not-comparable", string.Join(", ", effects.NotComparable));
        page.Labelled("effect", $"{told}; {EffectWords.Setting(effects)}.{apart}", Indent, Column, Ink.Dim);
        if (!effects.Estimates.IsEmpty && EffectWords.Thin(effects.Estimates[0]) is { } thin) page.Labelled("few trials", thin, Indent, Column, Ink.Dim);
        Signs(effects);
    }

    private void Signs(AgentEffects effects)
    {
        if (effects.Signs is { } signs) page.Labelled("signs", string.Join(' ', EffectWords.Lines(signs)), Indent, Column, Ink.Dim);
    }

    private void Reasons(Option option)
    {
        ImmutableArray<Reason> reasons = ReasonText.Told(option);
        Reason[] shown = Shown(option, reasons);
        foreach (Reason reason in shown)
        {
            string text = reason.Verdict == Verdict.Note && !_noted.TryAdd(reason.Text, option.Agent.Name)
                ? $"as under {_noted[reason.Text]}: {ReasonText.Short(reason.Text, 60)}" : ReasonText.Sentence(reason, option, appraisal.Region);
            page.Labelled(
                Mark(reason.Verdict), text, Indent, Column,
                reason.Verdict switch { Verdict.Caution => Ink.Yellow, Verdict.Note => Ink.Dim, _ => Ink.Red });
        }

        if (reasons.Except(shown).Any(reason => reason.Verdict != Verdict.Note))
            page.Write($"… and {FactText.Count(reasons.Length - shown.Length)} more: filaggrin explain PATIENT {option.Agent.Id}", Column, Column, Ink.Dim);
    }

    /// <summary>At most four reasons. What closes an option is told before its cautions; notes are for open options.</summary>
    private static Reason[] Shown(Option option, ImmutableArray<Reason> reasons)
    {
        if (!StandingText.IsOpen(option))
        {
            int closing = reasons.Count(reason => reason.Verdict is Verdict.Contraindicated or Verdict.NotAdvised);
            int most = option.Standing == Standing.NeedsInformation ? ReasonsShown : Math.Clamp(closing, ReasonsOfClosed, ReasonsShown);
            return [.. reasons.Where(reason => reason.Verdict != Verdict.Note).Take(most)];
        }

        bool switches = option.IfAdded is not null || !option.Plan.Switching.IsEmpty; // told by those lines
        return [.. reasons.Where(reason => reason.Verdict != Verdict.Note || !(switches && IsOfPresentTreatment(reason))).Take(ReasonsShown)];
    }

    private static bool IsOfPresentTreatment(Reason reason) =>
        reason.Facts.Length > 0 && reason.Facts.All(fact => fact.Name is "CurrentMedicine" or "CurrentMedicineClass" or "OnSystemic");

    /// <summary>What an answer would decide, blocking facts first; facts that decide the same rule share a line.</summary>
    private void Missing(Option option)
    {
        IGrouping<(bool Blocks, string Rule), MissingFact>[] groups = [.. option.Missing.OrderBy(missing => missing.Blocks ? 0 : 1)
            .GroupBy(missing => (missing.Blocks, Gravest(missing, option)?.Id ?? ""))];
        foreach (IGrouping<(bool Blocks, string Rule), MissingFact> group in groups.Take(MissingShown))
            page.Labelled(group.Key.Blocks ? "needs" : "asks", MissingText([.. group], option), Indent, Column, Ink.Cyan);
        string[] rest = [.. groups.Skip(MissingShown).SelectMany(group => group).Select(missing => FactWords.Name(missing.Fact.Name))];
        if (rest.Length > 0) page.Labelled("", $"… and {FactText.Count(rest.Length)} more: {Listed(rest)}", Indent, Column, Ink.Dim);
    }

    /// <summary>What would open a closed option, or what holds it closed for good.</summary>
    private void Opens(Option option)
    {
        if (option.Opens is not { Text: var text }) return;
        int space = text.IndexOf(' ', StringComparison.Ordinal);
        page.Labelled(text[..space], text[(space + 1)..] + ".", Indent, Column, option.Opens.Possible ? Ink.Green : Ink.Dim);
    }

    private void AlsoMissing(Option option)
    {
        if (option.Missing.IsEmpty) return;
        string[] names = [.. option.Missing.Select(missing => FactWords.Name(missing.Fact.Name))];
        page.Labelled("unknown", $"{Listed(names)}: {(option.Standing == Standing.NotAdvised ? "could close it further" : "could add a caution")}.", Indent, Column, Ink.Dim);
    }

    private void Tried(Option option)
    {
        foreach (string course in TriedText.Of(option)) page.Labelled("tried", course, Indent, Column, Ink.Dim);
    }

    private void Added(Option option)
    {
        if (option.IfAdded is not { } added || (added.Standing == option.Standing && added.Reasons.IsEmpty)) return;
        string beside = string.Join(", ", appraisal.Current.Where(treatment => treatment.Agent.Id != option.Agent.Id).Select(treatment => treatment.Agent.Name.ToLowerInvariant()));
        string why = added.Reasons.IsEmpty ? "." : $". {ReasonText.Short(added.Reasons[0].Text, 110)}{ReasonText.Sources([.. added.Reasons[0].Sources.Take(1)], added.Reasons[0].Recalled)}";
        page.Labelled("if added", $"to {beside}: {StandingText.Of(added.Standing)}{why}", Indent, Column, Ink.Dim);
    }

    private void Elsewhere(Option option)
    {
        foreach (Statement statement in ElsewhereText.Worst(option)) page.Labelled("elsewhere", ElsewhereText.Of(statement), Indent, Column, Ink.Dim);
    }

    private void Plan(Option option)
    {
        foreach ((string label, string text) in PlanText.Lines(option.Plan)) page.Labelled(label, text, Indent, Column, Ink.Green);
    }

    private static string MissingText(MissingFact[] group, Option option)
    {
        string names = string.Join(", ", group.Select(missing => FactWords.Name(missing.Fact.Name) + missing.State.State switch
        {
            FactState.OutOfDate => $" (out of date{(FactText.LastKnown(missing.State) is { } last ? ": " + last : "")})",
            FactState.Doubtful => $" (in doubt{(missing.State.Why is { } why ? ": " + why : "")})",
            _ => missing.State is { Value.IsUnknown: false, Why: { } lacking } ? $" ({lacking})" : "",
        }));
        if (Gravest(group[0], option) is not { } rule) return names;
        int others = group.SelectMany(missing => missing.Decides).Distinct(StringComparer.Ordinal).Count() - 1;
        return $"{names}: decides «{ReasonText.Short(rule.Text, 90)}» ({StandingText.Of(rule.Verdict)}){(others > 0 ? $" and {FactText.Count(others)} more" : "")}";
    }

    private static Rule? Gravest(MissingFact missing, Option option) =>
        missing.Decides.Select(id => option.Agent.Rules.FirstOrDefault(rule => rule.Id == id)).OfType<Rule>().MinBy(rule => rule.Verdict);

    private static string Listed(string[] names) =>
        names.Length <= NamesShown + 1 ? string.Join(", ", names) : $"{string.Join(", ", names.Take(NamesShown))} and {FactText.Count(names.Length - NamesShown)} more";

    private static string Mark(Verdict verdict) => verdict switch { Verdict.Note => "note", Verdict.Caution => "caution", Verdict.NotAdvised => "against", _ => "forbidden" };

    private static string? Formulary(Option option) => option.Formulary is { } formulary ? $"formulary: {formulary.Status.Replace('-', ' ')}{(formulary.CostClass is { } cost ? ", cost " + cost : "")}" : null;

    private static string Since(CurrentTreatment current) => "in use" + (current.Course.From is { } from ? $" since {from}" : "");
}
