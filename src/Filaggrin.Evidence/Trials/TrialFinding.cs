namespace Filaggrin.Evidence.Trials;

/// <summary>A fault of the tables, or a remark on them.</summary>
/// <param name="File">Name of the file within its folder.</param>
/// <param name="Line">1-based line on which the row begins.</param>
/// <param name="Message">What is wrong and what was expected.</param>
/// <param name="IsNote">Worth knowing, but no fault.</param>
public sealed record TrialFinding(string File, int Line, string Message, bool IsNote = false)
{
    /// <summary><c>file:line: message</c>.</summary>
    public override string ToString() => $"{File}:{Line}: {(IsNote ? "note: " : "")}{Message}";
}
