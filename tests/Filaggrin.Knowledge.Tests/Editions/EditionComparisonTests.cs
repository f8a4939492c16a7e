using Filaggrin.Knowledge.Editions;
using Filaggrin.Knowledge.Tests.Questions;

namespace Filaggrin.Knowledge.Tests.Editions;

public class EditionComparisonTests
{
    private const string Agent = "agents/methotrexate.yaml";
    private const string Facts = "facts/facts.yaml";

    // One passage of the agent's only rule, which forbids methotrexate in pregnancy, and what its change means for a reviewer.
    [Theory]
    [InlineData("when: Pregnant", "when: Pregnant and Breastfeeding", "condition: pregnant → pregnant and breastfeeding", "narrowed: no longer for a patient with pregnant")]
    [InlineData("when: Pregnant", "when: Pregnant or Breastfeeding", "condition: pregnant → pregnant or breastfeeding", "")]
    [InlineData("when: Pregnant", "when: Pregnant and EGFR < 30 'mL/min'", "condition: pregnant → pregnant and eGFR below 30 mL/min", "narrowed: no longer for a patient with pregnant; eGFR 30 mL/min")]
    [InlineData("when: Pregnant", "when: not Pregnant", "condition: pregnant → no pregnant", "narrowed: no longer for a patient with pregnant")]
    [InlineData("when: Pregnant", "when: Pregnant or (Pregnant and Breastfeeding)", "condition: pregnant → pregnant or (pregnant and breastfeeding)", "")]
    [InlineData("verdict: contraindicated", "verdict: not-advised", "verdict: contraindicated → not advised", "softened from contraindicated to not advised")]
    [InlineData("verdict: contraindicated", "verdict: contraindicated\n    phase: start", "phase: both → start", "narrowed: it speaks only before the start")]
    [InlineData("verdict: contraindicated", "verdict: contraindicated\n    region: [EU]", "region: every region → EU", "narrowed to EU")]
    [InlineData("verdict: contraindicated", "verdict: contraindicated\n    topic: pregnancy", "question shared with others: nothing → pregnancy", "it shares a question with others now, and the one of the reader's region may take its place")]
    [InlineData("verdict: contraindicated", "verdict: contraindicated\n    basis: recalled", "basis: read in the source → not verified yet", "")]
    [InlineData("verdict: contraindicated", "verdict: contraindicated\n    limit: { max: 15, unit: mg/wk }", "dose limit: nothing → 15 mg a week", "")]
    [InlineData("It harms the child.", "It may harm the child.", "text: It harms the child. → It may harm the child.", "")]
    [InlineData("sources: [label#4.3]", "sources: [label#4.6, label]", "sources: label#4.3 → label; label#4.6", "")]
    [InlineData("class: immunosuppressant", "class: immunosuppressant\nreviewed: { by: Dr A, on: 2026-11-01, edition: 0.1 }", "reviewed: not reviewed by a clinician → by Dr A, on 2026-11-01, edition 0.1", "")]
    [InlineData("class: immunosuppressant", "class: immunosuppressant\nreviewed: { by: , on: , edition: }", "", "")]
    [InlineData("class: immunosuppressant", "class: antimetabolite", "class: immunosuppressant → antimetabolite", "")]
    public void A_change_of_an_agent_is_told(string passage, string replacement, string values, string weaker) =>
        Tells(Agent, SmallKnowledge.Text(Agent, passage, replacement), values, weaker);

    [Theory]
    [InlineData("{ fact: EGFR, type: number, unit: mL/min }", "{ fact: EGFR, type: number, unit: mL/min, holds: 3 mo, units: { L/min: 1000 } }", "good for: nothing → 3 months | units: nothing → L/min 1000", "")]
    [InlineData("{ fact: Pregnant, type: flag }", "{ fact: Pregnant, type: flag, codes: [{ system: snomed, code: \"77386006\" }] }", "codes: nothing → system snomed, code 77386006", "")]
    [InlineData("{ fact: Pregnant, type: flag }", "{ fact: Pregnant, type: flag, absence: unknown, reads: now }", "", "")]
    [InlineData("{ fact: Pregnant, type: flag }", "{ fact: Pregnant, type: flag, absence: assumed-no }", "silence means: unknown → assumed no", "what is not known counts as no now; hard rules rest on it: methotrexate-pregnancy")]
    [InlineData("{ fact: Breastfeeding, type: flag }", "{ fact: Breastfeeding, type: flag, absence: assumed-no }", "silence means: unknown → assumed no", "")]
    [InlineData("{ fact: Breastfeeding, type: flag }", "{ fact: Breastfeeding, type: flag, is: EGFR < 30 'mL/min' }", "means: nothing → eGFR below 30 mL/min", "")]
    public void A_change_of_a_fact_is_told(string passage, string replacement, string values, string weaker) =>
        Tells(Facts, SmallKnowledge.Text(Facts, passage, replacement), values, weaker);

