namespace Filaggrin.Evidence;

/// <summary>One arm of a trial.</summary>
/// <param name="Study">Label of the trial.</param>
/// <param name="Treatment">Label of the treatment.</param>
public abstract record Arm(string Study, string Treatment);

/// <summary>An arm that tells how many of its patients had the event.</summary>
/// <param name="Study">Label of the trial.</param>
/// <param name="Treatment">Label of the treatment.</param>
/// <param name="Events">Patients with the event, 0 to <paramref name="Patients"/>.</param>
/// <param name="Patients">Patients analysed, above 0.</param>
public sealed record BinaryArm(string Study, string Treatment, double Events, double Patients) : Arm(Study, Treatment);

/// <summary>An arm that tells mean and standard deviation of an outcome.</summary>
/// <param name="Study">Label of the trial.</param>
/// <param name="Treatment">Label of the treatment.</param>
/// <param name="Patients">Patients analysed, above 0.</param>
/// <param name="Mean">Mean, in the unit of the outcome.</param>
/// <param name="Sd">Standard deviation between patients, above 0.</param>
public sealed record ContinuousArm(string Study, string Treatment, double Patients, double Mean, double Sd) : Arm(Study, Treatment);

/// <summary>An arm that tells events and time at risk.</summary>
/// <param name="Study">Label of the trial.</param>
/// <param name="Treatment">Label of the treatment.</param>
/// <param name="Events">Events, 0 or more.</param>
/// <param name="Time">Time at risk, above 0, in the same unit for the whole network.</param>
public sealed record RateArm(string Study, string Treatment, double Events, double Time) : Arm(Study, Treatment);
