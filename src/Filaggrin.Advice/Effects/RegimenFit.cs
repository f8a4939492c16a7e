using System.Collections.Immutable;
using System.Globalization;
using Filaggrin.Advice.Appraisals;
using Filaggrin.Knowledge.Agents;

namespace Filaggrin.Advice.Effects;

/// <summary>Puts the effect of the regimen that is planned before that of others: the most studied dose need not be the one that this patient would get.</summary>
internal static class RegimenFit
{
    private const int Interval = 2, Amount = 1;
    private const decimal Adult = 18m;

    /// <summary>The effects with the estimates of the planned regimen first, of a child those whose weightiest trial was of its age before others; otherwise in their order.</summary>
    /// <param name="effects">The effects of an agent.</param>
    /// <param name="plan">How it would be started.</param>
    /// <param name="age">The age of the patient (a), the least it may be; null: not known.</param>
    public static AgentEffects PlannedFirst(this AgentEffects effects, StartPlan plan, decimal? age)
    {
        if (effects.Estimates.Length < 2) return effects;
        DoseStep[] running = [.. plan.Doses.Where(dose => dose.Item.Role is "start" or "loading").SelectMany(dose => dose.Item.Steps.TakeLast(1)).Where(step => step.Every is not null)];
        bool isChild = age < Adult;
        if (running.Length == 0 && !isChild) return effects;
        ImmutableArray<EffectEstimate> ordered = [.. effects.Estimates
            .OrderByDescending(estimate => isChild && estimate.Trials is [var weightiest, ..] && weightiest.Trial.Admits(age!.Value) == true)
            .ThenByDescending(estimate => running.Select(step => Fit(estimate.Regimen, step)).DefaultIfEmpty().Max())];
        return ordered.SequenceEqual(effects.Estimates) ? effects : effects with { Estimates = ordered };
    }

    private static int Fit(string regimen, DoseStep step)
    {
        string[] words = regimen.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string every = step.Every switch
        {
            { Amount: 1, Unit: "d" } => "daily",
            { Amount: 1, Unit: "wk" } => "qw",
            { Amount: var weeks, Unit: "wk" } => string.Create(CultureInfo.InvariantCulture, $"q{weeks}w"),
            _ => "",
        };
        return (words.Contains(every, StringComparer.Ordinal) ? Interval : 0) + (words.Contains(step.Amount.ToString(CultureInfo.InvariantCulture), StringComparer.Ordinal) ? Amount : 0);
    }
}
