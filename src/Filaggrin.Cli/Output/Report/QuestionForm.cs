using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Sheets;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Cli.Output.Report;

/// <summary>What is missing, in order of what it settles, with a field for each; the answers come out as text for <c>--answers</c>.</summary>
internal sealed class QuestionForm(HtmlWriter html, ReportContent report)
{
    public void Write()
    {
        if (report.Questions.IsEmpty)
        {
            html.Element("p", Texts.Of("questions-none"));
            return;
        }

        html.Element("p", Texts.Of("questions-help"), ("class", "screen"));
        using (html.In("form", ("id", "answers"), ("data-date", DateSpan.Iso(report.Appraisal.AsOf))))
        {
            using (html.In("ol"))
            {
                foreach (Question question in report.Questions)
                {
                    using (html.In("li")) Field(question);
                }
            }
        }

        using (html.In("div", ("class", "output")))
        {
            html.Element("label", Texts.Of("answers"), ("for", "answer-text"));
            html.Element("textarea", "[]", ("id", "answer-text"), ("readonly", ""), ("rows", "6"));
            html.Element("button", Texts.Of("copy"), ("type", "button"), ("id", "copy"));
            html.Element("span", "", ("id", "copied"), ("role", "status"), ("data-text", Texts.Of("copied")));
            html.Element("p", Texts.Of("command"), ("class", "label"));
            html.Element("pre", $"./filaggrin appraise PATIENT.json --as-of {DateSpan.Iso(report.Appraisal.AsOf)} --region {report.Appraisal.Region} --answers answers.json --html report.html", ("tabindex", "0"));
        }
    }

    private void Field(Question question)
    {
        string name = question.Fact.Name, text = question.Fact.Ask ?? question.Fact.Text;
        using (html.In("fieldset"))
        {
            html.Element("legend", text);
            html.Element("p", report.Settling(question), ("class", "settles"));
            if (FactText.OnFile(question.State) is { } known) html.Element("p", Texts.Of("question-on-file", known), ("class", "settles"));
            if (question.Options.IsEmpty)
            {
                string unit = FactWords.Unit(question.Fact.Unit);
                using (html.In("label"))
                {
                    html.Empty("input", ("type", question.Fact.Type == FactType.Number ? "number" : question.Fact.Type == FactType.Date ? "date" : "text"), ("step", question.Fact.Type == FactType.Number ? "any" : null),
                        ("name", name), ("data-type", question.Fact.Type.ToString().ToLowerInvariant()), ("aria-label", unit.Length > 0 ? $"{text} ({unit})" : text));
                    html.Text(unit.Length > 0 ? " " + unit : "");
                }

                if (question.Fact.Type == FactType.Date) NoDay(question.Fact);
                return;
            }

            foreach (string option in question.Options.Prepend(""))
            {
                using (html.In("label"))
                {
                    html.Empty("input", ("type", "radio"), ("name", name), ("value", option), ("data-type", question.Fact.Type.ToString().ToLowerInvariant()), ("checked", option.Length == 0 ? "" : null));
                    html.Text(option.Length == 0 ? Texts.Of("no-answer") : Texts.Word(option));
                }
            }
        }
    }

    private void NoDay(FactDefinition fact)
    {
        using (html.In("label"))
        {
            html.Empty("input", ("type", "checkbox"), ("name", fact.Name), ("value", AnswerReader.Never), ("data-type", "date"));
            html.Text(Texts.Of(fact.IsPlanned ? "answer-none-planned" : "answer-never"));
        }
    }
}
