using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Filaggrin.Advice.Records;
using Filaggrin.Advice.Sheets;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Acceptance.Records;

/// <summary>What lists and laboratories of several countries write, with the knowledge as it is: read or in doubt, and no alarm where nothing is the matter.</summary>
public class WordsOfListsTests
{
    [Theory]
    [InlineData("Offene Lungentuberkulose", "ActiveTuberculosis")]
    [InlineData("Tuberkulose", "ActiveTuberculosis")]
    [InlineData("LTBI", "LatentTuberculosis")]
    [InlineData("Mammakarzinom", "ActiveMalignancy")]
    [InlineData("Brustkrebs", "ActiveMalignancy")]
    [InlineData("Ca breast 2024", "ActiveMalignancy")]
    [InlineData("Malignant neoplasm of left lung", "ActiveMalignancy")]
    [InlineData("SCC skin", "SkinCancerHistory")]
    [InlineData("Niereninsuffizienz Stadium 4", "CKDStage4Plus")]
    [InlineData("Chronic kidney disease, stage IV", "CKDStage4Plus")]
    [InlineData("ESRF", "EndStageKidneyDisease")]
    [InlineData("Tiefe Venenthrombose", "HistoryOfVTE")]
    [InlineData("PE 2019", "HistoryOfVTE")]
    [InlineData("Herzinsuffizienz NYHA IV", "HeartFailure")]
    [InlineData("MI 2015", "MyocardialInfarction")]
    [InlineData("Arterielle Hypertonie", "Hypertension")]
    [InlineData("Gürtelrose", "HerpesZoster")]
    [InlineData("Eczema herpeticatum", "EczemaHerpeticum")]
    [InlineData("Herpes simplex keratitis", "OcularHerpesSimplex")]
    [InlineData("Invasive candidiasis", "SystemicFungalInfection")]
    [InlineData("Invasive candidiasis", "ActiveSevereInfection")]
    [InlineData("Leberzirrhose", "Cirrhosis")]
    [InlineData("NASH", "ChronicLiverDisease")]
    [InlineData("CVID", "Immunodeficiency")]
    [InlineData("Diabetes found in childhood", "Diabetes")]
    [InlineData("Common variable immune deficiency", "Immunodeficiency")]
    [InlineData("Needs treatment for latent TB", "LatentTuberculosis")]
    [InlineData("Patient with lymphoma declined treatment", "ActiveMalignancy")]
    [InlineData("Due for dialysis", "EndStageKidneyDisease")]
    [InlineData("Zwanger", "Pregnant")]
    [InlineData("Multiple Sklerose", "DemyelinatingDisease")]
    [InlineData("Divertikulitis", "DiverticularDisease")]
    [InlineData("Raucher", "CurrentSmoker")]
    [InlineData("Pinworm infection", "HelminthInfection")]
    [InlineData("Strongyloidiasis", "StrongyloidesRisk")]
    [InlineData("Status asthmaticus", "UncontrolledAsthma")]
    [InlineData("Tuberculosis contact", "TuberculosisExposure")]
    [InlineData("Exposure to TB at work", "TuberculosisExposure")]
    [InlineData("Aktinische Keratose", "PremalignantSkinLesion")]
    [InlineData("Morbus Addison", "AdrenalInsufficiency")]
    [InlineData("Lungenentzündung", "ActiveSevereInfection")]
    [InlineData("Longontsteking", "ActiveSevereInfection")]
    [InlineData("Borstkanker", "HistoryOfMalignancy")]
    [InlineData("Brystkræft", "HistoryOfMalignancy")]
    [InlineData("Mélanome", "HistoryOfMalignancy")]
    [InlineData("Hjerteinfarkt", "MyocardialInfarction")]
    [InlineData("Infarto de miocardio", "MyocardialInfarction")]
    [InlineData("Beroerte", "Stroke")]
    [InlineData("VIH", "HIV")]
    [InlineData("Gordelroos", "HistoryOfHerpesZoster")]
    [InlineData("Hypertoni", "Hypertension")]
    [InlineData("Hipertensión arterial", "Hypertension")]
    [InlineData("Tiefe Beinvenenthrombose", "HistoryOfVTE")]
    [InlineData("Kronisk hepatit B", "HepatitisBListed")]
    [InlineData("Skin cancer of nose", "BasalCellCarcinomaCurrent")]
    [InlineData("Skin cancer of nose", "SquamousCellCarcinomaCurrent")]
    [InlineData("Acquired absence of spleen", "Splenectomy")]
    [InlineData("Hereditary factor XI deficiency disease", "CoagulationDisorder")]
    [InlineData("Severe combined immunodeficiency", "SevereImmunocompromise")]
    [InlineData("Unstable angina", "SevereHeartDisease")]
    [InlineData("Chronic kidney disease stage G4", "CKDStage4Plus")]
    [InlineData("Stomach ulcer", "ActivePepticUlcer")]
    [InlineData("Primary sclerosing cholangitis", "ChronicLiverDisease")]
    [InlineData("Harmful use of alcohol", "AlcoholMisuse")]
    [InlineData("Hazardous drinking", "AlcoholMisuse")]
    [InlineData("Pancytopenia", "BoneMarrowFailure")]
    [InlineData("Bicytopenia", "BoneMarrowFailure")]
    [InlineData("Bone marrow aplasia", "BoneMarrowFailure")]
    [InlineData("Low white cell count", "Leucopenia")]
    [InlineData("Long-term oxygen at home", "MarkedlyReducedLungReserve")]
    [InlineData("Nonspecific interstitial pneumonia (NSIP)", "InterstitialLungDisease")]
    [InlineData("Suspected cutaneous T-cell lymphoma", "SuspectedCTCL")]
    [InlineData("Suspected mycosis fungoides", "SuspectedCTCL")]
    [InlineData("Melaena", "ActiveGastrointestinalDisease")]
    [InlineData("Cough", "NewDryCough")]
    [InlineData("BCC 2019", "HistoryOfMalignancy")]
    [InlineData("NMSC", "HistoryOfMalignancy")]
    [InlineData("Basaliom der Nase", "HistoryOfMalignancy")]
    [InlineData("Spinaliom", "HistoryOfMalignancy")]
    [InlineData("Morbus Bowen", "HistoryOfMalignancy")]
    [InlineData("Multiples Myelom", "ActiveMalignancy")]
    [InlineData("Myélome multiple", "ActiveMalignancy")]
    [InlineData("Mieloma múltiple", "HistoryOfMalignancy")]
    [InlineData("Mycosis fongoïde", "CutaneousTCellLymphoma")]
    [InlineData("Mycosis fongoïde", "HistoryOfMalignancy")]
    [InlineData("Eczéma herpétique", "EczemaHerpeticum")]
    [InlineData("Eczema herpético", "EczemaHerpeticum")]
    [InlineData("Erupción variceliforme de Kaposi", "EczemaHerpeticum")]
    [InlineData("Herpes zóster torácico", "HerpesZoster")]
    [InlineData("Zona ophtalmique", "HerpesZoster")]
    [InlineData("Zona thoracique en 2019", "HistoryOfHerpesZoster")]
    [InlineData("Fibrose pulmonaire", "InterstitialLungDisease")]
    [InlineData("Fibrosis pulmonar idiopática", "InterstitialLungDisease")]
    [InlineData("Pneumopathie interstitielle diffuse", "InterstitialLungDisease")]
    [InlineData("Interstitielle Lungenerkrankung", "InterstitialLungDisease")]
    [InlineData("Ulcère gastrique", "ActivePepticUlcer")]
    [InlineData("Ulcère de l'estomac", "ActivePepticUlcer")]
    [InlineData("Úlcera péptica", "ActivePepticUlcer")]
    [InlineData("Zwölffingerdarmgeschwür", "ActivePepticUlcer")]
    [InlineData("Aphtes buccaux", "OralUlceration")]
    [InlineData("Aftas orales", "OralUlceration")]
    [InlineData("Insuffisance rénale chronique stade 4", "CKDStage4Plus")]
    [InlineData("Insuffisance rénale chronique stade V", "EndStageKidneyDisease")]
    [InlineData("Enfermedad renal crónica estadio 5", "CKDStage4Plus")]
    [InlineData("Hemodiálisis", "EndStageKidneyDisease")]
    [InlineData("Hémodialysé", "CKDStage4Plus")]
    [InlineData("Pancréatite aiguë", "ActivePancreatitis")]
    [InlineData("Bauchspeicheldrüsenentzündung", "ActivePancreatitis")]
    [InlineData("Pancytopénie", "BoneMarrowFailure")]
    [InlineData("Aplasia medular", "BoneMarrowFailure")]
    [InlineData("Aplastische Anämie", "BoneMarrowFailure")]
    [InlineData("Éthylisme chronique", "AlcoholMisuse")]
    [InlineData("Hepatitis alcohólica", "AlcoholMisuse")]
    [InlineData("Hepatopatía crónica", "ChronicLiverDisease")]
    [InlineData("Stéatose hépatique", "FattyLiver")]
    [InlineData("Hígado graso", "FattyLiver")]
    [InlineData("Choc septique", "ActiveSevereInfection")]
    [InlineData("Ostéomyélite", "ActiveSevereInfection")]
    [InlineData("Osteomielitis", "ActiveSevereInfection")]
    [InlineData("Diabète de type 2", "Diabetes")]
    [InlineData("HTA", "Hypertension")]
    [InlineData("Cardiopatía isquémica", "CoronaryHeartDisease")]
    [InlineData("Angor stable", "CoronaryHeartDisease")]
    [InlineData("Artériopathie oblitérante", "PeripheralArterialDisease")]
    [InlineData("Arteriopatía periférica", "PeripheralArterialDisease")]
    [InlineData("Tromboembolismo pulmonar", "HistoryOfVTE")]
    [InlineData("Phlébite en 2015", "HistoryOfVTE")]
    [InlineData("Hépatite C", "HepatitisC")]
    [InlineData("Conjonctivite", "Conjunctivitis")]
    [InlineData("Conjuntivitis", "Conjunctivitis")]
    [InlineData("Kératite", "Keratitis")]
    [InlineData("Queratitis", "Keratitis")]
    [InlineData("Bilharziose", "HelminthInfection")]
    [InlineData("Hakenwurm", "HelminthInfection")]
    [InlineData("Oxiuros", "HelminthInfection")]
    [InlineData("Trichinellose", "HelminthInfection")]
    [InlineData("Granulomatosis with polyangiitis", "AutoimmuneDisease")]
    [InlineData("Rheumatoide Arthritis", "AutoimmuneDisease")]
    [InlineData("Household contact of open pulmonary tuberculosis", "TuberculosisExposure")]
    [InlineData("Kontakt zu offener Tuberkulose", "TuberculosisExposure")]
    [InlineData("Hyperprolinaemia", "Hyperprolinaemia")]
    public void A_name_of_a_list_leaves_it_open(string text, string fact) => Assert.Equal(Truth.Unknown, Sheet(Listed("Asthma"), Listed(text))[fact].Truth);

