using System.Globalization;
using System.Text.RegularExpressions;

namespace Filaggrin.Knowledge.Coverage;

/// <summary>A number of a claim or an item with its unit, or a code.</summary>
/// <param name="Text">As written.</param>
/// <param name="Value">The number; null for a code.</param>
/// <param name="Unit">The unit in one spelling, empty where none is given.</param>
public sealed partial record Figure(string Text, decimal? Value, string Unit)
{
    private static readonly Dictionary<string, string> Spellings = new(StringComparer.OrdinalIgnoreCase)
    {
        ["week"] = "wk",
        ["weeks"] = "wk",
        ["weekly"] = "wk",
        ["month"] = "mo",
        ["months"] = "mo",
        ["year"] = "a",
        ["years"] = "a",
        ["yr"] = "a",
        ["y"] = "a",
        ["day"] = "d",
        ["days"] = "d",
        ["hour"] = "h",
        ["hours"] = "h",
        ["minute"] = "min",
        ["minutes"] = "min",
        ["mm[hg]"] = "mmHg",
        ["microgram"] = "ug",
        ["micrograms"] = "ug",
        ["µg"] = "ug",
        ["mg/day"] = "mg/d",
        ["mg/kg/day"] = "mg/kg/d",
        ["g/day"] = "g/d",
        ["10*9/l"] = "10^9/L",
        ["10^9/l"] = "10^9/L",
        ["x10^9/l"] = "10^9/L",
        ["x 10^9/l"] = "10^9/L",
        ["/mm3"] = "/uL",
        ["cells/mm3"] = "/uL",
        ["{score}"] = "",
        ["{count}"] = "",
        ["times"] = "",
        ["fold"] = "",
        ["dose"] = "",
        ["doses"] = "",
        ["points"] = "",
        ["point"] = "",
        ["uln"] = "",
        ["[iu]/l"] = "U/L",
        ["ml/min/{1.73_m2}"] = "mL/min",
        ["ml/min/1.73 m2"] = "mL/min",
        ["ml/min/1.73m2"] = "mL/min",
    };

    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["one"] = "1",
        ["two"] = "2",
        ["three"] = "3",
        ["four"] = "4",
        ["five"] = "5",
        ["six"] = "6",
        ["seven"] = "7",
        ["eight"] = "8",
        ["nine"] = "9",
        ["ten"] = "10",
        ["eleven"] = "11",
        ["twelve"] = "12",
        ["half"] = "50 %",
        ["halve"] = "50 %",
        ["halved"] = "50 %",
        ["a week"] = "1 wk",
        ["a month"] = "1 mo",
        ["a year"] = "1 a",
    };

    // Times are one figure whatever the unit they are told in; a month counts as four weeks to a third of a quarter.
    private static readonly Dictionary<string, (decimal Least, decimal Most)> Days = new(StringComparer.Ordinal)
    {
        ["d"] = (1m, 1m),
        ["wk"] = (7m, 7m),
        ["mo"] = (28m, 31m),
        ["a"] = (336m, 366m),
        ["h"] = (1m / 24m, 1m / 24m),
    };

    /// <summary>Reads a figure such as <c>15 mg/d</c>; what is no number is a code.</summary>
    public static Figure Parse(string text)
    {
        string[] parts = text.Trim().Split(' ', 2);
        return decimal.TryParse(parts[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value)
            ? new(text, value, parts.Length > 1 ? Spelt(parts[1]) : "")
            : new(text, null, "");
    }

    /// <summary>The numbers of a text with the unit that follows each.</summary>
    public static IEnumerable<Figure> In(string text)
    {
        foreach (Match match in Number().Matches(NumberWord().Replace(text, word => Words[word.Value.ToLowerInvariant()])))
        {
            string unit = Spelt(match.Groups["unit"].Value);
            foreach (string group in (string[])["first", "second"])
            {
                string number = match.Groups[group].Value;
                if (decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value)) yield return new(match.Value, value, unit);
            }
        }
    }

    /// <summary>Both say the same: the same number where a unit is left out, the same amount where both have one.</summary>
    public bool SameAs(Figure other)
    {
        if (Value is not { } mine || other.Value is not { } theirs) return Text == other.Text;
        if (Unit.Length == 0 || other.Unit.Length == 0 || Unit == other.Unit) return mine == theirs;
        if (Days.TryGetValue(Unit, out var here) && Days.TryGetValue(other.Unit, out var there))
            return mine * here.Least <= theirs * there.Most && theirs * there.Least <= mine * here.Most;
        if (mine != theirs) return false;
        // 15 mg and 15 mg/d, 5 mg/kg and 5 mg/kg/d speak of one amount.
        return Unit.StartsWith(other.Unit + "/", StringComparison.Ordinal) || other.Unit.StartsWith(Unit + "/", StringComparison.Ordinal);
    }

    private static string Spelt(string unit) => Spellings.GetValueOrDefault(unit.Trim(' ', '\''), unit.Trim(' ', '\''));

    [GeneratedRegex(@"\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|halved?|a week|a month|a year)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex NumberWord();

    [GeneratedRegex(
        @"(?<![\w.])(?<first>\d+(\.\d+)?)(\s*(-|–|to|or|and|/)\s*(?<second>\d+(\.\d+)?))?([\s-]*'?(?<unit>mg/kg/d(ay)?|mg/kg|mg/m2(/d)?|mg/d(ay)?|mg/wk|g/kg|g/m2|g/d(ay)?|ng/mL|ug/mL|mg/dL|g/dL|g/L|umol/L|mmol/L|mL/min(/\{?1\.73[ _]?m2\}?)?|IU/mL|IU/kg|IU|kU/L|\[?I?U\]?/L|mmHg|mm\[Hg\]|cells/mm3|/mm3|/uL|x ?10[*^]?9/L|10[*^]9/L|%|mg|g|kg|mL|mm|ug|micrograms?|weekly|weeks?|wk|months?|mo|years?|yr|a|days?|d|hours?|h|minutes?|min))?(?![\w])",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Number();
}
