using System.Text.RegularExpressions;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Tests;

namespace Filaggrin.Knowledge.Tests.Agents;

/// <summary>What the patient is told can be read by somebody of fourteen.</summary>
/// <remarks>Grade by Kincaid and others 1975 (Flesch-Kincaid), from words a sentence and syllables a word.</remarks>
public partial class ReadingLevelTests
{
    private const double Highest = 9.5;

    public static TheoryData<string> Sentences => [.. TestKnowledge.Load().Agents.Values.SelectMany(agent => agent.Information).Select(item => item.Id)];

    [Theory]
    [MemberData(nameof(Sentences))]
    public void A_text_for_the_patient_is_easy_to_read(string id)
    {
        Item item = TestKnowledge.Load().Agents.Values.SelectMany(agent => agent.Information).Single(item => item.Id == id);
        Assert.InRange(Grade(item.Text), 0.0, Highest);
    }

    [Theory]
    [InlineData("The cat sat on the mat. It was warm.", 0.0, 2.0)]
    [InlineData("Comprehensive ophthalmological examination is recommended in persistent conjunctivitis unresponsive to conventional treatment.", 18.0, 40.0)]
    public void The_measure_tells_easy_from_hard(string text, double least, double most) => Assert.InRange(Math.Max(0.0, Grade(text)), least, most);

    private static double Grade(string text)
    {
        int sentences = Math.Max(1, End().Count(text));
        string[] words = [.. Word().Matches(text).Select(match => match.Value)];
        return 0.39 * words.Length / sentences + 11.8 * words.Sum(Syllables) / words.Length - 15.59;
    }

    private static int Syllables(string word)
    {
        int vowels = Vowels().Count(word);
        bool silent = word.EndsWith('e') && !word.EndsWith("le", StringComparison.Ordinal) && !word.EndsWith("ee", StringComparison.Ordinal) && vowels > 1;
        return Math.Max(1, silent ? vowels - 1 : vowels);
    }

    [GeneratedRegex(@"[.!?;:](\s|$)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex End();

    [GeneratedRegex("[A-Za-z']+", RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex Word();

    [GeneratedRegex("[aeiouyAEIOUY]+", RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex Vowels();
}
