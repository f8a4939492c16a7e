using Filaggrin.Advice.Records;

namespace Filaggrin.Fhir.Tests.Medicines;

public class ProductTests
{
    private const string RxNorm = "http://www.nlm.nih.gov/research/umls/rxnorm", Snomed = "http://snomed.info/sct", Atc = "http://www.whocc.no/atc";

    [Theory]
    [InlineData(RxNorm, "6851", null, "methotrexate", null)]
    [InlineData(Snomed, "387381009", null, "methotrexate", null)]
    [InlineData(Atc, "L04AX03", null, "methotrexate", null)]
    [InlineData(Atc, "L01BA01", null, "methotrexate", null)]
    [InlineData("urn:oid:2.16.840.1.113883.6.73", "l04ax03", null, "methotrexate", null)]
    [InlineData(Atc, "D11AH01", null, "tacrolimus (topical)", null)]
    [InlineData(Atc, "D11AH05", null, "dupilumab", null)]
    [InlineData(Atc, "J01EE01", null, "co-trimoxazole", null)]
    [InlineData(RxNorm, "314231", "Simvastatin 20 MG Oral Tablet", "simvastatin", "display")]
    [InlineData(RxNorm, "1", "lisinopril 10 MG / hydrochlorothiazide 12.5 MG Oral Tablet [Zestoretic]", "hydrochlorothiazide,lisinopril", "display")]
    [InlineData(RxNorm, "1", "0.4 ML Enoxaparin sodium 100 MG/ML Prefilled Syringe", "enoxaparin", "display")]
    [InlineData(RxNorm, "1", "NDA020800 0.3 ML Methotrexate 50 MG/ML Auto-Injector", "methotrexate", "display")]
    [InlineData(RxNorm, "1", "{28 (ethinyl estradiol 0.02 MG Oral Tablet) } Pack [Yaz 28 Day]", "ethinylestradiol", "display")]
    [InlineData(RxNorm, "748856", "Yaz 28 Day Pack", "ethinylestradiol", "display")]
    [InlineData("https://dmd.nhs.uk", "319997009", "Simvastatin 20mg tablets", "simvastatin", "display")]
    [InlineData(RxNorm, "106258", "hydrocortisone 10 MG/ML Topical Cream", "hydrocortisone (topical)", "display")]
    [InlineData(RxNorm, "1", "losartan potassium 50 MG Oral Tablet", "losartan", "display")]
    [InlineData(RxNorm, "1", "cyclosporine", "ciclosporin", "display")]
    [InlineData(RxNorm, "1", "cyclosporine 0.5 MG/ML Ophthalmic Suspension", "ciclosporin (eye)", "display")]
    [InlineData(Snomed, "1", "Product containing precisely methotrexate 2.5 milligram/1 each conventional release oral tablet (clinical drug)", "methotrexate", "display")]
    [InlineData(Snomed, "1", "Product containing only methotrexate (medicinal product)", "methotrexate", "display")]
    [InlineData(Snomed, "1", "Methotrexate-containing product in oral dose form", "methotrexate", "display")]
    [InlineData(Snomed, "1", "Methotrexate 2.5 mg oral tablet", "methotrexate", "display")]
    [InlineData(RxNorm, "1", "Penicillin V Potassium 250 MG Oral Tablet", "", null)]
    public void Ingredients_are_found_by_code_or_by_the_words_beside_it(string system, string code, string? display, string names, string? via)
    {
        string words = display is null ? "" : $",\"display\":\"{display}\"";
        PatientRecord record = Bundles.Read(Bundles.Product($"{{\"coding\":[{{\"system\":\"{system}\",\"code\":\"{code}\"{words}}}]}}"));
        Assert.Equal(names, string.Join(',', record.Medicines.SelectMany(medicine => medicine.Ingredients)));
        Assert.All(record.Medicines, medicine => Assert.Equal(via, medicine.Via));
    }

