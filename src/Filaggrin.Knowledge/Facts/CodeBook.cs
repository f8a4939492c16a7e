using System.Collections.Frozen;
using System.Collections.Immutable;
using Filaggrin.Knowledge.Medicines;

namespace Filaggrin.Knowledge.Facts;

/// <summary>A code that speaks of a fact.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="Entry">The entry that matched.</param>
public sealed record CodeMatch(FactDefinition Fact, CodeEntry Entry);

/// <summary>A code that looks right and is not.</summary>
/// <param name="System">Its code system.</param>
/// <param name="Code">The code.</param>
/// <param name="NotFact">The fact it is taken for.</param>
/// <param name="Why">Why it is not.</param>
public sealed record CodeTrap(CodeSystem System, string Code, string NotFact, string Why)
{
    /// <summary>Where it stands.</summary>
    public Place Place { get; init; }
}

/// <summary>Finds the facts that a code, a name or a word speaks of.</summary>
public sealed class CodeBook
{
    private static readonly string[] OfMedicines = ["CurrentMedicine", "MedicineEver", "MedicineWithinYear", "ContinuedSystemic", "HypersensitivityTo"];

    private readonly Dictionary<string, List<CodeMatch>> _exact;
    private readonly Dictionary<string, List<CodeMatch>> _below;
    private readonly int _longestBelow;
    private readonly ImmutableArray<CodeMatch> _ranges;
    private readonly Dictionary<string, List<FactDefinition>> _names;
    private readonly Lazy<InstrumentNames> _instruments;
    private readonly WordIndex _words;
    private readonly ImmutableArray<(FactDefinition Fact, string? Member)> _worded;
    private FrozenDictionary<(string System, string Code), ImmutableArray<FactDefinition>> _site = FrozenDictionary<(string, string), ImmutableArray<FactDefinition>>.Empty;

    /// <summary>Indexes the codes of a dictionary.</summary>
    public CodeBook(FactDictionary facts, MedicineCatalog medicines, IEnumerable<CodeTrap> traps)
    {
        Facts = facts;
        Medicines = medicines;
        Traps = traps.ToFrozenDictionary(trap => (trap.System, trap.Code));
        CodeMatch[] all = [.. facts.All.SelectMany(fact => fact.Codes.Select(entry => new CodeMatch(fact, entry)))];
        _exact = Group(all.Where(match => match.Entry is { Below: false, To: null }));
        _below = Group(all.Where(match => match.Entry is { Below: true, To: null }));
        _longestBelow = _below.Keys.Max(key => (int?)key.Length - 1) ?? 0;
        _ranges = [.. all.Where(match => match.Entry.To is not null)];
        _names = new(StringComparer.Ordinal);
        foreach (FactDefinition fact in facts.All)
        {
            foreach (string name in fact.Names) Add(_names, MedicineCatalog.Normalise(name), fact);
        }

        _instruments = new(() => new(facts));
        _words = new(facts.All.SelectMany(fact => fact.Words.Select(word => WordMatch.Prepare(word.Word))));
        _worded = [.. facts.All.SelectMany(fact => fact.Words.Select(word => (fact, word.Member)))];
    }

    /// <summary>The dictionary.</summary>
    public FactDictionary Facts { get; }

    /// <summary>The medicine list.</summary>
    public MedicineCatalog Medicines { get; }

    /// <summary>Codes that look right and are not.</summary>
    public IReadOnlyDictionary<(CodeSystem System, string Code), CodeTrap> Traps { get; }

    /// <summary>The same book with a site's own codes.</summary>
    internal CodeBook With(ImmutableArray<(string System, string Code, FactDefinition Fact)> site) => new(Facts, Medicines, Traps.Values)
    {
        _site = site.GroupBy(entry => (entry.System, entry.Code)).ToFrozenDictionary(group => group.Key, group => group.Select(entry => entry.Fact).ToImmutableArray()),
    };

    /// <summary>The facts that a code of a site's own system stands for, by the system's URI.</summary>
    public ImmutableArray<FactDefinition> FindSite(string? system, string? code) =>
        system is not null && code is not null ? _site.GetValueOrDefault((system, code), []) : [];

