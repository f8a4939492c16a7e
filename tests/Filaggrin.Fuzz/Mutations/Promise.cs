namespace Filaggrin.Fuzz.Mutations;

/// <summary>What must hold of a mutant, whatever becomes of the rest.</summary>
internal enum Promise
{
    /// <summary>It says the same in other letters: the appraisal is the same, byte for byte.</summary>
    Same,

    /// <summary>It says something unreadable where something was said: no rule that spoke against an option, or might, is known not to.</summary>
    NoBetter,

    /// <summary>It lost what an entry is about: as above, unless the appraisal says that an entry was not understood.</summary>
    Told,

    /// <summary>The file itself is at fault: it is refused.</summary>
    Refused,

    /// <summary>It says something else: any answer will do.</summary>
    Free,
}
