namespace Filaggrin.Scores.Tests.Registry;

public class InstrumentsTests
{
    public static TheoryData<string> Names => [.. Instruments.All.Select(i => i.Name)];

    [Theory]
    [InlineData("EASI", "EASI")]
    [InlineData("easi", "EASI")]
    [InlineData("Eczema Area and Severity Index", "EASI")]
    [InlineData("Eczema Area and Severity Index (EASI)", "EASI")]
    [InlineData("EASI total score", "EASI")]
    [InlineData(" EASI score ", "EASI")]
    [InlineData("SCORAD", "SCORAD")]
    [InlineData("SCORAD index", "SCORAD")]
    [InlineData("oSCORAD", "objective SCORAD")]
    [InlineData("Objective SCORAD", "objective SCORAD")]
    [InlineData("SCORAD (objective)", "objective SCORAD")]
    [InlineData("PO-SCORAD", "PO-SCORAD")]
    [InlineData("vIGA-AD", "IGA")]
    [InlineData("IGA", "IGA")]
    [InlineData("Investigator’s Global Assessment", "IGA")]
    [InlineData("PP-NRS", "PP-NRS")]
    [InlineData("PPNRS", "PP-NRS")]
    [InlineData("Peak Pruritus NRS", "PP-NRS")]
    [InlineData("Worst pruritus NRS", "PP-NRS")]
    [InlineData("DLQI", "DLQI")]
    [InlineData("DLQI total", "DLQI")]
    [InlineData("CDLQI", "CDLQI")]
    [InlineData("Children's Dermatology Life Quality Index", "CDLQI")]
    [InlineData("Patient-Oriented Eczema Measure", "POEM")]
    [InlineData("% BSA", "BSA")]
    [InlineData("Patient Health Questionnaire 9 item (PHQ-9) total score [Reported]", "PHQ-9")]
    [InlineData("PROMIS Itch T-score", "PROMIS Itch")]
    public void Spellings_of_records_are_known(string name, string expected) => Assert.Equal(expected, Instruments.Find(name)?.Name);

    [Theory]
    [InlineData("EASI-75")]
    [InlineData("EASI %")]
    [InlineData("EASI trunk")]
    [InlineData("Change of EASI")]
    [InlineData("SCORAD (EASI)")]
    [InlineData("score")]
    [InlineData("")]
    [InlineData("()")]
    public void Names_that_mean_something_else_are_not_guessed_at(string name)
    {
        Assert.False(Instruments.TryFind(name, out Instrument? found));
        Assert.Null(found);
    }

    [Fact]
    public void No_two_instruments_share_a_name()
    {
        string[] names = [.. Instruments.All.SelectMany(i => i.OtherNames.Append(i.Name).Append(i.Title).Distinct(StringComparer.OrdinalIgnoreCase))];
        Assert.All(names, name => Assert.Single(Instruments.All, i => i == Instruments.Find(name)));
        Assert.All(Instruments.All, i => Assert.All(i.OtherNames.Append(i.Title), name => Assert.Same(i, Instruments.Find(name))));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_instrument_is_computed_or_says_why_not(string name)
    {
        Instrument instrument = Instruments.Find(name)!;
        Assert.NotEqual(instrument.IsComputed, instrument.ImportOnlyBecause is not null);
        if (instrument.IsComputed)
            Assert.NotNull(instrument.Maximum);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Bands_ascend_and_reach_the_top_of_the_scale(string name)
    {
        Instrument instrument = Instruments.Find(name)!;
        foreach (Bands bands in AllBands(instrument))
        {
            Assert.Equal(bands.Steps.Select(s => s.Limit).Order(), bands.Steps.Select(s => s.Limit));
            Assert.Equal(instrument.Maximum, bands.Steps[^1].Limit);
            Assert.True(bands.Steps[^1].Inclusive);
            Assert.False(string.IsNullOrEmpty(bands.Citation));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_higher_value_never_has_a_lower_band(string name)
    {
        Instrument instrument = Instruments.Find(name)!;
        foreach (Bands bands in AllBands(instrument))
        {
            Gen<decimal> value = Gen.Int[0, (int)instrument.Maximum! * 100].Select(hundredths => hundredths / 100m);
            Gen.Select(value, value).Sample((a, b) =>
                bands.IndexOf(Math.Min(a, b)) >= 0 && bands.IndexOf(Math.Min(a, b)) <= bands.IndexOf(Math.Max(a, b)));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_estimate_of_an_important_change_names_its_source(string name) =>
        Assert.All(Instruments.Find(name)!.ImportantChanges, change => Assert.True(change is { Amount: > 0, Source.Length: > 0, Unit: "{score}" or "%" }));

    [Fact]
    public void The_estimate_to_quote_comes_with_its_source_and_how_it_is_known()
    {
        ImportantChange change = Easi.Instrument.MinimalImportantChange!;
        Assert.Equal(6.6m, change.Amount);
        Assert.Equal(Basis.Recalled, change.Basis);
        Assert.Contains("doi:10.1111/j.1398-9995.2011.02719.x", change.Source, StringComparison.Ordinal);
        Assert.Null(Sassad.Instrument.MinimalImportantChange);
    }

    [Theory]
    [InlineData("EASI", "72.05")]
    [InlineData("EASI", "-1")]
    [InlineData("POEM", "12.5")] // only whole totals exist
    [InlineData("unheard of", "3")]
    [InlineData("PGA", "3")] // depends on the version
    public void A_total_that_cannot_be_has_no_band(string instrument, string total) =>
        Assert.Null(Instruments.BandOf(instrument, Number.Of(total)));

    [Fact]
    public void What_is_wrong_with_a_total_is_told()
    {
        Assert.Null(Easi.Instrument.Problem(31.2m));
        Assert.Equal("80 is not allowed; expected a number from 0 to 72.", Easi.Instrument.Problem(80));
        Assert.Equal("12.5 is not allowed; expected a whole number from 0 to 28.", Poem.Instrument.Problem(12.5m));
    }

    [Theory]
    [InlineData("EASI", "{score}")]
    [InlineData("BSA", "%")]
    [InlineData("EQ-5D", "1")]
    public void Units_are_ucum(string instrument, string unit) => Assert.Equal(unit, Instruments.Find(instrument)!.Unit);

    private static IEnumerable<Bands> AllBands(Instrument instrument) =>
        instrument.Bands is { } bands ? instrument.Variants.Prepend(bands) : instrument.Variants;
}
