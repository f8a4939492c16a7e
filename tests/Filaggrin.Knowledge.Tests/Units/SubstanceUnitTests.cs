using System.Globalization;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Units;
using Filaggrin.Tests;

namespace Filaggrin.Knowledge.Tests.Units;

/// <summary>Mass and amount of substance convert as the facts of the knowledge say, checked against the molar mass.</summary>
public class SubstanceUnitTests
{
    [Theory]
    [InlineData("Creatinine", "1.0", "mg/dL", "88.42")]
    [InlineData("Creatinine", "1.3", "mg/dL", "114.946")]
    [InlineData("Glucose", "126", "mg/dL", "6.99426")] // the diagnostic 7.0 mmol/L
    [InlineData("Bilirubin", "1.0", "mg/dL", "17.104")]
    [InlineData("TotalCholesterol", "200", "mg/dL", "5.172")]
    [InlineData("LDL", "100", "mg/dL", "2.586")]
    [InlineData("HDL", "40", "mg/dL", "1.0344")]
    [InlineData("Triglycerides", "150", "mg/dL", "1.6935")]
    [InlineData("Urate", "6.0", "mg/dL", "356.88")]
    [InlineData("HbA1c", "6.5", "%", "47.545")] // the diagnostic 48 mmol/mol
    [InlineData("HbA1c", "7.0", "%", "53.01")]
    [InlineData("Haemoglobin", "7.45", "mmol/L", "120.0493")]
    [InlineData("Magnesium", "2.0", "mg/dL", "0.8228")]
    [InlineData("Magnesium", "1.6", "meq/L", "0.8")]
    [InlineData("Potassium", "4.5", "meq/L", "4.5")]
    [InlineData("Urea", "14", "mg/dL", "4.998")] // urea nitrogen
    [InlineData("UrineAlbuminCreatinineRatio", "3.4", "mg/mmol", "30.056")]
    [InlineData("EGFR", "52", "mL/min", "52")]
    public void A_value_in_the_conventional_unit_becomes_the_value_in_the_unit_of_the_fact(string fact, string value, string unit, string expected)
    {
        LinearMap map = TestKnowledge.Load().Facts[fact].Units[unit];
        Assert.Equal(decimal.Parse(expected, CultureInfo.InvariantCulture), decimal.Parse(value, CultureInfo.InvariantCulture) * map.Factor + map.Offset);
    }

    // Molar masses: PubChem; cholesterol for its esters too, triglycerides by the customary mean.
    [Theory]
    [InlineData("Creatinine", "mg/dL", 113.12, 1e3)] // umol/L
    [InlineData("Bilirubin", "mg/dL", 584.66, 1e3)]
    [InlineData("Urate", "mg/dL", 168.11, 1e3)]
    [InlineData("Glucose", "mg/dL", 180.16, 1)] // mmol/L
    [InlineData("TotalCholesterol", "mg/dL", 386.65, 1)]
    [InlineData("LDL", "mg/dL", 386.65, 1)]
    [InlineData("HDL", "mg/dL", 386.65, 1)]
    [InlineData("Triglycerides", "mg/dL", 885.7, 1)]
    [InlineData("Magnesium", "mg/dL", 24.305, 1)]
    [InlineData("Urea", "mg/dL", 28.014, 1)] // two atoms of nitrogen
    public void A_factor_is_the_one_of_the_molar_mass(string fact, string unit, double gramsPerMole, double perMillimole)
    {
        double factor = (double)TestKnowledge.Load().Facts[fact].Units[unit].Factor;
        Assert.Equal(1, factor / (10 / gramsPerMole * perMillimole), 0.001);
    }

    [Fact]
    public void A_further_unit_of_a_fact_stands_there_only_because_it_does_not_convert_by_itself()
    {
        IEnumerable<string> contradicting =
            from fact in TestKnowledge.Load().Facts.All
            from unit in fact.Units
            where UnitOfMeasure.Convert(unit.Key, fact.Unit) is { } general && general != unit.Value
            select $"{fact.Name}: {unit.Key}";
        Assert.Empty(contradicting);
    }

    [Fact]
    public void Every_unit_of_the_dictionary_is_known() => Assert.All(
        TestKnowledge.Load().Facts.All.Where(fact => fact.Unit is not null), fact => Assert.True(UnitOfMeasure.IsKnown(fact.Unit!), $"{fact.Name}: {fact.Unit}"));

    [Fact]
    public void The_believable_range_of_a_number_is_a_range() => Assert.All(
        TestKnowledge.Load().Facts.All, fact => Assert.True(fact.Plausible is not { } range || (range.Low < range.High && fact.Type == FactType.Number), fact.Name));
}
