using Filaggrin.Advice.Records;

namespace Filaggrin.Fhir.Tests.Medicines;

public class MedicineTests
{
    [Theory]
    [InlineData("MedicationRequest", "active", MedicineStatus.Active)]
    [InlineData("MedicationRequest", "completed", MedicineStatus.Completed)]
    [InlineData("MedicationRequest", "stopped", MedicineStatus.Stopped)]
    [InlineData("MedicationRequest", "cancelled", MedicineStatus.NotTaken)]
    [InlineData("MedicationRequest", "draft", MedicineStatus.NotTaken)]
    [InlineData("MedicationStatement", "active", MedicineStatus.Active)]
    [InlineData("MedicationStatement", "completed", MedicineStatus.Completed)]
    [InlineData("MedicationStatement", "stopped", MedicineStatus.Stopped)]
    [InlineData("MedicationStatement", "intended", MedicineStatus.NotTaken)]
    [InlineData("MedicationStatement", "not-taken", MedicineStatus.NotTaken)]
    [InlineData("MedicationAdministration", "in-progress", MedicineStatus.Active)]
    [InlineData("MedicationAdministration", "completed", MedicineStatus.Completed)]
    [InlineData("MedicationAdministration", "stopped", MedicineStatus.Stopped)]
    [InlineData("MedicationDispense", "completed", MedicineStatus.Active)]
    [InlineData("MedicationDispense", "in-progress", MedicineStatus.Active)]
    [InlineData("MedicationDispense", "preparation", MedicineStatus.NotTaken)]
    [InlineData("MedicationDispense", "declined", MedicineStatus.NotTaken)]
    public void Status_is_read_for_each_kind(string type, string status, MedicineStatus expected)
    {
        PatientRecord record = Bundles.Read(Bundles.Request($"\"resourceType\":\"{type}\",\"status\":\"{status}\""));
        Assert.Equal((expected, type), (Assert.Single(record.Medicines).Status, "Medication" + record.Medicines[0].Kind));
        Assert.Empty(record.NotUnderstood);
    }

    [Theory] // as the fifth release writes them
    [InlineData("MedicationRequest", "\"status\":\"active\"", MedicineStatus.Active)]
    [InlineData("MedicationStatement", "\"status\":\"recorded\"", MedicineStatus.Active)]
    [InlineData("MedicationStatement", "\"status\":\"recorded\",\"adherence\":{\"code\":{\"coding\":[{\"code\":\"stopped-as-directed\"}]}}", MedicineStatus.Stopped)]
    [InlineData("MedicationStatement", "\"status\":\"recorded\",\"adherence\":{\"code\":{\"coding\":[{\"code\":\"not-taking\"}]}}", MedicineStatus.NotTaken)]
    [InlineData("MedicationAdministration", "\"status\":\"completed\",\"occurenceDateTime\":\"2026-01-05\"", MedicineStatus.Completed)]
    public void A_medicine_is_read_as_concept_or_reference(string type, string members, MedicineStatus status)
    {
        const string Methotrexate = """{"coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"6851"}]}""";
        foreach (string medication in (string[])[$$"""{"concept":{{Methotrexate}}}""", """{"reference":{"reference":"#m"}}"""])
        {
            MedicineEntry entry = Bundles.Medicine(Bundles.With(
                $$$"""{"resourceType":"{{{type}}}","id":"m","intent":"order","subject":{"reference":"Patient/p"},"medication":{{{medication}}},"contained":[{"resourceType":"Medication","id":"m","ingredient":[{"item":{"concept":{{{Methotrexate}}}}}]}]}""", members));
            Assert.Equal((status, "methotrexate"), (entry.Status, Assert.Single(entry.Ingredients)));
            if (type == "MedicationAdministration") Assert.Equal("2026-01-05", entry.From.ToString());
        }
    }

    [Theory]
    [InlineData("MedicationRequest", "entered-in-error")]
    [InlineData("MedicationStatement", "entered-in-error")]
    [InlineData("MedicationAdministration", "not-done")]
    public void What_was_an_error_or_not_given_says_nothing(string type, string status)
    {
        PatientRecord record = Bundles.Read(Bundles.Request($"\"resourceType\":\"{type}\",\"status\":\"{status}\""));
        Assert.Empty(record.Medicines);
        Assert.Empty(record.NotUnderstood);
    }