    /// <summary>Every fact that a code speaks of; ICD-10 codes with or without a dot.</summary>
    public ImmutableArray<CodeMatch> Find(CodeSystem system, string code)
    {
        if (system == CodeSystem.Icd10) code = code.Replace(".", "", StringComparison.Ordinal).ToUpperInvariant();
        List<CodeMatch> exact = _exact.GetValueOrDefault(Key(system, code), []);
        if (system is not (CodeSystem.Icd10 or CodeSystem.Atc)) return [.. exact];
        ImmutableArray<CodeMatch>.Builder found = ImmutableArray.CreateBuilder<CodeMatch>();
        found.AddRange(exact);
        for (int length = Math.Min(code.Length, _longestBelow); length > 0; length--)
        {
            if (_below.TryGetValue(Key(system, code[..length]), out List<CodeMatch>? below))
                found.AddRange(below.Where(match => !Excepted(match.Entry, code)));
        }

        if (system == CodeSystem.Icd10 && code.Length >= 3)
        {
            string category = code[..3];
            found.AddRange(_ranges.Where(match =>
                string.CompareOrdinal(category, Bare(match.Entry.Code)) >= 0 && string.CompareOrdinal(category, Bare(match.Entry.To!)) <= 0
                && !Excepted(match.Entry, code)));
        }

        return found.ToImmutable();
    }

    /// <summary>The facts that an instrument's or test's name stands for, letter case and punctuation aside.</summary>
    public ImmutableArray<FactDefinition> FindName(string name) =>
        _names.TryGetValue(MedicineCatalog.Normalise(name), out List<FactDefinition>? named) ? [.. named] : _instruments.Value.Find(name);

    /// <summary>The facts on which an uncoded text throws doubt, with the member it may mean where the fact is a set.</summary>
    public IEnumerable<(FactDefinition Fact, string? Member)> FindWords(string text) =>
        _words.Find(text) is { Length: > 0 } found ? found.Where(word => IsMeant(word, text)).Select(word => _worded[word]) : [];

    // Outside of what means another thing the word must stand once more.
    private bool IsMeant(int word, string text)
    {
        ImmutableArray<string> others = _worded[word].Fact.OtherWords;
        if (others.IsEmpty) return true;
        string normal = MedicineCatalog.Normalise(text), rest = WordMatch.Without(normal, others);
        return rest.Length == normal.Length || _words.Find(rest).Contains(word);
    }

    /// <summary>The members of a set that a person names: an option, a name of a member, or a medicine in any spelling, with strength and form or without them.</summary>
    /// <param name="fact">The set.</param>
    /// <param name="written">What was written.</param>
    /// <returns>The members by the names that rules use; empty where no name of the dictionary or of the medicine list fits.</returns>
    public ImmutableArray<string> MembersNamed(FactDefinition fact, string written)
    {
        if (fact.Options.FirstOrDefault(option => string.Equals(option, written, StringComparison.OrdinalIgnoreCase)) is { } option) return [option];
        if (FindWords(written).Where(word => word.Fact == fact).Select(word => word.Member).OfType<string>().Distinct(StringComparer.Ordinal).ToArray() is { Length: > 0 } members) return [.. members];
        if (!fact.Options.IsEmpty) return [];
        if (!OfMedicines.Contains(fact.Name, StringComparer.Ordinal)) return [written];
        IEnumerable<Medicine> medicines = ProductName.Ingredients(written, Medicines) is { Count: > 0 } ingredients ? ingredients : Medicines.InText(written);
        string route = fact.Name == "HypersensitivityTo" ? MedicineCatalog.Systemic : Medicines.RouteOfText(written) ?? MedicineCatalog.Systemic;
        return [.. medicines.Select(medicine => route == MedicineCatalog.Systemic || medicine.Name.EndsWith(')') ? medicine.Name : $"{medicine.Name} ({route})").Distinct(StringComparer.Ordinal)];
    }

    /// <summary>A code of a fact leaves this one out on purpose.</summary>
    public static bool Excepts(FactDefinition fact, CodeSystem system, string code)
    {
        if (system == CodeSystem.Icd10) code = Bare(code).ToUpperInvariant();
        return fact.Codes.Any(entry => entry.System == system && Excepted(entry, code));
    }

    private static bool Excepted(CodeEntry entry, string code) =>
        entry.Except.Any(except => code.StartsWith(entry.System == CodeSystem.Icd10 ? Bare(except) : except, StringComparison.Ordinal));

    private static string Bare(string code) => code.Replace(".", "", StringComparison.Ordinal);

    private static Dictionary<string, List<CodeMatch>> Group(IEnumerable<CodeMatch> matches)
    {
        Dictionary<string, List<CodeMatch>> groups = new(StringComparer.Ordinal);
        foreach (CodeMatch match in matches) Add(groups, Key(match.Entry.System, match.Entry.System == CodeSystem.Icd10 ? Bare(match.Entry.Code) : match.Entry.Code), match);
        return groups;
    }

    private static void Add<T>(Dictionary<string, List<T>> groups, string key, T item)
    {
        if (!groups.TryGetValue(key, out List<T>? group)) groups.Add(key, group = []);
        group.Add(item);
    }

    private static string Key(CodeSystem system, string code) => $"{(char)('0' + (int)system)}{code}";
}