    [Theory]
    [InlineData("Asthme")]
    [InlineData("Asma bronquial")]
    [InlineData("Astma")]
    public void Asthma_has_a_name_in_each_language(string text) => Assert.Equal(Truth.Unknown, Sheet(Listed("Hay fever"), Listed(text))["Asthma"].Truth);

    [Theory]
    [InlineData("Malignant hypertension", "ActiveMalignancy")]
    [InlineData("Malignant hyperthermia", "ActiveMalignancy")]
    [InlineData("Non-malignant skin lesion", "ActiveMalignancy")]
    [InlineData("Basal cell papilloma", "SkinCancerHistory")]
    [InlineData("FHx melanoma", "MelanomaHistory")]
    [InlineData("Pancreatic cancer in father", "ActiveMalignancy")]
    [InlineData("Passive smoker", "CurrentSmoker")]
    [InlineData("Needs MMR", "LiveVaccine")]
    [InlineData("Measles immune", "LiveVaccine")]
    [InlineData("Chickenpox in childhood", "ActiveSevereInfection")]
    [InlineData("Allergic to all nuts", "ActiveMalignancy")]
    [InlineData("Tuberculosis contact", "ActiveTuberculosis")]
    [InlineData("Exposure to HIV", "HIV")]
    [InlineData("Autoimmune thyroiditis", "ActiveAutoimmuneDisease")]
    [InlineData("Infarto cerebral", "MyocardialInfarction")]
    [InlineData("Whooping cough", "NewDryCough")]
    [InlineData("Steroid-induced diabetes", "HypersensitivityTo")]
    [InlineData("Topical steroid withdrawal", "HypersensitivityTo")]
    [InlineData("Myelomeningocele", "ActiveMalignancy")]
    [InlineData("Myelomalacia", "ActiveMalignancy")]
    [InlineData("Basalzellpapillom", "HistoryOfMalignancy")]
    [InlineData("Kératite herpétique", "EczemaHerpeticum")]
    [InlineData("Dolor en zona lumbar", "HerpesZoster")]
    [InlineData("Cystic fibrosis, pulmonary exacerbation", "InterstitialLungDisease")]
    [InlineData("Vastus medialis tear", "CKDStage4Plus")]
    [InlineData("Esteatosis hepática no alcohólica", "AlcoholMisuse")]
    [InlineData("Stéatose hépatique non alcoolique", "AlcoholMisuse")]
    [InlineData("Hydatidiform mole", "HelminthInfection")]
    [InlineData("Increased vascularity", "AutoimmuneDisease")]
    [InlineData("Nécrose aseptique", "ActiveSevereInfection")]
    [InlineData("Diabète insipide", "Diabetes")]
    [InlineData("Hypertension portale", "Hypertension")]
    [InlineData("Thrombose hémorroïdaire", "HistoryOfVTE")]
    [InlineData("Kontakt zu offener Tuberkulose", "ActiveTuberculosis")]
    public void What_sounds_like_it_is_none(string text, string fact)
    {
        Fact known = Sheet(Listed(text))[fact];
        Assert.NotEqual(FactState.Doubtful, known.State);
        Assert.NotEqual(Truth.True, known.Truth);
    }

