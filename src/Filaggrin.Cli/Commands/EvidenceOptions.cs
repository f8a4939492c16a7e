using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Filaggrin.Evidence;
using Filaggrin.Evidence.Trials;

namespace Filaggrin.Cli.Commands;

/// <summary>The options that choose trials of the evidence folder, the same for every command that uses them.</summary>
internal sealed class EvidenceOptions
{
    private static readonly (string Word, ImmutableArray<Population> Populations)[] Groups =
    [
        ("adult", TrialQuery.Adults),
        ("adolescent", [Population.Adolescent]),
        ("child", [Population.Child]),
        ("any", [.. Enum.GetValues<Population>()]),
    ];

    private static readonly (string Word, ImmutableArray<Background> Backgrounds)[] Settings =
    [
        ("monotherapy", [Background.Monotherapy]),
        ("with-topical-steroids", [Background.TopicalSteroids]),
        ("with-topical-as-rescue", [Background.TopicalRescue]),
        ("any", [.. Enum.GetValues<Background>()]),
    ];

    private readonly Option<string[]> _outcomes = new("--outcome") { Description = "Outcome of outcomes.csv, such as EASI75; for SMD several, in order of preference; signs: clinical signs on any scale, as SMD with doses pooled.", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string> _population = new("--population") { Description = "adult (the default; with trials of adults and adolescents), adolescent, child or any.", DefaultValueFactory = _ => "adult" };
    private readonly Option<string> _background = new("--background") { Description = "monotherapy (the default), with-topical-steroids, with-topical-as-rescue or any.", DefaultValueFactory = _ => "monotherapy" };
    private readonly Option<string> _weeks = new("--weeks") { Description = "Weeks of the primary end point, such as 12-16 (the default); one number takes that week of every trial.", DefaultValueFactory = _ => "12-16" };
    private readonly Option<bool> _unconfirmed = new("--include-unconfirmed") { Description = "Use outcomes that were recalled and not read, too." };
    private readonly Option<bool> _agents = new("--by-agent") { Description = "Pool the doses of an agent into one treatment." };
    private readonly Option<string?> _measure = new("--measure") { Description = "OR, RR, RD, MD, SMD, IRR or HR; left out, what suits the data (counts: OR, means: MD)." };
    private readonly Option<string?> _reference = new("--reference") { Description = "Treatment to show the others against; left out, placebo or control, else the most frequent." };
    private readonly Option<DirectoryInfo?> _folder = new("--evidence") { Description = "The evidence folder; default: the one of this checkout." };

    public EvidenceOptions()
    {
        _population.AcceptOnlyFromAmong([.. Groups.Select(group => group.Word)]);
        _background.AcceptOnlyFromAmong([.. Settings.Select(setting => setting.Word)]);
    }

    public static ImmutableArray<Population> PopulationsOf(string word) => Groups.First(group => group.Word == word).Populations;

    public static ImmutableArray<Background> BackgroundsOf(string word) => Settings.First(setting => setting.Word == word).Backgrounds;

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_outcomes, _population, _background, _weeks, _unconfirmed, _agents, _measure, _reference, _folder]) command.Add(option);
    }

    /// <summary>What the options ask for.</summary>
    /// <exception cref="EvidenceException">Weeks or measure cannot be read.</exception>
    public EvidenceRequest Read(ParseResult parsed)
    {
        string weeks = parsed.GetValue(_weeks)!;
        string[] parts = weeks.Split('-');
        int[] numbers = [.. parts.Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int week) ? week : -1)];
        if (numbers.Length > 2 || numbers.Contains(-1) || numbers[0] > numbers[^1]) throw new EvidenceException($"«{weeks}» is no span of weeks; expected one such as 12-16, or one week.");
        string population = parsed.GetValue(_population)!, background = parsed.GetValue(_background)!;
        EffectMeasure? measure = parsed.GetValue(_measure) is { } symbol ? EffectMeasures.Parse(symbol) : null;
        string[] outcomes = parsed.GetValue(_outcomes) ?? [];
        bool signs = outcomes is [ClinicalSigns.Word];
        TrialQuery query = new(signs ? ClinicalSigns.Scales : [.. outcomes])
        {
            Populations = PopulationsOf(population),
            Backgrounds = BackgroundsOf(background),
            FirstWeek = numbers[0],
            LastWeek = numbers[^1],
            Week = numbers.Length == 1 ? numbers[0] : null,
            IncludeUnconfirmed = parsed.GetValue(_unconfirmed),
            Level = signs || parsed.GetValue(_agents) ? TreatmentLevel.Agent : TreatmentLevel.Regimen,
        };
        return new EvidenceRequest(query, population, background, weeks, measure, parsed.GetValue(_reference), parsed.GetValue(_folder));
    }
}

/// <summary>Which trials are asked for.</summary>
/// <param name="Query">The query.</param>
/// <param name="Population">The word of the command line.</param>
/// <param name="Background">The word of the command line.</param>
/// <param name="Weeks">The words of the command line.</param>
/// <param name="Measure">Null for what suits the outcome.</param>
/// <param name="Reference">Null for placebo.</param>
/// <param name="Folder">Null for the folder of the checkout.</param>
internal sealed record EvidenceRequest(TrialQuery Query, string Population, string Background, string Weeks, EffectMeasure? Measure, string? Reference, DirectoryInfo? Folder)
{
    /// <summary>The same trials asked for clinical signs on any scale; <paramref name="everywhere"/> takes all ages and backgrounds.</summary>
    public EvidenceRequest Signs(bool everywhere) => this with
    {
        Query = Query with
        {
            Outcomes = ClinicalSigns.Scales,
            Level = TreatmentLevel.Agent,
            Populations = everywhere ? EvidenceOptions.PopulationsOf("any") : Query.Populations,
            Backgrounds = everywhere ? EvidenceOptions.BackgroundsOf("any") : Query.Backgrounds,
        },
        Population = everywhere ? "any" : Population,
        Background = everywhere ? "any" : Background,
        Measure = EffectMeasure.StandardizedMeanDifference,
    };

    /// <summary>A request as the defaults of the command line make it.</summary>
    public static EvidenceRequest Of(string outcome, string background = "monotherapy", string population = "adult") => new(
        new TrialQuery(outcome)
        {
            Populations = EvidenceOptions.PopulationsOf(population),
            Backgrounds = EvidenceOptions.BackgroundsOf(background),
        }, population, background, "12-16", null, null, null);
}