    [Fact]
    public void A_medicine_that_stands_in_a_list_is_read() =>
        Assert.Equal(["methotrexate"], Bundles.Medicine(Bundles.Product("[{\"coding\":[{\"system\":\"http://www.nlm.nih.gov/research/umls/rxnorm\",\"code\":\"6851\"}]}]")).Ingredients);

    [Fact]
    public void What_is_on_hold_is_named()
    {
        PatientRecord record = Bundles.Read(Bundles.Request("\"status\":\"on-hold\""));
        Assert.Equal(MedicineStatus.OnHold, Assert.Single(record.Medicines).Status);
        Assert.Equal([new NotUnderstood("MedicationRequest/m", "methotrexate", "it is on hold")], record.NotUnderstood);
    }

    [Theory]
    [InlineData("\"unknown\"", "its status is «unknown»")]
    [InlineData("null", "it has no status")]
    public void An_unknown_status_leaves_it_possible(string status, string why)
    {
        PatientRecord record = Bundles.Read(Bundles.Request($"\"status\":{status}"));
        MedicineEntry medicine = Assert.Single(record.Medicines);
        Assert.Empty(medicine.Ingredients);
        Assert.Equal(["methotrexate"], medicine.PossibleIngredients);
        Assert.Equal([new NotUnderstood("MedicationRequest/m", "methotrexate", why)], record.NotUnderstood);
    }

    [Theory]
    [InlineData("order", true)]
    [InlineData("original-order", true)]
    [InlineData("instance-order", true)]
    [InlineData("filler-order", true)]
    [InlineData("reflex-order", true)]
    [InlineData("proposal", false)]
    [InlineData("plan", false)]
    [InlineData("option", false)]
    [InlineData("directive", false)]
    public void Only_an_order_is_taken(string intent, bool taken)
    {
        PatientRecord record = Bundles.Read(Bundles.Request($"\"intent\":\"{intent}\""));
        Assert.Equal(taken ? MedicineStatus.Active : MedicineStatus.NotTaken, Assert.Single(record.Medicines).Status);
        Assert.Equal(taken ? [] : [new NotUnderstood("MedicationRequest/m", "methotrexate", $"it is no order: its intent is «{intent}»")], record.NotUnderstood);
    }

    [Fact]
    public void An_intent_that_nobody_knows_leaves_open_whether_it_is_taken()
    {
        MedicineEntry entry = Assert.Single(Bundles.Read(Bundles.Request("\"intent\":\"ordre\"")).Medicines);
        Assert.Equal((MedicineStatus.Active, 0, "methotrexate"), (entry.Status, entry.Ingredients.Length, Assert.Single(entry.PossibleIngredients)));
    }

    [Theory]
    [InlineData("2022-10-26", "2022-10-26", "2026-05-17")]
    [InlineData("autumn", null, null)]
    public void The_day_of_telling_stands_for_no_start_that_cannot_be_read(string start, string? from, string? told)
    {
        MedicineEntry entry = Bundles.Medicine(Bundles.Request($$"""
            "resourceType":"MedicationStatement","effectivePeriod":{"start":"{{start}}","end":"2023-12-30"},"dateAsserted":"2026-05-17"
            """));
        Assert.Equal((from, told, "2023-12-30"), (entry.From?.ToString(), entry.Authored?.ToString(), entry.To.ToString()));
    }

    [Fact]
    public void A_plan_of_another_medicine_is_not_named() =>
        Assert.Empty(Bundles.Read(Bundles.Request("\"intent\":\"plan\",\"medicationCodeableConcept\":{\"text\":\"chamomile\"}")).NotUnderstood);

    [Fact]
    public void Do_not_perform_is_not_taken() => Assert.Equal(MedicineStatus.NotTaken, Bundles.Medicine(Bundles.Request("\"doNotPerform\":true")).Status);

