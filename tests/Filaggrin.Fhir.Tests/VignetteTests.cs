using System.Text;
using System.Text.Json.Nodes;
using Filaggrin.Advice.Records;
using Filaggrin.Knowledge;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Loading;

namespace Filaggrin.Fhir.Tests;

/// <summary>Whole invented patients, read with the real dictionary.</summary>
public class VignetteTests
{
    private static readonly Lazy<CodeBook> Codes = new(Load);

    private static readonly string Root = FindRoot();

    private static string Vignettes => Path.Combine(Root, "tests", "Filaggrin.Acceptance", "Vignettes", "data");

    public static TheoryData<string> Names =>
        [.. Directory.EnumerateFiles(Vignettes, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!).Where(name => !name.EndsWith(".expected", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_whole_patient_is_understood(string name)
    {
        PatientRecord record = Read(Text(name));
        Assert.NotNull(record.Subject.Birth);
        Assert.NotEmpty(record.Findings);
        Assert.Equal(
            name == "contradictory-record" ? ["its status is «preliminary»"] : [],
            record.NotUnderstood.Where(remark => !remark.Source.StartsWith("QuestionnaireResponse", StringComparison.Ordinal)).Select(remark => remark.Why), StringComparer.Ordinal);
        Assert.DoesNotContain(record.Findings, finding => finding.Value is null);
    }

    [Fact]
    public void Contradictions_are_read_as_they_stand()
    {
        PatientRecord record = Read(Text("contradictory-record"));
        Assert.False(record.Has("Pregnant"));
        Assert.Equal(FlagValue.No, record.Only("ActiveTuberculosis").Value);
        Assert.Equal((FlagValue.Yes, FindingStatus.Past, "2021-12-18"), record.Only("Hypertension") is var finding ? (finding.Value, finding.Status, finding.End.ToString()) : default);
        Assert.Equal(MedicineStatus.NotTaken, Assert.Single(record.Medicines, medicine => medicine.Ingredients.Contains("allopurinol", StringComparer.Ordinal)).Status);
    }

    [Fact]
    public void A_childs_EASI_is_computed_from_its_items() => Assert.Equal("27.4", Read(Text("child-3-years")).Only("EASI").Value!.ToString());

    [Fact]
    public void Earlier_treatment_keeps_its_end_and_reason()
    {
        MedicineEntry[] entries = [.. Read(Text("responding-to-dupilumab")).Medicines];
        MedicineEntry ciclosporin = Assert.Single(entries, medicine => medicine.Ingredients.Contains("ciclosporin", StringComparer.Ordinal));
        Assert.Equal((MedicineStatus.Stopped, StopReason.NotTolerated, "2023-12-30"), (ciclosporin.Status, ciclosporin.StopReason, ciclosporin.To.ToString()));
        Assert.Equal(new Dose(150m, "mg/wk"), Assert.Single(entries, medicine => medicine.Ingredients.Contains("dupilumab", StringComparer.Ordinal)).Dose);
        Assert.Equal(["tacrolimus (topical)"], Assert.Single(entries, medicine => medicine.AtcCodes.Contains("D11AH01", StringComparer.Ordinal)).Ingredients);
    }

    [Fact]
    public void A_reader_that_has_read_others_reads_as_a_new_one_does()
    {
        RecordReader old = new(Codes.Value);
        string[] names = [.. Names.Select(name => name.Data)];
        foreach (string name in (string[])[.. names, .. names.Reverse()])
        {
            PatientRecord told = Read(Text(name), old), expected = Read(Text(name));
            Assert.Equal(expected.Findings, told.Findings);
            Assert.Equal(expected.Medicines.Select(medicine => medicine.Source), told.Medicines.Select(medicine => medicine.Source), StringComparer.Ordinal);
            Assert.Equal(expected.NotUnderstood, told.NotUnderstood);
        }
    }

    [Fact]
    public void Whatever_is_changed_in_a_file_it_is_read_or_refused_in_one_sentence()
    {
        string[] texts = [.. Names.Select(name => Minified(Text(name.Data)))];
        string[] odd = ["null", "\"\"", "\"28\"", "{}", "[]", "[null]", "-1", "1e400", "true", "\"0001-01-01\"", "\"9999-12-31\"", "\"#\"", "\"/\"", "\"urn:uuid:\"", "{\"coding\":[{\"display\":\"28 (\"}]}"];
        Gen.Select(Gen.Int[0, texts.Length - 1], Gen.Int[0, int.MaxValue], Gen.Int[0, odd.Length - 1], Gen.Int[0, 2]).Sample((which, where, with, how) =>
        {
            string text = Changed(texts[which], where, odd[with], how);
            try
            {
                Read(text);
            }
            catch (RecordException fault)
            {
                Assert.Matches("^patient[.]json.*[.]$", fault.Message);
            }
        }, iter: 400);
    }

    // Replaces one value, cuts the text off, or drops one letter.
    private static string Changed(string text, int where, string value, int how)
    {
        if (how == 1) return text[..(where % text.Length)];
        if (how == 2) return text.Remove(where % text.Length, 1);
        JsonNode root = JsonNode.Parse(text)!;
        List<JsonNode> nodes = [];
        Collect(root["entry"]!, nodes);
        nodes[where % nodes.Count].ReplaceWith(JsonNode.Parse(value.Replace("1e400", "12345678901234567890123456789012345", StringComparison.Ordinal)));
        return root.ToJsonString();
    }

    private static void Collect(JsonNode node, List<JsonNode> nodes)
    {
        IEnumerable<JsonNode?> inner = node is JsonObject json ? json.Select(member => member.Value) : node is JsonArray list ? list : [];
        foreach (JsonNode one in inner.OfType<JsonNode>())
        {
            nodes.Add(one);
            Collect(one, nodes);
        }
    }

    private static string Minified(string text) => JsonNode.Parse(text)!.ToJsonString();

    private static string Text(string name) => File.ReadAllText(Path.Combine(Vignettes, name + ".json"));

    private static PatientRecord Read(string json, RecordReader? reader = null) =>
        (reader ?? new RecordReader(Codes.Value)).Read(new MemoryStream(Encoding.UTF8.GetBytes(json)), "patient.json");

    private static CodeBook Load()
    {
        string folder = Path.Combine(Root, "knowledge");
        return KnowledgeBase.Load(Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories)
            .Select(file => new KnowledgeFile(Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllText(file)))).Codes;
    }

    private static string FindRoot()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Filaggrin.slnx"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
