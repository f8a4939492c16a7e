using System.Collections.Immutable;
using Filaggrin.Advice.Monitoring;
using Filaggrin.Advice.Records;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Tests.Records;
using static Filaggrin.Advice.Tests.Monitoring.Monitored;

namespace Filaggrin.Advice.Tests.Monitoring;

/// <summary>What an entry since the start leaves open is asked for, and what it settles is told.</summary>
public class DoubtTests
{
    private static readonly Patients OnMethotrexate = Man.Taking("methotrexate", Start, new Dose(15, "mg/wk"));

    [Theory]
    [InlineData("abrocitinib")]
    [InlineData("azathioprine")]
    [InlineData("baricitinib")]
    [InlineData("ciclosporin")]
    [InlineData("dupilumab")]
    [InlineData("methotrexate")]
    [InlineData("mycophenolate mofetil")]
    [InlineData("nemolizumab")]
    [InlineData("upadacitinib")]
    public void What_would_halt_or_lower_a_treatment_is_never_passed_over_in_silence_while_it_is_in_doubt(string medicine)
    {
        SortedSet<string> silent = new(StringComparer.Ordinal);
        int spoken = 0;
        foreach (Patients patient in (Patients[])[Man.Taking(medicine, Start), Woman.Taking(medicine, Start)])
        {
            HashSet<string> before = [.. patient.On(Day(70)).Actions.Select(action => action.Rule)];
            HashSet<(string Fact, string Item)> open = Open(patient.On(Day(70)));
            foreach ((FactDefinition fact, ImmutableArray<FactValue> values) in RandomPatients.Choices)
            {
                MonitoringReport doubt = patient.Doubtful(fact.Name, "perhaps", Day(60)).On(Day(70));
                if (doubt.Actions.Any(action => !before.Contains(action.Rule)) || !Open(doubt).IsSubsetOf(open))
                {
                    spoken++;
                    continue;
                }

                foreach (FactValue value in values)
                {
                    CourseAction[] grave = [.. patient.Also(fact.Name, value, Day(60)).On(Day(70)).Actions.Where(action => action.Kind <= ActionKind.Reduce && !before.Contains(action.Rule))];
                    if (grave.Length > 0) silent.Add($"{fact.Name} = {value}: {string.Join(", ", grave.Select(action => action.Rule))}");
                }
            }
        }

        Assert.True(spoken > 5, $"only {spoken} doubts say anything");
        Assert.True(silent.Count == 0, string.Join('\n', silent));

        static HashSet<(string Fact, string Item)> Open(MonitoringReport report) => [.. report.Undecided.SelectMany(undecided => undecided.Items.Select(item => (undecided.Fact.Name, item.Id)))];
    }

    [Theory]
    [InlineData(7, true)]
    [InlineData(3, true)]
    [InlineData(2, false)] // split over two days
    [InlineData(1, false)]
    [InlineData(null, false)]
    public void Methotrexate_told_on_most_days_is_an_emergency(int? days, bool told)
    {
        MonitoringReport report = Dosed(days is { } number ? new(number, IsSure: true) : null).On(Day(10));
        Assert.DoesNotContain(report.Undecided, undecided => undecided.Fact.Name == "DosedOnSeveralDays");
        if (told) Assert.Equal((ActionKind.UrgentReview, Day(0)), (report.Action("methotrexate-ordered-daily").Kind, DateSpan.Iso(report.Action("methotrexate-ordered-daily").Date)));
        else report.Silent("methotrexate-ordered-daily");
    }

    [Fact]
    public void Words_of_every_day_beside_methotrexate_are_asked_about()
    {
        MonitoringReport report = Dosed(new(7m, IsSure: false)).On(Day(10));
        CourseAction action = report.Action("methotrexate-ordered-daily");
        Assert.Equal((ActionKind.Flag, Day(0)), (action.Kind, DateSpan.Iso(action.Date)));
        Assert.StartsWith("Is it taken on more than two days a week? This is in doubt: its dose instruction leaves that open. If so: ", action.Text, StringComparison.Ordinal);
        Assert.Equal(Step.Adjust, Assert.Single(report.Next).Step);
        Assert.Contains(report.Undecided, undecided => undecided.Fact.Name == "DosedOnSeveralDays" && undecided.Items.Any(item => item.Id == "methotrexate-ordered-daily"));
    }

    private static Patients Dosed(DosingDays? days) =>
        Man.Medicine(MedicineEntryKind.Request, MedicineStatus.Active, ["methotrexate"], entry => entry with { From = DateSpan.Parse(Start), Dose = new(2.5m, "mg/d"), Days = days });

    [Theory]
    [InlineData(12, true)]
    [InlineData(-30, false)] // of before the start
    public void A_medicine_told_only_in_words_is_asked_about(int from, bool told)
    {
        MonitoringReport report = OnMethotrexate.Medicine(
            MedicineEntryKind.Statement, MedicineStatus.Active, [], entry => entry with { From = DateSpan.Parse(Day(from)), PossibleIngredients = ["trimethoprim"], Quote = "Trimethoprim 200mg tablets" }).On(Day(20));
        CourseAction[] asked = [.. report.Actions.Where(action => action.Text.Contains("«Trimethoprim 200mg tablets»", StringComparison.Ordinal))];
        Assert.Equal(told, asked.Length > 0);
        Assert.All(asked, action => Assert.Equal((ActionKind.Flag, Day(from)), (action.Kind, DateSpan.Iso(action.Date))));
    }

    [Theory]
    [InlineData("negative", null, Truth.False)]
    [InlineData("positive", null, Truth.True)] // a BCG may be behind it: a blood test that is negative clears it
    [InlineData("positive", "indeterminate", Truth.True)]
    [InlineData("positive", "negative", Truth.False)]
    [InlineData("negative", "positive", Truth.True)]
    [InlineData(null, "indeterminate", Truth.Unknown)]
    public void A_tuberculin_test_counts_as_long_as_no_IGRA_is_known(string? tuberculin, string? igra, Truth latent)
    {
        Patients patient = Man;
        if (tuberculin is not null) patient = patient.Also("TuberculinTest", tuberculin, Day(-3));
        if (igra is not null) patient = patient.Also("IGRA", igra, Day(-3));
        Assert.Equal(latent, patient.Fact("LatentTuberculosis", "baricitinib", Day(0)).Truth);
    }

    [Theory]
    [InlineData(18, true)]
    [InlineData(-18, false)]
    public void A_thrombosis_in_doubt_since_the_start_does_not_vanish(int day, bool told)
    {
        MonitoringReport report = Man.Taking("baricitinib", Start, new Dose(4, "mg/d")).Doubtful("HistoryOfVTE", "Deep vein thrombosis right leg", Day(day)).On(Day(20));
        Assert.Equal(told, report.Actions.Any(action => action.Kind == ActionKind.Flag && action.Text.Contains("«Deep vein thrombosis right leg»", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_thrombosis_whose_day_does_not_tell_is_asked_about()
    {
        Patients treated = Man.Taking("baricitinib", Start, new Dose(4, "mg/d"));
        Assert.Contains(treated.Listed("HistoryOfVTE", "2026", "snomed|128053003").On(Day(20)).Actions, action => action.Text.Contains("its day is known only roughly", StringComparison.Ordinal));
        Assert.DoesNotContain(treated.Listed("HistoryOfVTE", "2020", "snomed|128053003").On(Day(20)).Actions, action => action.Rule == "baricitinib-action-thrombosis-recorded");
    }
}
