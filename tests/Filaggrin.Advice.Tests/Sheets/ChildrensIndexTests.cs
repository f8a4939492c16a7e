using Filaggrin.Knowledge.Logic;
using Filaggrin.Tests.Records;

namespace Filaggrin.Advice.Tests.Sheets;

/// <summary>Below 16 years the children's index stands for the DLQI.</summary>
public class ChildrensIndexTests
{
    [Theory]
    [InlineData(12, "CDLQI", 13, Truth.True)] // a very large effect, as a DLQI above 10
    [InlineData(12, "CDLQI", 12, Truth.False)]
    [InlineData(15, "CDLQI", 13, Truth.True)]
    [InlineData(16, "CDLQI", 13, Truth.Unknown)] // from 16 years it is the DLQI that counts, which nobody knows
    [InlineData(16, "DLQI", 11, Truth.True)]
    [InlineData(16, "DLQI", 10, Truth.False)]
    public void The_Korean_consensus_lifts_the_severity_by_it(int age, string index, int points, Truth expected)
    {
        Patients patient = Patients.Child(age).With("PPNRS", 3).Without("DLQI", "CDLQI").With(index, points);
        if (index == "CDLQI" && age < 16) patient = patient.With("DLQI", 0);
        Assert.Equal(expected, Patients.Knowledge.Pathway.Severity.Single(item => item.Id == "severity-raised-by-itch-or-impact").Holds(patient.Sheet().Facts));
    }
}
