using System.Collections.Concurrent;
using System.Collections.Immutable;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Knowledge.Medicines;

/// <summary>A medicine by its international nonproprietary name.</summary>
/// <param name="Name">INN, lower case.</param>
/// <param name="Names">Other spellings, salts and brands.</param>
/// <param name="Atc">ATC codes, old ones too.</param>
/// <param name="RxNorm">RxNorm ingredient codes.</param>
/// <param name="Snomed">SNOMED CT substance codes.</param>
/// <param name="Agent">The treatment option whose medicine it is, or null.</param>
/// <param name="Parts">For a fixed combination: its ingredients.</param>
/// <param name="LocalAtc">ATC codes of the same substance for local use; their route tells how it is then called.</param>
public sealed record Medicine(
    string Name, ImmutableArray<string> Names, ImmutableArray<string> Atc, ImmutableArray<string> RxNorm,
    ImmutableArray<string> Snomed, string? Agent, ImmutableArray<string> Parts, ImmutableArray<string> LocalAtc)
{
    /// <summary>Milligrams of prednisolone that act like one milligram of it; null: no glucocorticoid.</summary>
    public decimal? PrednisoloneEquivalent { get; init; }

    /// <summary>How long one dose that was given bears on what follows; null: a week.</summary>
    public Facts.Span? DoseLasts { get; init; }

    /// <summary>SNOMED CT procedures by which it is given.</summary>
    public ImmutableArray<string> Procedures { get; init; } = [];

    /// <summary>Where it stands.</summary>
    public Place Place { get; init; }
}

/// <summary>A class of medicines by ATC prefix or by name.</summary>
/// <param name="Name">The name used in conditions.</param>
/// <param name="Atc">ATC prefixes.</param>
/// <param name="Except">ATC prefixes below them that do not belong.</param>
/// <param name="Members">Members by name.</param>
public sealed record MedicineClass(string Name, ImmutableArray<string> Atc, ImmutableArray<string> Except, ImmutableArray<string> Members)
{
    /// <summary>An ATC code is one of the class.</summary>
    internal bool HasCode(string code) => Begins(code, Atc) && !Begins(code, Except);

    private static bool Begins(string code, ImmutableArray<string> prefixes)
    {
        foreach (string prefix in prefixes)
        {
            if (code.StartsWith(prefix, StringComparison.Ordinal)) return true;
        }

        return false;
    }
}

/// <summary>A named group of medicines, used as <c>in Group</c>.</summary>
/// <param name="Name">The name used in conditions.</param>
/// <param name="Members">Medicines by name.</param>
/// <param name="Sources">Where the membership is said.</param>
public sealed record MedicineGroup(string Name, ImmutableArray<string> Members, ImmutableArray<string> Sources);

/// <summary>One ATC code of several medicines.</summary>
/// <param name="Atc">The code.</param>
/// <param name="Of">The medicines that it may mean.</param>
/// <param name="Titles">What the code itself is called, in any language: such words beside it tell no more than the code.</param>
/// <param name="Otherwise">The one that counts where nothing tells them apart; null: each of them.</param>
public sealed record SharedCode(string Atc, ImmutableArray<string> Of, ImmutableArray<string> Titles, string? Otherwise);

/// <summary>How a code or a word tells the route of a medicine.</summary>
/// <param name="Kind"><c>atc</c>, <c>word</c>, <c>dosage</c> or <c>snomed</c>.</param>
/// <param name="Key">The prefix, word or code.</param>
/// <param name="Route"><c>systemic</c>, or a route that does not act in the whole body: <c>topical</c>, <c>eye</c>, <c>nasal</c>, <c>inhaled</c>, <c>ear</c>, <c>local</c>.</param>
/// <param name="Except">ATC prefixes below it that are systemic.</param>
public sealed record RouteHint(string Kind, string Key, string Route, ImmutableArray<string> Except)
{
    /// <summary>Where it stands.</summary>
    public Place Place { get; init; }
}

/// <summary>The medicines that are known by name, with their codes, classes and routes.</summary>
public sealed class MedicineCatalog
{
    /// <summary>The route of a medicine that acts in the whole body.</summary>
    public const string Systemic = "systemic";