    [Theory]
    [InlineData("\"dispenseRequest\":{\"validityPeriod\":{\"start\":\"2026-02-10\",\"end\":\"2026-05-10\"}}", "2026-02-10", "2026-05-10")]
    [InlineData("\"dosageInstruction\":[{\"timing\":{\"repeat\":{\"boundsPeriod\":{\"start\":\"2026-03\"}}}}],\"dispenseRequest\":{\"validityPeriod\":{\"start\":\"2026-02-10\"}}", "2026-03", null)]
    [InlineData("\"dosageInstruction\":[{\"timing\":{\"repeat\":{\"boundsPeriod\":{\"start\":\"2026-03-01\",\"end\":\"2026-03-07\"}}}},{\"timing\":{\"repeat\":{\"boundsPeriod\":{\"start\":\"2026-03-08\",\"end\":\"2026-03-14\"}}}}]", "2026-03-01", "2026-03-14")]
    [InlineData("\"note\":[]", null, null)]
    public void The_period_of_an_order_is_that_of_its_doses_or_its_validity(string member, string? from, string? to)
    {
        MedicineEntry medicine = Bundles.Medicine(Bundles.Request(member));
        Assert.Equal((from, to, "2026-02-03", new DateOnly(2026, 2, 3)), (medicine.From?.ToString(), medicine.To?.ToString(), medicine.Authored.ToString(), medicine.Known));
    }

    [Theory]
    [InlineData("\"dosageInstruction\":[{\"timing\":{\"repeat\":{\"boundsPeriod\":{\"start\":\"2026-02-03\",\"end\":\"2026-02-08\"}}}}]", "2026-02-08", true)]
    [InlineData("\"dosageInstruction\":[{\"timing\":{\"repeat\":{\"boundsDuration\":{\"value\":1,\"code\":\"wk\"}}}}]", "2026-02-09", true)] // seven days from the day of the order
    [InlineData("\"dosageInstruction\":[{\"timing\":{\"repeat\":{\"boundsDuration\":{\"value\":7,\"code\":\"d\"}}}}],\"dispenseRequest\":{\"validityPeriod\":{\"start\":\"2026-02-05\",\"end\":\"2026-05-10\"}}", "2026-02-11", true)]
    [InlineData("\"dosageInstruction\":[{\"timing\":{\"repeat\":{\"boundsDuration\":{\"value\":28,\"code\":\"d\"}}}}],\"dispenseRequest\":{\"numberOfRepeatsAllowed\":3}", null, false)] // each filling lasts so long
    [InlineData("\"dosageInstruction\":[{\"timing\":{\"repeat\":{\"boundsDuration\":{\"value\":7,\"code\":\"d\"}}}},{\"timing\":{}}]", null, false)] // the other one goes on
    [InlineData("\"authoredOn\":\"9999-12-30\",\"dosageInstruction\":[{\"timing\":{\"repeat\":{\"boundsDuration\":{\"value\":7,\"code\":\"d\"}}}}]", null, false)] // beyond the calendar
    [InlineData("\"dosageInstruction\":[{\"timing\":{\"repeat\":{\"boundsDuration\":{\"value\":8,\"code\":\"h\"}}}}]", "2026-02-03", true)]
    [InlineData("\"resourceType\":\"MedicationStatement\",\"dateAsserted\":\"2026-05-17\",\"dosage\":[{\"timing\":{\"repeat\":{\"boundsDuration\":{\"value\":7,\"code\":\"d\"}}}}]", null, false)] // the day of telling is no first dose
    [InlineData("\"dispenseRequest\":{\"validityPeriod\":{\"start\":\"2026-02-03\",\"end\":\"2026-02-08\"}}", "2026-02-08", false)] // until when it can be filled
    [InlineData("\"dispenseRequest\":{\"expectedSupplyDuration\":{\"value\":5,\"code\":\"d\"}}", null, false)] // the next may follow
    public void Only_the_doses_themselves_plan_the_end_of_an_order(string member, string? to, bool planned)
    {
        MedicineEntry medicine = Bundles.Medicine(Bundles.Request(member));
        Assert.Equal((to, planned), (medicine.To?.ToString(), medicine.EndIsPlanned));
    }

