using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Loading;

namespace Filaggrin.Knowledge.Tests.Agents;

public class FormularyTests
{
    private static readonly KnowledgeBase Knowledge = SmallKnowledge.Load();

    [Fact]
    public void A_formulary_may_list_its_agents_or_use_them_as_keys()
    {
        Formulary list = Formulary.Read(new("f.yaml", """
            name: Clinic
            by: Pharmacy
            date: 2026-01-01
            agents:
              - { agent: methotrexate, status: restricted, criteria: { text: After counselling, when: not Pregnant }, cost-class: low }
            """), Knowledge);
        Formulary keys = Formulary.Read(new("f.yaml", """
            name: Clinic
            agents:
              methotrexate: { status: not-available, criteria: Out of stock }
            """), Knowledge);
        Assert.Equal(("Clinic", "Pharmacy", "2026-01-01"), (list.Name, list.By, list.Date));
        FormularyEntry entry = Assert.Single(list.Entries);
        Assert.Equal(("methotrexate", "restricted", "After counselling", "not Pregnant", "low"), (entry.Agent, entry.Status, entry.Criteria, entry.When?.Text, entry.CostClass));
        Assert.Equal(("methotrexate", "not-available", "Out of stock"), (keys.Entries[0].Agent, keys.Entries[0].Status, keys.Entries[0].Criteria));
    }

    [Theory]
    [InlineData("agents: []", "f.yaml:1: formulary: «name» is missing.")]
    [InlineData("name: C\nbudget: 3", "f.yaml:2: formulary: the key «budget» has no meaning here.")]
    [InlineData("name: C\nagents:\n  - { agent: aspirin, status: available }", "f.yaml:3: the agent «aspirin» is not in agents/.")]
    [InlineData("name: C\nagents:\n  - { agent: methotrexate, status: free }", "f.yaml:3: «status: free» is not known; expected available, not-available, restricted.")]
    [InlineData("name: C\nagents:\n  - { agent: methotrexate }", "f.yaml:3: «status» is missing; expected available, not-available, restricted.")]
    [InlineData("name: C\nagents:\n  - { agent: methotrexate, status: available }\n  - { status: available }", "f.yaml:4: «agent» is missing.\nf.yaml:4: the agent «» is not in agents/.")]
    [InlineData("name: C\nagents:\n  - { agent: methotrexate, status: restricted, criteria: [a] }", "f.yaml:3: criteria hold a text, or «text» with a condition «when».")]
    [InlineData("name: C\nagents:\n  - { agent: methotrexate, status: restricted, criteria: { when: Pregnant } }", "f.yaml:3: «text» is missing.")]
    [InlineData("name: C\nagents:\n  - { agent: methotrexate, status: restricted, criteria: { text: t, when: Pregnat } }", "f.yaml:3: fact «Pregnat» is not defined; did you mean «Pregnant»?")]
    [InlineData("name: C\nagents:\n  - { agent: methotrexate, status: available, price: 3 }", "f.yaml:3: the key «price» has no meaning here.")]
    [InlineData("", "f.yaml:1: the file is empty; name, by, date and agents are expected.")]
    [InlineData("name: [", "f.yaml:2: this is not the YAML expected here: While parsing a node, did not find expected node content.")]
    public void A_fault_is_named_with_its_line(string text, string message) =>
        Assert.Equal(message, Assert.Throws<KnowledgeException>(() => Formulary.Read(new("f.yaml", text), Knowledge)).Message.ReplaceLineEndings("\n"));
}
