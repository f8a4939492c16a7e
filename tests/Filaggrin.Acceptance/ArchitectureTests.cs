using System.Text.RegularExpressions;
using System.Xml.Linq;
using Filaggrin.Tests;

namespace Filaggrin.Acceptance;

/// <summary>Arrows point one way, and the engine has no way to files or the network of its own.</summary>
public partial class ArchitectureTests
{
    private static readonly string Source = Path.Combine(Path.GetDirectoryName(TestKnowledge.Folder)!, "src");

    [Theory]
    [InlineData("Scores", "")]
    [InlineData("Evidence", "")]
    [InlineData("Knowledge", "")]
    [InlineData("Advice", "Evidence Knowledge Scores")]
    [InlineData("Fhir", "Advice")]
    [InlineData("Cli", "Fhir")]
    public void Arrows_point_one_way(string room, string allowed) => Assert.Equal(
        allowed,
        string.Join(' ', XDocument.Load(Path.Combine(Source, $"Filaggrin.{room}", $"Filaggrin.{room}.csproj"))
            .Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value)["Filaggrin.".Length..])
            .Order(StringComparer.Ordinal)));

    [Theory]
    [InlineData("Scores")]
    [InlineData("Evidence")]
    [InlineData("Knowledge")]
    [InlineData("Advice")]
    [InlineData("Fhir")]
    public void The_engine_touches_no_file_network_console_or_clock(string room) => Assert.Empty(
        Directory.EnumerateFiles(Path.Combine(Source, $"Filaggrin.{room}"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(file => Outside().IsMatch(File.ReadAllText(file)))
            .Select(Path.GetFileName));

    [Theory]
    [InlineData("Scores")]
    [InlineData("Evidence")]
    [InlineData("Knowledge")]
    [InlineData("Advice")]
    [InlineData("Fhir")]
    public void The_engine_is_analysed_for_trimming(string room) => Assert.Equal( // what warns of it fails the build
        "true",
        XDocument.Load(Path.Combine(Source, $"Filaggrin.{room}", $"Filaggrin.{room}.csproj")).Descendants("IsAotCompatible").Single().Value);

    [Fact]
    public void Every_test_that_the_risk_table_names_exists()
    {
        string root = Path.GetDirectoryName(TestKnowledge.Folder)!;
        HashSet<string?> tests = [.. Directory.EnumerateFiles(Path.Combine(root, "tests"), "*Tests.cs", SearchOption.AllDirectories).Select(Path.GetFileNameWithoutExtension)];
        Assert.All(NamedTest().Matches(File.ReadAllText(Path.Combine(root, "docs", "intended-use.md"))), match => Assert.Contains(match.Groups["name"].Value, tests));
    }

    [GeneratedRegex("`(?<name>[A-Za-z]+Tests)`", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex NamedTest();

    [GeneratedRegex(@"(?<![\w.])(File|Directory|HttpClient|Console|Environment|TimeProvider|Process)\.[A-Z]", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Outside();
}
