using System.Collections.Immutable;
using Filaggrin.Evidence.Trials;

namespace Filaggrin.Advice.Effects;

/// <summary>Whom the trials are of, and what they were given besides.</summary>
/// <param name="Population">The age group.</param>
/// <param name="Background">The background treatment.</param>
internal sealed record EffectSetting(Population Population, Background Background)
{
    // Adolescents resemble adults more than children do; of the two strangenesses the age weighs more than the background.
    private static readonly Population[] Lenders = [Population.Adult, Population.Adolescent, Population.Child];

    /// <summary>The setting itself, then those to borrow from, the nearest first.</summary>
    public IEnumerable<EffectSetting> Nearest()
    {
        Background other = Background == Background.Monotherapy ? Background.TopicalSteroids : Background.Monotherapy;
        return Lenders.Where(lender => lender != Population).Prepend(Population)
            .SelectMany(population => new EffectSetting[] { new(population, Background), new(population, other) });
    }

    /// <summary>What another setting does not share with this one.</summary>
    public ImmutableArray<string> Borrowed(EffectSetting other) =>
    [
        .. other.Population == Population ? [] : (string[])["population"],
        .. other.Background == Background ? [] : (string[])["background"],
    ];

    /// <summary>The trials of the setting with an end point at 12 to 16 weeks; those of adults with adolescents count for both.</summary>
    public TrialQuery Narrow(TrialQuery query) => query with
    {
        Populations = Population == Population.Child ? [Population.Child] : [Population, Population.Mixed],
        Backgrounds = Background == Background.Monotherapy ? [Background.Monotherapy, Background.TopicalRescue] : [Background],
    };
}
