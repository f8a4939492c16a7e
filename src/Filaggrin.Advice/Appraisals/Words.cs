using Filaggrin.Advice.Records;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Advice.Appraisals;

/// <summary>The words of the glossary as JSON and people see them.</summary>
public static class Words
{
    /// <summary>The last line of every page.</summary>
    public static string Closing => Texts.Of("closing");

    /// <summary>The word for a standing.</summary>
    public static string Of(Standing standing) => standing switch
    {
        Standing.Contraindicated => "contraindicated",
        Standing.Unavailable => "unavailable",
        Standing.NotAdvised => "not-advised",
        Standing.NeedsInformation => "needs-information",
        Standing.Caution => "caution",
        _ => "suitable",
    };

    /// <summary>The word for a verdict.</summary>
    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Contraindicated => "contraindicated",
        Verdict.NotAdvised => "not-advised",
        Verdict.Caution => "caution",
        _ => "note",
    };

    /// <summary>The word for a list of the record.</summary>
    public static string Of(RecordList list) => list switch
    {
        RecordList.Conditions => "conditions",
        RecordList.Medicines => "medicines",
        RecordList.Allergies => "allergies",
        RecordList.Immunizations => "immunizations",
        RecordList.Procedures => "procedures",
        _ => "none",
    };

    /// <summary>The word for why a course ended.</summary>
    public static string Of(StopReason reason) => reason switch
    {
        StopReason.Ineffective => "ineffective",
        StopReason.NotTolerated => "not-tolerated",
        StopReason.Remission => "remission",
        StopReason.Other => "other",
        _ => "unknown",
    };

    /// <summary>The word for what can change a fact.</summary>
    public static string Of(Changeability changeability) => changeability switch
    {
        Changeability.Never => "never",
        Changeability.WithTime => "with-time",
        Changeability.ByCare => "by-care",
        _ => "by-choice",
    };
}
