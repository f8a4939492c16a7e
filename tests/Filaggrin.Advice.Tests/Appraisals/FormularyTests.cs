using Filaggrin.Advice.Appraisals;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Tests.Records;

namespace Filaggrin.Advice.Tests.Appraisals;

/// <summary>A clinic's formulary adds and tightens, never loosens.</summary>
public class FormularyTests
{
    [Fact]
    public void What_is_not_available_is_closed_in_the_name_of_the_formulary()
    {
        Option option = With(Patients.Woman(35), "dupilumab: { status: not-available, cost-class: high }");
        AppraisalAssert.Standing(option, Standing.Unavailable);
        Assert.Equal("By the formulary «Clinic»: not available.", AppraisalAssert.Fired(option, "dupilumab-formulary").Text);
        Assert.Equal(new FormularyNote("Clinic", "not-available", null, "high"), option.Formulary);
    }

    [Fact]
    public void What_a_rule_forbids_stays_forbidden()
    {
        Option option = With(Patients.Woman(35).Also("HypersensitivityTo", "dupilumab"), "dupilumab: { status: not-available }");
        AppraisalAssert.Standing(option, Standing.Contraindicated);
        AppraisalAssert.Fired(option, "dupilumab-formulary");
    }

    [Theory]
    [InlineData(30, Standing.Suitable, ": restricted, and the criteria are met. EASI of 21 or more")]
    [InlineData(10, Standing.Unavailable, ": restricted, and the criteria are not met. EASI of 21 or more")]
    [InlineData(null, Standing.Suitable, ": restricted. EASI of 21 or more")]
    public void Criteria_that_can_be_computed_are(int? easi, Standing expected, string text)
    {
        Patients patient = easi is { } score ? Patients.Woman(35).With("EASI", score) : Patients.Woman(35).Without("EASI");
        Option option = With(patient, "dupilumab: { status: restricted, criteria: { text: EASI of 21 or more, when: EASI >= 21 } }");
        AppraisalAssert.Standing(option, expected);
        Assert.EndsWith(text, AppraisalAssert.Fired(option, "dupilumab-formulary").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Criteria_in_words_are_shown_and_close_nothing()
    {
        Option option = With(Patients.Woman(35), "dupilumab: { status: restricted, criteria: Second line }");
        AppraisalAssert.Standing(option, Standing.Suitable);
        Assert.Equal("By the formulary «Clinic»: restricted. Second line", AppraisalAssert.Fired(option, "dupilumab-formulary").Text);
    }

    [Fact]
    public void A_formulary_brings_nothing_back()
    {
        AppraisalAssert.Standing(With(Patients.Woman(35), "alefacept: { status: available }", "alefacept"), Standing.Unavailable);
        AppraisalAssert.Standing(With(Patients.Woman(35).With("EGFR", 20), "methotrexate: { status: available }", "methotrexate"), Standing.Contraindicated);
    }

    [Fact]
    public void What_it_does_not_name_is_as_without_it()
    {
        Option option = With(Patients.Woman(35), "dupilumab: { status: not-available }", "methotrexate");
        AppraisalAssert.Standing(option, Standing.Suitable);
        Assert.Null(option.Formulary);
    }

    private static Option With(Patients patient, string line, string agent = "dupilumab")
    {
        Formulary formulary = Formulary.Read(new("clinic.yaml", $"name: Clinic\nagents:\n  {line}\n"), Patients.Knowledge);
        return AppraisalAssert.Of(patient.Appraise(formulary: formulary), agent);
    }
}
