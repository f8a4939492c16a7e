using System.Globalization;
using System.Text.RegularExpressions;
using Filaggrin.Advice.Appraisals;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Tests.Records;

namespace Filaggrin.Advice.Tests.Appraisals;

/// <summary>The start plan never exceeds a limit, fired or undecided, nor its own maximum, over random patients.</summary>
public partial class DoseLimitTests
{
    [Fact]
    public void No_planned_dose_lies_above_a_limit_or_maximum()
    {
        int limited = 0;
        foreach ((Patients patient, string region) in Gen.Select(RandomPatients.Any, RandomPatients.Region).Pinned(100))
        {
            FactSheet sheet = patient.Sheet(region).Facts;
            decimal Size(string fact) => sheet[fact].Value is NumberValue { Interval: var size } ? size.Exact ?? size.Low ?? 0m : 0m;
            (decimal Weight, decimal Surface) body = (Size("Weight"), Size("BodySurfaceAreaM2"));
            foreach (Option option in patient.Appraise(region).Options)
            {
                foreach (PlannedDose dose in option.Plan.Doses)
                {
                    // By ideal weight, which may be asked for, it is told per kilogram.
                    bool perKilogram = dose.Item.ByIdealWeightWhen is { } heavy && heavy.Truth(sheet) != Truth.False;
                    decimal allowed = Allowed(dose.Item, option.Plan.Limits, perKilogram ? (1m, body.Surface) : body);
                    if (option.Plan.Limits.Length > 0 && dose.Doses.Length > 0) limited++;
                    foreach (decimal amount in dose.Doses.SelectMany(Amounts).Concat(dose.Daily is { } daily ? [daily.Amount] : []))
                    {
                        Assert.True(amount <= allowed, $"{dose.Item.Id} plans {amount} of {allowed} at most ({string.Join(" | ", dose.Doses)}; limits of "
                            + $"{string.Join(", ", option.Plan.Limits.Select(limit => limit.Rule))}) in {region}: {patient.Describe()}");
                    }
                }
            }
        }

        Assert.True(limited > 60, $"only {limited} doses were under a limit");
    }

    [Fact]
    public void Fired_and_undecided_limits_are_in_the_plan()
    {
        foreach (Patients patient in RandomPatients.Any.Pinned(30))
        {
            foreach (Option option in patient.Appraise().Options.Where(option => option.Agent.RulesWritten))
            {
                string[] fired = [.. option.Reasons.Where(reason => reason.Limit is not null).Select(reason => reason.Rule).Order(StringComparer.Ordinal)];
                Assert.Equal(fired, option.Plan.Limits.Where(limit => !limit.Undecided).Select(limit => limit.Rule).Order(StringComparer.Ordinal), StringComparer.Ordinal);
            }
        }
    }

    /// <summary>The largest amount of the item, for this body, by the lowest factor and within every maximum of the same kind.</summary>
    private static decimal Allowed(DoseItem item, IReadOnlyCollection<BindingLimit> limits, (decimal Weight, decimal Surface) body)
    {
        decimal Absolute(decimal amount, string unit) => unit.Contains("/kg", StringComparison.Ordinal) ? amount * body.Weight : unit.Contains("/m2", StringComparison.Ordinal) ? amount * body.Surface : amount;
        decimal most = item.Steps.Select(step => Absolute(step.Amount, step.Unit)).Append(item.Range is { } range ? Absolute(range.To, range.Unit) : 0m).Max();
        if (item.Maximum is { } maximum) most = Absolute(maximum.Amount, maximum.Unit) is > 0m and var absolute ? absolute : maximum.Amount; // without a weight it stands as it is; the range is capped by it, and it is printed itself
        most *= limits.Select(limit => limit.Limit.Factor ?? 1m).DefaultIfEmpty(1m).Min();
        bool weekly = (item.Range?.Unit ?? item.Maximum?.Unit ?? "").Contains("/wk", StringComparison.Ordinal);
        foreach (Limit limit in limits.Select(binding => binding.Limit).Where(limit => limit.Max is not null && limit.Unit!.Contains("/wk", StringComparison.Ordinal) == weekly))
            most = Math.Min(most, limit.Max!.Value);
        return most;
    }

    private static IEnumerable<decimal> Amounts(string dose) =>
        Amount().Matches(Interval().Replace(dose, "")).Select(match => decimal.Parse(match.Value, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"\d+(\.\d+)?", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Amount();

    /// <summary>How often and on which day, which are no amounts.</summary>
    [GeneratedRegex(@"every \d+ \w+|day \d+|week \d+", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Interval();
}
