using Filaggrin.Evidence.Trials;

namespace Filaggrin.Evidence.Tests.Trials;

public class TrialLibraryTests
{
    [Theory]
    [InlineData("arms.csv", "EASI75,16,100,20", "EASI75,16,hundred,20", "arms.csv:4: n «hundred» is no whole number.")]
    [InlineData("arms.csv", "EASI75,16,100,20", "EASI75,,100,20", "arms.csv:4: week is empty; a whole number was expected.")]
    [InlineData("arms.csv", "-15,,1", "-15,,one", "arms.csv:7: se «one» is no number.")]
    [InlineData("arms.csv", "-15,,1", "NaN,,1", "arms.csv:7: mean «NaN» is no number.")]
    [InlineData("arms.csv", "-5,10,,-7,-3,unknown", "-5,10,,-7,-3,hearsay", "arms.csv:6: estimand «hearsay» is not known; expected unknown, nri, imputed, observed, treatment-policy, as-treated.")]
    [InlineData("arms.csv", "-5,10,,-7,-3,unknown,read,read,,read,confirmed,,10.1/a", "-5,10,,-7,-3,unknown,read,read,,read,confirmed,,", "arms.csv:6: source is empty.")]
    [InlineData("arms.csv", "label_origin,tier,flag", "label,tier,flag", "arms.csv:1: the header lacks label_origin.")]
    [InlineData("arms.csv", "label_origin,tier,flag", "label,tier,flag", "arms.csv:1: the column «label» is not known; expected trial, arm, agent, regimen, loading, dose, route, outcome, week, n, events, percent, mean, sd, se, ci_low, ci_high, estimand, outcome_origin, n_origin, events_origin, label_origin, tier, flag, source, note.")]
    [InlineData("trials.csv", "alpha,ALPHA", "alpha,ALPHA,more", "trials.csv:2: the row has 24 fields; the header has 23.")]
    [InlineData("trials.csv", "a comma\"", "a comma", "trials.csv:2: a quoted field that is never closed; the rest of the file was not read.")]
    [InlineData("trials.csv", "\"a note, with a comma\"", "\"a note\" with a comma", "trials.csv:2: text behind the closing quote of a field; quotes within a field are doubled.")]
    [InlineData("trials.csv", "10.1/a,,adult", "10.1/a,, adult", "trials.csv:2: population « adult» has blanks around it.")]
    [InlineData("trials.csv", "10.1/a,,adult", "10.1/a,,grown-up", "trials.csv:2: population «grown-up» is not known; expected adult, adolescent, child, mixed.")]
    [InlineData("contrasts.csv", "30,18,42", ",18,42", "contrasts.csv:2: estimate is empty; a number was expected.")]
    public void What_cannot_be_read_is_named_with_file_and_line(string file, string text, string planted, string expected) => Assert.Contains(expected, SmallTables.Findings(SmallTables.With(file, text, planted)), StringComparer.Ordinal);

    [Fact]
    public void A_missing_and_an_empty_file_are_named()
    {
        Assert.Equal(["arms.csv:1: the file is missing."], SmallTables.Findings(SmallTables.Files.Where(file => file.Name != "arms.csv")));
        Assert.Equal(["arms.csv:1: the file is empty; a header was expected."], SmallTables.Findings(SmallTables.Files.Select(file => file.Name == "arms.csv" ? file with { Text = "" } : file)));
    }

    [Fact]
    public void Quotes_may_hold_commas_quotes_and_line_breaks_and_the_line_stays_that_of_the_row()
    {
        TrialLibrary library = SmallTables.Read(SmallTables.With("trials.csv", "\"a note, with a comma\"", "\"a \"\"note\"\",\nover two lines\""));
        Assert.Equal("a \"note\",\nover two lines", library.Trials[0].Note);
        Assert.Equal((2, 4), (library.Trials[0].Line, library.Trials[1].Line));
    }

