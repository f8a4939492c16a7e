using System.Collections.Immutable;
using System.Globalization;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Knowledge.Loading;

/// <summary>Reads how a fact is derived: one derivation of the closed list, with its details.</summary>
internal sealed class DerivationReader(string fact, ICollection<Finding> findings)
{
    private static readonly string[] Kinds =
    [
        "upper-limit", "lower-limit", "at-start", "previous", "two-day-mean", "lower-with", "days-since", "days-until", "confirmed", "count-within", "cumulative",
        "percent-fall", "fall", "dose-per", "dose-of", "classes-of", "by-age", "formula",
    ];

    /// <summary>The formula, which is bound once every fact is known.</summary>
    public ScalarNode? Formula { get; private set; }

    public Derivation? Read(Node node)
    {
        if (node is not MappingNode mapping)
        {
            findings.Add(new(node.Place, $"fact {fact}: derive needs one derivation of the closed list."));
            return null;
        }

        MappingReader reader = Open(node);
        Derivation? derive = null;
        foreach ((string kind, Node argument) in mapping.Entries.Where(entry => !Kinds.Contains(entry.Key, StringComparer.Ordinal)))
        {
            reader.Drop(kind);
            reader.Fault($"«derive: {kind}» is not known; expected {string.Join(", ", Kinds)}.", argument.Place);
        }

        foreach (string kind in Kinds)
        {
            if (reader.Take(kind) is { } argument) derive = Read(kind, argument);
        }

        reader.Close();
        return derive;
    }

    /// <summary>Limits of normal where the report prints none.</summary>
    public Derivation Usual(MappingNode node, Derivation derive)
    {
        MappingReader reader = Open(node);
        decimal? all = reader.Number("all");
        derive = derive with
        {
            Male = reader.Number("male") ?? all,
            Female = reader.Number("female") ?? all,
            FromAge = reader.Duration("from-age") is { } age ? age.Unit == "a" ? age.Amount : age.Amount / 12m : null,
            Source = reader.Text("source"),
        };
        reader.Close();
        return derive;
    }

    private Derivation Read(string kind, Node argument)
    {
        switch (kind, argument)
        {
            case ("formula", ScalarNode formula):
                Formula = formula;
                return new(kind, []);
            case ("by-age", MappingNode table):
                return ByAge(table);
            case (not ("formula" or "by-age"), MappingNode details):
                return Detailed(kind, details);
            case (not ("formula" or "by-age"), ScalarNode of):
                return new(kind, [of.Text]);
            case (not ("formula" or "by-age"), SequenceNode list) when list.Items.All(item => item is ScalarNode):
                return new(kind, [.. list.Items.Cast<ScalarNode>().Select(item => item.Text)]);
            default:
                string expected = kind switch { "formula" => "one formula", "by-age" => "a table by sex and age", _ => "a fact, or a list of facts" };
                findings.Add(new(argument.Place, $"fact {fact}: «derive: {kind}» needs {expected}."));
                return new(kind, []);
        }
    }

    private Derivation Detailed(string kind, MappingNode details)
    {
        MappingReader reader = Open(details);
        Derivation derive = new(kind, reader.Texts("of"), reader.Number("raised-from"), Child: reader.Text("child"));
        foreach (string number in (ReadOnlySpan<string>)["n", "times"]) reader.Number(number);
        foreach (string time in (ReadOnlySpan<string>)["apart", "within"]) reader.Duration(time);
        foreach (string text in (ReadOnlySpan<string>)["when", "since", "unit"]) reader.Text(text);
        reader.Close();
        return derive;
    }

    /// <summary>A table of lowest and highest values by sex and completed years.</summary>
    private Derivation ByAge(MappingNode table)
    {
        MappingReader reader = Open(table);
        ImmutableArray<AgeRow>.Builder rows = ImmutableArray.CreateBuilder<AgeRow>();
        foreach (string sex in (ReadOnlySpan<string>)["male", "female"])
        {
            if (reader.Keys(sex) is not { } ages)
            {
                reader.Fault($"the table has no values for «{sex}».");
                continue;
            }

            foreach ((string age, Node value) in ages.Entries)
            {
                if (int.TryParse(age, NumberStyles.None, CultureInfo.InvariantCulture, out int years) && Pair(value) is { } limits) rows.Add(new(sex, years, limits.Low, limits.High));
                else reader.Fault($"«{age}» needs an age in years and a list of two values.", value.Place);
            }
        }

        string? source = reader.Text("source");
        reader.Close();
        return new("by-age", [], Source: source, ByAge: rows.ToImmutable());
    }

    private static (decimal Low, decimal High)? Pair(Node node) =>
        node is SequenceNode { Items: [ScalarNode low, ScalarNode high] } && MappingReader.ParseNumber(low.Text) is { } least && MappingReader.ParseNumber(high.Text) is { } most
            ? (least, most) : null;

    private MappingReader Open(Node node) => new(node, findings) { Subject = "fact " + fact };
}
