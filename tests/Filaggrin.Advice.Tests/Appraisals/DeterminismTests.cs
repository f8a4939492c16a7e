using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Filaggrin.Advice.Appraisals;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Tests.Records;

namespace Filaggrin.Advice.Tests.Appraisals;

/// <summary>Same record, edition, day and region: same bytes.</summary>
public class DeterminismTests
{
    [Fact]
    public void The_same_record_gives_the_same_bytes()
    {
        foreach ((Patients patient, string region) in Gen.Select(RandomPatients.Any, RandomPatients.Region).Pinned(15))
            Assert.True(Bytes(patient, region) == Bytes(patient, region), patient.Describe());
    }

    [Fact]
    public void Findings_in_any_order_give_the_same_bytes()
    {
        foreach ((Patients patient, int step) in Gen.Select(RandomPatients.Any, Gen.Int[1, 96]).Pinned(40))
        {
            string one = Bytes(patient, "EU"), other = Bytes(patient.Reordered(index => -index * step % 97), "EU");
            Assert.True(one == other, $"{Difference(one, other)}: {patient.Describe()}");
        }
    }

    [Fact]
    public void Several_entries_of_one_fact_in_any_order_give_the_same_bytes()
    {
        Patients patient = Patients.Woman(35)
            .Also("ALT", 80).Also("ALT", 300).Also("HypersensitivityTo", "latex").Also("HypersensitivityTo", "methotrexate")
            .Also("CurrentProcedure", "narrowband UVB").Also("CurrentProcedure", "UVA1").Doubtful("Psoriasis", "psoriasis?").Doubtful("Psoriasis", "guttate psoriasis")
            .Listed("Diabetes", code: "a").Listed("Diabetes", code: "b").Taking("ibuprofen").Taking("naproxen").Taking("simvastatin")
            .Doubtful("Immunodeficiency", "immunodeficiency screen").Doubtful("Immunodeficiency", "immune defect?");
        string one = Bytes(patient, "EU");
        foreach (Func<int, int> order in (Func<int, int>[])[index => -index, index => index % 2, index => index * 41 % 97])
        {
            string other = Bytes(patient.Reordered(order), "EU");
            Assert.True(one == other, Difference(one, other));
        }
    }

    [Fact]
    public void One_knowledge_serves_several_threads_at_once()
    {
        const int rounds = 200;
        ImmutableArray<FactDefinition> facts = Patients.Knowledge.Facts.All;
        FactDictionary[] fresh = [.. Enumerable.Range(0, rounds).Select(_ => new FactDictionary(facts))]; // what it works out on first use is worked out by all together
        using System.Threading.Barrier together = new(4);
        string?[] faults = new string?[4];
        Thread[] threads = [.. Enumerable.Range(0, 4).Select(index => new Thread(() =>
        {
            foreach (FactDictionary dictionary in fresh)
            {
                FactSheet sheet = new(dictionary, [], listsHeld: null);
                together.SignalAndWait();
                faults[index] ??= Fault(sheet);
            }
        }))];
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();
        Assert.All(faults, Assert.Null);
    }

    [Fact]
    public void The_JSON_names_schema_edition_day_and_region()
    {
        using JsonDocument json = JsonDocument.Parse(Bytes(Patients.Woman(35), "UK"));
        JsonElement root = json.RootElement;
        Assert.Equal("filaggrin.appraisal/1", root.GetProperty("schema").GetString());
        Assert.Contains(Patients.Knowledge.Edition.Hash, root.GetProperty("edition").GetString(), StringComparison.Ordinal);
        Assert.Equal("2026-06-15", root.GetProperty("asOf").GetString());
        Assert.Equal("UK", root.GetProperty("region").GetString());
        Assert.Equal(35, root.GetProperty("patient").GetProperty("ageYears").GetInt32());
        Assert.Equal(Patients.Knowledge.Agents.Count, root.GetProperty("options").GetArrayLength());
    }

    [Fact]
    public void The_JSON_of_a_deceased_patient_and_of_an_empty_record_is_complete()
    {
        foreach (Patients patient in (Patients[])[Patients.Woman(35).Died("2026-06-01"), Patients.Bare()])
        {
            using JsonDocument json = JsonDocument.Parse(Bytes(patient, "EU"));
            foreach (string member in (string[])["severity", "indication", "workup", "options", "alternatives", "current", "safety", "accompanyingCare", "notUnderstood"])
                Assert.True(json.RootElement.TryGetProperty(member, out _), $"the member {member} is missing");
        }
    }

    private static string? Fault(FactSheet sheet)
    {
        try
        {
            Truth before = sheet["Leucopenia"].Truth;
            FactDefinition cells = sheet.Dictionary["Leucocytes"];
            Truth after = sheet.With([new(cells, NumberValue.Of(2), FactState.Known, [])])["Leucopenia"].Truth;
            return (before, after) == (Truth.Unknown, Truth.True) ? null : $"Leucopenia is {before}, then {after}";
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidOperationException or KeyNotFoundException or NullReferenceException)
        {
            return $"{fault.GetType().Name}: {fault.Message}";
        }
    }

    private static string Bytes(Patients patient, string region)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, AppraisalJson.WriterOptions)) AppraisalJson.Write(json, patient.Appraise(region));
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string Difference(string one, string other)
    {
        string[] left = one.Split('\n'), right = other.Split('\n');
        int line = Enumerable.Range(0, Math.Min(left.Length, right.Length)).FirstOrDefault(index => left[index] != right[index]);
        return $"line {line}: «{left[line].Trim()}» or «{right[line].Trim()}» after {string.Join(' ', left[Math.Max(0, line - 8)..line].Select(text => text.Trim()))}";
    }
}
