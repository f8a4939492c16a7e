using Filaggrin.Advice.Records;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Tests.Records;
using TaskStatus = Filaggrin.Advice.Appraisals.TaskStatus;

namespace Filaggrin.Advice.Tests.Sheets;

/// <summary>An infection passes: an old positive test leaves no doubt for ever.</summary>
public class InfectionTests
{
    private const string CovidTest = "loinc|94531-1";

    private static readonly Patients Eczema = Patients.Bare().OfSex("female").Born("1990-01-01").HoldingAll().Listed("AtopicDermatitis", "2005-01-01");

    [Theory]
    [InlineData("2026-05-18", Truth.True, FactState.Known)] // four weeks to the day
    [InlineData("2026-05-17", Truth.False, FactState.Assumed)]
    [InlineData("2020-03-01", Truth.False, FactState.Assumed)]
    public void A_positive_test_counts_for_a_visit_and_then_says_nothing(string day, Truth truth, FactState state)
    {
        Fact fact = Tested(FlagValue.Yes, day).Fact("AcuteInfection");
        Assert.Equal((truth, state), (fact.Truth, fact.State));
    }

    [Theory]
    [InlineData("2026-06-12", CovidTest, Truth.False)]
    [InlineData("2026-06-09", CovidTest, Truth.True)] // before it
    [InlineData("2026-06-10", CovidTest, Truth.True)] // on one day the worse counts
    [InlineData("2026-06-12", "loinc|1-8", Truth.True)] // another test
    public void A_later_negative_answer_of_the_same_test_clears_it(string day, string code, Truth expected) =>
        Assert.Equal(expected, Negative(Tested(FlagValue.Yes, "2026-06-10"), day, code).Fact("AcuteInfection").Truth);

    [Fact]
    public void A_negative_test_for_one_germ_clears_no_other_infection_and_says_no_by_itself_of_none()
    {
        Assert.Equal(Truth.True, Negative(Eczema.Listed("AcuteInfection", "2026-06-01"), "2026-06-12", CovidTest).Fact("AcuteInfection").Truth);
        Assert.Equal(Truth.Unknown, Negative(Eczema.Doubtful("AcuteInfection", "infection?"), "2026-06-12", CovidTest).Fact("AcuteInfection").Truth);
        Assert.Equal(FactState.Assumed, Negative(Eczema, "2026-06-12", CovidTest).Fact("AcuteInfection").State);
    }

    [Fact]
    public void An_old_positive_test_is_no_search_for_infection_that_is_out_of_date()
    {
        Assert.Equal("owed", Search(Tested(FlagValue.Yes, "2020-03-01")).Status);
        Assert.Equal("owed", Search(Tested(FlagValue.Yes, "2026-05-17").With("ActiveSkinInfection", true, "2026-01-10")).Status);
        Assert.Equal("out-of-date", Search(Eczema.With("InfectionSearchDone", true, "2026-01-10")).Status);
        Assert.Equal("done", Search(Eczema.With("InfectionSearchDone", true)).Status);
    }

    [Theory]
    [InlineData("ActiveSevereInfection")]
    [InlineData("EczemaHerpeticum")]
    public void A_severe_infection_is_shown_whether_or_not_eczema_is_on_record(string infection)
    {
        TaskStatus task = Search(Eczema.Without("AtopicDermatitis").Listed(infection, "2026-06-01"));
        Assert.Equal("abnormal", task.Status);
        Assert.Contains(task.Facts, fact => fact.Name == infection && fact.Truth == Truth.True);
    }

    [Theory]
    [InlineData("dupilumab")]
    [InlineData("tralokinumab")]
    [InlineData("lebrikizumab")]
    [InlineData("nemolizumab")]
    public void No_antibody_is_plainly_suitable_beside_a_severe_infection(string agent) =>
        AppraisalAssert.Fired(Patients.Woman(35).Listed("ActiveSevereInfection", "2026-06-01").Option(agent), agent + "-severe-infection");

    private static TaskStatus Search(Patients patient) => patient.Appraise().Workup.Single(task => task.Id == "workup-infection");

    private static Patients Tested(FlagValue value, string day) => Eczema.Entry(Test(value, day, CovidTest));

    private static Patients Negative(Patients patient, string day, string code) => patient.Entry(Test(FlagValue.No, day, code) with { Status = FindingStatus.Cleared });

    private static Finding Test(FlagValue value, string day, string code) =>
        new(Patients.Knowledge.Facts["AcuteInfection"], value, FindingStatus.Present, DateSpan.Parse(day), null, null, $"Observation/{day}-{code}") { Code = code };
}
