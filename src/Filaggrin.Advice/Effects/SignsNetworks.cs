using System.Collections.Concurrent;
using System.Collections.Immutable;
using Filaggrin.Evidence.Trials;

namespace Filaggrin.Advice.Effects;

/// <summary>Networks of clinical signs on any scale, one a setting; each is fitted once.</summary>
internal sealed class SignsNetworks(TrialLibrary library)
{
    private readonly ConcurrentDictionary<(EffectSetting? Setting, string Agents), Lazy<EffectNetwork?>> _networks = new();

    /// <summary>An agent against each comparator, from the nearest setting that joins the two; last all ages and backgrounds together.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="comparators">Placebo or other agents.</param>
    /// <param name="setting">The age group and background of the patient.</param>
    /// <param name="among">The agents that the networks are cut to; null: all.</param>
    public SignsEffects Of(string agent, IEnumerable<string> comparators, EffectSetting setting, ImmutableArray<string>? among)
    {
        (string Comparator, SignsEffect? Effect)[] pairs = [.. comparators.Select(comparator => (comparator, Compare(agent, comparator, setting, among)))];
        return new([.. pairs.Select(pair => pair.Effect).OfType<SignsEffect>()], [.. pairs.Where(pair => pair.Effect is null).Select(pair => pair.Comparator)]);
    }

    private SignsEffect? Compare(string agent, string comparator, EffectSetting setting, ImmutableArray<string>? among)
    {
        foreach (EffectSetting? near in setting.Nearest().Append(null))
        {
            if (NetworkOf(near, among) is { } network && network.Has(agent) && network.Has(comparator) && network.Compare(agent, comparator) is { } estimate)
                return new(near?.Population, near?.Background, near is null ? ["population", "background"] : setting.Borrowed(near), estimate);
        }

        return null;
    }

    private EffectNetwork? NetworkOf(EffectSetting? setting, ImmutableArray<string>? among) =>
        _networks.GetOrAdd((setting, EffectNetwork.Key(among)), _ => new(() => EffectNetwork.Of(library, Query(setting) with { Agents = among }))).Value;

    private static TrialQuery Query(EffectSetting? setting) => setting is null
        ? ClinicalSigns.Query with { Populations = [.. Enum.GetValues<Population>()], Backgrounds = [.. Enum.GetValues<Background>()] }
        : setting.Narrow(ClinicalSigns.Query);
}
