using System.Collections.Concurrent;
using System.Collections.Immutable;
using Filaggrin.Advice.Sheets;
using Filaggrin.Evidence.Trials;
using Filaggrin.Knowledge.Agents;

namespace Filaggrin.Advice.Effects;

/// <summary>The trials, asked for one patient: those of the patient's age group and background where there are any, else the nearest.</summary>
/// <remarks>Safe to share between threads; each network is fitted once, and each agent compared once in a setting.</remarks>
public sealed class TrialEvidence(TrialLibrary library)
{
    private const decimal Adult = 18m, Adolescent = 12m;
    private const string TopicalClass = "topical glucocorticoid";

    private readonly SignsNetworks _signs = new(library);
    private readonly ConcurrentDictionary<(string Agent, string Others, EffectSetting Setting, string Outcome, string Agents), AgentEffects> _effects = new();
    private readonly ConcurrentDictionary<(string Outcome, Population Population, Background Background, string Agents), Lazy<EffectNetwork?>> _networks = new();

    /// <summary>The outcomes that a reader may pick.</summary>
    public ImmutableArray<Outcome> Outcomes => library.Outcomes;

    /// <summary>What the trials say of an agent.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="against">Other agents to compare it with, beside placebo.</param>
    /// <param name="setting">The age group and background of the patient.</param>
    /// <param name="outcome">An outcome of <see cref="Outcomes"/>.</param>
    /// <param name="among">The agents that the network is cut to; null: all.</param>
    internal AgentEffects For(Agent agent, IEnumerable<string> against, EffectSetting setting, Outcome outcome, ImmutableArray<string>? among)
    {
        string[] others = [.. against.Where(other => other != agent.Id)];
        return _effects.GetOrAdd((agent.Id, string.Join(',', others), setting, outcome.Id, EffectNetwork.Key(among)), _ => Find(agent, others, setting, outcome, among));
    }

    private AgentEffects Find(Agent agent, string[] others, EffectSetting setting, Outcome outcome, ImmutableArray<string>? among)
    {
        AgentEffects? unjoined = null;
        foreach (EffectSetting near in setting.Nearest())
        {
            if (NetworkOf(outcome, near, among) is not { } network) continue;
            string[] treatments = [.. network.Treatments(agent.Id)];
            if (treatments.Length == 0) continue;
            // Placebo where the network has it, and of each other agent its most studied regimen; an agent without trials here is compared with nothing.
            string[] comparators = [.. network.HasPlacebo ? [EffectNetwork.Placebo] : Array.Empty<string>(), .. others.Select(other => network.Treatments(other).FirstOrDefault() ?? other)];
            EffectEstimate[] estimates = [.. comparators.Where(network.Has).SelectMany(comparator => treatments.Select(treatment => network.Compare(treatment, comparator))).OfType<EffectEstimate>()];
            string[] apart = [.. comparators.Where(comparator => !Array.Exists(estimates, estimate => estimate.Comparator == comparator))];
            if (comparators.Length == 0) continue;
            AgentEffects here = new(outcome, near.Population, near.Background, setting.Borrowed(near), [.. estimates], [.. apart]) { Signs = Signs(agent, network.AgentsOf(apart), setting, outcome, among) };
            if (estimates.Length > 0) return here;
            unjoined ??= here;
        }

        if (unjoined is not null) return unjoined;

        HashSet<string> own = [.. library.Arms.Where(row => row.Agent == agent.Id).Select(row => row.Trial)];
        ImmutableArray<Trial> trials = [.. library.Trials.Where(trial => own.Contains(trial.Id) && trial.AnalysisSet != AnalysisSet.PooledExternal)];
        return new(outcome, setting.Population, setting.Background, [], [], [])
        {
            OtherTrials = trials,
            Signs = trials.IsEmpty ? null : Signs(agent, [EffectNetwork.Placebo, .. others], setting, outcome, among),
        };
    }

    private SignsEffects? Signs(Agent agent, string[] missing, EffectSetting setting, Outcome outcome, ImmutableArray<string>? among) =>
        missing.Length > 0 && ClinicalSigns.StandInFor(outcome) ? _signs.Of(agent.Id, missing, setting, among) : null;

    /// <summary>The age group and background of a patient: adult unless younger, with topical steroids where they are in use.</summary>
    internal static EffectSetting SettingOf(PatientSheet sheet, Knowledge.KnowledgeBase knowledge) => new(
        sheet.Age.Low is not { } age || age >= Adult ? Population.Adult : age >= Adolescent ? Population.Adolescent : Population.Child,
        sheet.Medicines.Current.Any(entry => !entry.Systemic && knowledge.Medicines.ClassesOf(entry.Ingredients, entry.AtcCodes).Contains(TopicalClass, StringComparer.Ordinal))
            ? Background.TopicalSteroids : Background.Monotherapy);

    private EffectNetwork? NetworkOf(Outcome outcome, EffectSetting setting, ImmutableArray<string>? among) =>
        _networks.GetOrAdd((outcome.Id, setting.Population, setting.Background, EffectNetwork.Key(among)), _ => new(() => EffectNetwork.Of(library, setting.Narrow(new(outcome.Id)) with { Agents = among }))).Value;
}