    [Theory]
    [InlineData("Neutrophils Absolute", 0.4, "10*9/L", "Neutrophils", 0.4)]
    [InlineData("Thrombozyten", 40, "Tsd/µl", "Platelets", 40)]
    [InlineData("Kreatinin", 3.5, "mg/dL", "Creatinine", 309.47)]
    [InlineData("eGFR", 22, "ml/min/1,73m²", "EGFR", 22)]
    [InlineData("GPT (ALAT)", 130, "U/l", "ALT", 130)]
    [InlineData("Kalium", 6.8, "mmol/l", "Potassium", 6.8)]
    public void A_result_is_known_by_the_name_that_a_laboratory_gives_it(string name, double value, string unit, string fact, double expected) =>
        Assert.Equal(NumberValue.Of((decimal)expected), Sheet(Result($$"""{"text":{{JsonSerializer.Serialize(name)}}}""", value, unit))[fact].Value);

    [Fact]
    public void Creatinine_of_urine_is_not_that_of_blood() =>
        Assert.True(Sheet(Result("""{"coding":[{"system":"http://loinc.org","code":"2161-8","display":"Creatinine"}],"text":"Creatinine"}""", 20, "mg/dL"))["Creatinine"].Value.IsUnknown);

    [Theory]
    [InlineData("Cotrimoxazol 960 mg", "trimethoprim")]
    [InlineData("Azathioprin 50", "azathioprine")]
    [InlineData("Tegretal", "carbamazepine")]
    [InlineData("Marcumar", "phenprocoumon")]
    [InlineData("Inegy 10/20", "simvastatin")]
    public void A_medicine_may_be_told_by_its_name_in_another_language_or_by_a_brand(string text, string medicine) =>
        Assert.Contains(medicine, Medicines($$"""{"text":"{{text}}"}""").SelectMany(entry => entry.PossibleIngredients), StringComparer.Ordinal);