    [Theory]
    [InlineData("", "", "mycophenolate mofetil,mycophenolate sodium?")] // never both at once
    [InlineData(",\"display\":\"Mycophenolic acid\"", "", "mycophenolate mofetil,mycophenolate sodium?")] // the code's own name
    [InlineData(",\"display\":\"mycophenolic acid\"", ",\"text\":\"Mycophenolic acid 360 mg gastro-resistant tablets\"", "mycophenolate sodium")]
    [InlineData(",\"display\":\"mycophenolic acid\"", ",\"text\":\"mycophenolate mofetil 500 mg tablets\"", "mycophenolate mofetil")]
    [InlineData("", ",\"text\":\"Mycophenolate mofetil 500 mg\"", "mycophenolate mofetil")]
    [InlineData("", ",\"text\":\"mycophenolate mofetil (mycophenolic acid) 500 mg\"", "mycophenolate mofetil,mycophenolate sodium?")]
    [InlineData(",\"display\":\"mycophenolic acid\"},{\"system\":\"http://www.nlm.nih.gov/research/umls/rxnorm\",\"code\":\"68149\"", "", "mycophenolate mofetil")]
    [InlineData(",\"display\":\"mycophenolic acid\"},{\"system\":\"http://www.nlm.nih.gov/research/umls/rxnorm\",\"code\":\"200060\",\"display\":\"mycophenolate mofetil 500 MG Oral Tablet\"", "", "mycophenolate mofetil")]
    [InlineData("},{\"system\":\"http://www.nlm.nih.gov/research/umls/rxnorm\",\"code\":\"1\",\"display\":\"mycophenolic acid 360 MG Delayed Release Oral Tablet\"", "", "mycophenolate sodium")]
    public void A_code_of_several_medicines_is_told_apart_by_the_rest(string coding, string text, string names)
    {
        MedicineEntry medicine = Bundles.Medicine(Bundles.Product($"{{\"coding\":[{{\"system\":\"{Atc}\",\"code\":\"L04AA06\"{coding}}}]{text}}}"));
        Assert.Equal(names, string.Join(',', medicine.Ingredients.Concat(medicine.PossibleIngredients.Select(name => name + "?"))));
    }

    [Theory]
    [InlineData("mycophenolate sodium", "mycophenolate sodium")]
    [InlineData("mycophenolate mofetil", "mycophenolate mofetil")]
    [InlineData("simvastatin", "mycophenolate mofetil,simvastatin,mycophenolate sodium?")]
    public void An_ingredient_tells_what_the_shared_code_of_its_product_leaves_open(string ingredient, string names)
    {
        MedicineEntry medicine = Bundles.Medicine(Bundles.Request($$$"""
            "medicationCodeableConcept":null,"medicationReference":{"reference":"#x"},"contained":[{"resourceType":"Medication","id":"x",
            "code":{"coding":[{"system":"{{{Atc}}}","code":"L04AA06"}]},
            "ingredient":[{"itemCodeableConcept":{"coding":[{"system":"{{{RxNorm}}}","code":"1","display":"{{{ingredient}}}"}]}}]}]
            """));
        Assert.Equal(names, string.Join(',', medicine.Ingredients.Concat(medicine.PossibleIngredients.Select(name => name + "?"))));
    }

    [Fact]
    public void A_text_that_nobody_coded_is_never_certain()
    {
        MedicineEntry medicine = Bundles.Medicine(Bundles.Product("{\"text\":\"MTX 15 mg weekly, once lisinopril\"}"));
        Assert.Empty(medicine.Ingredients);
        Assert.Equal(["lisinopril", "methotrexate"], medicine.PossibleIngredients);
        Assert.Equal(("MTX 15 mg weekly, once lisinopril", "text", true), (medicine.Quote, medicine.Via, medicine.Systemic));
    }

    [Fact]
    public void A_text_may_tell_a_local_route()
    {
        MedicineEntry medicine = Bundles.Medicine(Bundles.Product("{\"text\":\"tacrolimus 0.1% ointment\"}"));
        Assert.Equal(["tacrolimus (topical)"], medicine.PossibleIngredients);
        Assert.False(medicine.Systemic);
    }

    [Theory]
    [InlineData("{\"coding\":[{\"system\":\"urn:pzn\",\"code\":\"123\",\"display\":\"Methotrexat, methotrexate 10 mg\"}]}")]
    [InlineData("{\"coding\":[{\"system\":\"http://www.nlm.nih.gov/research/umls/rxnorm\",\"code\":\"105585\"}],\"text\":\"methotrexate 2.5 MG tablets\"}")]
    public void Words_without_a_code_that_is_known_are_text(string concept)
    {
        MedicineEntry medicine = Bundles.Medicine(Bundles.Product(concept));
        Assert.Empty(medicine.Ingredients);
        Assert.Equal(["methotrexate"], medicine.PossibleIngredients);
    }

