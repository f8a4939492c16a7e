using Filaggrin.Knowledge.Coverage;

namespace Filaggrin.Knowledge.Tests.Coverage;

/// <summary>Figures are the same when number and unit are, however they are spelt.</summary>
public class FigureTests
{
    [Theory]
    [InlineData("15 mg", "15 mg once daily", true)]
    [InlineData("15 mg/d", "15 mg once daily", true)]
    [InlineData("15 mg", "15 g once daily", false)]
    [InlineData("15 mg", "1.5 mg once daily", false)]
    [InlineData("4 weeks", "28 days before", true)]
    [InlineData("3 months", "for 12 wk", true)]
    [InlineData("3 months", "for 12 days", false)]
    [InlineData("8 weeks", "for eight weeks", true)]
    [InlineData("1 wk", "repeat in a week", true)]
    [InlineData("50 %", "the dose is halved", true)]
    [InlineData("2.5 mg/kg/day", "2.5 to 5 mg/kg/d", true)]
    [InlineData("5 mg/kg/day", "2.5 to 5 mg/kg/d", true)]
    [InlineData("0.5 10^9/L", "Neutrophils < 0.5 '10*9/L'", true)]
    [InlineData("0.5 10^9/L", "Neutrophils < 0.6 '10*9/L'", false)]
    [InlineData("30 mL/min", "EGFR < 30 'mL/min/{1.73_m2}'", true)]
    [InlineData("140 mmHg", "SystolicBloodPressure >= 140 'mm[Hg]'", true)]
    public void A_figure_is_found_in_a_text(string figure, string text, bool found) =>
        Assert.Equal(found, Figure.In(text).Any(Figure.Parse(figure).SameAs));
}
