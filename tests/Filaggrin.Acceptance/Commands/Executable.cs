using System.Diagnostics;
using System.Text;
using Filaggrin.Tests;

namespace Filaggrin.Acceptance.Commands;

/// <summary>What a run of the command left behind.</summary>
internal sealed record Outcome(int Exit, string Output, string Error);

/// <summary>Runs the command as a shell would, by the launcher that builds it for its users.</summary>
internal static class Executable
{
    public static Outcome Run(params string[] arguments) => Run([], arguments);

    public static Outcome Run(byte[] input, string[] arguments) => Run(input, arguments, Environment.CurrentDirectory);

    /// <summary>Runs it in a folder, so that paths are read from there.</summary>
    public static Outcome RunIn(string folder, string[] arguments) => Run([], arguments, folder);

    /// <summary>Runs another program than the command.</summary>
    public static Outcome RunProgram(string program, params string[] arguments) => Run(program, [], arguments, Environment.CurrentDirectory);

    private static Outcome Run(byte[] input, string[] arguments, string folder) =>
        Run(Path.GetFullPath(Path.Combine(TestKnowledge.Folder, "..", "filaggrin")), input, arguments, folder);

    private static Outcome Run(string program, byte[] input, string[] arguments, string folder)
    {
        ProcessStartInfo start = new(program)
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        try
        {
            process.StandardInput.BaseStream.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It did not read its input; what it said and its exit code tell why.
        }

        process.WaitForExit();
        return new(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }
}
