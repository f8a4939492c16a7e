using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Loading;

namespace Filaggrin.Knowledge.Tests;

/// <summary>A knowledge folder of a few lines that loads without fault, to be spoilt in one place.</summary>
internal static class SmallKnowledge
{
    private static readonly Dictionary<string, string> Files = new(StringComparer.Ordinal)
    {
        ["edition.yaml"] = """
            name: Small
            version: "1"
            date: 2026-03-01
            intended-use: Tests.
            """,
        ["sources/sources.yaml"] = """
            sources:
              - { id: label, citation: The label., year: 2026, url: https://example.org/label }
            """,
        ["medicines/medicines.yaml"] = """
            medicines:
              - { medicine: methotrexate, agent: methotrexate, atc: [L04AX03] }
            """,
        ["facts/facts.yaml"] = """
            facts:
              - { fact: Pregnant, type: flag }
              - { fact: Breastfeeding, type: flag }
              - { fact: EGFR, type: number, unit: mL/min }
              - { fact: LiveVaccine, type: date }
            """,
        ["pathway/tests.yaml"] = """
            tests:
              - { test: creatinine, name: Creatinine, facts: [EGFR] }
            """,
        ["regions/EU.yaml"] = """
            region: EU
            agents:
              - { agent: methotrexate, status: available, text: On the market., sources: [label] }
            """,
        ["agents/methotrexate.yaml"] = """
            agent: methotrexate
            name: Methotrexate
            class: immunosuppressant
            medicines: [methotrexate]
            rules:
              - id: methotrexate-pregnancy
                when: Pregnant
                verdict: contraindicated
                because: It harms the child.
                sources: [label#4.3]
                cases:
                  - { fired: { Pregnant: true } }
                  - { clear: { Pregnant: false } }
                  - { unknown: {}, missing: [Pregnant] }
            """,
    };

    /// <summary>The files, with one put in place of its like or added.</summary>
    public static IEnumerable<KnowledgeFile> With(params IEnumerable<(string Path, string Text)> changed)
    {
        Dictionary<string, string> files = new(Files, StringComparer.Ordinal);
        foreach ((string path, string text) in changed) files[path] = text;
        return files.Select(file => new KnowledgeFile(file.Key, file.Value));
    }

    /// <summary>The text of one file, with one passage replaced.</summary>
    public static string Text(string path, string passage, string replacement)
    {
        Assert.Contains(passage, Files[path], StringComparison.Ordinal);
        return Files[path].Replace(passage, replacement, StringComparison.Ordinal);
    }

    /// <summary>The faults of the folder with one file changed, a line each.</summary>
    public static string Faults(string path, string text) => Faults([(path, text)]);

    public static string Faults(params IEnumerable<(string Path, string Text)> changed)
    {
        List<Finding> findings = [];
        KnowledgeBase.TryLoad(With(changed), findings);
        return string.Join('\n', findings);
    }

    /// <summary>The knowledge with some files changed, which must load.</summary>
    public static KnowledgeBase Load(params IEnumerable<(string Path, string Text)> changed) => KnowledgeBase.Load(With(changed));

    /// <summary>What the checks find in the folder with some files changed, a line each.</summary>
    public static string Check(params IEnumerable<(string Path, string Text)> changed) => string.Join('\n', KnowledgeCheck.All(Load([("pathway/history.yaml", History), .. changed])));

    /// <summary>What the checks find in an agent file with these sections after its head; there are no cases, which is not reported here.</summary>
    public static string CheckAgent(string sections, string facts = "", params IEnumerable<(string Path, string Text)> changed)
    {
        string file = "agent: methotrexate\nname: Methotrexate\nclass: immunosuppressant\nmedicines: [methotrexate]\nsources: [label]\n" + sections;
        string findings = Check([("agents/methotrexate.yaml", file), ("facts/more.yaml", "facts:\n" + Common + facts), .. changed]);
        return string.Join('\n', findings.Split('\n').Where(line => !line.Contains(" has no case ", StringComparison.Ordinal) && !line.Contains("no case would fail", StringComparison.Ordinal)));
    }

    // Puts every fact of the folder to use.
    private const string History = "tests:\n  - { test: history, name: History, facts: [Pregnant, Breastfeeding, LiveVaccine] }";

    private const string Common = """
          - { fact: OnTreatment, type: flag, scope: agent, native: true, used-for: tests }
          - { fact: Age, type: number, unit: a, plausible: [0, 130], used-for: tests }
          - { fact: Weight, type: number, unit: kg, plausible: [1, 400], used-for: tests }
          - { fact: TPMTActivity, type: code, options: [deficient, intermediate, normal], used-for: tests }

        """;

    /// <summary>A dictionary of facts written as YAML.</summary>
    public static FactDictionary Facts(string yaml) => KnowledgeBase.Load(
    [
        new KnowledgeFile("edition.yaml", Files["edition.yaml"]),
        new KnowledgeFile("facts/facts.yaml", yaml),
    ]).Facts;
}
