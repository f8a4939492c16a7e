using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Filaggrin.Knowledge.Medicines;

namespace Filaggrin.Knowledge.Facts;

/// <summary>The names of instruments as people vary them: with words that only say that it is a score, and with the short name or the span of the scale in brackets.</summary>
/// <remarks>No common code exists for their totals, so the name has to be read. What else stands in a name or in brackets makes it another thing: a region, a change, an item.</remarks>
internal sealed partial class InstrumentNames
{
    private static readonly string[] OfAnyScore = ["total", "score", "scores", "index", "scale", "value", "overall", "24", "24h", "h", "hour", "hours"];

    private readonly Dictionary<string, ImmutableArray<FactDefinition>> _cores;
    private readonly HashSet<string> _words;

    /// <summary>Gathers the names of facts that an instrument measures.</summary>
    public InstrumentNames(FactDictionary facts)
    {
        _cores = facts.All.Where(fact => fact.Instrument is not null)
            .SelectMany(fact => fact.Names.Select(name => (Core: CoreOf(name), Fact: fact))).Where(pair => pair.Core.Length > 0)
            .GroupBy(pair => pair.Core, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Select(pair => pair.Fact).Distinct().ToImmutableArray(), StringComparer.Ordinal);
        _words = [.. _cores.Keys.SelectMany(core => core.Split(' ')), .. OfAnyScore];
    }

    /// <summary>The facts that a name means; none where it is no variant of one.</summary>
    public ImmutableArray<FactDefinition> Find(string name)
    {
        // Nearly everything that has no code begins with another word.
        string normal = MedicineCatalog.Normalise(name);
        int first = normal.IndexOf(' ', StringComparison.Ordinal);
        if (!_words.Contains(first < 0 ? normal : normal[..first])) return [];
        ImmutableArray<FactDefinition> facts = _cores.GetValueOrDefault(CoreOf(Brackets().Replace(name, " ")), []);
        return facts.IsEmpty || Brackets().Matches(name).All(inside => SaysTheSame(inside.Groups["inside"].Value, facts)) ? facts : [];
    }

    private bool SaysTheSame(string inside, ImmutableArray<FactDefinition> facts) =>
        Span().IsMatch(inside) || CoreOf(inside) is var core && (core.Length == 0 || _cores.GetValueOrDefault(core, []).Any(facts.Contains));

    private static string CoreOf(string name) =>
        string.Join(' ', MedicineCatalog.Normalise(name).Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => !OfAnyScore.Contains(word, StringComparer.Ordinal)));

    [GeneratedRegex(@"[(\[](?<inside>[^()\[\]]{0,80})[)\]]", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Brackets();

    [GeneratedRegex(@"^ *\d{1,3} *(-|–|to) *\d{1,3} *$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Span();
}