    /// <summary>What an ATC code tells that stands for several routes: nothing.</summary>
    public const string Untold = "untold";

    private const int OnStack = 256, ShortestClass = 4;

    // What each letter of ASCII is normally; a blank for what is none.
    private const string Ascii = "                                                0123456789       abcdefghijklmnopqrstuvwxyz      abcdefghijklmnopqrstuvwxyz     ";

    private readonly Dictionary<string, Medicine[]> _byAtc;
    private readonly int _longestAtc;
    private readonly Dictionary<string, Medicine> _byRxNorm;
    private readonly Dictionary<string, Medicine> _bySnomed;
    private readonly Dictionary<string, Medicine> _byProcedure;
    private readonly Dictionary<string, Medicine> _byName;
    private readonly Dictionary<string, MedicineGroup> _groups;
    private readonly Dictionary<string, SharedCode> _shared;
    private readonly ImmutableArray<RouteHint> _atcRoutes;
    private readonly ImmutableArray<RouteHint> _wordRoutes;
    private readonly Dictionary<string, string> _routeCodes;
    private readonly WordIndex _names;
    private readonly Medicine[] _named;
    private readonly WordIndex _routeWords;
    private readonly ImmutableArray<RouteHint> _dosageRoutes;
    private readonly WordIndex _dosageWords;

    // Of names and codes that the lists hold; what else a record says is not kept.
    private readonly ConcurrentDictionary<string, int[]> _classesOfName = new(StringComparer.Ordinal), _classesOfCode = new(StringComparer.Ordinal);

    /// <summary>Holds the lists.</summary>
    public MedicineCatalog(
        IEnumerable<Medicine> medicines, IEnumerable<MedicineClass> classes, IEnumerable<MedicineGroup> groups, IEnumerable<RouteHint> routes,
        IEnumerable<SharedCode> shared)
    {
        All = [.. medicines];
        Combinations = [.. All.Where(medicine => medicine.Parts.Length > 1)];
        Classes = [.. classes];
        _groups = groups.ToDictionary(group => group.Name, StringComparer.Ordinal);
        _byAtc = new(StringComparer.Ordinal);
        foreach (Medicine medicine in All)
        {
            foreach (string code in medicine.Atc.Concat(medicine.LocalAtc)) AddAtc(code, medicine);
        }

        _shared = new(StringComparer.Ordinal);
        foreach (SharedCode code in shared)
        {
            _shared.TryAdd(code.Atc, code with { Titles = [.. code.Titles.Select(Normalise)] });
            foreach (Medicine medicine in All.Where(medicine => code.Of.Contains(medicine.Name, StringComparer.Ordinal))) AddAtc(code.Atc, medicine);
        }

        _longestAtc = _byAtc.Keys.Max(code => (int?)code.Length) ?? 0;
        _byRxNorm = Index(medicine => medicine.RxNorm);
        _bySnomed = Index(medicine => medicine.Snomed);
        _byProcedure = Index(medicine => medicine.Procedures);
        _byName = Index(medicine => medicine.Names.Add(medicine.Name).Select(Normalise));
        _names = new(_byName.Keys);
        _named = [.. _byName.Values];
        RouteHint[] hints = [.. routes];
        _atcRoutes = [.. hints.Where(hint => hint.Kind == "atc").OrderByDescending(hint => hint.Key.Length)];
        _wordRoutes = [.. hints.Where(hint => hint.Kind == "word")];
        _routeWords = new(_wordRoutes.Select(hint => hint.Key));
        _dosageRoutes = [.. hints.Where(hint => hint.Kind == "dosage")];
        _dosageWords = new(_dosageRoutes.Select(hint => hint.Key));
        RouteCodes = [.. hints.Where(hint => hint.Kind == "snomed")];
        _routeCodes = RouteCodes.ToDictionary(hint => hint.Key, hint => hint.Route, StringComparer.Ordinal);
    }

    /// <summary>Every medicine, in the order of the files.</summary>
    public ImmutableArray<Medicine> All { get; }

