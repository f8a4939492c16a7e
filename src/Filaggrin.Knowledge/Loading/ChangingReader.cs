using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Knowledge.Loading;

/// <summary>Reads what can change a fact, and when.</summary>
internal static class ChangingReader
{
    // The words follow the enumeration; an empty one stands for what is not said.
    private static readonly string[] Words = ["", "never", "with-time", "by-care", "by-choice"];

    public static Changing Read(MappingReader reader, ICollection<Finding> findings)
    {
        (Changeability? adult, Changeability? child) = reader.Has("changes") ? Changes(reader, findings) : (null, null);
        return new(adult, child, reader.Text("ends"), reader.Text("begins"), reader.Texts("becomes"), reader.Texts("reopens"));
    }

    /// <summary>One word, or one each for adults and children.</summary>
    private static (Changeability? Adult, Changeability? Child) Changes(MappingReader reader, ICollection<Finding> findings)
    {
        if (reader.IsText("changes"))
        {
            Changeability? word = Of(reader.Choice("changes", Words));
            return (word, word);
        }

        if (reader.Keys("changes") is not { } mapping) return (null, null);
        MappingReader ages = new(mapping, findings) { Subject = reader.Subject };
        (Changeability? adult, Changeability? child) = (Of(ages.Choice("adult", Words, required: true)), Of(ages.Choice("child", Words, required: true)));
        ages.Close();
        return (adult, child);
    }

    private static Changeability? Of(int word) => word > 0 ? (Changeability)(word - 1) : null;
}
