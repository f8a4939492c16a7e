using Filaggrin.Advice.Appraisals;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Tests.Records;

namespace Filaggrin.Advice.Tests.Appraisals;

/// <summary>Labels differ by region; the reader's region picks, and what the others say is told.</summary>
public class RegionTests
{
    [Theory]
    [InlineData("EU", Standing.Contraindicated, "upadacitinib-pregnancy", "upadacitinib-pregnancy-us")]
    [InlineData("UK", Standing.Contraindicated, "upadacitinib-pregnancy", "upadacitinib-pregnancy-us")]
    [InlineData("US", Standing.NotAdvised, "upadacitinib-pregnancy-us", "upadacitinib-pregnancy")]
    public void Pregnancy_and_upadacitinib(string region, Standing expected, string fired, string elsewhere) =>
        Differs(Patients.Woman(35).With("Pregnant", true).With("PregnancyTest", "positive"), "upadacitinib", region, expected, fired, elsewhere);

    [Theory]
    [InlineData("EU", Standing.Contraindicated, "methotrexate-hiv-contraindicated", "methotrexate-hiv")]
    [InlineData("UK", Standing.Contraindicated, "methotrexate-hiv-contraindicated", "methotrexate-hiv")]
    [InlineData("US", Standing.Caution, "methotrexate-hiv", "methotrexate-hiv-contraindicated")]
    public void HIV_and_methotrexate(string region, Standing expected, string fired, string elsewhere) =>
        Differs(Patients.Man(40).With("HIVTest", "positive"), "methotrexate", region, expected, fired, elsewhere);

    [Theory]
    [InlineData("EU", Standing.Contraindicated, "ciclosporin-rosuvastatin-eu-uk", "ciclosporin-rosuvastatin-us")]
    [InlineData("UK", Standing.Contraindicated, "ciclosporin-rosuvastatin-eu-uk", "ciclosporin-rosuvastatin-us")]
    [InlineData("US", Standing.NotAdvised, "ciclosporin-rosuvastatin-us", "ciclosporin-rosuvastatin-eu-uk")]
    public void Rosuvastatin_and_ciclosporin(string region, Standing expected, string fired, string elsewhere) =>
        Differs(Patients.Man(40).Taking("rosuvastatin"), "ciclosporin", region, expected, fired, elsewhere);

    [Fact]
    public void A_label_that_answers_no_shared_question_speaks_in_every_region()
    {
        // The bosentan bar is in EU and UK labels alone and has no topic.
        Reason reason = AppraisalAssert.Fired(Patients.Man(40).Taking("bosentan").Option("ciclosporin", "US"), "ciclosporin-aliskiren-bosentan");
        Assert.Equal(["EU", "UK"], reason.Regions, StringComparer.Ordinal);
    }

    [Fact]
    public void A_rule_of_elsewhere_that_would_not_fire_is_not_told() =>
        Assert.Empty(Patients.Man(40).Option("ciclosporin").Elsewhere);

    [Theory]
    [InlineData("EU", 8, 12, "off-label")]
    [InlineData("UK", 3, 12, "off-label")]
    [InlineData("US", 8, 12, "licensed")]
    [InlineData("EU", 8, 22, "licensed")]
    [InlineData("EU", 13, 12, "licensed")]
    [InlineData("EU", 8, null, "licensed")] // not graded: nothing is held against it
    public void A_licence_for_severe_disease_is_compared_with_the_scores(string region, int age, int? easi, string status)
    {
        Patients child = Patients.Child(age).Without("EASI").Without("SCORAD").Without("IGA").Without("PPNRS").Without("CDLQI").Without("DLQI");
        if (easi is { } score) child = child.With("EASI", score);
        Option option = child.Option("dupilumab", region);
        Assert.Equal(status, option.Licence.Status);
        Assert.DoesNotContain(option.Missing, missing => missing.Fact.Name is "SevereAD" or "EczemaBelowSevere");
        if (status == "off-label") Assert.Equal("licensed", child.With("CDLQI", 20).Option("dupilumab", region).Licence.Status); // the burden lifts the severity
    }

