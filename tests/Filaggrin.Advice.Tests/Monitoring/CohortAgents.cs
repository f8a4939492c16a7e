using Filaggrin.Advice.Monitoring;
using Filaggrin.Advice.Records;

namespace Filaggrin.Advice.Tests.Monitoring;

/// <summary>How often everything that an agent asks for is measured, up to a day of treatment.</summary>
/// <param name="Every">The distance.</param>
/// <param name="Unit"><c>d</c> or <c>mo</c>.</param>
/// <param name="Until">The last day of the phase; null: to the end.</param>
/// <param name="Overdue">The items that are overdue when a time of this phase is missed.</param>
internal sealed record CohortPhase(int Every, string Unit, int? Until, params string[] Overdue);

/// <summary>A value just past a limit, and what it asks for; creatinine as a multiple of that at the start.</summary>
internal sealed record CohortCrossing(string Fact, decimal Value, ActionKind Kind, string Rule, params string[] Beside);

/// <summary>A diagnosis, finding or medicine that comes during treatment, and what it asks for.</summary>
internal sealed record CohortEvent(string Fact, ActionKind Kind, string Rule, params string[] Beside)
{
    /// <summary>The fact is a medicine.</summary>
    public bool IsMedicine { get; init; }
}

/// <summary>An agent as the cohort takes it, read by hand from its sources; nothing here is asked of the knowledge.</summary>
internal sealed record CohortAgent(string Id, string Medicine, string[] Regions, Dose? Dose, string Measured, CohortPhase[] Phases)
{
    /// <summary>Days until the effect is judged, or null.</summary>
    public int? Trial { get; init; }

    /// <summary>A test that is owed once by a day: its items and that day.</summary>
    public (int Day, string[] Overdue)? Once { get; init; }

    /// <summary>Days of treatment where it ends before two years.</summary>
    public int? Ends { get; init; }

    /// <summary>The doses that let it be raised where the effect is too little: one of them comes before leaving the agent.</summary>
    public string[] Raises { get; init; } = [];

    public CohortCrossing[] Crossings { get; init; } = [];

    public CohortEvent[] Events { get; init; } = [];

    /// <summary>A value that must be so at two visits, and what that asks for.</summary>
    public CohortCrossing? Confirmed { get; init; }

    /// <summary>What the time on treatment asks for by itself, from a day on.</summary>
    public (int Day, ActionKind Kind, string Rule)[] ByTime { get; init; } = [];

    /// <summary>Rules that may be in play without a plant, with the reason.</summary>
    public (string Rule, string Why)[] InPlay { get; init; } = [];
}

/// <summary>The agents of the cohort.</summary>
internal static class CohortAgents
{
    private const string Count = "Haemoglobin Leucocytes Neutrophils Lymphocytes Platelets", Liver = "ALT AST", Kidney = "Creatinine EGFR", Lipids = "LDL TotalCholesterol Triglycerides";

    private static readonly string[] All = ["EU", "UK", "US"], Europe = ["EU", "UK"], America = ["US"];

    private static CohortCrossing[] Thiopurine(string agent, string prefix) =>
    [
        new("Neutrophils", 1.5m, ActionKind.Interrupt, $"{prefix}neutrophils", $"{agent}-action-neutrophils-label"),
        new("Leucocytes", 3.4m, ActionKind.Interrupt, $"{prefix}leucocytes"),
        new("Platelets", 139m, ActionKind.Interrupt, $"{prefix}platelets"),
        new("ALT", 101m, ActionKind.Interrupt, $"{prefix}transaminases"),
        new("Creatinine", 1.31m, ActionKind.Flag, $"{prefix}creatinine"),
    ];

    private static CohortAgent Azathioprine(string[] regions, CohortPhase[] phases) => new("azathioprine", "azathioprine", regions, new(100, "mg/d"), $"{Count} {Liver} {Kidney} Albumin SkinCheckDone IGRA", phases)
    {
        Trial = 84,
        Crossings =
        [
            .. Thiopurine("azathioprine", "azathioprine-action-"),
            new("Neutrophils", 0.9m, ActionKind.Stop, "azathioprine-action-neutrophils-severe", "azathioprine-action-neutrophils"),
            new("Lymphocytes", 0.4m, ActionKind.Reduce, "azathioprine-action-lymphocytes"),
            new("Albumin", 29m, ActionKind.Flag, "azathioprine-action-albumin"),
        ],
        Events =
        [
            new("allopurinol", ActionKind.UrgentReview, "azathioprine-allopurinol") { IsMedicine = true },
            new("mercaptopurine", ActionKind.UrgentReview, "azathioprine-other-thiopurine") { IsMedicine = true },
            new("EczemaHerpeticum", ActionKind.Interrupt, "azathioprine-action-eczema-herpeticum"),
            new("Pregnant", ActionKind.Reduce, "azathioprine-action-pregnancy", "azathioprine-pregnancy-on-treatment"),
        ],
        InPlay = [("azathioprine-action-falling-counts", "a value past its limit may be the last of three that fell")],
    };

