using Filaggrin.Fuzz.Json;

namespace Filaggrin.Fuzz.Mutations;

/// <summary>A record that is being changed, and the chance by which it is.</summary>
/// <param name="Original">The record as it stands.</param>
/// <param name="Bytes">The same in bytes.</param>
/// <param name="Chance">The source of chance.</param>
internal sealed record Draft(Token Original, byte[] Bytes, Random Chance)
{
    private Token? _bundle;

    /// <summary>A copy of the record, to be changed.</summary>
    public Token Bundle => _bundle ??= Original.Copy();

    /// <summary>The entries of the copy.</summary>
    public List<Token> Entries => Bundle["entry"]!.Items;

    /// <summary>One of several.</summary>
    public T Pick<T>(IReadOnlyList<T> items) => items[Chance.Next(items.Count)];

    /// <summary>A resource of the copy; null where none is left. Half the time each type is as likely as another, since most resources are results.</summary>
    public Token? AnyResource()
    {
        Token[] resources = ResourcesOf(Bundle);
        if (resources.Length == 0) return null;
        if (Chance.Next(2) == 0) return Pick(resources);
        return Pick([.. Pick([.. resources.GroupBy(resource => resource["resourceType"]?.Text, StringComparer.Ordinal)])]);
    }

    /// <summary>A resource of the record as it stands.</summary>
    public Token OriginalResource() => Pick(ResourcesOf(Original));

    /// <summary>A place in one resource of the copy that fits; null where no resource of a few has one.</summary>
    public Place? AnyPlace(Func<Place, bool> fits)
    {
        for (int tries = 0; tries < 12; tries++)
        {
            Place[] places = AnyResource() is { } resource ? [.. Place.Of(resource).Where(fits)] : [];
            if (places.Length > 0) return Pick(places);
        }

        return null;
    }

    /// <summary>The mutant after a change of one place; null where there is none.</summary>
    public byte[]? At(Func<Place, bool> fits, Action<Place> change)
    {
        if (AnyPlace(fits) is not { } place) return null;
        change(place);
        return Bundle.Write();
    }

    /// <summary>The mutant with another value at one place; null where there is none.</summary>
    public byte[]? Put(Func<Place, bool> fits, params Token[] values) => At(fits, place => place.Set(Pick(values).Copy()));

    private static Token[] ResourcesOf(Token bundle) => [.. bundle["entry"]!.Items.Select(entry => entry["resource"]).OfType<Token>()];
}
