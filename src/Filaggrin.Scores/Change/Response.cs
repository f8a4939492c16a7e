namespace Filaggrin.Scores;

/// <summary>Whether a patient has responded to treatment, by the definition that each instrument's trials use.</summary>
/// <remarks>
/// Relative falls are compared as fall × 100 against percent × baseline, in decimal: 74.92 % is no EASI-75, and 28.4 to 7.1 is one.
/// </remarks>
public static class Response
{
    /// <summary>No response: unchanged, worse, or less than the smallest step.</summary>
    public const string None = "none";

    /// <summary>The start leaves no room for a response.</summary>
    public const string NotDefined = "not defined";

    /// <summary>IGA success, or the composite reached.</summary>
    public const string Success = "success";

    /// <summary>Whether a response is defined for an instrument.</summary>
    /// <param name="instrument">The instrument.</param>
    public static bool IsDefinedFor(Instrument instrument) =>
        instrument.ResponsePercents.Count > 0 || instrument.ResponsePoints is not null || instrument == Iga.Instrument;

    /// <summary>The response of one patient.</summary>
    /// <param name="instrument">The instrument of both values.</param>
    /// <param name="baseline">Value at the start of treatment, in the unit of the instrument.</param>
    /// <param name="now">Value now.</param>
    /// <returns>
    /// <c>EASI-75</c> and the like, <c>&gt;=4 points</c> and the like, <see cref="Success"/>, <see cref="None"/> or <see cref="NotDefined"/>.
    /// </returns>
    /// <exception cref="ArgumentException">No response is defined for the instrument.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value doesn't fit the instrument.</exception>
    public static string Of(Instrument instrument, decimal baseline, decimal now)
    {
        instrument.Range.Check(baseline, nameof(baseline));
        instrument.Range.Check(now, nameof(now));
        if (!IsDefinedFor(instrument))
            throw new ArgumentException($"no response is defined for {instrument.Name}.", nameof(instrument));

        if (baseline == 0 || baseline < instrument.ResponsePoints)
            return NotDefined;

        if (instrument.ResponsePercents.Count > 0)
        {
            int reached = instrument.ResponsePercents.LastOrDefault(percent => Reaches(percent, baseline, now));
            return reached == 0 ? None : $"{instrument.Name}-{reached}";
        }

        if (instrument.ResponsePoints is { } points)
            return baseline - now >= points ? $">={Decimals.Text(points)} points" : None;

        return Iga.IsSuccess(baseline, now) ? Success : None;
    }

    /// <summary>Whether a value has fallen by at least a percentage, exactly and without rounding.</summary>
    /// <param name="percent">Percentage of the baseline, 0 to 100 (UCUM <c>%</c>).</param>
    /// <param name="baseline">Value at the start; nothing reaches a fall from 0.</param>
    /// <param name="now">Value now.</param>
    public static bool Reaches(decimal percent, decimal baseline, decimal now) =>
        baseline > 0 && (baseline - now) * 100 >= percent * baseline;

    /// <summary>Fall relative to the start (UCUM <c>%</c>), cut after two decimals so that it never reads as a step not reached; negative when worse.</summary>
    /// <param name="baseline">Value at the start, above 0.</param>
    /// <param name="now">Value now.</param>
    /// <returns>Null with a baseline of 0.</returns>
    public static decimal? PercentFall(decimal baseline, decimal now) =>
        baseline > 0 ? Decimals.Normalise(decimal.Floor((baseline - now) * 10_000 / baseline) / 100) : null;

    /// <summary>Composite that decides on funding in England at 16 weeks: EASI-50 and a DLQI at least 4 points lower.</summary>
    /// <remarks>
    /// NICE technology appraisal 814, section 1.3. The text asks to allow for skin colour when EASI is read,
    /// and for disability and language when DLQI is.
    /// </remarks>
    /// <param name="easiBaseline">EASI at the start, 0 to 72.</param>
    /// <param name="easiNow">EASI now, 0 to 72.</param>
    /// <param name="dlqiBaseline">DLQI at the start, 0 to 30.</param>
    /// <param name="dlqiNow">DLQI now, 0 to 30.</param>
    /// <returns><see cref="Success"/>, <see cref="None"/>, or <see cref="NotDefined"/> where the start leaves no room for it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value doesn't fit its instrument.</exception>
    public static string EnglandComposite(decimal easiBaseline, decimal easiNow, decimal dlqiBaseline, decimal dlqiNow)
    {
        string easi = Of(Easi.Instrument, easiBaseline, easiNow), dlqi = Of(Dlqi.Instrument, dlqiBaseline, dlqiNow);
        if (easi == NotDefined || dlqi == NotDefined)
            return NotDefined;

        return easi == None || dlqi == None ? None : Success;
    }
}
