using System.Collections.Immutable;
using Filaggrin.Advice.Sheets;
using Filaggrin.Knowledge;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Advice.Appraisals;

/// <summary>Whether agents can be had: by region, licence and formulary.</summary>
/// <param name="knowledge">The knowledge.</param>
/// <param name="request">Region and formulary.</param>
internal sealed class Access(KnowledgeBase knowledge, AppraisalRequest request)
{
    /// <summary>What region and formulary say.</summary>
    public Barrier? To(Agent agent, FactSheet facts)
    {
        if (Withdrawn(agent) is { } entry)
        {
            bool closed = entry.Status != "restricted";
            return new(closed, new($"{agent.Id}-availability", closed ? Verdict.NotAdvised : Verdict.Note, entry.Text, [], entry.Sources));
        }

        if (ByFormulary(agent) is not { Status: not "available" } line) return null;
        string name = request.Formulary!.Name;
        if (line.Status == "not-available") return new(true, new($"{agent.Id}-formulary", Verdict.NotAdvised, Texts.Of("formulary-not-available", name), [], []));
        Truth met = line.When?.Truth(facts) ?? Truth.Unknown;
        string criteria = line.Criteria ?? Texts.Of("formulary-no-criteria");
        ImmutableArray<Fact> deciding = line.When?.Deciding(facts) ?? [];
        return met == Truth.False
            ? new(true, new($"{agent.Id}-formulary", Verdict.NotAdvised, Texts.Of("formulary-not-met", name, criteria), deciding, []))
            : new(false, new($"{agent.Id}-formulary", Verdict.Note, Texts.Of(met == Truth.True ? "formulary-met" : "formulary-restricted", name, criteria), deciding, []));
    }

    /// <summary>What bars it in the region; null: nothing.</summary>
    public Availability? Withdrawn(Agent agent)
    {
        foreach (Availability entry in knowledge.Availability)
        {
            if (entry.Agent == agent.Id && entry.Region == request.Region && entry.Status != "available") return entry;
        }

        return null;
    }

    /// <summary>Its line in the formulary; null: none.</summary>
    public FormularyEntry? ByFormulary(Agent agent)
    {
        foreach (FormularyEntry line in request.Formulary?.Entries ?? [])
        {
            if (line.Agent == agent.Id) return line;
        }

        return null;
    }

    /// <summary>The licence of an agent for a patient in a region.</summary>
    public static Licence LicenceOf(Agent agent, FactSheet facts, string region)
    {
        LicenceItem? met = null, open = null, other = null;
        foreach (LicenceItem item in agent.Licences)
        {
            if (!item.Regions.IsEmpty && !item.Regions.Contains(region, StringComparer.Ordinal)) continue;
            if (item.Status == "licensed") other ??= item;
            Truth holds = item.Holds(facts);
            if (holds == Truth.Unknown) open ??= item;
            else if (holds == Truth.True && (met is null || (met.Status != "licensed" && item.Status == "licensed"))) met = item;
        }

        if ((met ?? open) is { } best) return new(best.Status, region, best.Text, best.Sources);
        return other is not null
            ? new("off-label", region, Texts.Of("licence-outside", other.Text), other.Sources)
            : new("off-label", region, Texts.Of("licence-none", region), []);
    }
}

/// <summary>What region or formulary say of an agent.</summary>
/// <param name="Closed">It cannot be had.</param>
/// <param name="Reason">In words.</param>
internal sealed record Barrier(bool Closed, Reason Reason);
