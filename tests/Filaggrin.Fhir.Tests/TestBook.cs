using System.Collections.Immutable;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Medicines;

namespace Filaggrin.Fhir.Tests;

/// <summary>A small dictionary with one fact of each kind that the reader has to tell apart.</summary>
internal static class TestBook
{
    public static CodeBook Codes { get; } = Build();

    public static CodeEntry Code(
        CodeSystem system, string code, string? to = null, bool below = false, Dictionary<string, string>? values = null, string? value = null, bool doubt = false) =>
        new(system, code, to, below, [], values?.ToImmutableDictionary(StringComparer.Ordinal) ?? ImmutableDictionary<string, string>.Empty, value, null, doubt, false);

    private static CodeBook Build()
    {
        Dictionary<string, string> yesNo = new(StringComparer.Ordinal) { ["positive"] = "yes", ["negative"] = "no" };
        FactDefinition[] facts =
        [
            Fact("Pregnant", FactType.Flag, Code(CodeSystem.Snomed, "77386006"), Code(CodeSystem.Snomed, "60001007", value: "no"), Code(CodeSystem.Icd10, "Z33", below: true),
                Code(CodeSystem.Loinc, "82810-3", values: new(StringComparer.Ordinal) { ["snomed|77386006"] = "yes", ["snomed|60001007"] = "no", ["loinc|LA15173-0"] = "yes" }),
                Code(CodeSystem.Loinc, "2106-3", values: yesNo)),
            Fact("PregnancyTest", FactType.Code, ["positive", "negative"], Code(CodeSystem.Loinc, "2106-3"),
                Code(CodeSystem.Loinc, "19080-1", values: new(StringComparer.Ordinal) { ["below 5 [IU]/L"] = "negative", ["above 25 [IU]/L"] = "positive" })),
            Fact("ActiveTuberculosis", FactType.Flag, Code(CodeSystem.Snomed, "154283005"), Code(CodeSystem.Icd10, "A15", to: "A19"), Code(CodeSystem.Icd10, "R76.1", doubt: true)),
            Fact("TuberculosisHistory", FactType.Flag, Code(CodeSystem.Snomed, "154283005"), Code(CodeSystem.Icd10, "A15", to: "A19"), Code(CodeSystem.Icd10, "R76.1", doubt: true)),
            Fact("HistoryOfMalignancy", FactType.Flag, Code(CodeSystem.Icd10, "Z85", below: true)),
            Fact("Dialysis", FactType.Flag, Code(CodeSystem.Snomed, "108241001"), Code(CodeSystem.Loinc, "96000-1")),
            Fact("AcuteInfection", FactType.Flag, Code(CodeSystem.Loinc, "94531-1", values: new(StringComparer.Ordinal) { ["positive"] = "yes" })),
            Fact("SpecificIgE", FactType.Flag, Code(CodeSystem.Loinc, "6095-4", values: new(StringComparer.Ordinal) { ["any"] = "yes" })),
            Fact("VaricellaImmune", FactType.Flag),
            Fact("FoodAllergy", FactType.Flag, Code(CodeSystem.Snomed, "91935009")),
            Fact("KidneyStage", FactType.Code, ["4", "3"], Code(CodeSystem.Snomed, "431857002", value: "4")),
            Number("ALT", "U/L", (0m, 10000m), Code(CodeSystem.Loinc, "1742-6")),
            Number("Creatinine", "umol/L", (5m, 3000m), Code(CodeSystem.Loinc, "2160-0"), Code(CodeSystem.Loinc, "14682-9")),
            Number("HbA1c", "mmol/mol", (10m, 250m), Code(CodeSystem.Loinc, "4548-4")),
            Number("Systolic", "mm[Hg]", (40m, 300m), Code(CodeSystem.Loinc, "8480-6")),
            Number("Diastolic", "mm[Hg]", (20m, 200m), Code(CodeSystem.Loinc, "8462-4")),
            Number("Dipstick", "{+}", (0m, 4m), Code(CodeSystem.Loinc, "20454-5", values: new(StringComparer.Ordinal) { ["negative"] = "0", ["snomed|260348001"] = "2", ["text|1+"] = "1" })),
            Number("AlcoholUnits", "{units}/wk", null),
            Number("EASI", "{score}", (0m, 72m)),
            Number("BSA", "%", (0m, 100m)),
            Fact("HBsAg", FactType.Code, ["positive", "negative"], Code(CodeSystem.Loinc, "5196-1")),
            Fact("IGRA", FactType.Code, ["positive", "indeterminate", "negative"], Code(CodeSystem.Loinc, "71773-6"), Code(CodeSystem.Loinc, "71774-4")),
            Fact("TPMT", FactType.Code, ["deficient", "normal"],
                Code(CodeSystem.Loinc, "79713-4", values: new(StringComparer.Ordinal) { ["loinc|LA9657-3"] = "deficient", ["loinc|LA25391-6"] = "normal" }),
                Code(CodeSystem.Loinc, "21563-2", values: new(StringComparer.Ordinal) { ["interpretation|N"] = "normal" }, doubt: true)),
            Fact("NUDT15", FactType.Code, ["poor", "normal"]),
            Fact("TreatmentGoal", FactType.Code, ["acute control", "long-term control"]),
            Fact("CurrentProcedure", FactType.Set, ["narrowband UVB", "PUVA"], Code(CodeSystem.Snomed, "428545002", value: "narrowband UVB"), Code(CodeSystem.Snomed, "31394004", doubt: true)),
            Fact("HypersensitivityTo", FactType.Set),
            Fact("LiveVaccine", FactType.Date, Code(CodeSystem.Cvx, "21"), Code(CodeSystem.Atc, "J07BD", below: true)),
            Fact("LiveVaccinePlanned", FactType.Flag),
            Fact("MajorSurgery", FactType.Flag, Code(CodeSystem.Snomed, "52734007")),
            Fact("Anaphylaxis", FactType.Flag, Code(CodeSystem.Snomed, "39579001")),
            Fact("PlannedSurgery", FactType.Date, Code(CodeSystem.Snomed, "387713003")),
        ];
        return new(new(facts), Medicines(), [new(CodeSystem.Loinc, "71774-4", "IGRA", "mitogen control"), new(CodeSystem.Icd10, "Z85.0", "HistoryOfMalignancy", "for the test")]);
    }

