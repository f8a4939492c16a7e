using System.Text.Json;
using Filaggrin.Fhir.Elements;
using Filaggrin.Fhir.Tapes;

namespace Filaggrin.Fhir.Scanning;

/// <summary>An entry of a Bundle that holds a resource and was read whole.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="Type">Its type.</param>
/// <param name="Start">Where it begins among the bytes of the tape.</param>
/// <param name="Address">The address of the entry.</param>
/// <param name="Mode">Why it is in the answer.</param>
/// <param name="EndsWithResource">Nothing stands behind the resource.</param>
internal readonly record struct TapedEntry(Element Resource, string Type, int Start, Element Address, string? Mode, bool EndsWithResource);

/// <summary>Reads entries as they nearly always are: each name once, one resource, plain texts. All others are left to the reader of tokens.</summary>
internal static class TapedEntryReader
{
    /// <summary>The entry; null when it is to be read token by token.</summary>
    public static TapedEntry? Read(Tape tape)
    {
        if (tape.HasEscapedNames || tape[0].MayRepeat) return null;
        int resource = tape.Find(0, "resource"u8), address = tape.Find(0, "fullUrl"u8), search = tape.Find(0, "search"u8), request = tape.Find(0, "request"u8);
        if (resource < 0 || tape[resource].Kind != JsonValueKind.Object || tape.TypeOfResource(resource) is not { } type || type == "Bundle") return null;
        if (!IsPlain(tape, address) || (request >= 0 && (tape[request].Kind != JsonValueKind.Object || tape.Find(request, "mode"u8) >= 0))) return null;
        string? mode = null;
        if (search >= 0)
        {
            if (tape[search] is not { Kind: JsonValueKind.Object, MayRepeat: false }) return null;
            int why = tape.Find(search, "mode"u8);
            if (!IsPlain(tape, why)) return null;
            mode = why < 0 ? null : tape.PlainText(why);
        }

        return new(new(tape, resource), type, tape[resource].Start, address < 0 ? default : new(tape, address), mode, tape[resource].Next == tape.Count);
    }

    // What holds escapes is decoded, or found to be no text, elsewhere.
    private static bool IsPlain(Tape tape, int row) => row < 0 || !tape[row].IsEscaped;
}
