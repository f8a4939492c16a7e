using System.Collections.Immutable;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Loading;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Knowledge.Coverage;

/// <summary>Compares the knowledge with the claims it was written from: a name alone proves nothing.</summary>
public sealed class CoverageCheck
{
    /// <summary>The random sheets on which a claim and its items must agree.</summary>
    public const int SheetCount = 1000;

    private readonly KnowledgeBase _knowledge;
    private readonly Dictionary<string, Claim> _claims;
    private readonly ILookup<string, Carrier> _carriers;

    private CoverageCheck(KnowledgeBase knowledge, ImmutableArray<Claim> claims)
    {
        _knowledge = knowledge;
        _claims = claims.ToDictionary(claim => claim.Id, StringComparer.Ordinal);
        _carriers = Carrier.Of(knowledge).SelectMany(carrier => carrier.Rows.Select(row => (row, carrier))).ToLookup(pair => pair.row, pair => pair.carrier, StringComparer.Ordinal);
    }

    /// <summary>Runs every comparison.</summary>
    public static CoverageReport Of(KnowledgeBase knowledge, ImmutableArray<Claim> claims)
    {
        CoverageCheck check = new(knowledge, claims);
        ImmutableArray<Difference> differences = [.. claims.SelectMany(check.Differences)];
        HashSet<(string, DifferenceKind)> differing = [.. differences.Select(difference => (difference.Claim.Id, difference.Kind))];
        return new(
            claims, claims.Count(claim => claim.When is not null), [.. claims.Where(claim => claim.WhyNot is not null)], differences,
            [.. check._carriers.Where(row => !check._claims.ContainsKey(row.Key)).Select(row => new Finding(row.First().Place, $"{row.First().Name} names the claim «{row.Key}», which nobody collected."))],
            [.. claims.Where(claim => claim.Differs is not null && !claim.Departs.All(kind => differing.Contains((claim.Id, kind))))]);
    }

    private IEnumerable<Difference> Differences(Claim claim)
    {
        Carrier[] carriers = [.. _carriers[claim.Id]];
        ImmutableArray<Place> places = [.. carriers.Select(carrier => carrier.Place)];
        if (carriers.Length == 0) return [new(claim, DifferenceKind.LeftOut, "no item stands for it", [])];
        Carrier[] speaking = Speaking(claim, carriers);
        return Conditions(claim, speaking).Append(Verdicts(claim, carriers)).Append(Regions(claim, speaking)).Append(Figures(claim, carriers)).OfType<(DifferenceKind Kind, string What)>()
            .Select(found => new Difference(claim, found.Kind, found.What, places));
    }

    /// <summary>The items that carry the claim itself rather than mention it: of its region, and of the sections that say what it says or hold a condition.</summary>
    private static Carrier[] Speaking(Claim claim, Carrier[] carriers)
    {
        Carrier[] here = [.. carriers.Where(carrier => carrier.Regions.IsEmpty || claim.Regions.IsEmpty || carrier.Regions.Intersect(claim.Regions, StringComparer.Ordinal).Any())];
        if (here.Length > 0) carriers = here;
        Carrier[] same = [.. carriers.Where(carrier => claim.Says.Any(said => Means(said, carrier.Effect)))];
        if (same.Length > 0) return same;
        HashSet<string> conditional = [.. carriers.Where(carrier => !carrier.Whens.IsEmpty).Select(carrier => carrier.Effect)];
        return conditional.Count > 0 ? [.. carriers.Where(carrier => conditional.Contains(carrier.Effect))] : carriers;
    }

    /// <summary>A claim may leave a choice: <c>reduce|interrupt</c>.</summary>
    private static bool Means(string said, string effect) => said.Split('|').Contains(effect, StringComparer.Ordinal);

    private static (DifferenceKind, string)? Verdicts(Claim claim, Carrier[] carriers)
    {
        // A mere remark is carried by any item.
        string[] said = [.. claim.Says.Where(word => word != "note" && !carriers.Any(carrier => Means(word, carrier.Effect)))];
        return said.Length == 0 ? null
            : (DifferenceKind.Verdict, $"it says {string.Join(" or ", said)}; the items say {string.Join(", ", carriers.Select(carrier => carrier.Effect).Distinct(StringComparer.Ordinal))}");
    }

