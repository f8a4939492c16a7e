using System.Collections.Immutable;
using System.Globalization;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Knowledge.Loading;

/// <summary>Reads the cases of a rule: <c>fired</c>, <c>clear</c> or <c>unknown</c> with the facts of a patient.</summary>
internal sealed class CaseReader(Scope scope)
{
    public RuleCase? Read(Node node)
    {
        MappingReader reader = scope.Open(node);
        foreach ((string word, Truth expected) in (ReadOnlySpan<(string, Truth)>)[("fired", Truth.True), ("clear", Truth.False), ("unknown", Truth.Unknown)])
        {
            if (!reader.Has(word)) continue;
            MappingNode? facts = reader.Keys(word);
            RuleCase read = new(expected, Facts(facts), reader.Texts("missing"), node.Place);
            reader.Text("note");
            reader.Close();
            return read;
        }

        reader.Fault("a case says fired, clear or unknown.");
        return null;
    }

    private ImmutableArray<Fact> Facts(MappingNode? mapping)
    {
        ImmutableArray<Fact>.Builder facts = ImmutableArray.CreateBuilder<Fact>();
        foreach ((string name, Node value) in mapping?.Entries ?? [])
        {
            if (scope.Facts.Find(name) is not { } definition)
            {
                string hint = scope.Facts.Nearest(name) is { } near ? $"; did you mean «{near}»?" : ".";
                scope.Findings.Add(new(value.Place, $"case: fact «{name}» is not defined{hint}"));
            }
            else if (Value(definition, value) is { } known)
            {
                facts.Add(new(definition, known, FactState.Given, []));
            }
            else
            {
                scope.Findings.Add(new(value.Place, $"case: «{(value as ScalarNode)?.Text}» is no value of {name}, a {definition.Type.ToString().ToLowerInvariant()}."));
            }
        }

        return facts.ToImmutable();
    }

    private static FactValue? Value(FactDefinition definition, Node node) => (definition.Type, node) switch
    {
        (FactType.Flag, ScalarNode { Text: "true" }) => FlagValue.Yes,
        (FactType.Flag, ScalarNode { Text: "false" }) => FlagValue.No,
        (FactType.Number, ScalarNode scalar) => Number(scalar.Text),
        (FactType.Code, ScalarNode scalar) => definition.Options.IsEmpty || definition.Options.Contains(scalar.Text, StringComparer.Ordinal) ? CodeValue.Of(scalar.Text) : null,
        (FactType.Set, SequenceNode sequence) => SetValue.Of(true, sequence.Items.OfType<ScalarNode>().Select(item => item.Text)),
        (FactType.Set, ScalarNode scalar) => SetValue.Of(true, scalar.Text),
        (FactType.Date, ScalarNode scalar) => DateSpan.Parse(scalar.Text) is { } span ? new DateValue(span) : null,
        _ => null,
    };

    private static NumberValue? Number(string text)
    {
        string bare = text.TrimStart('<', '>', '=', ' ');
        if (!decimal.TryParse(bare, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out decimal value)) return null;
        return text[..^bare.Length].Trim() switch
        {
            "<" => new(new(null, false, value, true)),
            "<=" => new(new(null, false, value, false)),
            ">" => new(new(value, true, null, false)),
            ">=" => new(new(value, false, null, false)),
            _ => NumberValue.Of(value),
        };
    }
}
