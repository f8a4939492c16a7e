using Filaggrin.Advice.Records;

namespace Filaggrin.Fhir.Tests.Assembly;

public class OriginsTests
{
    [Fact]
    public void The_same_words_for_two_contained_people_are_two_people()
    {
        PatientRecord record = Bundles.Read(Diagnosis("own", Contained("#x", "1990-04-05"), "#x"), Diagnosis("other", Contained("#x", "1950-05-05"), "#x"));
        Assert.Equal("Condition/own", Sources(record));
    }

    [Fact]
    public void Entries_of_two_people_in_turn_are_told_apart()
    {
        PatientRecord record = Bundles.Read([.. Enumerable.Range(0, 6).Select(i => Diagnosis($"c{i}", "", i % 2 == 0 ? "Patient/p" : "Patient/q"))]);
        Assert.Equal("Condition/c0 Condition/c2 Condition/c4", Sources(record));
    }

    private static string Sources(PatientRecord record) => string.Join(' ', record.Findings.Select(finding => finding.Source).Distinct(StringComparer.Ordinal));

    private static string Contained(string id, string birth) => $$"""
        "contained":[{"resourceType":"Patient","id":"{{id[1..]}}","birthDate":"{{birth}}"}],
        """;

    private static string Diagnosis(string id, string members, string subject) => $$$"""
        {"resourceType":"Condition","id":"{{{id}}}",{{{members}}}"subject":{"reference":"{{{subject}}}"},"code":{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10","code":"A15"}]}}
        """;
}