    /// <summary>Those that consist of several.</summary>
    public ImmutableArray<Medicine> Combinations { get; }

    /// <summary>Every class.</summary>
    public ImmutableArray<MedicineClass> Classes { get; }

    /// <summary>The SNOMED CT codes that tell a route.</summary>
    public ImmutableArray<RouteHint> RouteCodes { get; }

    /// <summary>Every group by name.</summary>
    public IReadOnlyDictionary<string, MedicineGroup> Groups => _groups;

    /// <summary>The medicines of an ATC code; several where the code does not tell them apart.</summary>
    public ImmutableArray<Medicine> ByAtc(string code)
    {
        for (int length = Math.Min(code.Length, _longestAtc); length >= 3; length--)
        {
            if (_byAtc.TryGetValue(code[..length], out Medicine[]? found)) return [.. found];
        }

        return [];
    }

    /// <summary>As above; of a code that stands for a class, such as L04AF, all its medicines.</summary>
    public ImmutableArray<Medicine> WithinAtc(string code) => ByAtc(code) is { IsEmpty: false } one ? one
        : code.Length < ShortestClass ? [] : [.. _byAtc.Where(known => known.Key.StartsWith(code, StringComparison.Ordinal)).SelectMany(known => known.Value).Distinct().OrderBy(medicine => medicine.Name, StringComparer.Ordinal)];

    /// <summary>The medicine that counts where nothing but a shared ATC code is told; null: each of the code.</summary>
    public Medicine? Otherwise(string atc) => _shared.GetValueOrDefault(atc)?.Otherwise is { } name ? ByName(name) : null;

    /// <summary>A text is but the name of an ATC code that several medicines share.</summary>
    public bool IsTitle(string atc, string text) => _shared.TryGetValue(atc, out SharedCode? code) && code.Titles.Contains(Normalise(text), StringComparer.Ordinal);

    /// <summary>The medicine of an RxNorm ingredient.</summary>
    public Medicine? ByRxNorm(string code) => _byRxNorm.GetValueOrDefault(code);

    /// <summary>The medicine of a SNOMED CT substance.</summary>
    public Medicine? BySnomed(string code) => _bySnomed.GetValueOrDefault(code);

    /// <summary>The medicine that a SNOMED CT procedure gives.</summary>
    public Medicine? ByProcedure(string code) => _byProcedure.GetValueOrDefault(code);

    /// <summary>The medicine of a name in any spelling the list holds.</summary>
    public Medicine? ByName(string name) => _byName.TryGetValue(name, out Medicine? known) ? known : _byName.GetValueOrDefault(Normalise(name));

    /// <summary>The medicines whose name occurs as whole words in a text, longest names first.</summary>
    public ImmutableArray<Medicine> InText(string text)
    {
        ReadOnlySpan<char> rest = Normalise(text);
        ImmutableArray<Medicine>.Builder found = ImmutableArray.CreateBuilder<Medicine>();
        while (true)
        {
            if (_names.Longest(rest, out int length) is >= 0 and int name)
            {
                if (!found.Contains(_named[name])) found.Add(_named[name]);
                rest = rest[(length - 1)..];
            }

            int blank = rest.IndexOf(' ');
            if (blank < 0) return found.ToImmutable();
            rest = rest[(blank + 1)..];
        }
    }

    /// <summary>The medicine whose name a text begins with, as whole words; the longest name counts.</summary>
    public Medicine? AtStart(ReadOnlySpan<char> text)
    {
        Span<char> normal = text.Length <= OnStack ? stackalloc char[OnStack] : new char[text.Length];
        return _names.Longest(normal[..Normalise(text, normal)], out _) is >= 0 and int name ? _named[name] : null;
    }

    /// <summary>The route that an ATC code tells: systemic unless its group is for local use.</summary>
    public string RouteOfAtc(string code)
    {
        foreach (RouteHint hint in _atcRoutes)
        {
            if (code.StartsWith(hint.Key, StringComparison.Ordinal))
                return hint.Except.Any(except => code.StartsWith(except, StringComparison.Ordinal)) ? Systemic : hint.Route;
        }

        return Systemic;
    }

