using System.Globalization;
using System.Text;
using System.Text.Json;
using Filaggrin.Advice.Monitoring;
using Filaggrin.Knowledge;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Tests;

namespace Filaggrin.Fhir.Tests.Elements;

/// <summary>The unit of a result does not matter: the same amount told in another unit gives the same report, to the byte.</summary>
public class ResultUnitTests
{
    private static readonly KnowledgeBase Knowledge = TestKnowledge.Load();

    // How many of the unit of the fact one of another unit is, beside those that the fact itself names.
    private static readonly Dictionary<string, (string Unit, decimal Factor)[]> Others = new(StringComparer.Ordinal)
    {
        ["10*9/L"] = [("10*3/uL", 1m), ("/uL", 0.001m), ("10*6/L", 0.001m)],
        ["g/L"] = [("g/dL", 10m)],
        ["U/L"] = [("[IU]/L", 1m), ("IU/L", 1m)],
        ["mmol/L"] = [("umol/L", 0.001m)],
        ["umol/L"] = [("mmol/L", 1000m)],
        ["/uL"] = [("10*9/L", 1000m)],
        ["kg"] = [("g", 0.001m), ("[lb_av]", 0.45359237m)],
        ["cm"] = [("m", 100m), ("[in_i]", 2.54m)],
        ["mm[Hg]"] = [("mmHg", 1m)],
    };

    private static readonly (FactDefinition Fact, string Code, string Unit, decimal Factor)[] Choices =
    [
        .. from fact in Knowledge.Facts.All
           where fact is { Type: FactType.Number, Unit: not null, IsRecorded: true }
           let loinc = fact.Codes.FirstOrDefault(code => code is { System: CodeSystem.Loinc, Below: false, Holds: null })?.Code
           where loinc is not null
           from other in fact.Units.Where(unit => unit.Value.Offset == 0m).Select(unit => (unit.Key, unit.Value.Factor)).Concat(Others.GetValueOrDefault(fact.Unit!) ?? [])
           select (fact, loinc, other.Item1, other.Item2),
    ];

    [Fact]
    public void The_same_amount_in_another_unit_gives_the_same_report()
    {
        Assert.True(Choices.Select(choice => choice.Fact.Name).Distinct(StringComparer.Ordinal).Count() > 20);
        Gen.Select(Gen.OneOf(Choices), Gen.Int[1, 400], Gen.OneOf("L04AX03", "L04AD01", "L04AX01", "L04AF03"), Gen.Bool).Sample(
            (choice, percent, medicine, isUpper) =>
            {
                (FactDefinition fact, string code, string unit, decimal factor) = choice;
                (decimal low, decimal high) = fact.Plausible ?? (0m, 100m);
                decimal other = decimal.Round((low + (high - low) * percent / 4000m) / factor, 3), start = decimal.Round((low + (high - low) / 100m) / factor, 3), limit = isUpper ? other / 2m : start;
                string own = Report(medicine, code, fact.Unit!, start * factor, other * factor, limit * factor), told = Report(medicine, code, unit, start, other, limit);
                Assert.Contains("\"running\":true", own, StringComparison.Ordinal);
                Assert.True(own == told, $"{fact.Name} {other} {unit} is not {other * factor} {fact.Unit}: {Difference(own, told)}");
            },
            iter: 300, threads: 2);
    }

    // Methotrexate, ciclosporin, azathioprine and upadacitinib.
    private static string Report(string medicine, string code, string unit, decimal start, decimal value, decimal limit)
    {
        string statement = $$"""
            {"resourceType":"MedicationStatement","id":"m","status":"active","subject":{"reference":"Patient/p"},"effectivePeriod":{"start":"2026-02-02"},
             "medicationCodeableConcept":{"coding":[{"system":"http://www.whocc.no/atc","code":"{{medicine}}"}]} }
            """;
        string bundle = Bundles.Bundle(Bundles.Patient, statement, Result("before", "2026-01-30", start), Result("after", "2026-03-02", value));
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
            MonitoringJson.Write(json, new TreatmentMonitor(Knowledge).Report(new RecordReader(Knowledge.Codes).Read(Bundles.Stream(bundle), "patient.json"), new(new DateOnly(2026, 3, 9), "EU")));
        return Encoding.UTF8.GetString(stream.ToArray());

        string Result(string id, string day, decimal amount) => Bundles.Loinc(code, $$"""
            "id":"{{id}}","effectiveDateTime":"{{day}}","valueQuantity":{{Quantity(amount)}},"referenceRange":[{"high":{{Quantity(limit)}} }]
            """);

        string Quantity(decimal amount) => string.Create(CultureInfo.InvariantCulture, $$"""{"value":{{amount}},"unit":"{{unit}}"} """);
    }

    private static string Difference(string one, string other)
    {
        int at = Enumerable.Range(0, Math.Min(one.Length, other.Length)).FirstOrDefault(index => one[index] != other[index]), from = Math.Max(0, at - 200);
        return $"«{one[from..Math.Min(one.Length, at + 60)]}» or «{other[from..Math.Min(other.Length, at + 60)]}»";
    }
}
