using System.Globalization;
using Filaggrin.Advice.Records;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Acceptance.Oracle;

/// <summary>What one entry says of one fact, in a form in which two readings can be compared.</summary>
/// <param name="Fact">The fact, or <c>medicine</c>, <c>patient</c>, <c>list</c>.</param>
/// <param name="Source">The entry.</param>
/// <param name="When">Its dates.</param>
/// <param name="Status">Its status.</param>
/// <param name="Value">Its value; numbers to six digits.</param>
internal sealed record Said(string Fact, string Source, string When, string Status, string Value)
{
    /// <summary>An entry that is there and cannot be read.</summary>
    public const string Unreadable = "unreadable";

    /// <summary>Stands behind a medicine of which nobody can tell whether it is taken.</summary>
    public const string Uncertain = " (uncertain)";

    // The second reading does not model these, each for its own reason:
    // text: an uncoded text raises doubt by the words of the dictionary; there is no code to find it by.
    // display: the product codes of RxNorm are read by the words beside them, allergies to unlisted substances too; FHIR has no path for that.
    // component: the total of an EASI is computed from its items; the tests of the score library hold that.
    private static readonly string[] NotModelled = ["text", "display", "component"];

    /// <summary>What our reader made of a record, as far as the second reading models it.</summary>
    public static IEnumerable<Said> Of(PatientRecord record)
    {
        Subject person = record.Subject;
        yield return new("patient", person.Source, Day(person.Birth), Day(person.DeceasedOn), $"{person.Sex} {person.Deceased}");
        foreach (RecordList list in record.ListsHeld.Keys) yield return new("list", list.ToString(), "", "", "");
        foreach (Finding finding in record.Findings.Where(finding => !NotModelled.Contains(finding.Via)))
        {
            yield return new(
                finding.Fact.Name, finding.Source, Dates(Day(finding.When), Day(finding.End), finding.Known is { } known ? DateSpan.Iso(known) : ""),
                (finding.OfItsCodeAlone ? FindingStatus.Present : finding.Status).ToString(), Text(finding.Value) + Limits(finding.LowerLimit, finding.UpperLimit));
        }

        foreach (MedicineEntry entry in record.Medicines.Where(entry => !NotModelled.Contains(entry.Via)))
        {
            yield return Medicine(
                entry.Source, Dates(Day(entry.From), Day(entry.To), Day(entry.Authored)), $"{entry.Kind} {entry.Status} {entry.StopReason}",
                [.. entry.Ingredients, .. entry.PossibleIngredients.Select(name => name + Uncertain)], entry.AtcCodes, entry.Dose is { } dose ? $"{Number(dose.Amount)} {dose.Unit}" : "", entry.DaysSupply);
        }
    }

    /// <summary>The entries whose medicine our reader found by words.</summary>
    public static HashSet<string> ReadByWords(PatientRecord record) =>
        [.. record.Medicines.Where(entry => NotModelled.Contains(entry.Via)).Select(entry => entry.Source)];

    public static Said Medicine(string source, string when, string status, IEnumerable<string> names, IEnumerable<string> atc, string dose, int? days) =>
        new("medicine", source, when, status, string.Join(' ', string.Join(" + ", names), string.Join(',', atc), dose, days?.ToString(CultureInfo.InvariantCulture)).Trim());

    public static string Dates(string start, string end, string known) => $"{start} to {end}, known {known}";

    public static string Text(FactValue? value) => value switch
    {
        null => Unreadable,
        NumberValue { Interval: var number } => number.Exact is { } exact ? Number(exact)
            : $"{(number.LowOpen ? "over " : "from ")}{Number(number.Low)} {(number.HighOpen ? "under" : "to")} {Number(number.High)}",
        _ => value.ToString()!,
    };

    public static string Limits(decimal? low, decimal? high) => low is null && high is null ? "" : $" [{Number(low)}..{Number(high)}]";

    private static string Day(DateSpan? span) => span?.ToString() ?? "";

    private static string Number(decimal? value) => value is { } number ? ((double)number).ToString("G6", CultureInfo.InvariantCulture) : "";
}
