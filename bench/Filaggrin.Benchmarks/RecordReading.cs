using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Filaggrin.Advice.Records;
using Filaggrin.Fhir;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Tests;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;

namespace Filaggrin.Benchmarks;

/// <summary>From the bytes of a record to its facts, beside a loop that does nothing but read the tokens of the same bytes.</summary>
/// <remarks>White space is left out: it is 43 % of what records hold, and a bare loop spends its time on it.</remarks>
public class RecordReading
{
    private static readonly FhirJsonDeserializer Deserializer = new(new DeserializerSettings().UsingMode(DeserializationMode.Ostrich));

    private readonly CodeBook _codes;
    private readonly RecordReader _reader;
    private byte[][] _records = [];

    public RecordReading() => _reader = new(_codes = TestKnowledge.Load().Codes);

    [Params(RecordFiles.Realistic, RecordFiles.Dense)]
    public string Records { get; set; } = "";

    [Params(false, true)]
    public bool TypeLast { get; set; }

    [GlobalSetup]
    public void Read() => _records = RecordFiles.Minified(Records, TypeLast);

    [Benchmark(Baseline = true)]
    public long Bare_loop()
    {
        long tokens = 0;
        foreach (byte[] record in _records)
        {
            Utf8JsonReader reader = new(record);
            while (reader.Read()) tokens++;
        }

        return tokens;
    }

    [Benchmark]
    public int Facts() => _records.Sum(record => Facts(_reader, record));

    /// <summary>Each record as if it were the first: no code, title or unit is remembered from another.</summary>
    [Benchmark]
    public int Facts_by_a_new_reader() => _records.Sum(record => Facts(new(_codes), record));

    [Benchmark]
    public int Json_document()
    {
        int entries = 0;
        foreach (byte[] record in _records)
        {
            using JsonDocument document = JsonDocument.Parse(record);
            entries += document.RootElement.GetProperty("entry").GetArrayLength();
        }

        return entries;
    }

    [Benchmark]
    public int Firely_sdk()
    {
        int entries = 0;
        foreach (byte[] record in _records)
        {
            Utf8JsonReader reader = new(record);
            Deserializer.TryDeserializeResource(ref reader, out Resource? resource, out _);
            entries += ((Bundle)resource!).Entry.Count;
        }

        return entries;
    }

    private static int Facts(RecordReader reader, byte[] record)
    {
        using MemoryStream stream = new(record);
        PatientRecord read = reader.Read(stream, "record.json");
        return read.Findings.Length + read.Medicines.Length;
    }
}
