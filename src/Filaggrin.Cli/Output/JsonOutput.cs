using System.Text;
using System.Text.Json;
using Filaggrin.Advice.Appraisals;

namespace Filaggrin.Cli.Output;

/// <summary>JSON documents as every command writes them: one form, a line end after the last brace.</summary>
internal static class JsonOutput
{
    /// <summary>Writes a document to standard output, in UTF-8 whatever the terminal's encoding.</summary>
    public static void ToConsole(Action<Utf8JsonWriter> write)
    {
        using Stream output = Console.OpenStandardOutput();
        To(output, write);
    }

    /// <summary>A document as text.</summary>
    public static string Text(Action<Utf8JsonWriter> write)
    {
        using MemoryStream buffer = new();
        To(buffer, write);
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void To(Stream output, Action<Utf8JsonWriter> write)
    {
        using (Utf8JsonWriter writer = new(output, AppraisalJson.WriterOptions)) write(writer);
        output.Write("\n"u8);
    }
}
