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

    [Fact]
    public void The_longest_at_the_beginning_is_what_a_look_at_each_word_gives() => Gen.Select(Gen.Char["ab "].Array[1, 7].Select(letters => MedicineCatalog.Normalise(new string(letters))).Array[0, 12], Text).Sample((words, text) =>
    {
        string normal = MedicineCatalog.Normalise(text);
        string? longest = words.Where(word => word.Length > 0 && $"{normal} ".StartsWith($"{word} ", StringComparison.Ordinal)).MaxBy(word => word.Length);
        int place = new WordIndex(words).Longest(normal, out int length);
        Assert.Equal((longest, longest?.Length ?? 0), (place < 0 ? null : words[place], length));
    });

    [Fact]
    public void A_text_is_normal_in_small_letters_and_digits_with_one_blank_between() => Gen.Char.Array[0, 30].Sample(letters =>
    {
        string text = new(letters);
        string[] words = string.Concat(letters.Select(letter => char.IsLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(string.Join(' ', words), MedicineCatalog.Normalise(text));
    });

    [Fact]
    public void Each_letter_of_ASCII_is_normal_as_any_other() => Assert.All(Enumerable.Range(0, 128).Select(code => (char)code), letter =>
        Assert.Equal(char.IsLetterOrDigit(letter) ? char.ToLowerInvariant(letter).ToString() : "", MedicineCatalog.Normalise(letter.ToString())));

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
