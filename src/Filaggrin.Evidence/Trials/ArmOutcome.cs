namespace Filaggrin.Evidence.Trials;

/// <summary>One outcome of one arm at one time, from <c>arms.csv</c>.</summary>
/// <param name="Trial">The key of the trial.</param>
/// <param name="Arm">The key of the arm within the trial.</param>
/// <param name="Agent">The identifier of the agent; placebo stands for placebo with the background of the trial.</param>
/// <param name="Regimen">The dose after the loading dose and without the background, spelled alike in all trials; empty for placebo.</param>
/// <param name="Loading">The loading dose; empty where there was none, or none was told.</param>
/// <param name="Dose">The dose as the source prints it, with background.</param>
/// <param name="Route">The way it was given.</param>
/// <param name="Outcome">The key of the outcome.</param>
/// <param name="Week">Weeks from randomisation; 0 for a row that only declares the arm.</param>
/// <param name="N">The denominator of this row.</param>
/// <param name="Events">Patients with the event.</param>
/// <param name="Percent">The percentage as printed, 0 to 100, or its number of decimals would be lost.</param>
/// <param name="Mean">Mean, least-squares mean or percent change.</param>
/// <param name="Sd">Standard deviation of single patients.</param>
/// <param name="Se">Standard error of the mean.</param>
/// <param name="Lower">Lower limit of the 95 % interval of the mean.</param>
/// <param name="Upper">Upper limit of the 95 % interval of the mean.</param>
/// <param name="Estimand">How rescue and missing values were handled.</param>
/// <param name="OutcomeOrigin">Where the percentage, count or mean comes from.</param>
/// <param name="NOrigin">Where the denominator comes from.</param>
/// <param name="EventsOrigin">Where the count comes from; null where the row has none.</param>
/// <param name="LabelInferred">Whether the endpoint was known by its place and the size of its values only.</param>
/// <param name="Tier">How far the row can be trusted, as the file says.</param>
/// <param name="Flag">What sets the row apart.</param>
/// <param name="Source">DOI or address, several joined with semicolons.</param>
/// <param name="Note">What to know about the row.</param>
/// <param name="Line">Its line in the file, for messages.</param>
public sealed record ArmOutcome(
    string Trial, string Arm, string Agent, string Regimen, string Loading, string Dose, string Route,
    string Outcome, int Week, int N, int? Events, Printed? Percent, double? Mean, double? Sd, double? Se, double? Lower, double? Upper,
    Estimand Estimand, Origin OutcomeOrigin, Origin NOrigin, Origin? EventsOrigin, bool LabelInferred, Tier Tier, RowFlag Flag,
    string Source, string Note, int Line)
{
    /// <summary>The treatment of the arm: agent and regimen, or the agent alone for placebo.</summary>
    public string Treatment => Regimen.Length == 0 ? Agent : $"{Agent} {Regimen}";

    /// <summary>The standard deviation of single patients: as given, or from the standard error (× √n), or from the 95 % interval; null where the row has no spread.</summary>
    /// <remarks>Cochrane Handbook 6.5.2.2 and 6.5.2.3. A standard error of a least-squares mean comes from a model: the deviation is then that of its residuals.</remarks>
    public double? StandardDeviation => Sd ?? StandardError * Math.Sqrt(N);

    /// <summary>The standard error of the mean: as given, or from the standard deviation, or from the 95 % interval; null where the row has no spread.</summary>
    public double? StandardError => Se ?? (Sd is { } sd ? sd / Math.Sqrt(N) : (Upper - Lower) / (2 * NormalQuantile));

    private const double NormalQuantile = 1.959963984540054; // of 0.975
}

/// <summary>A number together with the decimals that the source printed.</summary>
/// <param name="Value">The number.</param>
/// <param name="Decimals">Digits after the point.</param>
public readonly record struct Printed(double Value, int Decimals)
{
    /// <summary>Half a unit of the last digit printed: the most by which rounding can have changed it.</summary>
    public double HalfUnit => 0.5 * Math.Pow(10, -Decimals);
}
