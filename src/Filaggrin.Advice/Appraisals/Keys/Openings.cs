using System.Collections.Immutable;
using Filaggrin.Advice.Sheets;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Advice.Appraisals.Keys;

/// <summary>Says what would open a closed option.</summary>
internal static class Openings
{
    /// <summary>What no fact of the patient can open: it cannot be had, or a severe reaction stands in the way.</summary>
    public static Opening Barred(string why) => new(false, [], KeyText.Stays([why]));

    /// <summary>The ways that facts can open; where there is none, what holds it closed for good.</summary>
    /// <param name="patient">The patient.</param>
    /// <param name="outcomes">The rules that speak.</param>
    /// <param name="criteria">What a formulary asks for; null: nothing.</param>
    /// <param name="appraise">The standing on supposed facts, with what is then missing.</param>
    public static Opening Of(
        PatientSheet patient, RuleOutcomes outcomes, Expr? criteria, Func<ImmutableArray<Fact>, (Standing Standing, ImmutableArray<FactDefinition> Missing)> appraise)
    {
        KeySearch search = new(patient, outcomes.Frame, outcomes.Asked, criteria, appraise);
        ImmutableArray<Way> ways = search.Ways(never: false);
        if (!ways.IsEmpty) return new(true, ways, KeyText.Opens(ways, patient.AsOf));
        ways = search.Ways(never: true);
        string[] lasting = [.. ways.Take(1).SelectMany(way => way.Changes).Where(change => change.Can == Changeability.Never).Select(KeyText.Lasting)];
        return new(false, ways, KeyText.Stays(lasting.Length > 0 ? lasting : Unmoved(outcomes.Asked.Hard, outcomes.Frame)));
    }

    /// <summary>The rules that no change of facts turns, by the facts they name.</summary>
    private static IEnumerable<string> Unmoved(IEnumerable<Rule> hard, FactSheet frame) =>
        hard.Where(rule => rule.Holds(frame) == Truth.True).Select(rule => rule.When is null ? Texts.Of("key-anyone") : string.Join(Texts.Of("and") + " ", rule.When.Deciding(frame).Select(fact => FactWords.Name(fact.Name)).Distinct(StringComparer.Ordinal)));
}
