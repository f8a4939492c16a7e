using Filaggrin.Advice.Wording;

namespace Filaggrin.Advice.Tests.Wording;

public class ReasonTextTests
{
    private const string Two = "Finish the treatment of S. aureus on the skin first, e.g. with flucloxacillin. Then start.";

    [Theory]
    [InlineData("It is nephrotoxic. Two sentences tell more than one.", "It is nephrotoxic. Two sentences tell more than one.")] // the first alone tells too little
    [InlineData(Two, "Finish the treatment of S. aureus on the skin first, e.g. with flucloxacillin.")]
    [InlineData("No end at all, however long the sentence is that somebody wrote", "No end at all, however long the sentence is that somebody wrote")]
    public void The_first_sentence_stays_whole(string text, string expected) => Assert.Equal(expected, ReasonText.First(text));

    [Theory]
    [InlineData(20, "Finish the treatment of S. aureus on the skin first, e.g. with flucloxacillin.")]
    [InlineData(85, "Finish the treatment of S. aureus on the skin first, e.g. with flucloxacillin.")]
    [InlineData(90, Two)]
    public void Whole_sentences_are_taken_as_they_fit(int letters, string expected) => Assert.Equal(expected, ReasonText.Whole(Two, letters));

    [Fact]
    public void What_must_be_short_is_cut_at_a_word() => Assert.Equal("Finish the treatment of S …", ReasonText.Short(Two, 28));
}