    private static CohortAgent Ciclosporin(string[] regions, CohortPhase[] phases) => new("ciclosporin", "ciclosporin", regions, new(200, "mg/d"),
        $"{Count} {Liver} {Kidney} {Lipids} Albumin Glucose Magnesium Potassium Urate Bilirubin SystolicBloodPressure DiastolicBloodPressure IGRA", phases)
    {
        Trial = 28,
        Ends = 330, // the year that its sources allow
        Crossings =
        [
            regions == America ? new("Creatinine", 1.26m, ActionKind.Repeat, "ciclosporin-creatinine-25-repeat-us") : new("Creatinine", 1.31m, ActionKind.Reduce, "ciclosporin-creatinine-30"),
            new("SystolicBloodPressure", 142m, ActionKind.Repeat, "ciclosporin-blood-pressure-140-repeat"),
            new("Potassium", 5.6m, ActionKind.Interrupt, "ciclosporin-potassium-high"),
            new("ALT", 81m, ActionKind.Reduce, "ciclosporin-liver-tests-raised"),
            new("Triglycerides", 8.1m, ActionKind.Reduce, "ciclosporin-triglycerides-high"),
            new("Magnesium", 0.59m, ActionKind.Flag, "ciclosporin-magnesium-low"),
        ],
        Confirmed = regions == America ? new("Creatinine", 1.26m, ActionKind.Reduce, "ciclosporin-creatinine-25-confirmed-us-label", "ciclosporin-creatinine-25-confirmed-aad") : null,
        Events =
        [
            new("simvastatin", ActionKind.UrgentReview, "ciclosporin-simvastatin") { IsMedicine = true },
            new("ritonavir", ActionKind.Interrupt, "ciclosporin-boosted-antiviral-course") { IsMedicine = true },
            new("ActiveMalignancy", ActionKind.Stop, "ciclosporin-new-malignancy"),
            new("EczemaHerpeticum", ActionKind.Interrupt, "ciclosporin-severe-infection-on-treatment"),
            new("Pregnant", ActionKind.Flag, "ciclosporin-pregnancy-on-treatment", "ciclosporin-pregnancy"),
        ],
    };

    private static CohortAgent Mycophenolate(string id, string medicine, string[] regions, CohortPhase[] phases) => new(id, medicine, regions, new(1440, "mg/d"), $"{Count} {Liver} {Kidney} Albumin", phases)
    {
        Trial = 84,
        Crossings = [.. Thiopurine(id, $"{id}-action-"), new("EGFR", 59m, ActionKind.Repeat, $"{id}-action-egfr")],
        Events = [new("Pregnant", ActionKind.Stop, $"{id}-action-pregnancy"), new("EczemaHerpeticum", ActionKind.Interrupt, $"{id}-action-eczema-herpeticum")],
    };

    private static CohortAgent Kinase(string id, Dose dose, int trial, int once, string[] regions, params string[] overdue) => new(id, id, regions, dose, $"{Count} {Liver} {Lipids} SkinCheckDone", [new(84, "d", null)])
    {
        Trial = trial,
        Raises = [$"{id}-dose-adult", $"{id}-dose-adult-us", $"{id}-dose-us"],
        Once = (once, overdue),
        Crossings =
        [
            new("Lymphocytes", 0.4m, ActionKind.Interrupt, $"{id}-action-lymphopenia"),
            new("Neutrophils", 0.9m, ActionKind.Interrupt, $"{id}-action-neutropenia"),
            new("Haemoglobin", 79m, ActionKind.Interrupt, $"{id}-action-anaemia"),
            .. id == "abrocitinib" ? (CohortCrossing[])[new("Platelets", 49m, ActionKind.Stop, "abrocitinib-action-thrombocytopenia")] : [],
        ],
        Confirmed = id == "abrocitinib" ? new("Lymphocytes", 0.4m, ActionKind.Stop, "abrocitinib-action-lymphopenia-confirmed", "abrocitinib-action-lymphopenia") : null,
        Events =
        [
            new("HerpesZoster", ActionKind.Interrupt, $"{id}-action-herpes-zoster"),
            new("HistoryOfVTE", ActionKind.Stop, $"{id}-action-thrombosis-recorded"),
            new("ActiveSevereInfection", ActionKind.Interrupt, $"{id}-action-infection"),
            new("Pregnant", ActionKind.Stop, $"{id}-action-pregnancy", $"{id}-pregnancy"),
        ],
    };