    [Theory]
    [InlineData("Corticosteroids", true)]
    [InlineData("Steroids", true)]
    [InlineData("Glucocorticoid", true)]
    [InlineData("Topical corticosteroids", false)]
    [InlineData("NSAID (non-steroidal anti-inflammatory)", false)]
    public void An_allergy_to_corticosteroids_at_large_may_be_to_any_of_them(string text, bool doubt) => Assert.Equal(
        doubt ? Truth.Unknown : Truth.False,
        Glucocorticoids("systemic-glucocorticoids-hypersensitivity", Allergy($$"""{"text":"{{text}}"}""")));

    [Theory]
    [InlineData("http://snomed.info/sct", "419933005", "Glucocorticoid")]
    [InlineData("http://snomed.info/sct", "999", "Allergy to corticosteroid (finding)")]
    [InlineData("http://www.whocc.no/atc", "H02", null)]
    [InlineData("http://www.whocc.no/atc", "H02AB", "Glucocorticoids")]
    public void A_coded_allergy_to_corticosteroids_is_one_to_those_that_would_be_used(string system, string code, string? display) => Assert.Equal(
        Truth.True,
        Glucocorticoids("systemic-glucocorticoids-hypersensitivity", Allergy($$"""{"coding":[{"system":"{{system}}","code":"{{code}}"{{(display is null ? "" : $",\"display\":\"{display}\"")}}}]}""")));