    [Theory]
    [InlineData("list: conditions, reads: ever", "list: conditions", "what lies further back counts no more; hard rules rest on it: methotrexate-pregnancy")]
    [InlineData("list: conditions, reads: ever", "list: conditions, reads: within 5 a", "what lies further back counts no more; hard rules rest on it: methotrexate-pregnancy")]
    [InlineData("list: conditions, reads: within 5 a", "list: conditions, reads: within 12 mo", "what lies further back counts no more; hard rules rest on it: methotrexate-pregnancy")]
    [InlineData("list: conditions, reads: within 12 mo", "list: conditions, reads: ever", "")]
    [InlineData("words: [gravid, pregn]", "words: [pregn]", "no longer doubted by the words gravid; hard rules rest on it: methotrexate-pregnancy")]
    [InlineData("words: [pregn]", "words: [gravid, pregn]", "")]
    [InlineData("words: [pregn]", "words: [pregn], other-words: [pregnant with ideas]", "no longer doubted where it reads pregnant with ideas; hard rules rest on it: methotrexate-pregnancy")]
    [InlineData("words: [pregn], other-words: [pregnant with ideas]", "words: [pregn]", "")]
    [InlineData("codes: [{ system: snomed, code: \"77386006\" }, { system: icd-10, code: Z33 }]", "codes: [{ system: snomed, code: \"77386006\" }]", "no longer told by ICD-10 Z33; hard rules rest on it: methotrexate-pregnancy")]
    [InlineData("codes: [{ system: snomed, code: \"77386006\" }]", "codes: [{ system: snomed, code: \"77386006\" }, { system: icd-10, code: Z33 }]", "")]
    public void A_fact_that_sees_less_of_a_record_is_marked_where_a_hard_rule_rests_on_it(string before, string after, string weaker)
    {
        string Fact(string keys) => SmallKnowledge.Text(Facts, "{ fact: Pregnant, type: flag }", $"{{ fact: Pregnant, type: flag, {keys} }}");
        Assert.Equal(weaker, string.Join(" | ", Assert.Single(Between([(Facts, Fact(before))], [(Facts, Fact(after))]).Changes).Weaker));
    }

    [Theory]
    [InlineData("action: stop", "action: stop\n    region: [US]", "narrowed to US")]
    [InlineData("action: stop", "action: interrupt", "softened from stop to interrupt")]
    [InlineData("EGFR < 30", "EGFR < 20", "narrowed: no longer for a patient with eGFR 20 mL/min")]
    [InlineData("action: stop", "action: urgent-review", "")]
    public void A_grave_action_that_asks_less_is_marked(string passage, string replacement, string weaker)
    {
        string agent = SmallKnowledge.Text(Agent, "Methotrexate", "Methotrexate") + """

            actions:
              - id: methotrexate-stop
                when: EGFR < 30 'mL/min'
                action: stop
                text: Stop.
                sources: [label]
            """;
        EditionDifference difference = Between([(Agent, agent)], [(Agent, agent.Replace(passage, replacement, StringComparison.Ordinal))]);
        Assert.Equal(weaker, string.Join(" | ", Assert.Single(difference.Changes).Weaker));
    }

    [Fact]
    public void An_answer_of_one_body_is_told_by_itself()
    {
        EditionChange change = Assert.Single(Between([(SmallQuestion.File, SmallQuestion.Text)], [(SmallQuestion.File, SmallQuestion.With("Once a week.", "Twice a week."))]).Changes);
        Assert.Equal(("questions", "answer", "folic-acid-bad", "Folic acid", false), (change.Room, change.What, change.Id, change.Owner, change.ForEditors));
        Assert.Equal("answer: Once a week. → Twice a week.", Told(Assert.Single(change.Values)));
    }

    [Fact]
    public void Whom_a_question_follows_is_told()
    {
        EditionChange change = Assert.Single(Between([(SmallQuestion.File, SmallQuestion.Text)], [(SmallQuestion.File, SmallQuestion.With("bodies: [Review]", "bodies: [BAD]"))]).Changes);
        Assert.Equal(("question", "folic-acid", "whom we follow"), (change.What, change.Id, Assert.Single(change.Values).Aspect));
    }

    [Fact]
    public void A_fact_that_takes_in_fewer_patients_is_marked_where_a_hard_rule_rests_on_it()
    {
        string Derived(int limit) => SmallKnowledge.Text(Facts, "{ fact: Pregnant, type: flag }", $"{{ fact: Pregnant, type: flag, is: EGFR < {limit} 'mL/min' }}");
        EditionChange change = Assert.Single(Between([(Facts, Derived(60))], [(Facts, Derived(30))]).Changes);
        Assert.Equal(["fewer patients count: no longer one with eGFR 30 mL/min; hard rules rest on it: methotrexate-pregnancy"], change.Weaker);
        Assert.Empty(Assert.Single(Between([(Facts, Derived(30))], [(Facts, Derived(60))]).Changes).Weaker);
    }

