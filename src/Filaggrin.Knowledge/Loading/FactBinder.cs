using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Medicines;

namespace Filaggrin.Knowledge.Loading;

/// <summary>Binds what facts say of each other once every fact is known: their formulas, which may name any of them, and the facts that they name.</summary>
internal sealed class FactBinder(ICollection<Finding> findings)
{
    private readonly List<(string Fact, string Key, string Text, Place Place)> _formulas = [];

    /// <summary>Takes a formula of a fact as written; nothing where the fact has none.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="key">The key that holds the formula, such as <c>yes-when</c>.</param>
    /// <param name="reader">The fact's keys.</param>
    public void Take(string fact, string key, MappingReader reader)
    {
        Place place = reader.PlaceOf(key);
        if (reader.Text(key) is { } text) _formulas.Add((fact, key, text, place));
    }

    /// <summary>Takes a formula that stands within a derivation; nothing where there is none.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="key"><c>formula</c> or <c>confirmed</c>.</param>
    /// <param name="formula">The formula as written.</param>
    public void Take(string fact, string key, ScalarNode? formula)
    {
        if (formula is not null) _formulas.Add((fact, key, formula.Text, formula.Place));
    }

    /// <summary>The dictionary of the facts, bound.</summary>
    /// <param name="facts">Every fact.</param>
    /// <param name="groups">The groups of medicines that conditions may name.</param>
    public FactDictionary Bind(IReadOnlyCollection<FactDefinition> facts, IReadOnlyDictionary<string, MedicineGroup> groups)
    {
        FactDictionary dictionary = new(facts);
        foreach ((string fact, string key, string text, Place place) in _formulas) Bind(dictionary[fact], key, text, place);
        foreach (FactDefinition fact in facts) FindUndefined(fact, dictionary);
        FindCircles(facts, dictionary);
        return dictionary;

        void Bind(FactDefinition fact, string key, string text, Place place)
        {
            try
            {
                if (key == "formula")
                {
                    fact.Formula = ConditionParser.ParseValue(text, dictionary);
                    return;
                }

                Expr condition = ConditionParser.Parse(text, dictionary, groups);
                switch (key)
                {
                    case "is": fact.Is = condition; break;
                    case "yes-when": fact.YesWhen = condition; break;
                    case "no-when": fact.NoWhen = condition; break;
                    case "lasts-when": fact.LastsWhen = condition; break;
                    case "confirmed": fact.RepeatedWhen = condition; break;
                    default: fact.RelevantWhen = condition; break;
                }
            }
            catch (ConditionException fault)
            {
                findings.Add(new(place, $"fact {fact.Name}: {key}: {fault.Message}"));
            }
        }
    }

    /// <summary>What a fact names must be a fact, and of the kind that is meant.</summary>
    private void FindUndefined(FactDefinition fact, FactDictionary dictionary)
    {
        foreach (string name in fact.Changing.Reopens.Where(name => dictionary.Find(name) is null))
            findings.Add(new(fact.Place, $"fact {fact.Name}: it reopens «{name}», which is not defined."));
        if (fact.OutdatedBy is { } later && !(fact is { Type: FactType.Number, Worse: Worse.Low } && dictionary.UpperLimitOf(later) is not null))
            findings.Add(new(fact.Place, $"fact {fact.Name}: outdated-by: expected a fact that has an upper-limit, of a number whose low values are worse."));
        if (fact.EndedBy is { } end && !(fact.Type == FactType.Flag && dictionary.Find(end.Fact) is { } result
            && (end.Value is { } answer ? result.Type == FactType.Code && result.Options.Contains(answer, StringComparer.Ordinal) : result.Type == FactType.Date)))
        {
            findings.Add(new(fact.Place, $"fact {fact.Name}: ended-by: «{end.Fact}» is no code that can be «{end.Value}» and no date without a value, or {fact.Name} is no flag."));
        }

        if (fact.PartOf is { } part && !(fact is { Type: FactType.Number, Unit: "%" } && dictionary.Find(part.Whole) is { Type: FactType.Number, Unit: { } unit } && dictionary.Find(part.Amount)?.Unit == unit))
            findings.Add(new(fact.Place, $"fact {fact.Name}: part-of: «{part.Whole}» and «{part.Amount}» are no numbers of one unit, or {fact.Name} is none in %."));
        if (fact.UnreliableAfter is { } spoilt && dictionary.Find(spoilt.Fact) is not { Type: FactType.Date })
            findings.Add(new(fact.Place, $"fact {fact.Name}: unreliable-after: «{spoilt.Fact}» is no fact with a date."));
        if (fact.Derive is { IsOfFacts: true } derive)
        {
            foreach (string name in derive.Of.Where(name => dictionary.Find(name) is null))
                findings.Add(new(fact.Place, $"fact {fact.Name}: it derives from «{name}», which is not defined."));
        }
    }

    /// <summary>Formulas must come to the ground: no fact may rest on itself.</summary>
    private void FindCircles(IEnumerable<FactDefinition> facts, FactDictionary dictionary)
    {
        Dictionary<FactDefinition, int> state = [];
        foreach (FactDefinition fact in facts) Visit(fact);

        void Visit(FactDefinition fact)
        {
            if (state.TryGetValue(fact, out int known))
            {
                if (known == 1) findings.Add(new(fact.Place, $"fact {fact.Name} rests on itself through its formulas."));
                return;
            }

            state[fact] = 1;
            IEnumerable<FactDefinition> derivedFrom = (fact.Derive?.Of ?? []).Select(dictionary.Find).OfType<FactDefinition>();
            foreach (FactDefinition part in fact.Parts.Concat(derivedFrom)) Visit(part);
            state[fact] = 2;
        }
    }
}
