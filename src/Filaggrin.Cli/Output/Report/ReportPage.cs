using System.Collections.Immutable;
using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Monitoring;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Facts;
using TaskStatus = Filaggrin.Advice.Appraisals.TaskStatus;

namespace Filaggrin.Cli.Output.Report;

/// <summary>An appraisal as one page that needs no network: to read, compare and print.</summary>
internal sealed class ReportPage
{
    private static readonly string[] Sections = ["comparison", "compare", "questions", "closed", "work-up", "ground"];

    private const int FactsShown = 3;
    private const int TestsShown = 6;
    private const int ReasonLetters = 90;

    private readonly HtmlWriter _html = new();
    private readonly ReportContent _report;

    private ReportPage(ReportContent report) => _report = report;

    private Appraisal Appraisal => _report.Appraisal;

    /// <summary>The whole page.</summary>
    public static string Write(ReportContent report)
    {
        ReportPage page = new(report);
        page.Document();
        return page._html.ToString();
    }

    private void Document()
    {
        _html.Raw("<!doctype html>\n");
        using (_html.In("html", ("lang", Texts.Language)))
        {
            using (_html.In("head"))
            {
                _html.Empty("meta", ("charset", "utf-8"));
                _html.Empty("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
                _html.Empty("meta", ("http-equiv", "Content-Security-Policy"), ("content", "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"));
                _html.Empty("meta", ("name", "color-scheme"), ("content", "light dark"));
                _html.Element("title", Texts.Of("title", StandingText.Person(Appraisal.Age, Appraisal.Sex)));
                _html.Raw($"<style>{ReportFiles.Read("report.css")}</style>");
            }

            using (_html.In("body"))
            {
                _html.Element("a", Texts.Of("skip"), ("class", "skip"), ("href", "#comparison"));
                First();
                using (_html.In("main"))
                {
                    Section("comparison", () =>
                    {
                        _html.Element("p", Texts.Of("comparison-help"), ("id", "comparison-help"), ("class", "screen"));
                        new ComparisonTable(_html, _report).Write();
                        History();
                        Beside();
                    });
                    Section("compare", () =>
                    {
                        _html.Element("p", Texts.Of("compare-help"), ("id", "compare-help"), ("role", "status"), ("data-full", Texts.Of("compare-full")), ("data-differs", Texts.Of("differs")));
                        _html.Element("p", Texts.Of("compare-more"), ("id", "compare-more"), ("class", "hint"), ("hidden", ""));
                        _html.Element("div", "", ("id", "compared"), ("class", "scroll"), ("role", "group"), ("aria-labelledby", "h-compare"));
                    });
                    Section("questions", () => new QuestionForm(_html, _report).Write());
                    Section("closed", Closed);
                    Section("work-up", WorkUp);
                    Section("ground", Ground);
                }

                _html.Raw($"<script>{ReportFiles.Read("report.js")}</script>");
            }
        }
    }

    /// <summary>The first screen: who, severity, indication, what is open, what to ask first.</summary>
    private void First()
    {
        using (_html.In("header", ("class", "first")))
        {
            _html.Element("h1", Texts.Of("heading"));
            _html.Element("p", StandingText.Head(Appraisal), ("class", "who"));
            if (Appraisal.Deceased) _html.Element("p", Texts.Of("deceased"), ("class", "deceased"));
            if (!Appraisal.Current.IsEmpty || !Appraisal.Safety.IsEmpty) Card("current", Current); // what is asked for now comes first
            using (_html.In("div", ("class", "cards")))
            {
                Card("severity", () =>
                {
                    SeverityEntry[] scores = [.. Appraisal.Severity.Where(entry => !entry.IsExtent)];
                    if (scores.Length == 0) _html.Element("p", Texts.Of("no-score"));
                    foreach (SeverityEntry entry in scores.Take(3)) SeverityPicture.Write(_html, entry);
                    if (ConsolePage.ExtentText(Appraisal) is { Length: > 0 } extent) _html.Element("p", ReasonText.Sentence(extent));
                });
                Card("options", Counts);
                Card("indication", () => _html.Element("p", ConsolePage.IndicationText(Appraisal, reasons: 1)));
                Card("settles", Ask);
                if (Appraisal.Options.Any(StandingText.IsOpen)) Card("order", Order);
            }

            using (_html.In("nav", ("aria-label", Texts.Of("contents"))))
            {
                foreach (string section in Sections) _html.Element("a", Texts.Of(section), ("href", "#" + section));
            }
        }
    }

    private void Counts()
    {
        Option[] listed = [.. ConsolePage.Listed(Appraisal)], open = [.. listed.Where(StandingText.IsOpen)];
        _html.Element("p", Texts.Of("open-count", open.Length, listed.Length), ("class", "count"));
        Names(open, option => StandingText.Of(option.Standing), "open-list");
        Group("waiting", [.. listed.Where(option => option.Standing == Standing.NeedsInformation)], Waiting);
        Group("shut", [.. listed.Where(option => option.Standing < Standing.NeedsInformation)], Shut);
        _html.Element("p", ConsolePage.CountText(Appraisal), ("class", "all-counts"));
    }

    private void Group(string key, Option[] options, Func<Option, string> why)
    {
        if (options.Length == 0) return;
        _html.Element("h3", Texts.Of(key));
        Names(options, why, "why-list");
    }

    private void Names(Option[] options, Func<Option, string> why, string kind)
    {
        if (options.Length == 0) return;
        using (_html.In("ul", ("class", kind)))
        {
            foreach (Option option in options)
            {
                using (_html.In("li", ("class", "g-" + Words.Of(option.Standing))))
                {
                    _html.Element("span", ComparisonTable.SignOf(option.Standing), ("class", "sign"), ("aria-hidden", "true"));
                    _html.Element("a", option.Agent.Name, ("href", "#o-" + option.Agent.Id));
                    _html.Element("span", " " + why(option), ("class", "standing"));
                }
            }
        }
    }

    private static string Waiting(Option option)
    {
        string[] facts = [.. option.Missing.Where(missing => missing.Blocks).Select(missing => FactWords.Name(missing.Fact.Name))];
        return facts.Length > FactsShown ? Texts.Of("and-more", string.Join(", ", facts.Take(FactsShown)), facts.Length - FactsShown) : string.Join(", ", facts);
    }

    // The reason that decides, by the facts of the record where it rests on any: they are shorter than its sentence.
    private static string Shut(Option option)
    {
        if (ReasonText.InOrder(option) is not [var first, ..]) return StandingText.Of(option.Standing);
        string facts = ReasonText.RestsOnRecord(first) ? ReasonText.Facts(first.Facts, option.Agent.Rules.FirstOrDefault(rule => rule.Id == first.Rule)?.When).Trim(' ', '[', ']') : "";
        return $"{StandingText.Of(option.Standing)}: {(facts.Length > 0 ? facts : ReasonText.Short(first.Text, ReasonLetters))}";
    }

    private void Order()
    {
        ImmutableArray<string> tests = ConsolePage.TestsToOrder(Appraisal);
        if (tests.IsEmpty)
        {
            _html.Element("p", Texts.Of("order-none"));
            return;
        }

        using (_html.In("ul", ("class", "asked")))
        {
            foreach (string test in tests.Take(TestsShown)) _html.Element("li", ReasonText.Capital(test));
        }

        if (tests.Length > TestsShown) _html.Element("p", Texts.Of("order-more", tests.Length - TestsShown));
    }

    private void Ask()
    {
        if (_report.Questions is not [{ OpensOrCloses: true } first, ..])
        {
            string[] closed = [.. _report.Questions.SelectMany(question => question.Settles).Select(entry => _report.AgentName(entry.Agent)).Distinct(StringComparer.Ordinal)];
            _html.Element("p", closed.Length == 0 ? Texts.Of("settles-none") : Texts.Of("settles-closed", string.Join(", ", closed)));
            return;
        }

        _html.Element("p", first.Fact.Ask ?? first.Fact.Text, ("class", "ask"));
        _html.Element("p", _report.Settling(first));
    }

    private void Current()
    {
        foreach (CurrentTreatment current in Appraisal.Current) _html.Element("p", ConsolePage.CurrentText(current, Appraisal));
        if (Appraisal.Safety.IsEmpty) return;
        using (_html.In("ul", ("class", "asked")))
        {
            foreach (CourseAction entry in Appraisal.Safety.Take(4))
                _html.Element("li", $"{Texts.Word(entry.Word)}: {ReasonText.Brief(ReasonText.Stop(entry.Text), 160)}{ReasonText.Facts(entry.Facts, entry.When)}");
        }
    }

    private void History()
    {
        Option[] folded = [.. Appraisal.Options.Where(ConsolePage.IsFolded)];
        if (folded.Length == 0) return;
        using (_html.In("details", ("class", "history")))
        {
            _html.Element("summary", $"{Texts.Of("history")} ({FactText.Count(folded.Length)})");
            foreach (Option option in folded)
            {
                using (_html.In("details", ("id", "o-" + option.Agent.Id)))
                {
                    _html.Element("summary", $"{option.Agent.Name}: {StandingText.Of(option.Standing)}");
                    new OptionDetails(_html, _report).Write(option);
                }
            }
        }
    }

    private void Beside()
    {
        _html.Element("h3", Texts.Of("beside"));
        using (_html.In("ul"))
        {
            foreach (AlternativeEntry entry in Appraisal.Alternatives)
            {
                using (_html.In("li"))
                {
                    _html.Element("b", entry.Alternative.Name + ": ");
                    _html.Text(ConsolePage.AlternativeText(entry));
                }
            }
        }
    }

    private void Closed()
    {
        Option[] closed = [.. ConsolePage.Listed(Appraisal).Where(option => option.Opens is not null)];
        if (closed.Length == 0)
        {
            _html.Element("p", Texts.Of("closed-none"));
            return;
        }

        _html.Element("p", Texts.Of("closed-help"));
        using (_html.In("dl", ("class", "closed")))
        {
            foreach (Option option in closed)
            {
                using (_html.In("dt"))
                {
                    _html.Element("span", option.Opens!.Possible ? "○" : "●", ("class", "sign"), ("aria-hidden", "true"));
                    _html.Element("a", option.Agent.Name, ("href", "#o-" + option.Agent.Id));
                    _html.Element("span", " " + StandingText.Of(option.Standing), ("class", "standing"));
                }

                _html.Element("dd", ReasonText.Sentence(option.Opens.Text));
            }
        }
    }

    private void WorkUp()
    {
        using (_html.In("ul", ("class", "tasks")))
        {
            foreach (TaskStatus task in Appraisal.Workup.OrderBy(task => task.Status switch { "abnormal" => 0, "out-of-date" => 1, "owed" => 2, _ => 3 }))
            {
                using (_html.In("li"))
                {
                    _html.Element("span", Texts.Word(task.Status), ("class", "status s-" + task.Status));
                    _html.Text(" " + ReasonText.Stop(task.Text) + ReasonText.Sources(task.Sources, task.Recalled));
                }
            }
        }

        Statement[] care = [.. ConsolePage.CareOf(Appraisal)];
        if (care.Length == 0) return;
        _html.Element("h3", Texts.Of("care"));
        using (_html.In("ul"))
        {
            foreach (Statement statement in care) _html.Element("li", ConsolePage.CareText(statement));
        }
    }

    /// <summary>What was assumed, not understood and not verified; whose edition it is; what the page is for.</summary>
    private void Ground()
    {
        Medicines();
        Assumed();
        _html.Element("h3", Texts.Of("not-understood"));
        if (Appraisal.NotUnderstood.IsEmpty) _html.Element("p", Texts.Of("not-understood-none"));
        using (_html.In("ul"))
        {
            foreach (Advice.Records.NotUnderstood entry in Appraisal.NotUnderstood)
            {
                using (_html.In("li"))
                {
                    _html.Element("code", entry.Source);
                    _html.Text(": ");
                    _html.Element("q", entry.Text, ("dir", "auto"));
                    _html.Text(" " + ReasonText.Stop(entry.Why));
                }
            }
        }

        Item[] used = [.. Appraisal.Options.SelectMany(option => option.Agent.Items)];
        _html.Element("h3", Texts.Of("edition"));
        _html.Element("p", $"{Appraisal.Edition}. {ReviewText.Of(Appraisal.Options.Select(option => option.Agent), Appraisal.Edition)} {Texts.Of("unverified-count", used.Count(item => item.Recalled), used.Length)}");
        _html.Element("p", Texts.Of("closing"), ("class", "closing"));
    }

    private void Medicines()
    {
        _html.Element("h3", Texts.Of("medicines"));
        _html.Element("p", Texts.Of(Appraisal.Medicines.IsEmpty ? "medicines-none" : "medicines-help"));
        using (_html.In("ul", ("class", "medicines")))
        {
            foreach (MedicineText medicine in MedicineText.Of(Appraisal.Medicines))
            {
                using (_html.In("li"))
                {
                    _html.Element("b", medicine.Name);
                    if (medicine.Told.Length > 0) _html.Text($", {medicine.Told}");
                    _html.Text(": ");
                    foreach ((int at, string source) in medicine.Sources.Index())
                    {
                        if (at > 0) _html.Text(", ");
                        _html.Element("code", source);
                    }
                }
            }
        }
    }

    private void Assumed()
    {
        (RecordList List, string Names)[] absent = [.. AssumedText.Absent(Appraisal)];
        string taken = AssumedText.Taken(Appraisal, int.MaxValue);
        if (taken.Length + absent.Length == 0) return;
        _html.Element("h3", Texts.Of("assumed"));
        if (taken.Length > 0) _html.Element("p", taken);
        if (absent.Length == 0) return;
        _html.Element("p", Texts.Of("assumed-lists"));
        using (_html.In("ul", ("class", "assumed")))
        {
            foreach ((RecordList list, string names) in absent)
            {
                using (_html.In("li"))
                {
                    _html.Element("b", Texts.Of("assumed-of-" + Words.Of(list)) + ": ");
                    _html.Text(ReasonText.Stop(names));
                }
            }
        }
    }

    private void Card(string key, Action content)
    {
        using (_html.In("section", ("class", "card c-" + key)))
        {
            _html.Element("h2", Texts.Of(key));
            content();
        }
    }

    private void Section(string key, Action content)
    {
        using (_html.In("section", ("id", key), ("aria-labelledby", "h-" + key)))
        {
            _html.Element("h2", Texts.Of(key), ("id", "h-" + key));
            content();
        }
    }
}
