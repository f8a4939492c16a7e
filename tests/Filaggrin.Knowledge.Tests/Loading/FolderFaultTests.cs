using Filaggrin.Knowledge.Loading;

namespace Filaggrin.Knowledge.Tests.Loading;

public class FolderFaultTests
{
    [Theory]
    // the edition
    [InlineData("edition.yaml", "name: Small", "name: ", "edition.yaml:1: edition: «name» is missing.")]
    [InlineData("edition.yaml", "date: 2026-03-01\n", "", "edition.yaml:1: edition: «date» is missing.")]
    [InlineData("edition.yaml", "2026-03-01", "2026-02-31", "edition.yaml:1: edition: «date: 2026-02-31» is no day; write 2026-03-01.")]
    [InlineData("edition.yaml", "name: Small", "name: Small\nauthor: nobody", "edition.yaml:2: edition: the key «author» has no meaning here.")]
    // sources
    [InlineData("sources/sources.yaml", "sources:", "sources:\n  - { id: label, citation: Another. }", "sources/sources.yaml:3: the source «label» stands twice.")]
    [InlineData("sources/sources.yaml", "citation: The label., ", "", "sources/sources.yaml:2: «citation» is missing.")]
    [InlineData("sources/sources.yaml", "url:", "link:", "sources/sources.yaml:2: the key «link» has no meaning here.")]
    // medicines
    [InlineData("medicines/medicines.yaml", "medicines:", "medicines:\n  - { medicine: methotrexate }", "medicines/medicines.yaml:3: medicine methotrexate: it stands twice.")]
    [InlineData("medicines/medicines.yaml", "medicines:", "medicines:\n  - { names: [MTX] }", "medicines/medicines.yaml:2: «medicine» is missing.")]
    [InlineData("medicines/medicines.yaml", "atc:", "ATC:", "medicines/medicines.yaml:2: medicine methotrexate: the key «ATC» has no meaning here.")]
    [InlineData("medicines/medicines.yaml", "medicines:", "classes:\n  - { atc: [M01A] }\nmedicines:", "medicines/medicines.yaml:2: «class» is missing.")]
    [InlineData("medicines/medicines.yaml", "medicines:", "groups:\n  - { members: [methotrexate] }\nmedicines:", "medicines/medicines.yaml:2: «group» is missing.")]
    [InlineData("medicines/medicines.yaml", "medicines:", "routes:\n  - { atc: D }\nmedicines:", "medicines/medicines.yaml:2: «route» is missing; expected systemic, topical, eye, ear, nasal, inhaled, mouth, gut, rectal, vaginal, intrauterine, implant, local, untold.")]
    [InlineData("medicines/medicines.yaml", "atc:", "forms: { eyes: [S01XA18] }, atc:", "medicines/medicines.yaml:2: medicine methotrexate: the key «eyes» has no meaning here.")]
    [InlineData("medicines/medicines.yaml", "atc:", "names: { a: b }, atc:", "medicines/medicines.yaml:2: medicine methotrexate: «names» should be a list.")]
    [InlineData("medicines/medicines.yaml", "atc:", "names: [{ a: b }], atc:", "medicines/medicines.yaml:2: medicine methotrexate: «names» should be a list of texts.")]
    [InlineData("medicines/medicines.yaml", "medicines:", "words:\n  - { route: eye }\nmedicines:", "medicines/medicines.yaml:2: «word» is missing.")]
    [InlineData("medicines/medicines.yaml", "medicines:", "route-codes:\n  - { system: snomed, route: eye }\nmedicines:", "medicines/medicines.yaml:2: «code» is missing.")]
    [InlineData("medicines/medicines.yaml", "medicines:", "drugs: []\nmedicines:", "medicines/medicines.yaml:1: the key «drugs» has no meaning here.")]
    // the pathway
    [InlineData("pathway/tests.yaml", "facts: [EGFR]", "facts: [EGRF]", "pathway/tests.yaml:2: test creatinine: fact «EGRF» is not defined.")]
    [InlineData("pathway/tests.yaml", "name: Creatinine, ", "", "pathway/tests.yaml:2: test creatinine: «name» is missing.")]
    [InlineData("pathway/tests.yaml", "facts: [EGFR]", "facts: [EGFR], abnormal-when: EGFR < 60", "pathway/tests.yaml:2: test creatinine: «EGFR < 60»: a number is compared with EGFR, which has the unit mL/min; write 60 'mL/min'.")]
    [InlineData("pathway/tests.yaml", "tests:", "indication:\n  - { id: i, route: score, text: Bad., sources: [label] }\ntests:", "pathway/tests.yaml:2: i: «effect» is missing; expected supports, indicated, not-yet.")]
    [InlineData("pathway/tests.yaml", "tests:", "indication:\n  - { id: i, route: guess, effect: indicated, text: Bad., sources: [label] }\ntests:", "pathway/tests.yaml:2: i: «route: guess» is not known; expected history, score.")]
    [InlineData("pathway/tests.yaml", "tests:", "workup:\n  - { id: w, text: Do., owed-when: Pregnat, valid-for: 12 mo, sources: [label] }\ntests:", "pathway/tests.yaml:2: w: fact «Pregnat» is not defined; did you mean «Pregnant»?")]
    [InlineData("pathway/tests.yaml", "tests:", "workup:\n  - { id: w, text: Do., sources: [label] }\ntests:", "pathway/tests.yaml:2: w: «valid-for» is missing; how long does the task count as done (12 mo, lifelong)?")]
    [InlineData("pathway/tests.yaml", "tests:", "workup:\n  - { id: w, text: Do., valid-for: long, sources: [label] }\ntests:", "pathway/tests.yaml:2: w: «valid-for: long» should be a time such as 12 mo, or lifelong.")]
    [InlineData("pathway/tests.yaml", "tests:", "alternatives:\n  - { id: phototherapy, text: Light., sources: [label] }\ntests:", "pathway/tests.yaml:2: «name» is missing.")]
    [InlineData("pathway/tests.yaml", "tests:", "care:\n  - { id: methotrexate-pregnancy, text: Twin., sources: [label] }\ntests:", "pathway/tests.yaml:2: the identifier «methotrexate-pregnancy» stands twice; the other is agents/methotrexate.yaml:6.")]
    [InlineData("pathway/tests.yaml", "tests:", "exams: []\ntests:", "pathway/tests.yaml:1: the key «exams» has no meaning here.")]
    // regions
    [InlineData("regions/EU.yaml", "region: EU\n", "", "regions/EU.yaml:1: «region» is missing; expected EU, UK, US.")]
    [InlineData("regions/EU.yaml", "status: available", "status: sold-out", "regions/EU.yaml:3: «status: sold-out» is not known; expected available, restricted, not-available, not-marketed, withdrawn.")]
    [InlineData("regions/EU.yaml", "agent: methotrexate", "agent: methotrexat", "regions/EU.yaml:3: the agent «methotrexat» is not in agents/.")]
    [InlineData("regions/EU.yaml", "sources: [label]", "sources: [lable]", "regions/EU.yaml:3: the source «lable» is not in sources/.")]
    public void Each_file_can_go_wrong_and_is_named_with_its_line(string file, string passage, string replacement, string fault) =>
        Assert.Equal(fault, SmallKnowledge.Faults(file, SmallKnowledge.Text(file, passage, replacement)));

