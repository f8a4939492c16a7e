using System.Globalization;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Knowledge.Units;

namespace Filaggrin.Knowledge.Tests.Units;

public class UnitOfMeasureTests
{
    [Theory]
    [InlineData("1.9", "ukat/L", "U/L", "114")] // 1 kat is 1 mol/s
    [InlineData("13.5", "g/dL", "g/L", "135")]
    [InlineData("135", "g/L", "g/dL", "13.5")]
    [InlineData("4.2", "10*3/uL", "10*9/L", "4.2")]
    [InlineData("4200", "/uL", "10*9/L", "4.2")]
    [InlineData("4.2", "10*9/L", "/uL", "4200")]
    [InlineData("4.2", "10*6/mL", "10*9/L", "4.2")]
    [InlineData("5", "mg/dL", "mg/L", "50")]
    [InlineData("0.11", "mmol/L", "umol/L", "110")]
    [InlineData("110", "umol/L", "mmol/L", "0.11")]
    [InlineData("250", "nmol/L", "umol/L", "0.25")]
    [InlineData("1", "g/L", "mg/dL", "100")]
    [InlineData("0.3", "ug/mL", "mg/L", "0.3")]
    [InlineData("200", "ng/mL", "ug/L", "200")]
    [InlineData("40", "U/L", "[IU]/L", "40")]
    [InlineData("1.5", "kU/L", "U/mL", "1.5")]
    [InlineData("10", "mU/mL", "U/L", "10")]
    [InlineData("80000", "g", "kg", "80")]
    [InlineData("150", "[lb_av]", "kg", "68.0388555")]
    [InlineData("70", "[in_i]", "cm", "177.8")]
    [InlineData("1.75", "m", "cm", "175")]
    [InlineData("16", "kPa", "mm[Hg]", "120.00986928")]
    [InlineData("37", "Cel", "Cel", "37")]
    [InlineData("98.6", "[degF]", "Cel", "37")]
    [InlineData("100.4", "[degF]", "Cel", "38")]
    [InlineData("212", "[degF]", "Cel", "100")]
    [InlineData("32", "[degF]", "Cel", "0")]
    [InlineData("6", "mo", "a", "0.5")]
    [InlineData("144", "mo", "a", "12")]
    [InlineData("1.5", "a", "mo", "18")]
    [InlineData("6", "wk", "d", "42")]
    [InlineData("84", "d", "wk", "12")]
    [InlineData("1", "a", "d", "365.25")]
    [InlineData("12", "mo", "d", "365.25")]
    [InlineData("48", "h", "d", "2")]
    [InlineData("10", "mg/d", "mg/wk", "70")]
    [InlineData("25", "mg/wk", "mg/d", "3.5714285714285714")]
    [InlineData("90", "mL/min", "L/min", "0.09")]
    [InlineData("0.048", "mol/mol", "mmol/mol", "48")]
    [InlineData("0.3", "g/g", "mg/g", "300")]
    [InlineData("3", "{score}", "", "3")]
    [InlineData("3", null, "{score}", "3")]
    [InlineData("3", "{count}", "{score}", "3")]
    [InlineData("22", "kg/m2", "kg/m2", "22")]
    public void A_value_is_the_same_quantity_in_another_unit(string value, string? from, string to, string? expected)
    {
        LinearMap? map = UnitOfMeasure.Convert(from, to);
        Assert.Equal(expected is null, map is null);
        if (map is not { } linear) return;
        decimal wanted = Number(expected!), got = linear.Factor * Number(value) + linear.Offset;
        Assert.True(Math.Abs(got - wanted) <= 1e-15m * Math.Max(1m, Math.Abs(wanted)), $"{value} {from} = {got} {to}");
    }

    // A threshold of a label is often met exactly: 38 °C as 100.4 °F, twelve years as 144 months, six months as half a year.
    [Theory]
    [InlineData("100.4", "[degF]", "Cel", "38")]
    [InlineData("98.6", "[degF]", "Cel", "37")]
    [InlineData("6", "mo", "a", "0.5")]
    [InlineData("144", "mo", "a", "12")]
    [InlineData("84", "d", "wk", "12")]
    [InlineData("6", "wk", "d", "42")]
    [InlineData("1", "a", "d", "365.25")]
    [InlineData("13.5", "g/dL", "g/L", "135")]
    [InlineData("4200", "/uL", "10*9/L", "4.2")]
    public void A_value_on_a_threshold_stays_on_it(string value, string from, string to, string expected)
    {
        LinearMap map = Assert.NotNull(UnitOfMeasure.Convert(from, to));
        Assert.Equal(Number(expected), Interval.Exactly(Number(value)).Scale(map.Factor, map.Offset).Exact);
    }

