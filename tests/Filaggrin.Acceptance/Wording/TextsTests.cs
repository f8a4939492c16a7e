using System.Collections.Frozen;
using System.Net;
using System.Text.RegularExpressions;
using Filaggrin.Acceptance.Commands;
using Filaggrin.Advice.Appraisals;
using Filaggrin.Cli.Commands;
using Filaggrin.Cli.Output.Report;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Wording;
using Filaggrin.Tests;

namespace Filaggrin.Acceptance.Wording;

/// <summary>Another language needs one file: no text of the report stands anywhere else.</summary>
public partial class TextsTests
{
    // Rooms whose sentences reach the page. What is left out reads records, writes data or tells of bad input.
    private static readonly string[] Rooms = ["Filaggrin.Cli/Output/Report", "Filaggrin.Advice", "Filaggrin.Fhir/Assembly", "Filaggrin.Fhir/Elements", "Filaggrin.Fhir/Resources", "Filaggrin.Fhir/Medicines"];
    private static readonly string[] LeftOut = ["Json.cs", "Bundles", "AnswerReader.cs", "PatientReader.cs", "AllergyReader.cs", "EasiItems.cs", "ProductName.cs", "StopReasons.cs", "DosingDaysReader.cs", "JsonWriting.cs"];

    // Names of the data, and what a browser or a shell reads.
    private static readonly string[] NoTexts =
    [
        "objective SCORAD", "light dark", "The adjective, not the type.", "systemic glucocorticoid", "topical glucocorticoid", "width=device-width, initial-scale=1", "verdict v-", "status s-", "card c-", "group g-", " extent",
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
        "./filaggrin appraise PATIENT.json --as-of ", " --region ", " --answers answers.json --html report.html",
    ];

    public static TheoryData<string> Patients => [.. Examples.Names.Where(name => name != Examples.Export)];

    [Fact]
    public void Every_text_is_used()
    {
        HashSet<string> literals = [.. SourceTexts.Files().SelectMany(file => SourceTexts.Of(File.ReadAllText(file)))];
        Assert.All(Texts.Book.Texts.Keys, key => Assert.True(
            literals.Contains(key) || (key.EndsWith("-one", StringComparison.Ordinal) && literals.Contains(key[..^4]))
            || literals.Any(literal => literal.Length > 3 && literal[^1] == '-' && key.StartsWith(literal, StringComparison.Ordinal)), key));
    }

    [Fact]
    public void Every_key_has_a_text() => Assert.All(
        SourceTexts.Files().SelectMany(file => Key().Matches(File.ReadAllText(file))).SelectMany(match => match.Groups["key"].Captures).Select(key => key.Value),
        key => Assert.True(Texts.Book.Texts.ContainsKey(key) || (key[^1] == '-' && Texts.Book.Texts.Keys.Any(text => text.StartsWith(key, StringComparison.Ordinal))), key));

    [Fact]
    public void What_is_counted_has_a_text_for_one() => Assert.All(
        Texts.Book.Texts.Keys.Where(key => key.EndsWith("-one", StringComparison.Ordinal)), key => Assert.True(Texts.Book.Texts.ContainsKey(key[..^4]), key));

    [Fact]
    public void Sources_hold_no_sentence_of_the_page() => Assert.Empty(
        from room in Rooms
        from file in SourceTexts.Files(room)
        where !LeftOut.Any(part => file.Contains(part, StringComparison.Ordinal))
        from text in SourceTexts.Of(File.ReadAllText(file))
        where Phrase().IsMatch(text) && !Markup().IsMatch(text) && !NoTexts.Contains(text, StringComparer.Ordinal)
        select $"{Path.GetFileName(file)}: «{text}»");

    [Theory]
    [MemberData(nameof(Patients))]
    public void Without_the_texts_only_words_of_the_knowledge_the_trials_and_the_record_are_left(string name)
    {
        string known = Plain(string.Join(' ', [
            .. TestKnowledge.Files().Select(file => file.Text), .. EvidenceCheckCommand.Files(EvidenceCheckCommand.Nearest()).Select(file => file.Text), File.ReadAllText(Examples.PathOf(name)),
            .. Examples.Knowledge.Facts.All.Select(fact => FactWords.Name(fact.Name)),
            .. Examples.Knowledge.Agents.Values.SelectMany(agent => agent.Doses).SelectMany(dose => dose.Steps).Select(step => $"{step.Unit.Split('/')[0]} {step.At}"), Examples.Knowledge.Edition.Hash]));
        string page;
        try
        {
            Texts.Take(Emptied(Texts.Book));
            page = ReportPage.Write(new(Examples.Appraise(name), new Questioner(Examples.Knowledge).Ask(Examples.Read(name), Examples.Request), Examples.Knowledge.Pathway.Tests));
        }
        finally
        {
            Texts.Take(null);
        }

        IEnumerable<string> shown = Attribute().Matches(Unshown().Replace(page, "")).Select(match => match.Groups["text"].Value).Concat(Tag().Split(Unshown().Replace(page, "")));
        string[] phrases = [.. shown.SelectMany(text => Break().Split(WebUtility.HtmlDecode(text))).Select(Plain).Where(text => text.Trim().Length > 1).Distinct(StringComparer.Ordinal)];
        Assert.NotEmpty(phrases);
        Assert.All(phrases, phrase => Assert.True(known.Contains(phrase, StringComparison.Ordinal), phrase));
    }

    /// <summary>The texts without their words: only what is put in is left, between brackets.</summary>
    private static TextBook Emptied(TextBook book) => book with
    {
        Texts = book.Texts.ToFrozenDictionary(text => text.Key, text => new FixedText($"⟦{string.Join("⟧⟦", Place().Matches(text.Value.Text).Select(match => match.Value))}⟧"), StringComparer.Ordinal),
        Words = Empty(book.Words),
        Facts = Empty(book.Facts),
        Units = Empty(book.Units),
    };

    private static FrozenDictionary<string, string> Empty(FrozenDictionary<string, string> words) => words.ToFrozenDictionary(word => word.Key, _ => "⟦⟧", StringComparer.Ordinal);

    /// <summary>Words in small letters with one blank around each.</summary>
    private static string Plain(string text) => $" {NoWord().Replace(text, " ").Trim().ToLowerInvariant()} ";

    [GeneratedRegex("Texts\\.(Of|Counted)\\(([^()\"]*(\\([^()]*\\))?[^()\"]*\\? )?\"(?<key>[a-z0-9-]+)\"( : \"(?<key>[a-z0-9-]+)\")?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Key();

    [GeneratedRegex("[A-Za-z]{2,}[,.:;]? [A-Za-z]|[a-z]{2,}[,:]? $|^ [a-z]{2,}", RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex Phrase();

    [GeneratedRegex("[<=]", RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex Markup();

    [GeneratedRegex(@"\{\d+\}", RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex Place();

    [GeneratedRegex("<style>.*?</style>|<script>.*?</script>|<code>.*?</code>|<pre.*?</pre>|<meta [^>]*>", RegexOptions.CultureInvariant | RegexOptions.Singleline, 60_000)]
    private static partial Regex Unshown();

    [GeneratedRegex("<[^>]+>", RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex Tag();

    [GeneratedRegex(" (aria-label|data-label|data-full|data-differs|data-text)=\"(?<text>[^\"]*)\"", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Attribute();

    [GeneratedRegex(@"[⟦⟧\d.,;:()\[\]«»…/·<>≤≥%?!=""-]+", RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex Break();

    [GeneratedRegex(@"[^\p{L}]+", RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex NoWord();
}
