using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Filaggrin.Advice.Records;
using Filaggrin.Fhir;
using Filaggrin.Tests;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;

namespace Filaggrin.Benchmarks;

/// <summary>From the bytes of a record to its facts, beside a loop that does nothing but read the tokens of the same bytes.</summary>
/// <remarks>White space is left out: it is 43 % of what records hold, and a bare loop spends its time on it.</remarks>
public class RecordReading
{
    private static readonly FhirJsonDeserializer Deserializer = new(new DeserializerSettings().UsingMode(DeserializationMode.Ostrich));

    private readonly RecordReader _reader = new(TestKnowledge.Load().Codes);
    private byte[][] _records = [];

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
    public int Facts()
    {
        int facts = 0;
        foreach (byte[] record in _records)
        {
            using MemoryStream stream = new(record);
            PatientRecord read = _reader.Read(stream, "record.json");
            facts += read.Findings.Length + read.Medicines.Length;
        }

        return facts;
    }

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
}
