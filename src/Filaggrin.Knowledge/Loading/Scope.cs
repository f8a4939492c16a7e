using System.Collections.Immutable;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Medicines;

namespace Filaggrin.Knowledge.Loading;

/// <summary>What the readers of items lean on: facts, medicines and sources already read, and the list of findings.</summary>
internal sealed class Scope(
    FactDictionary facts, MedicineCatalog medicines, IReadOnlyDictionary<string, Source> sources, ICollection<Finding> findings)
{
    public FactDictionary Facts => facts;

    public MedicineCatalog Medicines => medicines;

    public ICollection<Finding> Findings => findings;

    public MappingReader Open(Node node) => new(node, findings);

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
}
