using System.Globalization;
using Filaggrin.Advice.Appraisals;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Scores;

namespace Filaggrin.Cli.Output.Report;

/// <summary>A score on its banded scale, with its course below where the record holds one.</summary>
internal static class SeverityPicture
{
    private const double Width = 320, Bar = 16, Top = 20, CourseHeight = 44;

    public static void Write(HtmlWriter html, SeverityEntry entry)
    {
        string words = $"{entry.Instrument} {FactText.Amount(entry.Value, entry.Unit)}{(entry.Band is { } band ? ", " + Texts.Word(band) : "")}, {entry.Evidence.Date?.ToString() ?? "?"}{(entry.OutOfDate ? ", " + Texts.Of("out-of-date") : "")}";
        using (html.In("figure", ("class", "score")))
        {
            html.Element("figcaption", words);
            if (Instruments.Find(entry.Instrument) is not { Bands: { Steps: [.., { Limit: var most }] steps } }) return;
            bool course = entry.Earlier.Length > 1;
            double height = Top + Bar + 14 + (course ? CourseHeight : 0);
            using (html.In("svg", ("viewBox", $"0 0 {Of(Width)} {Of(height)}"), ("role", "img"), ("aria-label", words), ("class", "scale")))
            {
                decimal from = 0m;
                for (int i = 0; i < steps.Count; i++)
                {
                    double left = X(from, most), right = X(steps[i].Limit, most);
                    html.Raw($"<rect x=\"{Of(left)}\" y=\"{Of(Top)}\" width=\"{Of(Math.Max(0, right - left))}\" height=\"{Of(Bar)}\" class=\"band b{Math.Min(i, 5).ToString(CultureInfo.InvariantCulture)}\"/>");
                    if (right - left > 34 && steps[i].Name is { } name)
                        html.Raw($"<text x=\"{Of((left + right) / 2)}\" y=\"{Of(Top + Bar + 11)}\" class=\"name\">{System.Net.WebUtility.HtmlEncode(Texts.Word(name))}</text>");
                    from = steps[i].Limit;
                }

                double at = X(entry.Value, most);
                html.Raw($"<path d=\"M{Of(at - 5)} {Of(Top - 9)}h10l-5 8z\" class=\"mark\"/><line x1=\"{Of(at)}\" y1=\"{Of(Top)}\" x2=\"{Of(at)}\" y2=\"{Of(Top + Bar)}\" class=\"needle\"/>");
                if (course) Course(html, entry, most, Top + Bar + 18);
            }
        }
    }

    private static void Course(HtmlWriter html, SeverityEntry entry, decimal most, double top)
    {
        int first = entry.Earlier[0].Day.DayNumber, last = Math.Max(entry.Earlier[^1].Day.DayNumber, first + 1);
        (double X, double Y)[] points = [.. entry.Earlier.Select(point => (
            8 + (point.Day.DayNumber - first) / (double)(last - first) * (Width - 16),
            top + (1 - (double)(point.Value / most)) * (CourseHeight - 12)))];
        html.Raw($"<polyline points=\"{string.Join(' ', points.Select(point => $"{Of(point.X)},{Of(point.Y)}"))}\" class=\"course\"/>");
        foreach ((double x, double y) in points) html.Raw($"<circle cx=\"{Of(x)}\" cy=\"{Of(y)}\" r=\"2.5\" class=\"mark\"/>");
        html.Raw($"<text x=\"0\" y=\"{Of(top + CourseHeight - 4)}\" class=\"date\">{DateSpan.Iso(entry.Earlier[0].Day)}</text>");
        html.Raw($"<text x=\"{Of(Width)}\" y=\"{Of(top + CourseHeight - 4)}\" class=\"date end\">{DateSpan.Iso(entry.Earlier[^1].Day)}</text>");
    }

    private static double X(decimal value, decimal most) => Width * (double)Math.Clamp(value / most, 0m, 1m);

    private static string Of(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
