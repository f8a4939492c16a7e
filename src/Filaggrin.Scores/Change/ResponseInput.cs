namespace Filaggrin.Scores;

/// <summary>Reads requests for a response: an instrument, its value at the start and its value now.</summary>
internal static class ResponseInput
{
    public const string Name = "response";

    private const string Composite = "EASI and DLQI";

    public static ScoreResult Evaluate(InputReader inputs)
    {
        string? name = inputs.Text("instrument");
        if (name is null)
        {
            inputs.Refuse("instrument", "missing; expected the instrument of both values.");
            return ScoreResult.Refused(Name, inputs);
        }

        if (Spelling.Same(name, Composite))
            return Both(inputs);

        if (Instruments.Find(name) is not { } instrument)
        {
            inputs.Refuse("instrument", ScoreInput.Unknown(name));
            return ScoreResult.Refused(Name, inputs);
        }

        if (!Response.IsDefinedFor(instrument))
        {
            inputs.Refuse("instrument", $"no response is defined for {instrument.Name}.");
            return ScoreResult.Refused(Name, inputs);
        }

        decimal? baseline = inputs.Number("baseline", instrument.Range), now = inputs.Number("now", instrument.Range);
        inputs.WarnOfUnread(Name);
        if (baseline is null || now is null)
            return ScoreResult.Refused(Name, inputs);

        if (Response.PercentFall(baseline.Value, now.Value) is { } fall && instrument.ResponsePercents.Count > 0)
            inputs.Note($"{instrument.Name} fell by {Decimals.Text(fall)} %.");

        return ScoreResult.Of(new Score(Name, null, Response.Of(instrument, baseline.Value, now.Value)), inputs);
    }

    private static ScoreResult Both(InputReader inputs)
    {
        InputReader? baseline = inputs.Object("baseline", "EASI and DLQI", asPath: true), now = inputs.Object("now", "EASI and DLQI", asPath: true);
        decimal? easiBaseline = baseline?.Number("EASI", Easi.Instrument.Range), dlqiBaseline = baseline?.Number("DLQI", Dlqi.Instrument.Range);
        decimal? easiNow = now?.Number("EASI", Easi.Instrument.Range), dlqiNow = now?.Number("DLQI", Dlqi.Instrument.Range);
        inputs.WarnOfUnread(Name);
        if (easiBaseline is null || easiNow is null || dlqiBaseline is null || dlqiNow is null)
            return ScoreResult.Refused(Name, inputs);

        inputs.Note("EASI-50 and 4 points of DLQI at 16 weeks (NICE TA814, 1.3); allow for skin colour in EASI and for disability in DLQI.");
        string response = Response.EnglandComposite(easiBaseline.Value, easiNow.Value, dlqiBaseline.Value, dlqiNow.Value);
        return ScoreResult.Of(new Score(Name, null, response), inputs);
    }
}
