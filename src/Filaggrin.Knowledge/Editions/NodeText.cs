using System.Text.RegularExpressions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Loading;

namespace Filaggrin.Knowledge.Editions;

/// <summary>What a node says: as one spelling to compare, and as words to read.</summary>
internal static partial class NodeText
{
    private static readonly string[] Figures = ["amount", "max", "later", "from", "to", "factor"];

    /// <summary>One spelling whatever the layout, the order of keys or the order of a list that is a set.</summary>
    public static string Normal(Node? node, bool ordered = false) => node switch
    {
        ScalarNode scalar => Plain(scalar),
        SequenceNode list when ordered => string.Join("; ", list.Items.Select(item => Normal(item))),
        SequenceNode list => string.Join("; ", Elements(list).Select(item => item.Normal)),
        MappingNode mapping => string.Join(", ", mapping.Entries.Select(entry => (entry.Key, Text: Normal(entry.Value)))
            .Where(entry => entry.Text.Length > 0).OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Key}: {entry.Text}")),
        _ => "",
    };

    /// <summary>The members of a list that is a set, each with its words.</summary>
    public static IEnumerable<(string Normal, string Words)> Elements(SequenceNode list) =>
        list.Items.SelectMany(Spread).DistinctBy(item => item.Normal, StringComparer.Ordinal).OrderBy(item => item.Normal, StringComparer.Ordinal);

    // A line of a group stands for each medicine that it names: { of: [ketoconazole, ritonavir], basis: recalled }.
    private static IEnumerable<(string Normal, string Words)> Spread(Node item)
    {
        if (item is not MappingNode line || line.Entries.FirstOrDefault(entry => entry.Key == "of").Value is not SequenceNode of) return [(Normal(item), Words(item))];
        string ground = Normal(new MappingNode([.. line.Entries.Where(entry => entry.Key != "of")], line.Place));
        string mark = line.Entries.Any(entry => entry is { Key: "basis", Value: ScalarNode { Text: "recalled" } }) ? " (not verified yet)" : "";
        return of.Items.Select(member => ($"{Normal(member)}, {ground}", Words(member) + mark));
    }

    /// <summary>For a reader.</summary>
    public static string Words(Node? node) => node switch
    {
        ScalarNode scalar => Plain(scalar),
        SequenceNode list => string.Join(", ", list.Items.Select(Words)),
        MappingNode mapping => Words(mapping),
        _ => "",
    };

    // A dose begins with its figure: «4 mg every 1 d», «7.5 to 10 mg a week».
    private static string Words(MappingNode mapping)
    {
        string unit = FactWords.Unit((mapping.Entries.FirstOrDefault(entry => entry.Key == "unit").Value as ScalarNode)?.Text);
        string figures = string.Join(" to ", mapping.Entries.Where(entry => Figures.Contains(entry.Key, StringComparer.Ordinal)).Select(entry => Words(entry.Value)));
        bool isDose = unit.Length > 0 && figures.Length > 0;
        IEnumerable<string> rest = mapping.Entries.Where(entry => !isDose || (entry.Key != "unit" && !Figures.Contains(entry.Key, StringComparer.Ordinal)))
            .Select(entry => (entry.Key, Text: Words(entry.Value))).Where(entry => entry.Text.Length > 0).Select(entry => $"{entry.Key} {entry.Text}");
        return string.Join(isDose ? " " : ", ", isDose ? rest.Prepend($"{figures} {unit}") : rest);
    }

    private static string Plain(ScalarNode scalar)
    {
        string text = string.Join(' ', scalar.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return !scalar.Quoted && Decimal().IsMatch(text) ? text.TrimEnd('0').TrimEnd('.') : text;
    }

    [GeneratedRegex(@"^-?\d+\.\d+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Decimal();
}