    [Fact]
    public void A_statement_has_the_period_of_use()
    {
        MedicineEntry medicine = Bundles.Medicine(Bundles.Request("\"resourceType\":\"MedicationStatement\",\"effectivePeriod\":{\"start\":\"2024-01\",\"end\":\"2024-06-27\"},\"dateAsserted\":\"2026-05-17\""));
        Assert.Equal(("2024-01", "2024-06-27", "2026-05-17", null), (medicine.From.ToString(), medicine.To.ToString(), medicine.Authored.ToString(), medicine.Known));
    }

    [Theory]
    [InlineData("MedicationStatement", "active", null)]
    [InlineData("MedicationStatement", "completed", "2026-04-01")]
    [InlineData("MedicationAdministration", "completed", "2026-04-01")]
    public void A_single_day_of_use_is_open_while_it_goes_on(string type, string status, string? to)
    {
        MedicineEntry medicine = Bundles.Medicine(Bundles.Request($"\"resourceType\":\"{type}\",\"status\":\"{status}\",\"effectiveDateTime\":\"2026-04-01\""));
        Assert.Equal(("2026-04-01", to), (medicine.From.ToString(), medicine.To?.ToString()));
    }

    [Fact]
    public void A_dispense_tells_when_and_for_how_long()
    {
        MedicineEntry medicine = Bundles.Medicine(Bundles.Request("\"resourceType\":\"MedicationDispense\",\"status\":\"completed\",\"whenHandedOver\":\"2026-04-01\",\"daysSupply\":{\"value\":28}"));
        Assert.Equal(("2026-04-01", 28, null), (medicine.Authored.ToString(), medicine.DaysSupply, medicine.Known));
        Assert.Equal(90, Bundles.Medicine(Bundles.Request("\"dispenseRequest\":{\"expectedSupplyDuration\":{\"value\":90,\"code\":\"d\"}}")).DaysSupply);
        Assert.Equal(14, Bundles.Medicine(Bundles.Request("\"dispenseRequest\":{\"expectedSupplyDuration\":{\"value\":2,\"code\":\"wk\"}}")).DaysSupply);
    }

    [Fact]
    public void A_date_that_cannot_be_read_is_named_and_the_medicine_stays()
    {
        PatientRecord record = Bundles.Read(Bundles.Request("\"authoredOn\":\"last week\""));
        Assert.Equal(["methotrexate"], Assert.Single(record.Medicines).Ingredients);
        Assert.Equal([new NotUnderstood("MedicationRequest/m", "methotrexate", "a date of it cannot be read")], record.NotUnderstood);
    }

    [Fact]
    public void A_medicine_of_somebody_else_is_named_if_it_is_on_the_list()
    {
        PatientRecord record = Bundles.Read(Bundles.Request("\"subject\":{\"reference\":\"Patient/q\"}"), Bundles.Request("\"id\":\"n\",\"subject\":{\"reference\":\"Patient/q\"},\"medicationCodeableConcept\":{\"text\":\"tea\"}"));
        Assert.Empty(record.Medicines);
        Assert.Equal([new NotUnderstood("MedicationRequest/m", "methotrexate", "it speaks of somebody other than the patient")], record.NotUnderstood);
    }