    private static CohortAgent Antibody(string id, int? once, string measured, params string[] overdue) => new(id, id, All, null, measured, [new(84, "d", null)])
    {
        Trial = 112,
        Once = once is { } day ? (day, overdue) : null,
        Events = [new("HypersensitivityReaction", ActionKind.Stop, $"{id}-action-hypersensitivity"), .. id == "nemolizumab" ? (CohortEvent[])[] : [new("Keratitis", ActionKind.UrgentReview, $"{id}-action-keratitis"), new("Conjunctivitis", ActionKind.Flag, $"{id}-action-conjunctivitis")]],
    };

    /// <summary>One entry for each agent and the regions that read its schedule alike.</summary>
    public static CohortAgent[] Table { get; } =
    [
        new("methotrexate", "methotrexate", All, new(15, "mg/wk"), $"{Count} {Liver} {Kidney} Albumin", [new(14, "d", 42, "methotrexate-monitoring-blood"), new(84, "d", null, "methotrexate-monitoring-blood")])
        {
            Trial = 84,
            Crossings =
            [
                new("Leucocytes", 3.4m, ActionKind.Interrupt, "methotrexate-interrupt-leucocytes", "methotrexate-flag-liver-or-marrow"),
                new("Neutrophils", 1.5m, ActionKind.Interrupt, "methotrexate-interrupt-neutrophils"),
                new("Neutrophils", 1.9m, ActionKind.Flag, "methotrexate-flag-neutrophils"),
                new("Platelets", 139m, ActionKind.Interrupt, "methotrexate-interrupt-platelets"),
                new("ALT", 81m, ActionKind.Reduce, "methotrexate-reduce-transaminases", "methotrexate-flag-liver-or-marrow"),
                new("ALT", 121m, ActionKind.Interrupt, "methotrexate-interrupt-transaminases", "methotrexate-interrupt-transaminases-100", "methotrexate-flag-liver-or-marrow"),
                new("Creatinine", 1.31m, ActionKind.Reduce, "methotrexate-reduce-renal-function"),
                new("EGFR", 59m, ActionKind.Reduce, "methotrexate-reduce-renal-function"),
                new("EGFR", 29m, ActionKind.UrgentReview, "methotrexate-severe-renal-impairment", "methotrexate-reduce-renal-function"),
            ],
            Events =
            [
                new("trimethoprim", ActionKind.UrgentReview, "methotrexate-trimethoprim") { IsMedicine = true },
                new("acitretin", ActionKind.UrgentReview, "methotrexate-acitretin") { IsMedicine = true },
                new("NewDryCough", ActionKind.Stop, "methotrexate-stop-pneumonitis"),
                new("EczemaHerpeticum", ActionKind.Interrupt, "methotrexate-interrupt-eczema-herpeticum"),
                new("Pregnant", ActionKind.Stop, "methotrexate-stop-pregnancy"),
            ],
            InPlay = [("methotrexate-flag-falling-counts", "a value past its limit may be the last of three that fell")],
        },
        Azathioprine(["UK"], [new(14, "d", 42, "azathioprine-monitoring-uk"), new(1, "mo", 141, "azathioprine-monitoring-uk"), new(3, "mo", null, "azathioprine-monitoring-uk")]),
        Azathioprine(["EU"], [new(7, "d", 56, "azathioprine-monitoring-eu-blood-count"), new(1, "mo", 131, "azathioprine-monitoring-eu"), new(3, "mo", null, "azathioprine-monitoring-eu", "azathioprine-monitoring-eu-blood-count")]),
        Azathioprine(America, [new(14, "d", 61, "azathioprine-monitoring-us"), new(1, "mo", 181, "azathioprine-monitoring-us"), new(2, "mo", null, "azathioprine-monitoring-us")]),
        Ciclosporin(Europe, [new(14, "d", 90, "ciclosporin-monitoring-creatinine", "ciclosporin-monitoring-until-stable"), new(28, "d", 181, "ciclosporin-monitoring-creatinine", "ciclosporin-monitoring-until-stable"), new(3, "mo", null, "ciclosporin-monitoring-stable")]),
        Ciclosporin(America, [new(14, "d", 90, "ciclosporin-monitoring-laboratory-us"), new(28, "d", null, "ciclosporin-monitoring-laboratory-us")]),
        Mycophenolate("mycophenolate-mofetil", "mycophenolate mofetil", Europe, [new(14, "d", 42, "mycophenolate-mofetil-monitoring-eu-uk", "mycophenolate-mofetil-monitoring-liver-and-kidney"), new(3, "mo", null, "mycophenolate-mofetil-monitoring-eu-uk", "mycophenolate-mofetil-monitoring-liver-and-kidney")]),
        Mycophenolate("mycophenolate-mofetil", "mycophenolate mofetil", America, [new(7, "d", 30, "mycophenolate-mofetil-monitoring-label"), new(14, "d", 90, "mycophenolate-mofetil-monitoring-label"), new(1, "mo", null, "mycophenolate-mofetil-monitoring-label")]),
        Mycophenolate("mycophenolate-sodium", "mycophenolate sodium", Europe, [new(14, "d", 42, "mycophenolate-sodium-monitoring-eu-uk", "mycophenolate-sodium-monitoring-liver-and-kidney"), new(3, "mo", null, "mycophenolate-sodium-monitoring-eu-uk", "mycophenolate-sodium-monitoring-liver-and-kidney")]),
        Kinase("abrocitinib", new(100, "mg/d"), 168, 28, ["EU", "UK"], "abrocitinib-monitoring-blood-count", "abrocitinib-monitoring-lipids"),
        Kinase("abrocitinib", new(100, "mg/d"), 84, 28, ["US"], "abrocitinib-monitoring-blood-count", "abrocitinib-monitoring-lipids"),
        Kinase("baricitinib", new(2, "mg/d"), 56, 84, All, "baricitinib-monitoring-lipids"),
        Kinase("upadacitinib", new(15, "mg/d"), 84, 84, All, "upadacitinib-monitoring-blood-count", "upadacitinib-monitoring-lipids"),
        Antibody("dupilumab", null, "EyesReviewed"),
        Antibody("lebrikizumab", 112, "EyesReviewed", "lebrikizumab-monitoring"),
        Antibody("tralokinumab", 112, "EyesReviewed", "tralokinumab-monitoring"),
        Antibody("nemolizumab", 112, "UncontrolledAsthma", "nemolizumab-monitoring"),
        new("interferon-gamma", "interferon gamma", All, null, $"{Count} {Liver} {Kidney} UrineProteinDipstick", [new(84, "d", null, "interferon-gamma-monitoring-blood")])
        {
            Trial = 84,
            Crossings = [new("ALT", 121m, ActionKind.Reduce, "interferon-gamma-action-liver-enzymes")],
        },
        new("rituximab", "rituximab", All, null, $"{Count} ImmunoglobulinsMeasured", [new(6, "mo", null, "rituximab-monitoring-blood")]) { Events = [new("NewNeurologicalSymptoms", ActionKind.Stop, "rituximab-action-neurological-signs")] },
        new("tocilizumab", "tocilizumab", All, null, $"{Count} {Liver} {Lipids}", [new(56, "d", 181, "tocilizumab-monitoring-liver"), new(84, "d", null, "tocilizumab-monitoring-liver")])
        {
            Crossings =
            [
                new("Neutrophils", 1.0m, ActionKind.Interrupt, "tocilizumab-interrupt-neutrophils"),
                new("Neutrophils", 0.4m, ActionKind.Stop, "tocilizumab-stop-neutrophils"),
                new("Platelets", 100m, ActionKind.Interrupt, "tocilizumab-interrupt-platelets"),
                new("Platelets", 49m, ActionKind.Stop, "tocilizumab-stop-platelets"),
                new("ALT", 121m, ActionKind.Interrupt, "tocilizumab-interrupt-liver-enzymes"),
                new("ALT", 201m, ActionKind.Stop, "tocilizumab-stop-liver-enzymes"),
            ],
        },
        new("intravenous-immunoglobulin", "intravenous immunoglobulin", All, null, Kidney, [new(28, "d", null)]) { Trial = 92, Crossings = [new("Creatinine", 1.51m, ActionKind.Stop, "intravenous-immunoglobulin-action-creatinine")] },
        new("systemic-glucocorticoids", "prednisolone", All, new(30, "mg/d"), "", [new(84, "d", null)])
        {
            Trial = 7,
            Ends = 30,
            ByTime = [(14, ActionKind.Flag, "systemic-glucocorticoids-action-over-two-weeks"), (21, ActionKind.Reduce, "systemic-glucocorticoids-action-over-three-weeks")],
            InPlay =
            [
                ("systemic-glucocorticoids-action-repeated-or-long", "more than three weeks"),
                ("systemic-glucocorticoids-action-eyes", "more than three weeks"),
            ],
        },
        new("allergen-immunotherapy", "allergen-specific immunotherapy", All, null, "", [new(28, "d", null)]) { Trial = 365, Events = [new("Fever", ActionKind.Interrupt, "allergen-immunotherapy-action-postpone")] },
    ];
}
