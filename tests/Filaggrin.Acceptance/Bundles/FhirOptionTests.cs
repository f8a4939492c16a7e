using System.Text;
using Filaggrin.Acceptance.Commands;

namespace Filaggrin.Acceptance.Bundles;

public class FhirOptionTests
{
    [Theory]
    [InlineData("adolescent-15", "01-27")]
    [InlineData("girl-4", "06-18")] // many options open to her on a birthday
    [InlineData("on-ciclosporin-44", "07-09")]
    public void The_date_of_birth_cannot_be_read_from_it(string name, string birthday) =>
        Assert.DoesNotContain($"-{birthday}", Encoding.UTF8.GetString(WrittenBundles.Write(Examples.Appraise(name))), StringComparison.Ordinal);

    [Fact]
    public void The_command_writes_the_same_as_the_engine_and_nothing_else()
    {
        string folder = Directory.CreateTempSubdirectory("filaggrin").FullName;
        try
        {
            string file = Path.Combine(folder, "bundle.json");
            Outcome outcome = Executable.Run("appraise", Examples.PathOf("girl-4"), "--as-of", "2026-11-01", "--fhir", file);
            Assert.Equal((0, "", ""), (outcome.Exit, outcome.Output, outcome.Error));
            Assert.Equal(Encoding.UTF8.GetString(WrittenBundles.Write(Examples.Appraise("girl-4"))), File.ReadAllText(file));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
