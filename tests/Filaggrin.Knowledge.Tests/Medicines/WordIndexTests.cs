using Filaggrin.Knowledge.Medicines;

namespace Filaggrin.Knowledge.Tests.Medicines;

public class WordIndexTests
{
    private static readonly Gen<string> Text = Gen.Char["abé -,"].Array[0, 40].Select(letters => new string(letters));
    private static readonly Gen<string[]> Words = Gen.Select(Gen.Char["ab é"].Array[1, 5], Gen.Bool, (letters, whole) => WordMatch.Prepare("a" + new string(letters) + (whole ? "$" : ""))).Array[0, 12];

    [Fact]
    public void Finds_what_a_search_for_each_word_finds() => Gen.Select(Words, Text).Sample((words, text) =>
    {
        string normal = ' ' + MedicineCatalog.Normalise(text) + ' ';
        int[] one_by_one = [.. Enumerable.Range(0, words.Length).Where(word => normal.Contains(' ' + words[word].Replace('$', ' '), StringComparison.Ordinal))];
        Assert.Equal(one_by_one, new WordIndex(words).Find(text));
    });

    [Theory]
    [InlineData("mycophenolate sodium 180 mg", 2)]
    [InlineData("mycophenolate mofetil", 0)]
    [InlineData("mycophenolates", -1)]
    [InlineData("oral mycophenolate", -1)]
    public void The_longest_name_at_the_beginning_counts(string text, int name) =>
        Assert.Equal(name, new WordIndex(["mycophenolate", "methotrexate", "mycophenolate sodium"]).Longest(text, out _));

    [Theory]
    [InlineData("Adenocarcinoma of the colon", 1)]
    [InlineData("carcinoma", 1)]
    [InlineData("cancer", -1)]
    [InlineData("Haemo-dialysis", 2)]
    public void A_star_asks_for_letters_anywhere(string text, int word) =>
        Assert.Equal(word < 0 ? [] : [word], new WordIndex([WordMatch.Prepare("eczema"), WordMatch.Prepare("*carcinom"), WordMatch.Prepare("*dialys")]).Find(text));

    [Fact]
    public void A_text_longer_than_the_stack_holds_is_searched_too() => Assert.Equal([1], new WordIndex(["eczema", "hiv$"]).Find(new string('x', 400) + " HIV."));
}
