using System.Collections.Immutable;
using System.Globalization;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Medicines;

namespace Filaggrin.Knowledge.Loading;

/// <summary>What the readers of items lean on: facts, medicines and sources already read, and the list of findings.</summary>
internal sealed class Scope(
    Edition edition, FactDictionary facts, MedicineCatalog medicines, IReadOnlyDictionary<string, Source> sources, ICollection<Finding> findings)
{
    public FactDictionary Facts => facts;

    public MedicineCatalog Medicines => medicines;

    public ICollection<Finding> Findings => findings;

    public MappingReader Open(Node node) => new(node, findings);

    /// <summary>Reads what a built edition held back; nobody looks at the findings of its loading any more, so a fault is thrown.</summary>
    /// <exception cref="KnowledgeException">Something is wrong.</exception>
    public T Late<T>(Func<T> read)
    {
        int before = findings.Count;
        T value = read();
        return findings.Count == before ? value : throw new KnowledgeException([.. findings.Skip(before)]);
    }

    /// <summary>Reads the condition under a key; a fault is reported at its line.</summary>
    public Expr? Condition(MappingReader reader, string key, bool mayAskForNull = true)
    {
        Place place = reader.PlaceOf(key);
        if (reader.Text(key) is not { } text) return null;
        try
        {
            Expr condition = ConditionParser.Parse(text, facts, medicines.Groups);
            if (!mayAskForNull && condition.AsksForNull())
                reader.Fault($"«{text}» asks whether a fact is known; a rule with a verdict must not: leave the fact undecided.", place);
            return condition;
        }
        catch (ConditionException fault)
        {
            reader.Fault(fault.Message, place);
            return null;
        }
    }

    public Source? Source(string id) => sources.GetValueOrDefault(id);

    public ImmutableArray<SourceReference> Sources(MappingReader reader)
    {
        Place place = reader.PlaceOf("sources");
        ImmutableArray<SourceReference>.Builder found = ImmutableArray.CreateBuilder<SourceReference>();
        foreach (string reference in reader.Texts("sources"))
        {
            string[] parts = reference.Split('#', 2);
            if (sources.TryGetValue(parts[0], out Source? source)) found.Add(new(source, parts.Length > 1 ? parts[1] : null));
            else reader.Fault($"the source «{parts[0]}» is not in sources/.", place);
        }

        return found.ToImmutable();
    }

    /// <summary>Reads who reviewed it, when and in which edition: all three, or nothing yet.</summary>
    public Review? Review(MappingReader reader)
    {
        if (reader.Keys("reviewed") is not { } node) return null;
        MappingReader review = Open(node);
        review.Subject = reader.Subject;
        Place dayAt = review.PlaceOf("on"), editionAt = review.PlaceOf("edition");
        string? by = review.Text("by"), on = review.Text("on"), reviewed = review.Text("edition");
        review.Close();
        if (by is null && on is null && reviewed is null) return null;
        foreach ((string key, string? text) in (ReadOnlySpan<(string, string?)>)[("by", by), ("on", on), ("edition", reviewed)])
        {
            if (text is null) review.Fault($"a review says by whom, on which day and of which edition; «{key}» is missing.");
        }

        bool isDay = DateOnly.TryParseExact(on, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day);
        if (on is not null && !isDay) review.Fault($"«on: {on}» is no day; write 2026-03-01.", dayAt);
        bool isEdition = reviewed is not null && edition.IsOrFollows(reviewed);
        if (reviewed is not null && !isEdition) review.Fault($"«edition: {reviewed}» is not this edition, {edition.Version}, nor an earlier one.", editionAt);
        return by is not null && isDay && isEdition ? new(by, day, reviewed!) : null;
    }
}