    [Fact]
    public void An_ATC_code_is_kept_for_its_class_even_when_the_medicine_is_not_listed()
    {
        MedicineEntry medicine = Bundles.Medicine(Bundles.Product($"{{\"coding\":[{{\"system\":\"{Atc}\",\"code\":\"C07AB07\"}}]}}"));
        Assert.Empty(medicine.Ingredients);
        Assert.Equal(["C07AB07"], medicine.AtcCodes);
    }

    [Fact]
    public void Other_medicines_are_none_of_our_business_and_still_hold_the_list()
    {
        PatientRecord record = Bundles.Read(Bundles.Product("{\"text\":\"chamomile tea\"}"));
        Assert.Empty(record.Medicines);
        Assert.Empty(record.NotUnderstood);
        Assert.Single(record.ListsHeld);
    }

    [Theory]
    [InlineData("26643006", "Oral route", "tacrolimus")]
    [InlineData("6064005", "Topical route", "tacrolimus (topical)")]
    [InlineData("999", "Topical use", "tacrolimus (topical)")]
    [InlineData("999", "Odd", "tacrolimus")]
    public void The_route_of_the_dosage_counts_most(string code, string display, string name) => Assert.Equal([name], Bundles.Medicine(Bundles.Request($$$$"""
        "medicationCodeableConcept":{"coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"42316"}]},
        "dosageInstruction":[{"route":{"coding":[{"system":"http://snomed.info/sct","code":"{{{{code}}}}","display":"{{{{display}}}}"}]}}]
        """)).Ingredients);

    [Fact]
    public void The_ATC_codes_of_all_forms_together_tell_no_route()
    {
        const string Codes = "{\"system\":\"http://www.whocc.no/atc\",\"code\":\"H02AB09\"},{\"system\":\"http://www.whocc.no/atc\",\"code\":\"D07AA02\"}";
        Assert.Equal(["hydrocortisone"], Bundles.Medicine(Bundles.Product($"{{\"coding\":[{Codes}]}}")).Ingredients);
        Assert.Equal(["hydrocortisone (topical)"], Bundles.Medicine(Bundles.Product($"{{\"coding\":[{Codes}],\"text\":\"hydrocortisone ointment\"}}")).Ingredients);
    }

    [Theory]
    [InlineData("Medication/x")]
    [InlineData("Medication/x/_history/2")]
    [InlineData("https://ehr.example.org/fhir/Medication/x")]
    [InlineData("urn:uuid:7d1c")]
    public void A_reference_to_a_Medication_is_followed_wherever_it_stands(string reference)
    {
        string medication = "{\"resourceType\":\"Medication\",\"id\":\"x\",\"code\":{\"coding\":[{\"system\":\"http://www.whocc.no/atc\",\"code\":\"L04AX03\"}]}}";
        string request = Bundles.Request($"\"medicationCodeableConcept\":null,\"medicationReference\":{{\"reference\":\"{reference}\"}}");
        foreach (bool last in (bool[])[true, false])
        {
            string[] entries = [$"{{\"fullUrl\":\"urn:uuid:7d1c\",\"resource\":{medication}}}", $"{{\"resource\":{request}}}"];
            if (last) Array.Reverse(entries);
            PatientRecord record = Bundles.ReadJson($"{{\"resourceType\":\"Bundle\",\"entry\":[{{\"resource\":{Bundles.Patient}}},{string.Join(',', entries)}]}}");
            Assert.Equal(["methotrexate"], Assert.Single(record.Medicines).Ingredients);
        }
    }

    [Fact]
    public void A_contained_Medication_may_name_ingredients_and_form()
    {
        MedicineEntry medicine = Bundles.Medicine(Bundles.Request("""
            "medicationCodeableConcept":null,"medicationReference":{"reference":"#x"},"contained":[{"resourceType":"Medication","id":"x","code":{"text":"site mixture"},
             "form":{"text":"Ointment"},"ingredient":[
              {"itemCodeableConcept":{"coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"42316"}]}},
              {"itemCodeableConcept":{"coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"6851"}]},"isActive":false},
              {"itemReference":{"display":"hydrocortisone"}}]}]
            """));
        Assert.Equal(["tacrolimus (topical)"], medicine.Ingredients);
        Assert.Equal(["hydrocortisone (topical)"], medicine.PossibleIngredients);
    }

