using System.Text;

namespace Filaggrin.Cli;

/// <summary>A file that an option names; what goes wrong with it names the option, and the file as it was written.</summary>
internal static class OptionFile
{
    /// <summary>What is told where the folder of a file is not there.</summary>
    public const string NoFolder = "its folder is not there; expected one that exists.";

    /// <summary>What the file holds.</summary>
    /// <exception cref="IOException">It is not there or cannot be read.</exception>
    public static string Text(string option, FileInfo file) =>
        Told(option, file, "cannot be read", () => File.ReadAllText(file.FullName));

    /// <summary>The file, opened to be read.</summary>
    /// <exception cref="IOException">It is not there or cannot be read.</exception>
    public static Stream Open(string option, FileInfo file) => Told(option, file, "cannot be read", file.OpenRead);

    /// <summary>Writes the file anew.</summary>
    /// <exception cref="IOException">Its folder is not there, or it cannot be written.</exception>
    public static void Write(string option, FileInfo file, string text) => Write(option, file, Encoding.UTF8.GetBytes(text));

    /// <inheritdoc cref="Write(string, FileInfo, string)"/>
    public static void Write(string option, FileInfo file, byte[] bytes) => Told(option, file, "cannot be written", () =>
    {
        File.WriteAllBytes(file.FullName, bytes);
        return bytes.Length;
    });

    private static T Told<T>(string option, FileInfo file, string failure, Func<T> use)
    {
        try
        {
            return use();
        }
        catch (FileNotFoundException fault)
        {
            throw new IOException($"{option}: {file}: there is no such file.", fault);
        }
        catch (DirectoryNotFoundException fault)
        {
            throw new IOException($"{option}: {file}: {NoFolder}", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{option}: {file}: the file {failure}.", fault);
        }
    }
}
