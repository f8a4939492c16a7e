using Filaggrin.Advice.Wording;
using Filaggrin.Tests.Records;

namespace Filaggrin.Advice.Tests.Wording;

/// <summary>The doses of a plan in one line.</summary>
public class PlanTextTests
{
    [Fact]
    public void A_childs_mycophenolate_is_worked_out_and_its_ceiling_is_no_start() =>
        Assert.StartsWith("start 360 to 1200 mg a day in two doses (at most 2000 mg a day)", Doses(Patients.Child(9), "mycophenolate-mofetil"), StringComparison.Ordinal);

    [Fact]
    public void A_start_that_cannot_be_worked_out_is_told_in_its_own_words()
    {
        string text = Doses(Patients.Child(9).Without("Weight"), "mycophenolate-mofetil");
        Assert.StartsWith("start: Children begin with 12 to 40 mg/kg a day in two doses", text, StringComparison.Ordinal);
        Assert.Contains("(at most 2000 mg a day) (depends on weight)", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_open_weight_keeps_the_loading_dose_of_every_band()
    {
        string text = Doses(Patients.Child(9).Without("Weight"), "dupilumab", "US");
        Assert.Contains("start 600 mg once, then 300 mg every 4 weeks", text, StringComparison.Ordinal);
        Assert.Contains("start 600 mg once, then 300 mg every 2 weeks", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_heavy_child_in_the_US_gets_the_loading_dose() =>
        Assert.StartsWith("start 600 mg once, then 300 mg every 2 weeks", Doses(Patients.Child(9).With("Weight", 62), "dupilumab", "US"), StringComparison.Ordinal);

    [Theory]
    [InlineData(31, "The labels give no dose for this weight at this age")]
    [InlineData(20, "start ")]
    public void That_no_label_gives_a_dose_is_said(int weight, string expected) =>
        Assert.StartsWith(expected, Doses(Patients.Child(5).With("Weight", weight), "dupilumab"), StringComparison.Ordinal);

    [Theory]
    [InlineData("tralokinumab", "later: Skin clear or almost clear after 16 weeks - 300 mg every 4 weeks may be considered")]
    [InlineData("lebrikizumab", "later: Once a response is reached: 250 mg every 4 weeks (US - from week 16")]
    [InlineData("nemolizumab", "later: After 16 weeks with a response (EU)")]
    public void A_later_dose_is_told_with_the_response_it_hangs_on(string agent, string expected) =>
        Assert.Contains(expected, Doses(Patients.Man(40), agent), StringComparison.Ordinal);

    private static string Doses(Patients patient, string agent, string region = "EU") => PlanText.Doses(patient.Option(agent, region).Plan).Replace(FactText.Glue, ' ');
}