    [Theory]
    [InlineData("#m1", "m1", null, "Medication")]
    [InlineData("#m1", "m1", null, "Substance")]
    [InlineData("Medication/m2", null, "\"id\":\"m2\"", "Medication")]
    [InlineData("https://example.org/fhir/Medication/m2", null, "\"id\":\"m2\"", "Medication")]
    [InlineData("Substance/m2", null, "\"id\":\"m2\"", "Substance")]
    [InlineData("Medication/gone", null, null, "Medication")]
    [InlineData("#gone", "m1", null, "Medication")]
    public void An_ingredient_may_stand_in_another_entry(string reference, string? contained, string? elsewhere, string type)
    {
        string methotrexate = $"\"resourceType\":\"{type}\",\"code\":{{\"coding\":[{{\"system\":\"{RxNorm}\",\"code\":\"6851\"}}]}}";
        string mixture = $$$"""{"resourceType":"Medication","id":"x","code":{"text":"site mixture"},"ingredient":[{"itemReference":{"reference":"{{{reference}}}"}}]}""";
        string inside = contained is null ? "" : $",{{\"id\":\"{contained}\",{methotrexate}}}";
        PatientRecord record = Bundles.Read(
            Bundles.Request($"\"medicationCodeableConcept\":null,\"medicationReference\":{{\"reference\":\"#x\"}},\"contained\":[{mixture}{inside}]"),
            elsewhere is null ? """{"resourceType":"Medication","id":"other"}""" : $"{{{elsewhere},{methotrexate}}}");
        if (reference.EndsWith("gone", StringComparison.Ordinal))
            Assert.Equal([new NotUnderstood("MedicationRequest/m", "site mixture", "the reference to an ingredient leads to nothing in the file")], record.NotUnderstood);
        else
            Assert.Equal(["methotrexate"], Assert.Single(record.Medicines).Ingredients);
    }

    [Fact]
    public void Ingredients_that_refer_to_each_other_come_to_an_end()
    {
        string Part(string id, string other, string code) => $$$"""
            {"resourceType":"Medication","id":"{{{id}}}","ingredient":[
             {"itemReference":{"reference":"Medication/{{{other}}}"}},{"itemCodeableConcept":{"coding":[{"system":"{{{RxNorm}}}","code":"{{{code}}}"}]}}]}
            """;
        PatientRecord record = Bundles.Read(Bundles.Request("\"medicationCodeableConcept\":null,\"medicationReference\":{\"reference\":\"Medication/a\"}"), Part("a", "b", "6851"), Part("b", "a", "42316"));
        Assert.Equal(["methotrexate", "tacrolimus"], Assert.Single(record.Medicines).Ingredients);
    }

    [Theory]
    [InlineData("\"medicationReference\":{\"reference\":\"Medication/gone\"}", "a medicine", "its medicationReference leads to nothing in the file")]
    [InlineData("\"medicationReference\":{\"reference\":\"#gone\",\"display\":\"chamomile\"}", "chamomile", "its medicationReference leads to nothing in the file")]
    [InlineData("\"medicationReference\":{\"reference\":\"Medication/empty\"}", "a medicine", "it names no medicine")]
    [InlineData("\"note\":[]", "a medicine", "it names no medicine")]
    public void An_entry_that_names_no_medicine_is_named(string member, string text, string why)
    {
        PatientRecord record = Bundles.Read(Bundles.Request("\"medicationCodeableConcept\":null," + member), """{"resourceType":"Medication","id":"empty"}""");
        Assert.Empty(record.Medicines);
        Assert.Equal([new NotUnderstood("MedicationRequest/m", text, why)], record.NotUnderstood);
    }

    [Fact]
    public void A_products_code_without_words_is_named() => Assert.Equal(
        [new NotUnderstood("MedicationRequest/m", "105585", "its code is not one that is known, and no words stand beside it")],
        Bundles.Read(Bundles.Product($"{{\"coding\":[{{\"system\":\"{RxNorm}\",\"code\":\"105585\"}}]}}")).NotUnderstood);

    [Fact]
    public void Words_beside_a_reference_that_leads_nowhere_are_text() => Assert.Equal(
        ["methotrexate"],
        Bundles.Medicine(Bundles.Request("\"medicationCodeableConcept\":null,\"medicationReference\":{\"reference\":\"Medication/gone\",\"display\":\"methotrexate\"}")).PossibleIngredients);
}
