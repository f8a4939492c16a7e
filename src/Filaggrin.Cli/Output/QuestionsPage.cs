using System.Collections.Immutable;
using System.Text.Json;
using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Records;
using Filaggrin.Advice.Sheets;
using Filaggrin.Knowledge;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Cli.Output;

/// <summary>Questions for a terminal, each with the line to copy into a file of answers.</summary>
internal static class QuestionsPage
{
    private const int Column = 14;

    public static void Write(ImmutableArray<Question> questions, PatientRecord record, AppraisalRequest request, KnowledgeBase knowledge, TextWriter output)
    {
        Page page = new(output, colour: false);
        page.Write(StandingText.Head(knowledge.Edition, request.AsOf, request.Region, PatientSheet.AgeOf(record.Subject.Birth, request.AsOf), record.Subject.Sex));
        if (questions.IsEmpty)
        {
            page.Write("No answer would change how an option stands.");
            return;
        }

        for (int i = 0; i < questions.Length; i++)
        {
            page.Blank();
            Write(page, questions[i], i + 1, knowledge);
        }

        page.Blank();
        page.Write("Put the lines into a JSON list, write the answer in place of null, and give the file with --answers FILE.");
    }

    private static void Write(Page page, Question question, int number, KnowledgeBase knowledge)
    {
        FactDefinition fact = question.Fact;
        page.Labelled($"{FactText.Count(number),2}.", fact.Ask ?? fact.Text, 0, 4);
        page.Labelled("answers", Answers(question), 4, Column);
        if (FactText.OnFile(question.State) is { } known) page.Labelled("on file", known, 4, Column);
        foreach (bool decides in (ReadOnlySpan<bool>)[true, false])
        {
            foreach (IGrouping<string, string> group in question.Settles.Where(settled => settled.Decides == decides).GroupBy(Change, settled => knowledge.Agents[settled.Agent].Name, StringComparer.Ordinal))
                page.Labelled(decides ? "settles" : "bears on", $"{string.Join(", ", group)}: {group.Key}", 4, Column);
        }

        page.Labelled("line", $"{{ \"fact\": \"{JsonEncodedText.Encode(fact.Name)}\", \"value\": null }}", 4, Column);
    }

    private static string Change(Settled settled)
    {
        string from = StandingText.Of(settled.From);
        if (settled.To.IsEmpty) return $"{from} → by the answer";
        return settled.Decides ? $"{from} → {string.Join(" or ", settled.To.Select(StandingText.Of))}"
            : $"{from} → {string.Join(" or ", settled.To.Where(to => to != Standing.NeedsInformation).Select(StandingText.Of))}; otherwise it waits for other answers";
    }

    private static string Answers(Question question) => question.Fact.Type switch
    {
        FactType.Flag => "true (yes) or false (no)",
        FactType.Code when !question.Options.IsEmpty => string.Join(", ", question.Options.Select(option => $"\"{option}\"")),
        FactType.Number => FactWords.Unit(question.Fact.Unit) is { Length: > 0 } unit ? $"a number in {unit}" : "a number",
        FactType.Date => question.Fact.IsPlanned ? "a day such as \"2026-03-01\", or \"never\" where none is planned" : "a day such as \"2026-03-01\", or \"never\"",
        FactType.Set => "a list of names; [] where there is none",
        _ => "a text",
    };
}
