using System.CommandLine;
using System.Text;
using Filaggrin.Scores;

namespace Filaggrin.Cli.Commands;

/// <summary><c>score</c>: one severity score from its items, or a batch of them.</summary>
internal static class ScoreCommand
{
    private const int BufferSize = 1 << 16;

    public static Command Create()
    {
        Argument<string?> instrument = new("INSTRUMENT") { Description = "EASI, SCORAD, POEM, DLQI and others.", Arity = ArgumentArity.ZeroOrOne };
        Argument<string?> items = new("ITEMS") { Description = "A JSON file with the items; - reads standard input.", Arity = ArgumentArity.ZeroOrOne };
        Option<string?> batch = new("--batch") { Description = "A CSV or NDJSON file with instrument and inputs on each line; one line of JSON out for each." };
        Command command = new("score", "Compute severity and quality-of-life scores.") { instrument, items, batch };
        command.SetAction(parsed =>
        {
            using StreamWriter output = new(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), BufferSize);
            return (parsed.GetValue(batch), parsed.GetValue(instrument), parsed.GetValue(items)) switch
            {
                ({ } file, null, null) => RunBatch(file, output, Console.Error),
                (null, { } name, { } file) => Run(name, file, output, Console.Error),
                _ => Refuse(Console.Error, "score takes INSTRUMENT and ITEMS, or --batch FILE alone."),
            };
        });
        return command;
    }

    /// <summary>Scores one request; what cannot be scored is named on standard error too.</summary>
    internal static int Run(string instrument, string items, TextWriter output, TextWriter error)
    {
        if (Open(items, error) is not { } reader) return ExitCode.BadInput;
        using (reader)
        {
            ScoreResult result = ScoreInput.Evaluate(instrument, reader.ReadToEnd());
            output.Write(result.ToJson() + "\n");
            return result.Error is null ? ExitCode.Ok : Refuse(error, $"{NameOf(items)}: {OneLine(result.Error)}");
        }
    }

    /// <summary>Scores a batch; a line that cannot be scored says so in its own result.</summary>
    internal static int RunBatch(string file, TextWriter output, TextWriter error)
    {
        if (Open(file, error) is not { } reader) return ExitCode.BadInput;
        using (reader)
        {
            BatchFormat format = Path.GetExtension(file).ToLowerInvariant() switch
            {
                ".csv" => BatchFormat.Csv,
                ".ndjson" or ".jsonl" => BatchFormat.Ndjson,
                _ => BatchFormat.Detect,
            };
            string name = NameOf(file);
            if (format != BatchFormat.Ndjson && reader.Peek() < 0) return Refuse(error, $"{name}: the file is empty; a header with instrument and inputs is expected.");
            try
            {
                foreach (ScoreResult result in ScoreBatch.Evaluate(reader, format)) output.Write(result.ToJson() + "\n");
            }
            catch (FormatException fault)
            {
                return Refuse(error, $"{name}: {OneLine(fault.Message)}");
            }

            return ExitCode.Ok;
        }
    }

    private static StreamReader? Open(string file, TextWriter error)
    {
        if (file == "-") return new StreamReader(Console.OpenStandardInput(), Encoding.UTF8);
        if (File.Exists(file)) return new StreamReader(file, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, BufferSize);
        Refuse(error, $"{NameOf(file)}: there is no such file.");
        return null;
    }

    private static string NameOf(string file) => file == "-" ? "standard input" : Path.GetFileName(file);

    private static string OneLine(string message) => message.ReplaceLineEndings(" ");

    private static int Refuse(TextWriter error, string message)
    {
        error.WriteLine("filaggrin: " + message);
        return ExitCode.BadInput;
    }
}