    [Theory]
    [InlineData("medicines/medicines.yaml", "medicines:", "groups:\n  - { group: G, members: [methotrexate] }\n  - { group: G, members: [methotrexate] }\nmedicines:", "medicines/medicines.yaml:3: the group «G» stands twice.")]
    [InlineData("medicines/medicines.yaml", "medicines:", "route-codes:\n  - { system: snomed, code: '1', route: eye }\n  - { system: snomed, code: '1', route: ear }\nmedicines:", "medicines/medicines.yaml:3: the code «1» stands twice.")]
    [InlineData("medicines/medicines.yaml", "medicines:", "groups:\n  - { group: G, members: [methotrexat] }\nmedicines:", "medicines/medicines.yaml:2: the medicine «methotrexat» is not in medicines/.")]
    [InlineData("pathway/tests.yaml", "tests:", "tests:\n  - { test: creatinine, name: Again, facts: [EGFR] }", "pathway/tests.yaml:3: the test «creatinine» stands twice.")]
    [InlineData("pathway/tests.yaml", "facts: [EGFR]", "facts: [EGFR], needs: every", "pathway/tests.yaml:2: test creatinine: «needs: every» is not known; expected all, any.")]
    public void What_stands_twice_or_nowhere_is_a_finding_and_no_crash(string file, string passage, string replacement, string fault) =>
        Assert.Equal(fault, SmallKnowledge.Faults(file, SmallKnowledge.Text(file, passage, replacement)));

