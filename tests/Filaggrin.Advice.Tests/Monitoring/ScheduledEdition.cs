using Filaggrin.Knowledge;
using Filaggrin.Knowledge.Loading;
using Filaggrin.Tests;

namespace Filaggrin.Advice.Tests.Monitoring;

/// <summary>The knowledge with one agent more, which has a test for each form of a schedule and an action for each derivation of results.</summary>
internal static class ScheduledEdition
{
    /// <summary>The agent.</summary>
    public const string Agent = "scheduled";

    /// <summary>Its medicine.</summary>
    public const string Medicine = "simvastatin";

    private static readonly (string Test, string Schedule)[] Schedules =
    [
        ("albumin", "every 2 wk for 12 wk, then every 4 wk"),
        ("magnesium", "once at 4-8 wk"),
        ("electrolytes", "every 2 wk until stable, then every 3 mo"),
        ("urate", "every 1-3 mo once stable"),
        ("creatine-kinase", "at 2-4 wk after each dose increase"),
        ("eye-history", "at each visit"),
        ("glucose", "by 12 wk, then as clinically indicated"),
        ("lipids", "at 4 wk and 12 wk only"),
        ("skin-check", "every 1-2 wk for 4 wk and until stable, then every 8-12 wk"),
        ("hiv", "every 1 wk for 4 wk only"),
        ("infection-search", "every 4 wk until stable for 12 wk, then every 6 mo"),
        ("tuberculosis", "every 12 mo"),
        ("immunoglobulins", "every 1 mo for 2 mo, then every 2 mo for 4 mo, then every 6 mo"),
    ];

    private static readonly Lazy<KnowledgeBase> Loaded = new(Load);

    /// <summary>The edition, read once.</summary>
    public static KnowledgeBase Knowledge => Loaded.Value;

    private static KnowledgeBase Load() => KnowledgeBase.Load([.. TestKnowledge.Files(), new KnowledgeFile("facts/derived-for-tests.yaml", Facts), new KnowledgeFile("agents/scheduled.yaml", Written())]);

    private static string Written() => $"""
        agent: {Agent}
        name: Scheduled
        class: biologic
        mechanism: Unknown.
        rows: [X-1]
        sources: [atc-2026]
        medicines: [{Medicine}]
        routes: [oral]
        rules-written: false
        licences:
          - id: scheduled-licence
            rows: [X-1]
            status: licensed
            text: Licensed.
            sources: [atc-2026]
        monitoring:
        {string.Join('\n', Schedules.Select(pair => $"  - id: scheduled-{pair.Test}\n    rows: [X-1]\n    tests: [{pair.Test}]\n    schedule: {pair.Schedule}\n    text: A test.\n    sources: [atc-2026]"))}
        actions:
          - id: scheduled-low-haemoglobin
            rows: [X-1]
            when: Haemoglobin < 80 'g/L'
            action: interrupt
            text: Pause.
            sources: [atc-2026]
            resume-when: Haemoglobin >= 100 'g/L'
            resume-after: 2 wk
          - id: scheduled-confirmed
            rows: [X-1]
            when: HighPotassiumConfirmed
            action: stop
            text: Stop.
            sources: [atc-2026]
          - id: scheduled-counted
            rows: [X-1]
            when: HighPotassiumCount >= 3
            action: reduce
            text: Reduce.
            sources: [atc-2026]
          - id: scheduled-previous
            rows: [X-1]
            when: Potassium > PotassiumBefore
            action: flag
            text: Rising.
            sources: [atc-2026]
          - id: scheduled-go-on
            rows: [X-1]
            when: WeeksOnTreatment >= 1 'wk'
            action: continue
            text: Go on.
            sources: [atc-2026]
        """;

    private const string Facts = """
        theme: Derived for tests
        facts:
          - fact: HighPotassiumConfirmed
            type: flag
            text: High potassium at two tests, a week to a month apart
            phrase: high potassium confirmed
            contrary: high potassium not confirmed
            worse: yes
            scope: agent
            derive: { confirmed: { when: Potassium > 5.5 'mmol/L', times: 2, apart: 1 wk, within: 1 mo } }

          - fact: HighPotassiumCount
            type: number
            unit: "{count}"
            text: High potassium within three months
            phrase: number of high potassium results
            worse: high
            scope: agent
            derive: { count-within: { when: Potassium > 5.5 'mmol/L', within: 3 mo } }

          - fact: PotassiumBefore
            type: number
            unit: mmol/L
            text: The potassium before the latest
            phrase: potassium before
            derive: { previous: Potassium }
        """;
}