    [Theory]
    [InlineData("UK", false, "off-label")]
    [InlineData("US", false, "off-label")]
    [InlineData("EU", false, "licensed")]
    [InlineData("UK", true, "licensed")]
    [InlineData("UK", null, "licensed")]
    public void A_licence_for_use_with_topical_treatment_is_compared_with_the_plan(string region, bool? combined, string status)
    {
        Patients man = Patients.Man(40).Without("CombinedWithTopical");
        if (combined is { } told) man = man.With("CombinedWithTopical", told);
        Option option = man.Option("nemolizumab", region);
        Assert.Equal(status, option.Licence.Status);
        Assert.DoesNotContain(option.Missing, missing => missing.Fact.Name == "CombinedWithTopical");
    }

    [Theory]
    [InlineData("upadacitinib", "US", true)]
    [InlineData("abrocitinib", "US", true)]
    [InlineData("upadacitinib", "EU", false)]
    public void The_later_line_of_the_US_licence_is_a_note_where_no_systemic_was_taken(string agent, string region, bool told)
    {
        string rule = agent + "-licence-after-other-systemics";
        Assert.Equal(told, Patients.Man(40).Option(agent, region).Reasons.Any(reason => reason.Rule == rule && reason.Verdict == Verdict.Note));
        Assert.DoesNotContain(Patients.Man(40).Took("methotrexate", "2024-01-01", "2024-12-01").Option(agent, region).Reasons, reason => reason.Rule == rule);
    }

    [Fact]
    public void Licences_are_those_of_the_region_and_age()
    {
        Assert.Equal("licensed", Patients.Man(40).Option("ciclosporin").Licence.Status);
        Assert.Equal("off-label", Patients.Man(40).Option("ciclosporin", "US").Licence.Status);
        Assert.Equal("off-label", Patients.Man(14).Option("ciclosporin").Licence.Status);
        Assert.Equal("off-label", Patients.Man(40).Option("methotrexate").Licence.Status);
        Assert.Equal("licensed", Patients.Child(8).Option("dupilumab").Licence.Status);
    }

    [Theory]
    [InlineData("EU", "eu")]
    [InlineData("UK", "uk")]
    [InlineData("US", "any")] // an item without region comes before another region's
    public void Within_a_topic_the_region_picks_then_any(string region, string expected) =>
        Assert.Equal([expected], Choose(region, Item("eu", "t", "EU"), Item("uk", "t", "UK"), Item("any", "t")), StringComparer.Ordinal);

    [Theory]
    [InlineData("EU", "eu")]
    [InlineData("UK", "eu")]
    [InlineData("US", "us")]
    public void Without_one_for_any_the_order_is_EU_UK_US(string region, string expected) =>
        Assert.Equal([expected], Choose(region, Item("us", "t", "US"), Item("eu", "t", "EU")), StringComparer.Ordinal);

    [Fact]
    public void Items_of_one_region_in_one_topic_all_speak_and_keep_their_order() =>
        Assert.Equal(["b", "free", "a"], Choose("EU", Item("b", "t", "EU"), Item("free", null, "US"), Item("a", "t", "EU", "UK"), Item("us", "t", "US")), StringComparer.Ordinal);

    private static void Differs(Patients patient, string agent, string region, Standing expected, string fired, string elsewhere)
    {
        Option option = patient.Option(agent, region);
        AppraisalAssert.Standing(option, expected);
        AppraisalAssert.Fired(option, fired);
        AppraisalAssert.Silent(option, elsewhere);
        Statement other = Assert.Single(option.Elsewhere, statement => statement.Item.Id == elsewhere);
        Assert.NotEmpty(other.Facts);
    }

    private static IEnumerable<string> Choose(string region, params Item[] items) => RegionChoice.For(items, region).Select(item => item.Id);

    private static Item Item(string id, string? topic, params string[] regions) => new() { Id = id, Place = default, Text = id, Topic = topic, Regions = [.. regions] };
}
