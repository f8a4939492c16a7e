namespace Filaggrin.Evidence.Tests.Trials;

public class TrialAgeTests
{
    [Theory]
    [InlineData("6-11 y", 11.9, true)]
    [InlineData("6-11 y", 12, false)]
    [InlineData("6-11 y", 5.9, false)]
    [InlineData("6 months to <6 y", 0.5, true)]
    [InlineData("6 months to <6 y", 5.9, true)]
    [InlineData("6 months to <6 y", 6, false)]
    [InlineData("2 to <18 y", 1.9, false)]
    [InlineData(">=12 y", 12, true)]
    [InlineData(">=12 y", 11.9, false)]
    [InlineData("8-14 y (mean 11.6 and 10.3)", 14.5, true)]
    [InlineData("", 30, null)]
    [InlineData("adults", 30, null)]
    public void Whom_a_trial_admits_is_read_from_its_words(string ages, double age, bool? admitted) =>
        Assert.Equal(admitted, (EvidenceFolder.Library.Trials[0] with { Age = ages }).Admits((decimal)age));

    [Fact]
    public void The_ages_of_every_trial_that_tells_them_can_be_read() =>
        Assert.All(EvidenceFolder.Library.Trials.Where(trial => trial.Age.Length > 0), trial => Assert.NotNull(trial.Admits(15m)));
}
