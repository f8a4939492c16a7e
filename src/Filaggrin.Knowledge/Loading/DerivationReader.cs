using System.Collections.Immutable;
using System.Globalization;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Knowledge.Loading;

/// <summary>Reads how a fact is derived: one derivation of the closed list, with its details.</summary>
internal sealed class DerivationReader(string fact, ICollection<Finding> findings)
{
    private static readonly string[] Kinds =
    [
        "upper-limit", "lower-limit", "at-start", "since-start", "previous", "two-day-mean", "lower-with", "days-since", "days-until", "confirmed", "count-within", "after-cut", "falling", "cumulative",
        "percent-fall", "fall", "dose-of", "classes-of", "by-age", "formula",
    ];

    /// <summary>The formula, which is bound once every fact is known.</summary>
    public ScalarNode? Formula { get; private set; }

    /// <summary>What must hold of each result of <c>confirmed</c> and <c>count-within</c>, bound like the formula.</summary>
    public ScalarNode? Repeated { get; private set; }

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
            case (not ("formula" or "by-age"), SequenceNode { Texts: { IsDefault: false } facts }):
                return new(kind, [.. facts]);
            default:
                string expected = kind switch { "formula" => "one formula", "by-age" => "a table by sex and age", _ => "a fact, or a list of facts" };
                findings.Add(new(argument.Place, $"fact {fact}: «derive: {kind}» needs {expected}."));
                return new(kind, []);
        }
    }

    private Derivation Detailed(string kind, MappingNode details)
    {
        MappingReader reader = Open(details);
        if (kind is "confirmed" or "count-within" or "after-cut")
        {
            if (reader.Take("when") is ScalarNode when) Repeated = when;
            else reader.Fault($"«{kind}» needs «when»: what must hold of each result.");
        }

        Derivation derive = new(kind, reader.Texts("of"), reader.Number("raised-from"), Child: reader.Text("child"))
        {
            Times = (int)(reader.Number("times") ?? 1m),
            Apart = reader.Duration("apart"),
            Within = reader.Duration("within"),
        };
        if (kind == "falling" && reader.Keys("least") is { } least)
        {
            LeastFall[] falls = [.. least.Entries.Select(entry => Least(entry.Key, entry.Value))];
            derive = derive with { Of = [.. falls.Select(fall => fall.Fact)], Falls = [.. falls], Source = reader.Text("source") };
        }

        reader.Close();
        return derive;
    }

    /// <summary>The least fall of one value, per cent: men and women.</summary>
    private LeastFall Least(string name, Node node)
    {
        MappingReader reader = Open(node);
        LeastFall fall = new(name, reader.RequiredNumber("male") ?? 0m, reader.RequiredNumber("female") ?? 0m);
        reader.Close();
        return fall;
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
