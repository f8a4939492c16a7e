using Filaggrin.Advice.Records;

namespace Filaggrin.Fhir.Tests.Medicines;

/// <summary>On how many days of a week a medicine is taken; what is told only in words is marked so.</summary>
public class DosingDaysTests
{
    [Theory]
    [InlineData("\"frequency\":1,\"period\":1,\"periodUnit\":\"d\"", 7)]
    [InlineData("\"frequency\":2,\"period\":1,\"periodUnit\":\"d\"", 7)]
    [InlineData("\"frequency\":1,\"period\":24,\"periodUnit\":\"h\"", 7)]
    [InlineData("\"frequency\":1,\"period\":8,\"periodUnit\":\"h\"", 7)]
    [InlineData("\"frequency\":1,\"period\":168,\"periodUnit\":\"h\"", 1)]
    [InlineData("\"frequency\":1,\"period\":7,\"periodUnit\":\"d\"", 1)]
    [InlineData("\"frequency\":1,\"period\":2,\"periodUnit\":\"d\"", 3.5)]
    [InlineData("\"frequency\":1,\"period\":1,\"periodUnit\":\"wk\"", 1)]
    [InlineData("\"frequency\":1,\"period\":2,\"periodUnit\":\"wk\"", 0.5)]
    [InlineData("\"frequency\":7,\"period\":1,\"periodUnit\":\"wk\"", 7)]
    [InlineData("\"frequency\":5,\"period\":1,\"periodUnit\":\"wk\"", 5)]
    [InlineData("\"frequency\":1,\"period\":1,\"periodUnit\":\"d\",\"dayOfWeek\":[\"mon\"]", 1)]
    [InlineData("\"dayOfWeek\":[\"mon\",\"tue\",\"wed\",\"thu\",\"fri\"]", 5)]
    [InlineData("\"frequency\":1,\"period\":1,\"periodUnit\":\"mo\"", 0)]
    [InlineData("\"frequency\":0,\"period\":1,\"periodUnit\":\"d\"", 0)]
    [InlineData("\"frequency\":1,\"period\":0,\"periodUnit\":\"d\"", 0)]
    public void A_timing_tells_the_days(string repeat, double days) =>
        Assert.Equal(days > 0 ? new DosingDays((decimal)days, IsSure: true) : null, Days($$$"""{"timing":{"repeat":{ {{{repeat}}} } } }"""));

    [Theory]
    [InlineData("QD", 7)]
    [InlineData("BID", 7)]
    [InlineData("QOD", 3.5)]
    [InlineData("WK", 1)]
    [InlineData("MO", 0)]
    public void A_code_tells_the_days(string code, double days) =>
        Assert.Equal(days > 0 ? new DosingDays((decimal)days, IsSure: true) : null, Days($$$"""{"timing":{"code":{"coding":[{"code":"{{{code}}}"}] } } }"""));

    [Fact]
    public void Three_doses_a_week_may_be_one_that_is_split() => Assert.Equal(new(3m, IsSure: false), Days("""{"timing":{"repeat":{"frequency":3,"period":1,"periodUnit":"wk"} } }"""));

    [Fact]
    public void Days_of_several_instructions_count_together()
    {
        Assert.Equal(new(3m, IsSure: true), Days(On("mon"), On("wed"), On("fri")));
        Assert.Equal(new(1m, IsSure: true), Days(On("mon"), On("mon"))); // tablets of two strengths

        static string On(string day) => $$$"""{"timing":{"repeat":{"frequency":1,"period":1,"periodUnit":"wk","dayOfWeek":["{{{day}}}"] } } }""";
    }

    [Theory]
    [InlineData("10 mg daily", true)]
    [InlineData("Take one tablet once a day.", true)]
    [InlineData("10 mg 1x täglich", true)]
    [InlineData("2,5 mg 1-0-0", true)]
    [InlineData("10 mg tous les jours", true)]
    [InlineData("10 mg OD", true)]
    [InlineData("10 mg once weekly on Mondays", false)]
    [InlineData("10 mg 1x wöchentlich, Folsäure täglich an den anderen Tagen", false)]
    [InlineData("15 mg montags 1-0-0", false)]
    [InlineData("15 mg/Woche", false)]
    [InlineData("10 mg", false)]
    [InlineData("as directed by the body of specialists", false)]
    public void Words_of_every_day_are_a_hint(string text, bool daily)
    {
        Assert.Equal(daily ? new DosingDays(7m, IsSure: false) : null, Days($$"""{"text":"{{text}}"}"""));
        Assert.Equal(daily ? new DosingDays(7m, IsSure: false) : null, Days($$"""{"patientInstruction":"{{text}}"}"""));
        Assert.Equal(new(1m, IsSure: true), Days($$$"""{"text":"{{{text}}}","timing":{"repeat":{"frequency":1,"period":1,"periodUnit":"wk"} } }"""));
    }

    [Theory]
    [InlineData("Take 10mg on Monday, Wednesday and Friday", 3)]
    [InlineData("10 mg Mon/Tue/Wed/Thu", 4)]
    [InlineData("10 mg Mon-Fri", 5)]
    [InlineData("10 mg Montag bis Freitag", 5)]
    [InlineData("10 mg three times a week", 3)]
    [InlineData("10 mg 3x/Woche", 3)]
    [InlineData("Monday and Thursday", 0)] // a weekly amount, split
    [InlineData("10 mg montags, Folsäure dienstags, mittwochs und donnerstags", 0)]
    [InlineData("10 mg once a week", 0)]
    public void Words_of_several_days_are_a_hint(string text, int days) =>
        Assert.Equal(days > 0 ? new DosingDays(days, IsSure: false) : null, Days($$"""{"text":"{{text}}"}"""));

    [Fact]
    public void An_entry_without_instructions_tells_nothing() => Assert.Null(Days());

    private static DosingDays? Days(params string[] instructions) => Bundles.Medicine(Bundles.Request($"\"dosageInstruction\":[{string.Join(',', instructions)}]")).Days;
}
