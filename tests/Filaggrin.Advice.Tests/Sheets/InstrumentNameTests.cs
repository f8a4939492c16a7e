using Filaggrin.Tests;

namespace Filaggrin.Advice.Tests.Sheets;

public class InstrumentNameTests
{
    [Theory]
    [InlineData("Total EASI score", "EASI")]
    [InlineData("Eczema Area and Severity Index (EASI)", "EASI")]
    [InlineData("EASI (0-72)", "EASI")]
    [InlineData("Eczema Area and Severity Index total score", "EASI")]
    [InlineData("Eczema Area and Severity Index [EASI] total", "EASI")]
    [InlineData("Dermatology Life Quality Index (DLQI)", "DLQI")]
    [InlineData("Children's Dermatology Life Quality Index (CDLQI)", "CDLQI")]
    [InlineData("Investigator Global Assessment (vIGA-AD)", "IGA")]
    [InlineData("Patient Oriented Eczema Measure (POEM)", "POEM")]
    [InlineData("POEM total", "POEM")]
    [InlineData("PP-NRS 24 h", "PPNRS")]
    [InlineData("SCORAD total (0 to 103)", "SCORAD")]
    public void A_variant_of_a_name_is_read(string name, string fact) => Assert.Equal([fact], TestKnowledge.Load().Codes.FindName(name).Select(found => found.Name), StringComparer.Ordinal);

    [Theory]
    [InlineData("EASI head and neck score")]
    [InlineData("EASI (head and neck)")]
    [InlineData("EASI change")]
    [InlineData("EASI (baseline)")]
    [InlineData("EASI-75")]
    [InlineData("Eczema Area and Severity Index (SCORAD)")]
    [InlineData("Dermatology Life Quality Index (CDLQI)")]
    [InlineData("DLQI item 3 score")]
    [InlineData("total score")]
    [InlineData("Score")]
    [InlineData("Total")]
    [InlineData("Body surface area")]
    public void Another_thing_is_not(string name) => Assert.Empty(TestKnowledge.Load().Codes.FindName(name));
}