    [Theory]
    [InlineData("A02AD01", "aluminium hydroxide")]
    [InlineData("A02AF02", "magnesium hydroxide")]
    [InlineData("C10BA02", "simvastatin")]
    [InlineData("J01EE02", "trimethoprim")]
    [InlineData("J05AR18", "cobicistat")]
    [InlineData("B01AC08", "acetylsalicylic acid")]
    [InlineData("N03AB05", "phenytoin")]
    [InlineData("N03AA03", "phenobarbital")]
    public void A_combination_is_known_by_its_ATC_code_alone(string atc, string medicine) =>
        Assert.Contains(medicine, Assert.IsType<SetValue>(Sheet(Taken($$"""{"coding":[{"system":"http://www.whocc.no/atc","code":"{{atc}}"}]}"""))["CurrentMedicine"].Value).Present);

    [Theory]
    [InlineData("L04AC08")]
    [InlineData("L04AC21")]
    [InlineData("L04AC99")] // one that no list knows
    [InlineData("L04AG11")]
    [InlineData("L04AJ01")]
    [InlineData("L01FA03")]
    public void A_biologic_for_another_disease_is_known_by_its_ATC_code(string atc) =>
        Assert.Contains("biologic for another disease", Assert.IsType<SetValue>(Sheet(Taken($$"""{"coding":[{"system":"http://www.whocc.no/atc","code":"{{atc}}"}]}"""))["CurrentMedicineClass"].Value).Present);

    [Theory]
    [InlineData("L04AB02")]
    [InlineData("L04AC07")]
    public void A_biologic_that_is_given_for_eczema_too_is_none_of_another_disease(string atc) =>
        Assert.DoesNotContain("biologic for another disease", Assert.IsType<SetValue>(Sheet(Taken($$"""{"coding":[{"system":"http://www.whocc.no/atc","code":"{{atc}}"}]}"""))["CurrentMedicineClass"].Value).Present);

    [Theory]
    [InlineData("Antiplatelets", "B01AC18", "B01AC10", "B01AC16", "B01AC25", "B01AC04", "B01AC07", "B01AC23")]
    [InlineData("JAKInhibitorsForOtherDiseases", "L01EJ01", "L01EJ02", "L01EJ03", "L01EJ04", "L04AF06", "L04AF07", "L04AF08")]
    [InlineData("JAKInhibitors", "L01EJ02", "L04AF01", "L04AF02", "D11AH08")]
    [InlineData("PotentImmunosuppressantsForOtherDiseases", "L04AA28", "L01AA01", "L04AD03", "L04AE01", "L01BB03", "L04AD02")]
    public void A_group_holds_the_medicine_of_each_code(string group, params string[] codes) =>
        Assert.All(codes, code => Assert.Contains(Engine.Knowledge.Medicines.ByAtc(code), medicine => Engine.Knowledge.Medicines.Groups[group].Members.Contains(medicine.Name, StringComparer.Ordinal)));

    [Theory]
    [InlineData("Tacrolimus 0,1% Salbe")]
    [InlineData("Timolol Augentropfen")]
    public void What_is_put_on_the_skin_or_into_the_eye_is_not_systemic(string text) => Assert.All(Medicines($$"""{"text":"{{text}}"}"""), entry => Assert.False(entry.Systemic));