    private static (DifferenceKind, string)? Regions(Claim claim, Carrier[] carriers)
    {
        if (carriers.Any(carrier => carrier.Regions.IsEmpty)) return null;
        string[] held = [.. carriers.SelectMany(carrier => carrier.Regions).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        string[] lost = [.. (claim.Regions.IsEmpty ? ["EU", "UK", "US"] : claim.Regions).Except(held, StringComparer.Ordinal)];
        return lost.Length == 0 ? null : (DifferenceKind.Region, $"it holds in {(claim.Regions.IsEmpty ? "any region" : string.Join(", ", claim.Regions))}; the items only in {string.Join(", ", held)}");
    }

    private static (DifferenceKind, string)? Figures(Claim claim, Carrier[] carriers)
    {
        if (claim.Recalled && carriers.All(carrier => carrier.Recalled)) return null; // recalled figures are not printed
        Figure[] held = [.. carriers.SelectMany(carrier => Figure.In(carrier.Text))];
        string[] lost = [.. claim.Figures.Where(figure => figure.Value is null ? carriers.All(carrier => !carrier.Text.Contains(figure.Text, StringComparison.Ordinal)) : !held.Any(figure.SameAs)).Select(figure => figure.Text)];
        return lost.Length == 0 ? null : (DifferenceKind.Figure, $"its figures {string.Join(", ", lost)} stand in no item");
    }

    private IEnumerable<(DifferenceKind, string)?> Conditions(Claim claim, Carrier[] carriers)
    {
        if (claim.When is not { } when) yield break;
        Expr[] rivals = [.. carriers.SelectMany(carrier => carrier.Rows).Distinct(StringComparer.Ordinal).Select(row => _claims.GetValueOrDefault(row)?.When).OfType<Expr>()];
        SheetSampler sampler = new(_knowledge.Facts, carriers.SelectMany(carrier => carrier.Whens).Concat(rivals).Prepend(when));
        Agent? agent = claim.Agent is { } id ? _knowledge.Agents.GetValueOrDefault(id) : null;
        Phase phase = PhaseOf(carriers);
        Carrier[][] voices = Voices(claim, carriers);
        int narrower = 0, wider = 0;
        FactSheet? silent = null, loud = null;
        Carrier? speaker = null;
        foreach (FactSheet drawn in sampler.Sheets(SheetCount / 2, SheetSampler.SeedOf(claim.Id), when).Concat(sampler.Sheets(SheetCount / 2, SheetSampler.SeedOf(claim.Id) + 1, Any(carriers))))
        {
            FactSheet sheet = SheetSampler.InFrame(drawn, _knowledge, agent, phase, missedDose: carriers.All(carrier => carrier.Effect == "missed-dose"));
            Truth holds = when.Truth(sheet);
            if (holds == Truth.True && !voices.All(own => own.Any(carrier => Speaks(carrier, sheet))))
            {
                narrower++;
                silent ??= sheet;
            }
            else if (holds == Truth.False && carriers.FirstOrDefault(carrier => Speaks(carrier, sheet) && !Warranted(carrier, sheet)) is { } unwarranted)
            {
                wider++;
                loud ??= sheet;
                speaker ??= unwarranted;
            }
        }

        if (narrower > 0) yield return (DifferenceKind.Narrower, $"it holds and no item speaks on {narrower} of {SheetCount} sheets, such as {Words(silent!, when, carriers)}");
        if (wider > 0) yield return (DifferenceKind.Wider, $"{speaker!.Name} speaks and none of its claims holds on {wider} of {SheetCount} sheets, such as {Words(loud!, when, carriers)}");
    }

    /// <summary>
    /// Who must say a claim: of its agents each, and of its verdicts each, so that neither a sister agent nor the bar to the start hides that the action is missing.
    /// A claim on all agents any of them may say.
    /// </summary>
    private static Carrier[][] Voices(Claim claim, Carrier[] carriers)
    {
        Carrier[][] agents = claim.Agent is null ? [carriers]
            : [.. carriers.Where(carrier => carrier.Agent is not null).GroupBy(carrier => carrier.Agent, StringComparer.Ordinal).Select(agent => (Carrier[])[.. agent, .. carriers.Where(carrier => carrier.Agent is null)])];
        Carrier[][] voices = [.. (agents.Length == 0 ? [carriers] : agents).SelectMany(own => claim.Says.Select(said => (Carrier[])[.. own.Where(carrier => Means(said, carrier.Effect))])
            .Where(voice => voice.Length > 0).DefaultIfEmpty(own))];
        return voices;
    }

    private static bool Speaks(Carrier carrier, FactSheet sheet) => carrier.Whens.IsEmpty || carrier.Whens.Any(when => when.Truth(sheet) == Truth.True);

    /// <summary>Some claim of the item holds, or may hold because its condition cannot be compared.</summary>
    private bool Warranted(Carrier carrier, FactSheet sheet) =>
        carrier.Rows.Select(row => _claims.GetValueOrDefault(row)).OfType<Claim>().Any(claim => claim.When is not { } when || when.Truth(sheet) != Truth.False);

    private static OrExpr? Any(Carrier[] carriers) => carriers.SelectMany(carrier => carrier.Whens).ToImmutableArray() is { IsEmpty: false } whens ? new OrExpr("", whens) : null;

    /// <summary>The phase in which all items speak.</summary>
    private static Phase PhaseOf(Carrier[] carriers) => carriers.All(carrier => carrier.Phase == carriers[0].Phase) ? carriers[0].Phase : Phase.Both;

    private static string Words(FactSheet sheet, Expr when, Carrier[] carriers)
    {
        HashSet<string> named = [.. carriers.SelectMany(carrier => carrier.Whens).Prepend(when).SelectMany(formula => formula.Facts()).Select(fact => fact.Name)];
        return string.Join(", ", sheet.Dictionary.All.Where(fact => named.Contains(fact.Name)).Select(fact => sheet[fact]).Where(fact => !fact.Value.IsUnknown).Select(fact => $"{fact.Name} {fact.Value}").DefaultIfEmpty("nothing known"));
    }
}
