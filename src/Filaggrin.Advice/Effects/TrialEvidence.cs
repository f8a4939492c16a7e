using System.Collections.Concurrent;
using System.Collections.Immutable;
using Filaggrin.Advice.Sheets;
using Filaggrin.Evidence.Trials;
using Filaggrin.Knowledge.Agents;

namespace Filaggrin.Advice.Effects;

/// <summary>The trials, asked for one patient: those of the patient's age group and background where there are any, else the nearest.</summary>
/// <remarks>Safe to share between threads; each network is fitted once.</remarks>
public sealed class TrialEvidence(TrialLibrary library)
{
    private const decimal Adult = 18m, Adolescent = 12m;
    private const string TopicalClass = "topical glucocorticoid";

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
        foreach (EffectSetting near in setting.Nearest())
        {
            if (NetworkOf(outcome, near, among) is not { } network) continue;
            string[] treatments = [.. network.Treatments(agent.Id)];
            if (treatments.Length == 0) continue;
            string[] comparators = [.. network.HasPlacebo ? [EffectNetwork.Placebo] : Array.Empty<string>(), .. against.Where(other => other != agent.Id).Select(other => network.Treatments(other).FirstOrDefault()).OfType<string>()];
            (string Comparator, EffectEstimate? Estimate)[] pairs = [.. comparators.SelectMany(comparator => treatments.Select(treatment => (comparator, network.Compare(treatment, comparator))))];
            ImmutableArray<string> apart = [.. comparators.Where(comparator => Array.TrueForAll(pairs, pair => pair.Comparator != comparator || pair.Estimate is null))];
            if (pairs.Length == 0) continue;
            return new(outcome, near.Population, near.Background, setting.Borrowed(near), [.. pairs.Select(pair => pair.Estimate).OfType<EffectEstimate>()], apart);
        }

        HashSet<string> others = [.. library.Arms.Where(row => row.Agent == agent.Id).Select(row => row.Trial)];
        return new(outcome, setting.Population, setting.Background, [], [], []) { OtherTrials = [.. library.Trials.Where(trial => others.Contains(trial.Id) && trial.AnalysisSet != AnalysisSet.PooledExternal)] };
    }

    /// <summary>The age group and background of a patient: adult unless younger, with topical steroids where they are in use.</summary>
    internal static EffectSetting SettingOf(PatientSheet sheet, Knowledge.KnowledgeBase knowledge) => new(
        sheet.Age.Low is not { } age || age >= Adult ? Population.Adult : age >= Adolescent ? Population.Adolescent : Population.Child,
        sheet.Medicines.Current.Any(entry => !entry.Systemic && knowledge.Medicines.ClassesOf(entry.Ingredients, entry.AtcCodes).Contains(TopicalClass, StringComparer.Ordinal))
            ? Background.TopicalSteroids : Background.Monotherapy);

    private EffectNetwork? NetworkOf(Outcome outcome, EffectSetting setting, ImmutableArray<string>? among) =>
        _networks.GetOrAdd((outcome.Id, setting.Population, setting.Background, among is { } agents ? string.Join(',', agents.Order(StringComparer.Ordinal)) : "*"), _ => new(() => EffectNetwork.Of(library, setting.Query(outcome), among))).Value;
}
