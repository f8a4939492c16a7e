using static Filaggrin.Scores.Band;

namespace Filaggrin.Scores;

/// <summary>Instruments whose result is taken as a number and never computed from items, with the reason.</summary>
internal static class ImportOnly
{
    private const string Licensed = "its items are licensed, so that only results are taken";
    private const string Versions = "its grades depend on the version, so that a rating is kept with its own scale";

    private static readonly Bands Hads = new(
        "HADS", "0 to 7, 8 to 10, 11 to 21", Basis.Read, UpTo(7, "none"), UpTo(10, "possible"), UpTo(21, "probable"));

    public static IReadOnlyList<Instrument> All { get; } =
    [
        new("PGA", "Physician's Global Assessment")
        {
            OtherNames = ["Physician Global Assessment", "Physicians Global Assessment"],
            Remark = "Never converted into IGA: only five static grades count for IGA success.",
            ImportOnlyBecause = Versions,
            HasVersions = true,
        },
        new("PtGA", "Patient's Global Assessment")
        {
            OtherNames = ["Patient Global Assessment", "Patients Global Assessment"],
            ImportOnlyBecause = Versions,
            HasVersions = true,
        },
        new("PROMIS Itch", "PROMIS Itch Questionnaire")
        {
            OtherNames = ["PIQ", "PROMIS Itch T-score", "PROMIS Itch Questionnaire T-score"],
            Ages = new(8, null),
            Period = "last 7 days",
            Remark = "T-score with mean 50 and standard deviation 10; doi:10.1016/j.jid.2019.08.452, children doi:10.1016/j.jid.2021.10.015.",
            Licence = "HealthMeasures: free under its terms.",
            ImportOnlyBecause = "its T-score comes from item response theory and not from a sum, so that only T-scores are taken",
        },
        new("HADS", "Hospital Anxiety and Depression Scale")
        {
            WholeNumbers = true,
            Minimum = 0,
            Maximum = 42,
            Ages = new(18, null),
            Period = "last 7 days",
            Remark = "The bands belong to its two parts, HADS-A and HADS-D.",
            ImportOnlyBecause = Licensed,
        },
        HadsPart("HADS-A", "Hospital Anxiety and Depression Scale, anxiety", "HADS anxiety"),
        HadsPart("HADS-D", "Hospital Anxiety and Depression Scale, depression", "HADS depression"),
        new("EQ-5D", "EQ-5D index")
        {
            OtherNames = ["EQ-5D-5L", "EQ-5D-3L", "EQ-5D-Y", "EQ-5D-5L index", "EQ-5D-3L index", "EQ-5D index value"],
            Maximum = 1,
            Minimum = -1,
            Unit = "1",
            Period = "today",
            Remark = "1 is full health; the lower end depends on the country's value set, and negative values are worse than death.",
            ImportOnlyBecause = "its items are licensed and its index needs a country's value set, so that only the index is taken",
        },
        new("EQ VAS", "EQ visual analogue scale")
        {
            OtherNames = ["EQ-5D VAS", "EuroQol VAS"],
            Minimum = 0,
            Maximum = 100,
            Period = "today",
            Remark = "A higher value is better.",
            ImportOnlyBecause = Licensed,
        },
    ];

    private static Instrument HadsPart(string name, string title, string other) => new(name, title)
    {
        OtherNames = [other],
        Minimum = 0,
        Maximum = 21,
        WholeNumbers = true,
        Bands = Hads,
        Ages = new(18, null),
        Period = "last 7 days",
        ImportOnlyBecause = Licensed,
    };
}
