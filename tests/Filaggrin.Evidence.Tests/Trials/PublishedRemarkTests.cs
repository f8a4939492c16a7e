using Filaggrin.Evidence.Trials;

namespace Filaggrin.Evidence.Tests.Trials;

public class PublishedRemarkTests
{
    private const string Header = "reference,outcome,treatment,comparator,our_outcomes,our_treatment,our_comparator,measure,level,population,sign,remark";
    private static readonly PublishedEstimate Estimate = new("Miller 2020", "", "EASI75", "adult", "16", "a", "placebo", "OR", 2, 1, 3, "", Origin.Read, "", "", 2);

    [Fact]
    public void Every_published_estimate_of_the_folder_has_its_remark()
    {
        List<TrialFinding> findings = [];
        IReadOnlyList<PublishedRemark> remarks = PublishedRemark.Read(
            new(PublishedRemark.FileName, File.ReadAllText(Path.Combine(EvidenceFolder.Root, "evidence", PublishedRemark.FileName))), EvidenceFolder.Library.Published, findings);
        Assert.Empty(findings);
        Assert.Equal(EvidenceFolder.Library.Published.Length, remarks.Count);
    }

    [Theory]
    [InlineData("Miller 2020,EASI75,a,placebo,EASI75,a,placebo,OR,regimen,adult,upside-down,text", "published_remarks.csv:2: sign «upside-down» is not known; expected same, turned.")]
    [InlineData("Miller 2020,EASI75,a,placebo,EASI75,a,placebo,OR,regimen,adult,same,", "published_remarks.csv:2: remark is empty.")]
    [InlineData("Miller 2021,EASI75,a,placebo,EASI75,a,placebo,OR,regimen,adult,same,text", "published_remarks.csv:2: Miller 2021, EASI75, a against placebo is not in published_nma.csv.")]
    [InlineData("Miller 2021,EASI75,a,placebo,EASI75,a,placebo,OR,regimen,adult,same,text", "published_nma.csv:2: Miller 2020, a against placebo: one remark in published_remarks.csv was expected.")]
    public void A_fault_of_a_remark_is_named(string row, string expected)
    {
        List<TrialFinding> findings = [];
        PublishedRemark.Read(new(PublishedRemark.FileName, $"{Header}\n{row}\n"), [Estimate], findings);
        Assert.Contains(expected, findings.Select(finding => finding.ToString()), StringComparer.Ordinal);
    }
}
