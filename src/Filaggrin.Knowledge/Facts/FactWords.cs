using System.Collections.Concurrent;
using System.Text;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Knowledge.Wording;

namespace Filaggrin.Knowledge.Facts;

/// <summary>Names of facts, units and numbers as a clinician would write them.</summary>
public static class FactWords
{
    // Names of facts are few: those of the dictionaries.
    private static readonly ConcurrentDictionary<string, string> Spoken = new(StringComparer.Ordinal);

    /// <summary>The name of a fact in words: <c>PlanningPregnancy</c> is «planning pregnancy».</summary>
    public static string Name(string name) => Texts.Fact(name) ?? Spoken.GetOrAdd(name, Apart);

    private static string Apart(string name)
    {
        StringBuilder text = new();
        int start = 0;
        bool article = false;
        for (int i = 1; i <= name.Length; i++)
        {
            if (i < name.Length && !BeginsWord(name, i)) continue;
            string word = name[start..i];
            if (text.Length > 0) text.Append(' ');
            bool plain = (word.Length > 1 && word[1..].All(char.IsAsciiLetterLower)) || (article && word == "A");
            text.Append(plain ? word.ToLowerInvariant() : word);
            article = word == "As"; // «as a rule»; another A is a letter, as of immunoglobulin A
            start = i;
        }

        return text.ToString();
    }

    /// <summary>A unit spelled plainly; scores and counts have none.</summary>
    public static string Unit(string? ucum) =>
        ucum is null || (ucum is ['{', .., '}'] && !ucum.Contains('/', StringComparison.Ordinal)) ? ""
        : Texts.Unit(ucum)
        ?? ucum.Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal).Replace('_', ' ');

    /// <summary>A number with at most two decimals.</summary>
    public static string Number(decimal value) => PlainNumber.Text(value, 2);

    /// <summary>What a flag says, what a set begins with («takes»), or the name of a number, code or date.</summary>
    public static string Yes(FactDefinition fact) => fact.Phrase ?? (fact.Type == FactType.Set ? Name(fact.Name) + " includes" : fact.Derive switch
    {
        { Kind: "upper-limit", Of: [var of] } => "upper limit of normal of " + Name(of),
        { Kind: "lower-limit", Of: [var of] } => "lower limit of normal of " + Name(of),
        { Kind: "at-start", Of: [var of] } => Name(of) + " at the start",
        _ => Name(fact.Name),
    });

    /// <summary>The contrary of a flag, or what a set begins with that has none of the members («does not take»).</summary>
    public static string No(FactDefinition fact) => fact.Contrary ?? (fact.Type == FactType.Set ? Name(fact.Name) + " does not include" : "no " + Yes(fact));

    // The class of an immunoglobulin is part of its name: IgE.
    private static bool BeginsWord(string name, int at) => !IsClass(name, at) && (
        (char.IsAsciiLetterUpper(name[at]) && (char.IsAsciiLetterLower(name[at - 1]) || (at + 1 < name.Length && char.IsAsciiLetterLower(name[at + 1]))))
        || (char.IsAsciiDigit(name[at]) && char.IsAsciiLetterLower(name[at - 1])));

    private static bool IsClass(string name, int at) => name[at] is 'A' or 'D' or 'E' or 'G' or 'M' && at >= 2 && name.AsSpan(at - 2, 2) is "Ig"
        && (at + 1 == name.Length || char.IsAsciiLetterUpper(name[at + 1]));
}