    [Theory]
    [InlineData("mg/dL", "umol/L")] // mass and amount convert only where the substance is known
    [InlineData("umol/L", "mg/dL")]
    [InlineData("g/L", "mmol/L")]
    [InlineData("%", "mmol/mol")]
    [InlineData("mL/min", "mL/min/{1.73_m2}")] // a clearance is not one per body surface
    [InlineData("10*9/L", "U/L")]
    [InlineData("kg", "cm")]
    [InlineData("mg", "mg/d")]
    [InlineData("mm[Hg]", "cm")]
    [InlineData("Cel", "mm[Hg]")]
    [InlineData("umol/L", "")]
    [InlineData("", "umol/L")]
    [InlineData("", "%")]
    [InlineData("furlong", "cm")]
    [InlineData("cm", "furlong")]
    [InlineData("m", "m2")]
    [InlineData("{units}/wk", "mg/wk")]
    [InlineData("10*13/L", "10*9/L")]
    public void Different_quantities_never_convert(string from, string to) => Assert.Null(UnitOfMeasure.Convert(from, to));

    [Theory]
    [InlineData("10*9/L", "K/uL", "k/uL", "10^3/uL", "x10E3/uL", "10^9/L", "10E9/L", "x10^9/L", "G/L", "/nL", "thou/uL", "x 10^9/L", " 10*9/L ",
        "x10*9/L", "×10⁹/L", "10⁹/L", "k/µL", "10^3/mcL", "THOU/MCL", "1000/uL", "Thousand/µL", "bil/L")]
    [InlineData("/uL", "cells/uL", "{cells}/uL", "/mm3", "cells/mm3", "/µL", "cells/µL", "/cumm", "/mm^3")]
    [InlineData("U/L", "IU/L", "[IU]/L", "[iU]/L", "u/l", "units/L", "U/l", "UI/L")]
    [InlineData("ukat/L", "µkat/L", "μkat/l", "microkat/L")]
    [InlineData("[IU]/mL", "IU/mL", "IU/ml")]
    [InlineData("umol/L", "µmol/L", "μmol/L", "umol/l", "micromol/L", "mcmol/L")]
    [InlineData("mmol/L", "mmol/l")]
    [InlineData("mg/dL", "mg/dl", "MG/DL", "mg/100mL", "mg%")]
    [InlineData("g/dL", "g/dl", "gm/dL")]
    [InlineData("ug", "mcg", "µg", "μg")]
    [InlineData("mm[Hg]", "mmHg", "mm Hg", "mmhg")]
    [InlineData("mL/min/{1.73_m2}", "mL/min/1.73m2", "mL/min/1.73 m2", "mL/min/1.73.m2", "ml/min/1.73m2", "mL/min/1.73 m²", "mL/min/{1.73m2}")]
    [InlineData("mL/min", "ml/min")]
    [InlineData("a", "years", "year", "yr", "y")]
    [InlineData("mo", "months", "month")]
    [InlineData("wk", "weeks", "week", "w")]
    [InlineData("d", "days", "day")]
    [InlineData("kg", "KG", "Kg", "kgs")]
    [InlineData("[lb_av]", "lb", "lbs", "pounds")]
    [InlineData("[in_i]", "in", "inch", "inches")]
    [InlineData("Cel", "°C", "degC", "C")]
    [InlineData("[degF]", "°F", "degF", "F")]
    [InlineData("%", "percent")]
    [InlineData("{score}", "score", "points", "{points}")]
    [InlineData("kg/m2", "kg/m^2", "kg/m²")]
    [InlineData("/min", "bpm", "beats/min", "{beats}/min")]
    [InlineData("mg/wk", "mg/week")]
    [InlineData("mg/d", "mg/day")]
    public void The_spellings_of_records_are_read(string ucum, params string[] spellings)
    {
        Assert.True(UnitOfMeasure.IsKnown(ucum), ucum);
        Assert.All(spellings, spelling =>
        {
            LinearMap? map = UnitOfMeasure.Convert(spelling, ucum);
            Assert.True(map is { Factor: 1m, Offset: 0m }, $"«{spelling}» is not read as {ucum}");
            Assert.True(UnitOfMeasure.IsKnown(spelling), spelling);
        });
    }

    [Theory]
    [InlineData("furlong")]
    [InlineData("mg/furlong")]
    [InlineData("10*/L")]
    [InlineData("KG/L2")]
    [InlineData("mgdL")]
    public void An_unheard_unit_is_not_known_and_stays_as_written(string unit)
    {
        Assert.False(UnitOfMeasure.IsKnown(unit));
        Assert.Equal(unit, UnitOfMeasure.Normal(unit));
        Assert.Equal(new LinearMap(1m), UnitOfMeasure.Convert(unit, unit));
    }

    [Theory]
    [InlineData("{units}/wk")]
    [InlineData("mg/kg/d")]
    [InlineData("mg/m2/d")]
    [InlineData("mg/kg/wk")]
    [InlineData("k[IU]/L")]
    [InlineData("ug/min")]
    public void Units_of_doses_and_annotations_are_known(string unit) => Assert.True(UnitOfMeasure.IsKnown(unit));

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
