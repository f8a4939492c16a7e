using System.Collections.Immutable;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Advice.Appraisals;

/// <summary>What the pathway says in a region; chosen once, not for each patient.</summary>
internal sealed class SpokenPathway(Pathway pathway, string region)
{
    /// <summary>When systemic treatment is indicated.</summary>
    public ImmutableArray<IndicationItem> Indication { get; } = [.. RegionChoice.For(pathway.Indication, region)];

    /// <summary>What is done before any systemic treatment.</summary>
    public ImmutableArray<SpokenTask> Workup { get; } = [.. RegionChoice.For(pathway.Workup, region).Select(SpokenTask.Of)];

    /// <summary>The care around the agents.</summary>
    public ImmutableArray<Item> Care { get; } = [.. RegionChoice.For(pathway.Care, region)];

    /// <summary>What may be done in place of an agent.</summary>
    public ImmutableArray<Alternative> Alternatives { get; } = pathway.Alternatives;
}

/// <summary>A task of the work-up with the facts that tell of it.</summary>
/// <param name="Task">The task.</param>
/// <param name="Facts">The facts that its conditions name.</param>
/// <param name="Owned">Those that the task itself gives.</param>
internal sealed record SpokenTask(WorkupTask Task, ImmutableArray<FactDefinition> Facts, ImmutableArray<FactDefinition> Owned)
{
    public static SpokenTask Of(WorkupTask task) => new(
        task,
        [.. (task.DoneWhen?.Facts() ?? []).Concat(task.AbnormalWhen?.Facts() ?? []).Distinct()],
        [.. (task.DoneWhen?.Affirmed() ?? []).Concat(task.AbnormalWhen?.Affirmed() ?? []).Distinct()]);
}
