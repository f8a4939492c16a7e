using System.IO.Compression;
using System.Text;
using Filaggrin.Advice.Records;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Fhir.Tests.Scanning;

public class NdjsonTests
{
    [Fact]
    public void Files_of_a_bulk_export_are_one_record_in_any_order()
    {
        PatientRecord record = Read(
            ("Condition.000.ndjson", Line(Bundles.Condition("\"id\":\"a\"")) + "\n\n" + Line(Bundles.Condition("\"id\":\"b\""))),
            ("export.log", "not read"),
            ("Patient.ndjson", Line(Bundles.Patient) + "\r\n"),
            ("Observation.ndjson", Line(Bundles.Observation("\"valueQuantity\":{\"value\":30,\"code\":\"U/L\"}"))));
        Assert.Equal(["Condition/a", "Condition/b"], record.Findings.Where(finding => finding.Fact.Name == "ActiveTuberculosis").Select(finding => finding.Source), StringComparer.Ordinal);
        Assert.Equal("30", record.Only("ALT").Value!.ToString());
    }

    [Fact]
    public void An_empty_file_is_an_empty_answer()
    {
        PatientRecord record = Read(("Patient.ndjson", Line(Bundles.Patient)), ("export/AllergyIntolerance.ndjson", ""), ("Procedure.1.ndjson", "\n"), ("Observation.ndjson", ""));
        Assert.Equal([RecordList.Allergies, RecordList.Procedures], record.ListsHeld.Keys.OrderBy(list => list));
    }

    [Fact]
    public void Packed_files_are_read()
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(Encoding.UTF8.GetBytes(Line(Bundles.Patient)));
        byte[] bytes = packed.ToArray();
        PatientRecord record = new RecordReader(TestBook.Codes).ReadNdjson([("Patient.ndjson.gz", () => new MemoryStream(bytes))]);
        Assert.Equal("Patient/p", record.Subject.Source);
        Refused("Patient.ndjson.gz: the file is not gzip; nothing was appraised.", ("Patient.ndjson.gz", "plain"));
    }

    [Fact]
    public void Deletions_are_applied()
    {
        PatientRecord record = Read(
            ("Patient.ndjson", Line(Bundles.Patient)), ("Condition.ndjson", Line(Bundles.Condition(""))),
            ("deleted.ndjson", """{"resourceType":"Bundle","type":"transaction","entry":[{"request":{"method":"DELETE","url":"Condition/c"}}]}"""));
        Assert.Empty(record.Findings);
    }

    [Fact]
    public void Faults_tell_file_and_line()
    {
        (string, string) patient = ("Patient.ndjson", Line(Bundles.Patient));
        Refused("Condition.ndjson:2: this is not JSON; expected one resource a line.", patient, ("Condition.ndjson", Line(Bundles.Condition("")) + "\nrest"));
        Refused("Condition.ndjson:2: the file ends inside Condition; nothing was appraised.", patient, ("Condition.ndjson", Line(Bundles.Condition("")) + "\n" + Line(Bundles.Condition(""))[..^9]));
        Refused("Condition.ndjson:1: the JSON has no resourceType; expected a FHIR resource.", patient, ("Condition.ndjson", "{}"));
        Refused("Patient.ndjson:2: Patient is a second Patient; expected one.", ("Patient.ndjson", Line(Bundles.Patient) + "\n" + Line(Bundles.With(Bundles.Patient, "\"id\":\"q\""))));
        Refused("the .ndjson files hold no Patient; expected one.", ("Condition.ndjson", Line(Bundles.Condition(""))));
        Refused("no .ndjson file is there; expected files such as Patient.ndjson and Condition.ndjson.", ("patient.json", "{}"));
    }

    private static string Line(string json) => json.ReplaceLineEndings("");

    private static PatientRecord Read(params (string Name, string Text)[] files) =>
        new RecordReader(TestBook.Codes).ReadNdjson(files.Select(file => (file.Name, (Func<Stream>)(() => Bundles.Stream(file.Text)))));

    private static void Refused(string message, params (string Name, string Text)[] files) =>
        Assert.Equal(message, Assert.Throws<RecordException>(() => Read(files)).Message);
}
