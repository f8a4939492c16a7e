namespace Filaggrin.Knowledge.Tests.Questions;

/// <summary>A file of one question without fault, to be spoilt in one place.</summary>
internal static class SmallQuestion
{
    public const string File = "questions/folic-acid.yaml";

    public const string Text = """
        questions:
          - question: folic-acid
            title: Folic acid
            asks: How is it given?
            agents: [methotrexate]
            words: [folate]
            answers:
              - id: folic-acid-bad
                body: BAD
                year: 2016
                region: UK
                answer: Once a week.
                rows: [MTX-DO-04]
                sources: [label#4.2]
              - id: folic-acid-review
                body: Review
                year: 2014
                answer: Two days after.
                sources: [label]
            follow:
              bodies: [Review]
              because: It gives the day.

        """;

    /// <summary>The file with one passage replaced.</summary>
    public static string With(string passage, string replacement)
    {
        Assert.Contains(passage, Text, StringComparison.Ordinal);
        return Text.Replace(passage, replacement, StringComparison.Ordinal);
    }
}
