using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Monitoring;
using Filaggrin.Advice.Records;
using Filaggrin.Advice.Sheets;
using Filaggrin.Fhir;
using Filaggrin.Fuzz.Mutations;
using Filaggrin.Knowledge;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Fuzz;

/// <summary>Reads and appraises mutants and holds them against what their mutation promises.</summary>
/// <remarks>A record that was read as before is not appraised again; every eighth mutant is, and written out whole, whatever was read.</remarks>
internal sealed class Judge(KnowledgeBase knowledge)
{
    private const string File = "mutant.json", LinesFile = "mutant.ndjson";
    private const int WholeEvery = 8;

    private readonly RecordReader _reader = new(knowledge.Codes);
    private readonly Advisor _advisor = new(knowledge);
    private readonly TreatmentMonitor _monitor = new(knowledge);
    private readonly ConcurrentDictionary<string, Original> _originals = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Seed, string Agent), ImmutableArray<RuleExplanation>> _rules = new();

    /// <summary>What becomes of a mutant.</summary>
    public Verdict Of(Mutant mutant)
    {
        Original original = Know(mutant.Seed);
        try
        {
            PatientRecord record = Read(mutant.Json);
            return mutant.Promise == Promise.Refused ? new(Fate.Unmoved, "not refused") : Of(mutant, original, record);
        }
        catch (RecordException refusal)
        {
            return new(Fate.Refused, mutant.Promise is Promise.Same ? $"refused: {refusal.Message}"
                : refusal.Message.Contains('\n', StringComparison.Ordinal) || !refusal.Message.StartsWith(File, StringComparison.Ordinal) ? $"the refusal is not one line that names the file: {refusal.Message}" : null);
        }
        catch (Exception fault)
        {
            return new(null, fault.ToString());
        }
    }

    /// <summary>Reads and appraises a record that mutants are held against, once.</summary>
    public Original Know(Seed seed) => _originals.GetOrAdd(seed.Name, _ => Read(seed));

    private Verdict Of(Mutant mutant, Original original, PatientRecord record)
    {
        AppraisalRequest request = RequestOf(mutant.Seed);
        bool same = Records.AreSame(original.Record, record);
        if (mutant.Index % WholeEvery == 0)
        {
            _ = Monitored(record, request);
            if (ByLines(mutant, request) is { } fault) return new(null, fault);
        }

        if (mutant.Index % WholeEvery == 0 || (!same && mutant.Promise == Promise.Same))
        {
            byte[] json = Write(record, request);
            if (json.AsSpan().SequenceEqual(original.Json)) return new(Fate.Same, null);
            if (same || mutant.Promise == Promise.Same) return new(Fate.Unmoved, $"not the same: {Difference(original.Json, json)}");
        }

        if (same) return new(Fate.Same, null);
        ImmutableDictionary<string, Standing> standings = _advisor.Standings(record, request);
        Fate fate = original.Standings.Any(before => standings[before.Key] > before.Value) ? Fate.Better
            : original.Standings.Any(before => standings[before.Key] < before.Value) ? Fate.Worse : Fate.Unmoved;
        bool told = mutant.Promise == Promise.Told && record.NotUnderstood.Except(original.Record.NotUnderstood).Any();
        return new(fate, fate == Fate.Better && !told && mutant.Promise is Promise.NoBetter or Promise.Told ? Undone(mutant.Seed, original, record, standings) : null);
    }

    // A better standing is doubt as long as whatever spoke against the option, or might, still does or may.
    private string? Undone(Seed seed, Original original, PatientRecord record, ImmutableDictionary<string, Standing> standings)
    {
        AppraisalRequest request = RequestOf(seed);
        foreach ((string agent, Standing standing) in standings.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            if (standing <= original.Standings[agent]) continue;
            ImmutableArray<RuleExplanation> before = _rules.GetOrAdd((seed.Name, agent), key => _advisor.Explain(original.Record, request, key.Agent));
            Dictionary<string, RuleExplanation> after = _advisor.Explain(record, request, agent).ToDictionary(rule => rule.Rule.Id, StringComparer.Ordinal);
            RuleExplanation[] against = [.. before.Where(rule => rule.Speaks && rule.Rule.Verdict != Knowledge.Agents.Verdict.Note && rule.Explanation.Truth != Truth.False)];
            RuleExplanation[] undone = [.. against.Where(rule => !rule.Rule.LooksAtOptions && (after[rule.Rule.Id].Explanation.Truth == Truth.False || !after[rule.Rule.Id].Speaks))];
            string change = $"{agent} is {standing} and was {original.Standings[agent]}";
            if (undone.Length > 0) return $"{change}; undone: {string.Join(", ", undone.Select(rule => $"{rule.Rule.Id} (was {rule.Explanation.Truth})"))}";

            // An earlier course that failed speaks against an option without a rule.
            if (against.Length == 0) return $"{change}, for no rule";
        }

        return null;
    }

    // The same resources line by line, whole and with a bit otherwise: read and monitored, or refused in one line.
    private string? ByLines(Mutant mutant, AppraisalRequest request)
    {
        if (Lines.Of(mutant.Json) is not { } lines) return null;
        foreach (byte[] export in (byte[][])[lines, Lines.Flipped(lines, mutant.Index)])
        {
            try
            {
                PatientRecord record = _reader.ReadNdjson([(LinesFile, () => new MemoryStream(export))]);
                _ = Monitored(record, request);
                _ = _advisor.Standings(record, request);
            }
            catch (RecordException refusal)
            {
                if (refusal.Message.Contains('\n', StringComparison.Ordinal)) return $"the refusal of lines is not one line: {refusal.Message}";
            }
        }

        return null;
    }

    private byte[] Monitored(PatientRecord record, AppraisalRequest request)
    {
        using MemoryStream output = new();
        using (Utf8JsonWriter writer = new(output, AppraisalJson.WriterOptions)) MonitoringJson.Write(writer, _monitor.Report(record, request));
        return output.ToArray();
    }

    private Original Read(Seed seed)
    {
        PatientRecord record = Read(seed.Json);
        return new(record, _advisor.Standings(record, RequestOf(seed)), Write(record, RequestOf(seed)));
    }

    private PatientRecord Read(byte[] json)
    {
        using MemoryStream stream = new(json);
        return _reader.Read(stream, File);
    }

    private byte[] Write(PatientRecord record, AppraisalRequest request)
    {
        using MemoryStream output = new();
        using (Utf8JsonWriter writer = new(output, AppraisalJson.WriterOptions)) AppraisalJson.Write(writer, _advisor.Appraise(record, request));
        return output.ToArray();
    }

    private static AppraisalRequest RequestOf(Seed seed) => new(seed.AsOf, seed.Region);

    private static string Difference(byte[] want, byte[] got)
    {
        string[] left = Encoding.UTF8.GetString(want).Split('\n'), right = Encoding.UTF8.GetString(got).Split('\n');
        int line = 0;
        while (line < Math.Min(left.Length, right.Length) && left[line] == right[line]) line++;
        return $"line {line + 1}: «{left.ElementAtOrDefault(line)?.Trim()}» and «{right.ElementAtOrDefault(line)?.Trim()}»";
    }

    internal sealed record Original(PatientRecord Record, ImmutableDictionary<string, Standing> Standings, byte[] Json);
}