    private static FactDefinition Fact(string name, FactType type, params CodeEntry[] codes) => Fact(name, type, [], codes);

    private static FactDefinition Fact(string name, FactType type, ImmutableArray<string> options, params CodeEntry[] codes) => new()
    {
        Name = name,
        Type = type,
        Place = default,
        Options = options,
        Codes = [.. codes],
        Reads = name is "TuberculosisHistory" or "HistoryOfMalignancy" or "Anaphylaxis" ? Reads.Ever : Reads.Now,
        List = name == "LiveVaccine" ? RecordList.Immunizations : RecordList.None,
        ToldByAllergies = name is "FoodAllergy" or "Anaphylaxis",
        Scope = name == "TreatmentGoal" ? FactScope.Request : FactScope.Patient,
        NegatedAliases = name == "VaricellaImmune" ? ["VaricellaNonImmune"] : [],
        Aliases = name == "CurrentProcedure" ? ["Phototherapy"] : [],
        Names = name == "NUDT15" ? ["NUDT15 metabolizer status"] : name == "IGRA" ? ["IGRA"] : [],
        Values = name switch
        {
            "NUDT15" => ImmutableDictionary<string, string>.Empty.Add("loinc|LA25391-6", "normal"),
            "TPMT" => ImmutableDictionary<string, string>.Empty.Add("text|poor metabolizer", "deficient"),
            _ => ImmutableDictionary<string, string>.Empty,
        },
        Words = name switch
        {
            "Pregnant" => [("pregnan", null)],
            "ActiveTuberculosis" or "TuberculosisHistory" => [("tubercul", null), ("tuberkul", null)],
            "CurrentProcedure" => [("uvb", "narrowband UVB")],
            "LiveVaccine" => [("mmr", null), ("varicella vacc", null)],
            "FoodAllergy" => [("peanut", null)],
            "MajorSurgery" => [("knee replace", null)],
            "Anaphylaxis" => [("anaphyla", null)],
            "HistoryOfMalignancy" => [("*carcinom", null)],
            "HypersensitivityTo" => [("cremophor", "polyoxyl castor oil")],
            _ => [],
        },
    };