    [Theory]
    [InlineData("Timolol Augentropfen")]
    [InlineData("Timolol eye drops 0.5%")]
    [InlineData("Timolol 0.5 % ophthalmic solution")]
    [InlineData("Betaxolol eye drops")]
    [InlineData("Levobunolol Augentropfen")]
    [InlineData("Carteolol collyre")]
    [InlineData("Timoptic")]
    [InlineData("Cosopt")]
    [InlineData("Carvedilol 25 mg")]
    public void Adrenaline_may_fail_beside_a_beta_blocker_of_any_form(string text) =>
        Assert.NotEqual(Truth.False, Engine.Knowledge.Agents["allergen-immunotherapy"].Rules.Single(rule => rule.Id == "allergen-immunotherapy-beta-blocker").When!.Truth(Sheet(Taken($$"""{"text":"{{text}}"}"""))));

    [Theory]
    [InlineData("Neutropenia", "2024-02-27", true)] // after the count
    [InlineData("Neutropenia", "2024-01-20", false)] // the count came later
    [InlineData("Eczema herpeticum", "2019-02-20", false)]
    [InlineData("Not neutropenic", "2024-02-20", false)]
    [InlineData("Hypertension", "2024-01-20", true)] // normal today, perhaps under treatment
    public void What_a_visit_was_for_leaves_doubt_until_it_is_measured_or_a_year_has_passed(string reason, string day, bool doubt)
    {
        FactSheet sheet = Sheet(
            Listed("Asthma"), Result("""{"coding":[{"system":"http://loinc.org","code":"751-8"}]}""", 4, "10*9/L"), Result("""{"coding":[{"system":"http://loinc.org","code":"6690-2"}]}""", 7, "10*9/L"), Result("""{"coding":[{"system":"http://loinc.org","code":"8480-6"}]}""", 120, "mm[Hg]"),
            $$$"""{"resourceType":"Encounter","id":"v","status":"finished","subject":{"reference":"Patient/p"},"period":{"start":"{{{day}}}"},"reasonCode":[{"text":{{{JsonSerializer.Serialize(reason)}}} }]}""");
        Assert.Equal(doubt, sheet[reason switch { "Eczema herpeticum" => "EczemaHerpeticum", "Hypertension" => reason, _ => "Leucopenia" }].State == FactState.Doubtful);
    }

    private static Truth Glucocorticoids(string rule, params string[] resources) =>
        Engine.Knowledge.Agents["systemic-glucocorticoids"].Rules.Single(one => one.Id == rule).When!.Truth(Sheet(resources));

    private static string Allergy(string concept) => $$"""{"resourceType":"AllergyIntolerance","id":"a","patient":{"reference":"Patient/p"},"recordedDate":"2024-02-25","code":{{concept}}}""";

    private static string Listed(string text) =>
        $$$"""{"resourceType":"Condition","id":"c{{{(uint)text.GetHashCode(StringComparison.Ordinal)}}}","subject":{"reference":"Patient/p"},"recordedDate":"2024-02-25","code":{"text":{{{JsonSerializer.Serialize(text)}}} }}""";

    private static string Result(string code, double value, string unit) =>
        FormattableString.Invariant($$$"""{"resourceType":"Observation","id":"o","status":"final","subject":{"reference":"Patient/p"},"effectiveDateTime":"2024-02-25","code":{{{code}}},"valueQuantity":{"value":{{{value}}},"unit":"{{{unit}}}"}}""");

    private static ImmutableArray<MedicineEntry> Medicines(string concept) => Read(Taken(concept)).Medicines;

    private static string Taken(string concept) =>
        $$"""{"resourceType":"MedicationStatement","id":"m","status":"active","subject":{"reference":"Patient/p"},"effectiveDateTime":"2024-02-01","medicationCodeableConcept":{{concept}}}""";

    private static FactSheet Sheet(params string[] resources) => PatientSheet.Of(Engine.Knowledge, Read(resources), new(new DateOnly(2024, 3, 1), "EU")).Facts;

    private static PatientRecord Read(params string[] resources)
    {
        string entries = string.Join(',', resources.Prepend("""{"resourceType":"Patient","id":"p","gender":"female","birthDate":"1980-01-01"}""").Select(resource => $"{{\"resource\":{resource}}}"));
        return Engine.Read(Encoding.UTF8.GetBytes($"{{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[{entries}]}}"));
    }
}
