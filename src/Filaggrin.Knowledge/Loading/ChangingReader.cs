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
        Place place = reader.PlaceOf("changes");
        switch (reader.Take("changes"))
        {
            case ScalarNode scalar when Word(scalar.Text) is { } word:
                return (word, word);
            case MappingNode mapping:
                MappingReader ages = new(mapping, findings) { Subject = reader.Subject };
                (Changeability? adult, Changeability? child) = (Word(ages.Text("adult")), Word(ages.Text("child")));
                ages.Close();
                if (adult is not null && child is not null) return (adult, child);
                break;
        }

        reader.Fault($"«changes» should be {string.Join(", ", Words.Skip(1))}, or one of them each for adult and child.", place);
        return (null, null);
    }

    private static Changeability? Word(string? text) => Array.IndexOf(Words, text) is > 0 and var at ? (Changeability)(at - 1) : null;
}