    [Theory]
    [InlineData("\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"395007004\"}]", StopReason.Ineffective, false)]
    [InlineData("\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"182841002\"}]", StopReason.Ineffective, false)]
    [InlineData("\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"395009001\"}]", StopReason.NotTolerated, false)]
    [InlineData("\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"182842009\"}]", StopReason.NotTolerated, false)]
    [InlineData("\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"281647001\",\"display\":\"Severe adverse reaction\"}]", StopReason.NotTolerated, true)]
    [InlineData("\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"62014003\"}]", StopReason.NotTolerated, false)]
    [InlineData("\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"39579001\"}]", StopReason.NotTolerated, true)]
    [InlineData("\"coding\":[{\"system\":\"http://terminology.hl7.org/CodeSystem/medicationrequest-status-reason\",\"code\":\"sintol\"}]", StopReason.NotTolerated, false)]
    [InlineData("\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"182846007\"}]", StopReason.Remission, false)]
    [InlineData("\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"182844005\"}]", StopReason.Other, false)]
    [InlineData("\"text\":\"Lack of efficacy after 4 months\"", StopReason.Ineffective, false)]
    [InlineData("\"text\":\"No effect, then side effects\"", StopReason.NotTolerated, false)]
    [InlineData("\"text\":\"anaphylaxis\"", StopReason.NotTolerated, true)]
    [InlineData("\"text\":\"methotrexate pneumonitis\"", StopReason.NotTolerated, false)]
    [InlineData("\"text\":\"raised creatinine\"", StopReason.NotTolerated, false)]
    [InlineData("\"text\":\"Severe conjunctivitis\"", StopReason.NotTolerated, true)]
    [InlineData("\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"1\",\"display\":\"Vertigo (disorder)\"}]", StopReason.NotTolerated, false)]
    [InlineData("\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"24079001\",\"display\":\"Atopic dermatitis (disorder)\"}]", StopReason.Other, false)]
    [InlineData("\"text\":\"Homecare delivery problem\"", StopReason.Other, false)]
    [InlineData("\"text\":\"infection ruled out\"", StopReason.Other, false)]
    [InlineData("\"text\":\"liver values always normal; patient's wish\"", StopReason.Other, false)]
    [InlineData("\"text\":\"no adverse effects, well controlled\"", StopReason.Other, false)]
    [InlineData("\"text\":\"well controlled, rash\"", StopReason.NotTolerated, false)]
    [InlineData("\"text\":\"leukopenia\"", StopReason.NotTolerated, false)]
    [InlineData("\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"1\",\"display\":\"Prurigo nodularis (disorder)\"}]", StopReason.Other, false)]
    [InlineData("\"text\":\"in remission\"", StopReason.Remission, false)]
    [InlineData("\"text\":\"wish for a child\"", StopReason.Other, false)]
    [InlineData("\"text\":\"akute Pankreatitis unter Azathioprin\"", StopReason.NotTolerated, false)]
    [InlineData("\"text\":\"schwere Nebenwirkung\"", StopReason.NotTolerated, true)]
    [InlineData("\"text\":\"Lungenembolie\"", StopReason.NotTolerated, false)]
    [InlineData("\"text\":\"keine Nebenwirkungen, Umzug\"", StopReason.Other, false)]
    [InlineData("\"text\":\"keine Wirkung\"", StopReason.Ineffective, false)]
    [InlineData("\"text\":\"effets indésirables\"", StopReason.NotTolerated, false)]
    [InlineData("\"text\":\"Haut abgeheilt\"", StopReason.Remission, false)]
    public void Why_it_was_stopped_is_read(string reason, StopReason expected, bool severe)
    {
        MedicineEntry statement = Bundles.Medicine(Bundles.Request($"\"resourceType\":\"MedicationStatement\",\"status\":\"stopped\",\"statusReason\":[{{{reason}}}]"));
        Assert.Equal((expected, severe), (statement.StopReason, statement.SevereReaction));
        Assert.Equal(expected, Bundles.Medicine(Bundles.Request($"\"status\":\"stopped\",\"statusReason\":{{{reason}}}")).StopReason);
    }

    [Theory]
    [InlineData("\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"154283005\",\"display\":\"Pulmonary tuberculosis (disorder)\"}]")]
    [InlineData("\"text\":\"infection: tuberculosis\"")]
    public void What_ended_a_course_throws_doubt_on_what_counts_for_life(string reason)
    {
        PatientRecord record = Bundles.Read(Bundles.Request($"\"status\":\"stopped\",\"statusReason\":{{{reason}}}"));
        Assert.Equal(FindingStatus.Doubtful, record.Only("TuberculosisHistory").Status);
        Assert.False(record.Has("ActiveTuberculosis"), "it is over");
    }

    [Fact]
    public void Of_several_reasons_the_worse_tolerated_counts() => Assert.Equal(
        StopReason.NotTolerated,
        Bundles.Medicine(Bundles.Request("\"resourceType\":\"MedicationStatement\",\"statusReason\":[{\"text\":\"cost\"},{\"text\":\"ineffective\"},{\"text\":\"side effects\"}]")).StopReason);
}
