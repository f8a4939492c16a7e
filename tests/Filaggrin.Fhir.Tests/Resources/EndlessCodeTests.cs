using System.Text;

namespace Filaggrin.Fhir.Tests.Resources;

/// <summary>A code that somebody filled with a long text is read for what it begins with, and costs no more than its length.</summary>
public class EndlessCodeTests
{
    private const int Length = 100_000;
    private const long MostBytes = 60L * Length;

    private static readonly RecordReader Reader = new(TestBook.Codes);

    [Theory]
    [InlineData("http://www.whocc.no/atc", "L04AX03")]
    [InlineData("http://hl7.org/fhir/sid/icd-10", "N18.5")]
    [InlineData("http://loinc.org", "98979-8")]
    [InlineData("http://snomed.info/sct", "90688005")]
    [InlineData("http://www.nlm.nih.gov/research/umls/rxnorm", "6851")]
    public void An_endless_code_takes_memory_by_its_length(string system, string code)
    {
        string concept = $$"""{"coding":[{"system":"{{system}}","code":"{{string.Concat(Enumerable.Repeat(code + " ", Length / code.Length))}}"}]}""";
        string[] resources =
        [
            Bundles.Condition($"\"code\":{concept}"), Bundles.Observation($"\"code\":{concept},\"valueQuantity\":{{\"value\":1,\"unit\":\"U/L\"}}"),
            Bundles.Request($"\"medicationCodeableConcept\":{concept}"),
        ];
        Assert.All(resources, resource =>
        {
            byte[] bundle = Encoding.UTF8.GetBytes(Bundles.Bundle(Bundles.Patient, resource));
            Reader.Read(new MemoryStream(bundle), "patient.json");
            long before = GC.GetAllocatedBytesForCurrentThread();
            Reader.Read(new MemoryStream(bundle), "patient.json");
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytes);
        });
    }
}
