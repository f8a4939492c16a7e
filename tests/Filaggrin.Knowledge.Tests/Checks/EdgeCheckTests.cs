namespace Filaggrin.Knowledge.Tests.Checks;

public class EdgeCheckTests
{
    private const string File = "agents/methotrexate.yaml";

    private const string Holding = "- { fired: { EGFR: 29 } }\n- { clear: { EGFR: 30 } }\n- { unknown: {} }";

    [Theory]
    [InlineData("EGFR < 30 'mL/min'", "", Holding)]
    [InlineData("EGFR < 30 'mL/min'", "<= or 27", "- { fired: { EGFR: 22 } }\n- { clear: { EGFR: 31 } }\n- { unknown: {} }")]
    [InlineData("EGFR < 30 'mL/min'", "<= or 27 or 33", "- { fired: { EGFR: 22 } }\n- { clear: { EGFR: 60 } }\n- { unknown: {} }")]
    [InlineData("EGFR < 30.0 'mL/min' or Pregnant", "27", "- { fired: { EGFR: 20 } }\n- { fired: { Pregnant: true } }\n- { clear: { EGFR: 30, Pregnant: false } }\n- { unknown: {} }")]
    [InlineData("Children >= 2 '{count}'", "", "- { fired: { Children: 2 } }\n- { clear: { Children: 1 } }\n- { unknown: {} }")]
    [InlineData("Children >= 2 '{count}'", "1", "- { fired: { Children: 2 } }\n- { clear: { Children: 0 } }\n- { unknown: {} }")]
    public void A_limit_that_the_cases_of_a_rule_do_not_hold_is_named(string when, string read, string cases)
    {
        string limit = when.Split(" or ")[0];
        Assert.Equal(read.Length == 0 ? "" : $"{File}:6: rule methotrexate-pregnancy: no case would fail were «{limit}» read with {read}; add one at the limit or next to it.", Check(Rule(when, cases)));
    }

    [Fact]
    public void A_reading_that_comes_to_the_same_is_not_asked_for() => // at thirty both parts hold
        Assert.Equal("", Check(Rule(
            "EGFR < 30 'mL/min' or (EGFR <= 30 'mL/min' and Pregnant) or EGFR = 30 'mL/min'",
            "- { fired: { EGFR: 29, Pregnant: false } }\n- { fired: { EGFR: 30 } }\n- { clear: { EGFR: 31, Pregnant: false } }\n- { clear: { EGFR: 32, Pregnant: true } }\n- { unknown: {} }")));

    [Theory]
    [InlineData("stop", "", "> or 45 or 55")]
    [InlineData("interrupt", "- { fired: { EGFR: 60 } }", "> or 45 or 55")]
    [InlineData("stop", "- { fired: { EGFR: 50 } }\n- { clear: { EGFR: 49 } }", "")]
    [InlineData("flag", "", "> or 45 or 55")]
    [InlineData("continue", "- { fired: { EGFR: 50 } }\n- { clear: { EGFR: 49 } }", "")]
    [InlineData("flag", "- { fired: { EGFR: 50 } }", "45")]
    public void An_action_holds_its_limits_whatever_it_asks_for(string action, string cases, string read)
    {
        string found = Check(Action("EGFR >= 50 'mL/min'", action, cases));
        Assert.Equal(read.Length == 0 ? "" : $"{File}:16: action methotrexate-action: no case would fail were «EGFR >= 50 'mL/min'» read with {read}; add one at the limit or next to it.", found);
    }

    [Fact]
    public void Platelets_of_sixty_for_fifty_are_seen() // the cases stayed, the limit was moved
    {
        string found = Check(Action("EGFR >= 60 'mL/min'", "stop", "- { fired: { EGFR: 50 } }\n- { clear: { EGFR: 49 } }"));
        Assert.Contains("action methotrexate-action: the case should be fired and is clear.", found, StringComparison.Ordinal);
    }

    // Only what the cases tell: the folder has no monitoring.
    private static string Check(string text) => string.Join('\n', SmallKnowledge.Check((File, text), ("facts/children.yaml", "facts:\n  - { fact: Children, type: number, unit: \"{count}\", used-for: a test }"))
        .Split('\n').Where(line => line.Contains("case would fail", StringComparison.Ordinal) || line.Contains("the case should", StringComparison.Ordinal)));

    private static string Rule(string when, string cases)
    {
        string text = SmallKnowledge.Text(File, "when: Pregnant", "when: " + when);
        return text[..text.IndexOf("    cases:", StringComparison.Ordinal)] + "    cases:\n" + Indented(cases);
    }

    private static string Action(string when, string action, string cases) =>
        SmallKnowledge.Text(File, "cases:", "cases:") + $"\nactions:\n  - id: methotrexate-action\n    when: {when}\n    action: {action}\n    text: Act.\n    sources: [label]\n"
        + (cases.Length == 0 ? "" : "    cases:\n" + Indented(cases));

    private static string Indented(string cases) => string.Concat(cases.Split('\n').Select(line => $"      {line}\n"));
}