    [Fact]
    public void Carriage_returns_and_a_byte_order_mark_change_nothing()
    {
        TrialLibrary plain = SmallTables.Read(SmallTables.Files), windows = SmallTables.Read(SmallTables.Files.Select(file => file with { Text = "\uFEFF" + file.Text.Replace("\n", "\r\n", StringComparison.Ordinal) }));
        Assert.Equal(plain.Arms, windows.Arms);
        Assert.Equal(plain.Trials, windows.Trials);
    }

    [Fact]
    public void Every_agent_of_the_knowledge_is_an_option_of_the_trials_and_none_besides() => Assert.Equal(
        Directory.EnumerateFiles(Path.Combine(EvidenceFolder.Root, "knowledge", "agents"), "*.yaml").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal),
        EvidenceFolder.Library.Agents.Where(agent => agent.Kind == AgentKind.Option).Select(agent => agent.Id).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData(Origin.Read, Origin.Read, Origin.Read, false, Tier.Confirmed)]
    [InlineData(Origin.Read, Origin.Derived, Origin.Derived, false, Tier.Confirmed)]
    [InlineData(Origin.Derived, Origin.Read, null, false, Tier.Confirmed)]
    [InlineData(Origin.Read, Origin.Read, Origin.Derived, true, Tier.Provisional)]
    [InlineData(Origin.Read, Origin.Recalled, Origin.Derived, false, Tier.Provisional)]
    [InlineData(Origin.Read, Origin.Read, Origin.Recalled, false, Tier.Provisional)]
    [InlineData(Origin.Recalled, Origin.Read, Origin.Read, false, Tier.Recalled)]
    [InlineData(Origin.Recalled, Origin.Recalled, null, true, Tier.Recalled)]
    public void The_tier_follows_from_the_origins(Origin outcome, Origin n, Origin? events, bool inferred, Tier expected) => Assert.Equal(expected, Provenance.TierOf(outcome, n, events, inferred));

    [Fact]
    public void The_rows_of_each_tier_are_counted() => Assert.Equal(
        [(Tier.Confirmed, 622), (Tier.Provisional, 227), (Tier.Recalled, 32)],
        EvidenceFolder.Library.Arms.CountBy(row => row.Tier).OrderBy(count => count.Key).Select(count => (count.Key, count.Value)));

    [Fact]
    public void One_agent_has_one_spelling_of_each_regimen() => Assert.Empty(EvidenceFolder.Library.Arms
        .Select(row => (row.Agent, row.Regimen)).Distinct()
        .GroupBy(pair => (pair.Agent, Plain: string.Concat(pair.Regimen.ToLowerInvariant().Where(char.IsLetterOrDigit)).Replace("daily", "day", StringComparison.Ordinal)))
        .Where(group => group.Skip(1).Any())
        .Select(group => group.Key));

    [Fact]
    public void A_regimen_tells_of_no_background_and_no_loading_dose() => Assert.All(
        EvidenceFolder.Library.Arms.Where(row => row.Loading.Length > 0 || row.Dose.Contains('+', StringComparison.Ordinal)),
        row => Assert.DoesNotContain(new[] { "+", "TCS", "topical", "then 30", "then 25" }, word => row.Regimen.Contains(word, StringComparison.Ordinal)));

    [Fact]
    public void The_spread_of_a_mean_follows_from_what_is_printed()
    {
        TrialLibrary library = SmallTables.Read(SmallTables.With("arms.csv", "-5,10,,-7,-3", "-5,,,-6.959963984540054,-3.040036015459946"));
        ArmOutcome interval = library.Arms[4], error = library.Arms[5];
        Assert.Equal(1, interval.StandardError!.Value, 12);
        Assert.Equal(10, interval.StandardDeviation!.Value, 12);
        Assert.Equal(10, error.StandardDeviation!.Value, 12);
        Assert.Null((error with { Se = null }).StandardDeviation);
        Assert.Null((error with { Se = null }).StandardError);
    }
}
