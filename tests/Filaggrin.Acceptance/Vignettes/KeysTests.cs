using System.Globalization;
using System.Text.Json.Nodes;
using Filaggrin.Acceptance.Records;

namespace Filaggrin.Acceptance.Vignettes;

/// <summary>What would open the closed options of whole patients, and when.</summary>
public class KeysTests
{
    [Theory]
    [InlineData("adolescent-with-eye-trouble", "EU", "ciclosporin", "opens on 2026-06-29, 28 days after the live vaccine")]
    [InlineData("adolescent-with-eye-trouble", "US", "baricitinib", "opens on 2029-10-02, the 18th birthday, then needs information")] // the vaccine's interval is long over by then
    [InlineData("adolescent-with-eye-trouble", "EU", "systemic-glucocorticoids", "opens with «acute control» as treatment goal and in an acute severe flare, then to be known: intended duration")] // and not at 18 years
    [InlineData("child-3-years", "EU", "tralokinumab", "opens on 2034-11-30, the 12th birthday")]
    [InlineData("child-3-years", "EU", "lebrikizumab", "opens on 2034-11-30, the 12th birthday, and with weight of at least 40 kg; or on 2040-11-30, the 18th birthday")]
    [InlineData("pregnant-woman", "EU", "tralokinumab", "opens after the pregnancy")]
    [InlineData("pregnant-woman", "EU", "azathioprine", "opens after the pregnancy, then to be known: breastfeeding")]
    [InlineData("active-tuberculosis", "EU", "mycophenolate-mofetil", "opens after treatment of tuberculosis has been completed")]
    [InlineData("active-tuberculosis", "EU", "methotrexate", "stays closed: chronic viral hepatitis")]
    [InlineData("kidney-disease-stage-4", "EU", "ciclosporin", "stays closed: eGFR 23 mL/min/1.73 m² and creatinine 248 µmol/L")]
    [InlineData("smoker-after-infarction", "EU", "ciclosporin", "opens without simvastatin")]
    [InlineData("smoker-after-infarction", "EU", "upadacitinib", "opens when no other licensed option is left")]
    [InlineData("smoker-after-infarction", "US", "upadacitinib", "stays closed: myocardial infarction and age 68 years")]
    [InlineData("tpmt-deficient-on-allopurinol", "EU", "azathioprine", "stays closed: TPMT activity deficient")]
    [InlineData("responding-to-dupilumab", "EU", "ciclosporin", "stays closed: cumulative ciclosporin duration 14.13 months")]
    public void A_closed_option_tells_its_key(string name, string region, string agent, string text) => Assert.Equal(text, Opens(name, region, agent)!["text"]!.GetValue<string>());

    [Theory]
    [InlineData("adolescent-with-eye-trouble", "ciclosporin", "2026-06-29")]
    [InlineData("child-3-years", "tralokinumab", "2034-11-30")]
    [InlineData("pregnant-woman", "tralokinumab", null)] // an end of a pregnancy is not worked out
    public void A_day_stands_where_it_can_be_worked_out(string name, string agent, string? day)
    {
        JsonNode way = Opens(name, "EU", agent)!["ways"]![0]!;
        Assert.Equal((day, day), (way["from"]?.GetValue<string>(), way["changes"]![0]!["when"]?.GetValue<string>()));
        Assert.Equal("with-time", way["changes"]![0]!["can"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("adolescent-with-eye-trouble", "ciclosporin", "2026-06-28", "2026-06-29")]
    [InlineData("child-3-years", "tralokinumab", "2034-11-29", "2034-11-30")]
    public void It_opens_on_the_day_and_not_before(string name, string agent, string before, string on)
    {
        Assert.Equal((true, false), (IsClosed(before), IsClosed(on)));

        bool IsClosed(string day) => Option(name, "EU", agent, DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture))["standing"]!.GetValue<string>() is "not-advised" or "contraindicated" or "unavailable";
    }

    [Fact]
    public void An_open_option_has_none() => Assert.Null(Opens("complete-healthy-man-28", "EU", "dupilumab"));

    private static JsonNode? Opens(string name, string region, string agent) => Option(name, region, agent, Samples.Open(name).AsOf)["opens"];

    private static JsonNode Option(string name, string region, string agent, DateOnly day) =>
        JsonNode.Parse(Engine.Appraise(Engine.Read(Samples.Open(name).Json), day, region))!["options"]!.AsArray().Single(option => option!["agent"]!.GetValue<string>() == agent)!;
}
