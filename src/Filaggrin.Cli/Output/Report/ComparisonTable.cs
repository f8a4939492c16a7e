using Filaggrin.Advice.Appraisals;

namespace Filaggrin.Cli.Output.Report;

/// <summary>All options in one table, grouped by standing; each row unfolds to its reasons and plan.</summary>
internal sealed class ComparisonTable(HtmlWriter html, ReportContent report)
{
    private static readonly (Standing Standing, string Sign)[] Groups =
    [
        (Standing.Suitable, "✓"), (Standing.Caution, "!"), (Standing.NeedsInformation, "?"), (Standing.NotAdvised, "✕"), (Standing.Contraindicated, "⊘"), (Standing.Unavailable, "–"),
    ];

    /// <summary>The sign of a standing, so that no colour is needed to tell it.</summary>
    public static string SignOf(Standing standing) => Array.Find(Groups, group => group.Standing == standing).Sign;

    public void Write()
    {
        Chooser();
        using (html.In("table", ("class", "options"), ("role", "table"), ("aria-describedby", "comparison-help")))
        {
            using (html.In("colgroup"))
            {
                html.Empty("col", ("class", "w-option"));
                foreach (Column column in Column.All) html.Empty("col", ("class", "w-" + column.Key), ("data-col", column.Key));
            }

            using (html.In("thead", ("role", "rowgroup")))
            using (html.In("tr", ("role", "row")))
            {
                html.Element("th", Texts.Of("option"), ("scope", "col"), ("role", "columnheader"));
                foreach (Column column in Column.All) html.Element("th", Texts.Of("col-" + column.Key), ("scope", "col"), ("role", "columnheader"), ("data-col", column.Key));
            }

            foreach ((Standing standing, string sign) in Groups)
            {
                Option[] options = [.. ConsolePage.Listed(report.Appraisal).Where(option => option.Standing == standing)];
                if (options.Length > 0) Group(standing, sign, options);
            }
        }
    }

    private void Chooser()
    {
        using (html.In("details", ("class", "columns")))
        {
            html.Element("summary", Texts.Of("columns"));
            using (html.In("fieldset"))
            {
                html.Element("legend", Texts.Of("columns"), ("class", "hidden"));
                foreach (Column column in Column.All)
                {
                    using (html.In("label"))
                    {
                        html.Empty("input", ("type", "checkbox"), ("checked", ""), ("data-show", column.Key));
                        html.Text(Texts.Of("col-" + column.Key));
                    }
                }
            }
        }
    }

    private void Group(Standing standing, string sign, Option[] options)
    {
        using (html.In("tbody", ("role", "rowgroup"), ("class", "group g-" + Words.Of(standing))))
        {
            using (html.In("tr", ("role", "row"), ("class", "group-head")))
            using (html.In("th", ("scope", "rowgroup"), ("role", "rowheader"), ("colspan", FactText.Count(Column.All.Length + 1))))
            {
                html.Element("span", sign, ("class", "sign"), ("aria-hidden", "true"));
                html.Text(" " + StandingText.Of(standing));
            }

            foreach (Option option in options) Row(option, sign);
        }
    }

    private void Row(Option option, string sign)
    {
        string id = option.Agent.Id;
        using (html.In("tr", ("role", "row"), ("class", "option"), ("data-agent", id)))
        {
            using (html.In("th", ("scope", "row"), ("role", "rowheader"), ("id", "o-" + id)))
            {
                using (html.In("div", ("class", "name")))
                {
                    html.Element("span", sign, ("class", "sign"), ("aria-hidden", "true"));
                    html.Element("b", option.Agent.Name);
                    html.Element("span", StandingText.Of(option.Standing), ("class", "standing"));
                }

                if (report.Appraisal.AskedUnder(option.Agent) is { IsEmpty: false } asked)
                    html.Element("p", ReasonText.Capital(Texts.Of("in-use-results", string.Join(", ", asked.Select(Texts.Word)))) + ".", ("class", "asked"));
                using (html.In("button", ("type", "button"), ("class", "open"), ("aria-expanded", "false"), ("aria-controls", "d-" + id)))
                {
                    html.Text(Texts.Of("open-row"));
                    html.Element("span", " " + option.Agent.Name, ("class", "hidden"));
                }

                using (html.In("label", ("class", "tick")))
                {
                    html.Empty("input", ("type", "checkbox"), ("data-compare", id), ("aria-label", Texts.Of("tick", option.Agent.Name)));
                    html.Element("span", Texts.Of("tick", ""), ("aria-hidden", "true"));
                }
            }

            foreach (Column column in Column.All) Cell(column, option);
        }

        using (html.In("tr", ("role", "row"), ("class", "details"), ("id", "d-" + id), ("hidden", "")))
        using (html.In("td", ("role", "cell"), ("colspan", FactText.Count(Column.All.Length + 1))))
        {
            html.Element("h3", option.Agent.Name);
            new OptionDetails(html, report).Write(option);
        }
    }

    private void Cell(Column column, Option option)
    {
        string[] lines = [.. column.Lines(option, report).Where(line => line.Length > 0)];
        using (html.In("td", ("role", "cell"), ("data-col", column.Key), ("data-label", Texts.Of("col-" + column.Key))))
        {
            if (lines.Length == 0) html.Element("span", Texts.Of("nothing-known"), ("class", "none"));
            foreach (string line in lines) html.Element("p", line);
        }
    }
}
