using System.CommandLine;
using System.Globalization;
using Filaggrin.Advice.Records;
using Filaggrin.Advice.Sheets;
using Filaggrin.Fhir;
using Filaggrin.Knowledge;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Cli.Commands;

/// <summary>The record and the options that <c>appraise</c>, <c>questions</c> and <c>explain</c> share.</summary>
internal sealed class AppraisalOptions
{
    private readonly Argument<string> _patient = new("PATIENT") { Description = "A FHIR R4 bundle (JSON), a folder of NDJSON files, or - for standard input." };
    private readonly Option<string?> _asOf = new("--as-of") { Description = "The day of the appraisal, such as 2026-03-01; default: today." };
    private readonly Option<string> _region = new("--region") { Description = "EU, UK or US.", DefaultValueFactory = _ => "EU", CustomParser = RegionOf };
    private readonly Option<FileInfo?> _formulary = new("--formulary") { Description = "What the clinic can offer (YAML)." };
    private readonly Option<FileInfo?> _codes = new("--codes") { Description = "Local codes of facts (YAML)." };
    private readonly Option<FileInfo?> _answers = new("--answers") { Description = "Answers that no record holds (JSON)." };
    private readonly Option<string> _order = new("--order") { Description = "Order within a standing: evidence, onset, monitoring or name.", DefaultValueFactory = _ => "evidence" };
    private readonly Option<string> _outcome = new("--outcome") { Description = "The outcome by which effects are shown, such as EASI75, IGA01 or PPNRS4.", DefaultValueFactory = _ => "EASI75" };
    private readonly Option<string?> _against = new("--against") { Description = "Compare effects with this agent too, beside placebo and the agents in use." };
    private readonly Option<bool> _amongOpen = new("--among-open") { Description = "Take effects from the trials of those options alone that are not closed." };
    private readonly Option<DirectoryInfo?> _knowledge = new("--knowledge") { Description = "Another knowledge folder." };

    public AppraisalOptions(Command command)
    {
        _order.AcceptOnlyFromAmong("evidence", "onset", "monitoring", "name");
        command.Add(_patient);
        foreach (Option option in (Option[])[_asOf, _region, _formulary, _codes, _answers, _order, _outcome, _against, _amongOpen, _knowledge]) command.Add(option);
    }

    public (KnowledgeBase Knowledge, PatientRecord Record, AppraisalRequest Request) Read(ParseResult parsed)
    {
        KnowledgeBase knowledge = KnowledgeFolder.Load(parsed.GetValue(_knowledge));
        if (parsed.GetValue(_codes) is { } codes) knowledge = knowledge.WithCodes(new(codes.Name, OptionFile.Text(_codes.Name, codes)));
        DateOnly asOf = Day(parsed.GetValue(_asOf));
        AppraisalRequest request = new(asOf, parsed.GetValue(_region)!)
        {
            Outcome = parsed.GetValue(_outcome)!,
            Against = parsed.GetValue(_against),
            AmongOpen = parsed.GetValue(_amongOpen),
            Order = Enum.Parse<OptionOrder>(parsed.GetValue(_order)!, ignoreCase: true),
            Formulary = parsed.GetValue(_formulary) is { } formulary ? Formulary.Read(new(formulary.Name, OptionFile.Text(_formulary.Name, formulary)), knowledge) : null,
        };
        if (request.Against is { } against) request = request with { Against = AgentNames.Find(knowledge, against).Id };
        if (parsed.GetValue(_answers) is { } answers)
        {
            using Stream stream = OptionFile.Open(_answers.Name, answers);
            request = request with { Answers = AnswerReader.Read(stream, answers.Name, knowledge.Codes, asOf) };
        }

        PatientRecord record = ReadRecord(parsed.GetRequiredValue(_patient), knowledge.Codes);
        return record.Subject.Birth is { } birth && birth.First > asOf ? throw new IOException("--as-of: the day lies before the birth of the patient.") : (knowledge, record, request);
    }

    private static string? RegionOf(System.CommandLine.Parsing.ArgumentResult result)
    {
        string region = result.Tokens[0].Value.ToUpperInvariant();
        if (RegionChoice.Regions.Contains(region, StringComparer.Ordinal)) return region;
        result.AddError($"Argument '{result.Tokens[0].Value}' not recognized. Must be one of: 'EU' 'UK' 'US'");
        return null;
    }

    private static PatientRecord ReadRecord(string path, CodeBook codes)
    {
        RecordReader reader = new(codes);
        if (path == "-")
        {
            using Stream input = Console.OpenStandardInput();
            return reader.Read(input, "standard input");
        }

        if (Directory.Exists(path))
        {
            FileInfo[] files = [.. new DirectoryInfo(path).EnumerateFiles("*.ndjson*").OrderBy(file => file.Name, StringComparer.Ordinal)];
            if (files.Length == 0) throw new IOException($"{new DirectoryInfo(path).Name}: no .ndjson file is in this folder; expected files such as Patient.ndjson and Condition.ndjson.");
            return reader.ReadNdjson(files.Select(file => (file.Name, (Func<Stream>)(() => file.OpenRead()))));
        }

        string name = Path.GetFileName(path);
        if (!File.Exists(path)) throw new IOException($"{name}: there is no such file or folder.");
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16, FileOptions.SequentialScan);
        return reader.Read(stream, name);
    }

    private static DateOnly Day(string? text)
    {
        if (text is null) return DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().DateTime);
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
            ? day : throw new IOException($"--as-of: «{text}» is no day; write it as year-month-day, such as 2026-03-01.");
    }
}
