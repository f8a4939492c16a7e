using System.Text;
using Filaggrin.Fhir.Codes;
using Filaggrin.Fhir.Tapes;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Fhir.Tests.Codes;

/// <summary>Codes and their titles are remembered from record to record; what was written of a patient is not.</summary>
public class ConceptTableTests
{
    private const string System = "http://snomed.info/sct";

    [Theory]
    [InlineData($$"""{"coding":[{"system":"{{System}}","code":"24079001"}]}""", true)]
    [InlineData($$"""{"coding":[{"system":"{{System}}","code":"24079001","display":"Atopic dermatitis"}]}""", true)]
    [InlineData($$"""{"coding":[{"system":"{{System}}","code":"24079001","display":"Atopic dermatitis"}],"text":"Atopic dermatitis"}""", true)]
    [InlineData($$"""{"coding":[{"system":"{{System}}","code":"24079001","display":"Atopic dermatitis"}],"text":"Atopic dermatitis, see Mr Smith"}""", false)]
    [InlineData($$"""{"coding":[{"system":"{{System}}","code":"24079001"},{"display":"see Mr Smith"}]}""", false)]
    [InlineData("""{"text":"Atopic dermatitis"}""", false)]
    [InlineData("{}", false)]
    public void Another_record_finds_codes_and_titles_only(string json, bool isFound)
    {
        ConceptTable titles = new();
        Concept read = Read(json, titles), again = Read(json, titles);
        Assert.Equal(isFound, ReferenceEquals(read, again));
        Assert.Equal((read.Text, read.IsCoded), (again.Text, again.IsCoded));
        Assert.Equal(read.Codings, again.Codings);
    }

    [Fact]
    public void A_concept_that_takes_the_place_of_another_is_told_from_it()
    {
        ConceptTable titles = new();
        for (int round = 0; round < 2; round++)
        {
            for (int code = 0; code < 20000; code++)
            {
                string digits = code.ToString(global::System.Globalization.CultureInfo.InvariantCulture);
                Assert.Equal([new(CodeSystem.Snomed, digits, null, System)], Read($$"""{"coding":[{"system":"{{System}}","code":"{{digits}}"}]}""", titles).Codings);
            }
        }
    }

    private static Concept Read(string json, ConceptTable titles)
    {
        using Tape tape = new(titles);
        byte[] bytes = Encoding.UTF8.GetBytes(json);
        StepwiseTokenizer.Read(bytes, 0, 64, tape);
        tape.Attach(bytes);
        return Concept.Read(tape.Root);
    }
}