    [Fact]
    public void A_folder_without_an_edition_is_refused()
    {
        List<Finding> findings = [];
        KnowledgeBase.TryLoad(SmallKnowledge.With().Where(file => file.Path != "edition.yaml"), findings);
        Assert.Equal("edition.yaml:1: the file is missing; it gives name, version and date.", Assert.Single(findings).ToString());
    }

    [Theory]
    [InlineData("a: b: c", "agents/x.yaml:1: this is not the YAML expected here: While scanning a plain scalar value, found invalid mapping.")]
    [InlineData("a:\n\t- b", "agents/x.yaml:1: this is not the YAML expected here: While scanning a mapping, found invalid tab as indentation.")]
    [InlineData("a: [b, c", "agents/x.yaml:2: this is not the YAML expected here: While parsing a flow sequence, did not find expected ',' or ']'.")]
    [InlineData("a: *anchor", "agents/x.yaml:1: this is not the YAML expected here: Expected 'MappingStart', got 'AnchorAlias' (at Line: 1, Col: 4, Idx: 3).")]
    public void What_is_no_yaml_is_told_with_its_line(string text, string fault) => Assert.Equal(fault, SmallKnowledge.Faults("agents/x.yaml", text).Split('\n')[0]);

    [Fact]
    public void Several_documents_in_one_file_are_refused() =>
        Assert.StartsWith("pathway/more.yaml:1: the file holds several documents; write one file each.", SmallKnowledge.Faults("pathway/more.yaml", "care: []\n---\ncare: []\n"), StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("# only a comment\n")]
    public void An_empty_file_is_named(string text) => Assert.Equal("pathway/more.yaml:1: the file is empty.", SmallKnowledge.Faults("pathway/more.yaml", text)); // it was cut off, or forgotten

    [Fact]
    public void A_character_that_is_no_UTF_8_is_named_with_its_line() => // as reading a file leaves it
        Assert.Equal("pathway/more.yaml:2: a character is not readable; save the file as UTF-8.", SmallKnowledge.Faults("pathway/more.yaml", "care:\n  - { id: x, text: Sj\uFFFDgren., sources: [label] }\n"));

    [Theory]
    [InlineData("agent/methotrexate.yaml")]
    [InlineData("agents/azathioprine.yml")]
    [InlineData("agents.yaml")]
    public void A_file_that_nobody_reads_is_named(string path) => Assert.Equal(
        path + ":1: nobody reads this file; a file ends in .yaml and stands in agents, facts, medicines, pathway, questions, regions, sources, or is edition.yaml.", SmallKnowledge.Faults(path, "agent: x"));

    [Fact]
    public void The_line_ends_of_another_system_change_nothing()
    {
        KnowledgeBase plain = SmallKnowledge.Load(), other = SmallKnowledge.Load(SmallKnowledge.With().Select(file => (file.Path, file.Text.ReplaceLineEndings("\r\n"))));
        Assert.Equal(plain.Edition, other.Edition);
    }

    [Fact]
    public void Loading_throws_with_every_fault_and_their_text()
    {
        KnowledgeException fault = Assert.Throws<KnowledgeException>(() => SmallKnowledge.Load(("pathway/more.yaml", "exams: []\ncure: []")));
        Assert.Equal(2, fault.Findings.Length);
        Assert.Equal("pathway/more.yaml:1: the key «exams» has no meaning here.\npathway/more.yaml:2: the key «cure» has no meaning here.", fault.Message.ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("text: >-\n      a # b\n", "")]
    [InlineData("text: \"a # b\"\n", "")]
    [InlineData("text: 'a # b'\n", "")]
    [InlineData("text: a#b\n", "")]
    [InlineData("text: a # b\n", "pathway/care.yaml:3: a comment cuts the line «text:»; put the text in quotes or the comment on its own line.")]
    [InlineData("# b\n    text: a\n", "")]
    public void A_comment_is_told_only_where_it_cuts_a_text(string line, string fault) =>
        Assert.Equal(fault, SmallKnowledge.Faults("pathway/care.yaml", $"care:\n  - id: c\n    {line}    sources: [label]\n"));
}
