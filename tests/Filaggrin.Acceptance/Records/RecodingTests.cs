using System.Collections.Immutable;
using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Sheets;
using Filaggrin.Knowledge.Medicines;

namespace Filaggrin.Acceptance.Records;

/// <summary>A record says the same in any unit and any code system: the same standings for the same reasons, and the same questions open.</summary>
public class RecodingTests
{
    private static readonly MedicineCatalog Catalog = Engine.Knowledge.Medicines;

    [Theory]
    [MemberData(nameof(Samples.Vignettes), MemberType = typeof(Samples))]
    public void Conventional_units_give_the_same_options(string name) => Same(name, Recoding.InConventionalUnits);

    [Theory]
    [MemberData(nameof(Samples.Vignettes), MemberType = typeof(Samples))]
    public void International_units_give_the_same_options(string name) => Same(name, Recoding.InInternationalUnits);

    [Theory]
    [MemberData(nameof(Samples.Vignettes), MemberType = typeof(Samples))]
    public void There_and_back_gives_the_same_options(string name) => Same(name, json => Recoding.InInternationalUnits(Recoding.InConventionalUnits(json)));

    [Theory]
    [MemberData(nameof(Samples.All), MemberType = typeof(Samples))]
    public void Units_as_laboratories_spell_them_give_the_same_options(string name) => Same(name, Recoding.InSpelledUnits);

    [Theory]
    [MemberData(nameof(Samples.Vignettes), MemberType = typeof(Samples))]
    public void Diagnoses_in_the_other_system_give_the_same_options(string name) => Same(name, Recoding.DiagnosesInTheOtherSystem);

    [Theory]
    [MemberData(nameof(Samples.Vignettes), MemberType = typeof(Samples))]
    public void Medicines_in_the_other_system_give_the_same_options(string name) => Same(name, json => Recoding.MedicinesInTheOtherSystem(json, Catalog));

    [Theory]
    [MemberData(nameof(Samples.Vignettes), MemberType = typeof(Samples))]
    public void Medicines_as_products_give_the_same_options(string name) => Same(name, json => Recoding.MedicinesAsProducts(json, Catalog));

    [Fact]
    public void Every_way_changes_some_record() // a way that changes nothing would hold whatever we read
    {
        Func<byte[], byte[]>[] ways =
        [
            Recoding.InConventionalUnits, Recoding.InInternationalUnits, Recoding.InSpelledUnits, Recoding.DiagnosesInTheOtherSystem,
            json => Recoding.MedicinesInTheOtherSystem(json, Catalog), json => Recoding.MedicinesAsProducts(json, Catalog),
        ];
        byte[][] records = [.. Samples.VignetteNames.Select(name => Rewriting.Minified(Samples.Open(name).Json))];
        Assert.All(ways, way => Assert.Contains(records, record => !way(record).AsSpan().SequenceEqual(record)));
    }

    private static void Same(string name, Func<byte[], byte[]> rewrite)
    {
        Sample sample = Samples.Open(name);
        string[] before = [.. Said(sample, sample.Json)], after = [.. Said(sample, rewrite(sample.Json))];
        string[] differences = [.. before.Except(after, StringComparer.Ordinal).Select(line => "before: " + line), .. after.Except(before, StringComparer.Ordinal).Select(line => "after: " + line)];
        Assert.True(differences.Length == 0, $"{differences.Length} differences:\n{string.Join('\n', differences.Take(20))}");
    }

    private static IEnumerable<string> Said(Sample sample, byte[] json)
    {
        ImmutableArray<Option> options = new Advisor(Engine.Knowledge).Appraise(Engine.Read(json), new AppraisalRequest(sample.AsOf, sample.Region)).Options;
        return options.SelectMany(option => (IEnumerable<string>)
        [
            $"{option.Agent.Id} is {option.Standing}",
            .. option.Reasons.Select(reason => $"{option.Agent.Id} because of {reason.Rule} ({reason.Verdict})"),
            .. option.Missing.Select(missing => $"{option.Agent.Id} asks for {missing.Fact.Name} ({(missing.Blocks ? "blocks" : "does not block")})"),
            .. option.Tried.Select(tried => $"{option.Agent.Id} was tried: {tried.Outcome}, adequate {tried.Adequate}"),
        ]);
    }
}