    [Fact]
    public void A_member_that_leaves_a_group_is_marked_where_a_hard_rule_asks_for_it()
    {
        const string groups = "medicines/groups.yaml", medicines = "medicines/medicines.yaml";
        string Group(string members) => $"groups:\n  - {{ group: Strong, members: [{{ of: [{members}], sources: [label] }}] }}";
        (string, string)[] Files(string members) =>
        [
            (groups, Group(members)),
            (medicines, SmallKnowledge.Text(medicines, "atc: [L04AX03] }", "atc: [L04AX03] }\n  - { medicine: ritonavir }\n  - { medicine: nefazodone }")),
            (Facts, SmallKnowledge.Text(Facts, "{ fact: LiveVaccine, type: date }", "{ fact: LiveVaccine, type: date }\n  - { fact: CurrentMedicine, type: set }")),
            (Agent, SmallKnowledge.Text(Agent, "when: Pregnant", "when: CurrentMedicine in Strong")),
        ];
        EditionChange change = Assert.Single(Between(Files("ritonavir, nefazodone"), Files("ritonavir")).Changes);
        Assert.Equal(("medicines", "group", "Strong"), (change.Room, change.What, change.Id));
        Assert.Equal("members: nefazodone → nothing", Told(Assert.Single(change.Values)));
        Assert.Equal(["nefazodone left; hard rules ask for it: methotrexate-pregnancy"], change.Weaker);
    }

    [Fact]
    public void A_removed_rule_an_added_rule_and_a_removed_agent_are_told()
    {
        string whole = SmallKnowledge.Text(Agent, "Methotrexate", "Methotrexate"), without = whole[..whole.IndexOf("rules:", StringComparison.Ordinal)];
        EditionChange removed = Assert.Single(Between([], [(Agent, without)]).Changes);
        Assert.Equal((ChangeKind.Removed, "Methotrexate", "contraindicated: pregnant. It harms the child."), (removed.Kind, removed.Owner, removed.Summary));
        Assert.Equal(["the rule is gone that made it contraindicated"], removed.Weaker);
        EditionChange added = Assert.Single(Between([(Agent, without)], []).Changes);
        Assert.Equal((ChangeKind.Added, 0), (added.Kind, added.Weaker.Length));
        const string region = "regions/EU.yaml";
        EditionDifference gone = EditionComparison.Between(
            WrittenEdition.Read(SmallKnowledge.With((region, "region: EU\nagents: []"))),
            WrittenEdition.Read(SmallKnowledge.With((region, "region: EU\nagents: []")).Where(file => file.Path != Agent)));
        Assert.Equal("the agent is gone with all its rules", Assert.Single(Assert.Single(gone.Changes, change => !change.Weaker.IsEmpty).Weaker));
    }

    [Fact]
    public void Both_editions_are_named()
    {
        EditionDifference difference = Between([], [("edition.yaml", SmallKnowledge.Text("edition.yaml", "version: \"1\"", "version: \"2\""))]);
        Assert.Equal(("1", "2"), (difference.Old.Version, difference.New.Version));
        Assert.NotEqual(difference.Old.Hash, difference.New.Hash, StringComparer.Ordinal);
        Assert.Equal("version: 1 → 2", Told(Assert.Single(Assert.Single(difference.Changes).Values)));
    }

    [Fact]
    public void Too_many_facts_to_try_are_said_not_to_be_sure()
    {
        string[] names = [.. Enumerable.Range(0, 20).Select(i => $"F{i}x")];
        string facts = SmallKnowledge.Text(Facts, "{ fact: LiveVaccine, type: date }", "{ fact: LiveVaccine, type: date }" + string.Concat(names.Select(name => $"\n  - {{ fact: {name}, type: flag }}")));
        string Rule(string sign) => SmallKnowledge.Text(Agent, "when: Pregnant", $"when: {string.Join($" {sign} ", names)}");
        Assert.Equal("the condition may be narrower: too many facts to be sure", Assert.Single(Assert.Single(Between([(Facts, facts), (Agent, Rule("or"))], [(Facts, facts), (Agent, Rule("and"))]).Changes).Weaker));
    }

    private static void Tells(string path, string text, string values, string weaker)
    {
        EditionDifference difference = Between([], [(path, text)]);
        Assert.Equal(values, string.Join(" | ", difference.Changes.SelectMany(change => change.Values).Select(Told)));
        Assert.Equal(weaker, string.Join(" | ", difference.Changes.SelectMany(change => change.Weaker)));
    }

    private static string Told(ValueChange value) => $"{value.Aspect}: {value.Old ?? "nothing"} → {value.New ?? "nothing"}";

    private static EditionDifference Between((string, string)[] before, (string, string)[] after) =>
        EditionComparison.Between(WrittenEdition.Read(SmallKnowledge.With(before)), WrittenEdition.Read(SmallKnowledge.With(after)));
}