    private static FactDefinition Number(string name, string unit, (decimal, decimal)? plausible, params CodeEntry[] codes) => new()
    {
        Name = name,
        Type = FactType.Number,
        Place = default,
        Unit = unit,
        Plausible = plausible,
        Holds = Holds.For(new(12, "mo")),
        Codes = [.. codes],
        Units = name switch
        {
            "Creatinine" => ImmutableDictionary<string, LinearMap>.Empty.Add("mg/dL", new(88.42m)),
            "HbA1c" => ImmutableDictionary<string, LinearMap>.Empty.Add("%", new(10.93m, -23.5m)),
            _ => ImmutableDictionary<string, LinearMap>.Empty,
        },
        Names = name switch
        {
            "EASI" => ["EASI", "Eczema Area and Severity Index", "EASI total score"],
            "BSA" => ["BSA"],
            _ => [],
        },
    };

    private static MedicineCatalog Medicines() => new(
        [
            Medicine("methotrexate", names: ["MTX"], atc: ["L04AX03", "L01BA01"], rxNorm: "6851", snomed: "387381009"),
            Medicine("mycophenolate mofetil", atc: ["L04AA06"], rxNorm: "68149"),
            Medicine("mycophenolate sodium", names: ["mycophenolic acid"], atc: ["L04AA06"]),
            Medicine("tacrolimus", atc: ["L04AD02", "D11AH01"], rxNorm: "42316"),
            Medicine("ciclosporin", names: ["cyclosporine"], atc: ["L04AD01"], rxNorm: "3008"),
            Medicine("simvastatin", atc: ["C10AA01"], rxNorm: "36567"),
            Medicine("lisinopril", atc: ["C09AA03"]),
            Medicine("hydrochlorothiazide", atc: ["C03AA03"]),
            Medicine("hydrocortisone", atc: ["H02AB09", "D07AA02"], rxNorm: "5492"),
            Medicine("enoxaparin", atc: ["B01AB05"]),
            Medicine("ethinylestradiol", names: ["ethinyl estradiol", "Yaz"], atc: []),
            Medicine("potassium", atc: []),
            Medicine("losartan", names: ["losartan potassium"], atc: []),
            Medicine("dupilumab", atc: ["D11AH05"], rxNorm: "1876376"),
            new("co-trimoxazole", [], ["J01EE01"], [], [], null, ["sulfamethoxazole", "trimethoprim"], []),
            Medicine("trimethoprim", atc: ["J01EA01"], rxNorm: "10829"),
        ],
        [], [],
        [
            new("atc", "D", "topical", ["D11AH05"]), new("atc", "S01", "eye", []),
            new("word", "ointment", "topical", []), new("word", "topical", "topical", []), new("word", "metered dose inhaler", "inhaled", []), new("word", "ophthalmic", "eye", []),
            new("snomed", "26643006", "systemic", []), new("snomed", "6064005", "topical", []),
        ],
        [new("L04AA06", ["mycophenolate mofetil", "mycophenolate sodium"], ["mycophenolic acid"], "mycophenolate mofetil")]);

    private static Medicine Medicine(string name, ImmutableArray<string> atc, ImmutableArray<string>? names = null, string? rxNorm = null, string? snomed = null) =>
        new(name, names ?? [], atc, rxNorm is null ? [] : [rxNorm], snomed is null ? [] : [snomed], null, [], []);
}