    /// <summary>The route that the words of a product's name tell, or null.</summary>
    public string? RouteOfText(string text) => _routeWords.Find(text) is [int first, ..] ? _wordRoutes[first].Route : null;

    /// <summary>The route that the words of a dosage tell («apply thinly»), or null.</summary>
    public string? RouteOfDosage(string text) => _dosageWords.Find(text) is [int first, ..] ? _dosageRoutes[first].Route : null;

    /// <summary>The route of a SNOMED CT route code, or null.</summary>
    public string? RouteOfCode(string code) => _routeCodes.GetValueOrDefault(code);

    /// <summary>The classes of a medicine by its names and ATC codes.</summary>
    public IReadOnlyList<string> ClassesOf(IEnumerable<string> names, IEnumerable<string> atcCodes)
    {
        Span<bool> has = stackalloc bool[Classes.Length];
        foreach (string name in names) Mark(has, _classesOfName.TryGetValue(name, out int[]? known) ? known : FindOfName(name));
        foreach (string code in atcCodes) Mark(has, _classesOfCode.TryGetValue(code, out int[]? known) ? known : FindOfCode(code));
        int count = has.Count(true);
        if (count == 0) return [];
        string[] classes = new string[count];
        for (int i = 0, next = 0; next < count; i++)
        {
            if (has[i]) classes[next++] = Classes[i].Name;
        }

        return classes;
    }

    private static void Mark(Span<bool> has, int[] places)
    {
        foreach (int place in places) has[place] = true;
    }

    private int[] FindOfName(string name)
    {
        int[] found = Find(name, ByName(name)?.Atc ?? []);
        if (_byName.ContainsKey(name)) _classesOfName.TryAdd(name, found);
        return found;
    }

    private int[] FindOfCode(string code)
    {
        int[] found = Find(null, [code]);
        if (_byAtc.ContainsKey(code)) _classesOfCode.TryAdd(code, found);
        return found;
    }

    private int[] Find(string? name, ImmutableArray<string> codes)
    {
        List<int> places = [];
        for (int i = 0; i < Classes.Length; i++)
        {
            if ((name is not null && Classes[i].Members.Has(name)) || HasOne(Classes[i], codes)) places.Add(i);
        }

        return [.. places];

        static bool HasOne(MedicineClass of, ImmutableArray<string> codes)
        {
            foreach (string code in codes)
            {
                if (of.HasCode(code)) return true;
            }

            return false;
        }
    }

    /// <summary>Letters and digits in lower case, everything else one blank.</summary>
    public static string Normalise(string text)
    {
        Span<char> normal = text.Length <= OnStack ? stackalloc char[text.Length] : new char[text.Length];
        normal = normal[..Normalise(text, normal)];
        return normal.SequenceEqual(text) ? text : normal.ToString();
    }

    /// <summary>Writes what <see cref="Normalise(string)"/> gives, which is never longer than the text.</summary>
    internal static int Normalise(ReadOnlySpan<char> text, Span<char> normal)
    {
        int length = 0;
        bool open = false; // a blank is owed before the next letter
        foreach (char letter in text)
        {
            char plain = letter < Ascii.Length ? Ascii[letter] : char.IsLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : ' ';
            if (plain == ' ')
            {
                open = length > 0;
                continue;
            }

            if (open) normal[length++] = ' ';
            open = false;
            normal[length++] = plain;
        }

        return length;
    }

    private void AddAtc(string code, Medicine medicine)
    {
        Medicine[] known = _byAtc.GetValueOrDefault(code, []);
        if (!known.Contains(medicine)) _byAtc[code] = [.. known, medicine];
    }

    private Dictionary<string, Medicine> Index(Func<Medicine, IEnumerable<string>> keys)
    {
        Dictionary<string, Medicine> index = new(StringComparer.Ordinal);
        foreach (Medicine medicine in All)
        {
            foreach (string key in keys(medicine)) index.TryAdd(key, medicine);
        }

        return index;
    }
}
