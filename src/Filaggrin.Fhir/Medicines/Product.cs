using System.Collections.Immutable;
using Filaggrin.Fhir.Codes;

namespace Filaggrin.Fhir.Medicines;

/// <summary>What a code, a name or a Medication entry tells of a product.</summary>
/// <param name="Names">Its ingredients by the names of the medicine list.</param>
/// <param name="Possible">Ingredients that a text may mean.</param>
/// <param name="Atc">Its ATC codes.</param>
/// <param name="Route">The route that it tells, or null.</param>
/// <param name="Via">How it was read when not by its code.</param>
/// <param name="Label">How a reader would call it.</param>
/// <param name="IsWordless">Codes alone, without a word beside them.</param>
internal sealed record Product(
    ImmutableArray<string> Names, ImmutableArray<string> Possible, ImmutableArray<string> Atc, string? Route, string? Via, string Label, bool IsWordless)
{
    /// <summary>References to ingredients that other entries describe.</summary>
    public ImmutableArray<string> Elsewhere { get; init; } = [];

    /// <summary>How much of its one ingredient it holds, as a Medication tells it.</summary>
    public Strength? Strength { get; init; }

    /// <summary>The codes and words that may tell it; few doses ask.</summary>
    public Concept? Words { get; init; }

    /// <summary>How much of its one ingredient it holds; null where that is not told, or there are several.</summary>
    public Strength? StrengthTold() => Names.Length != 1 || !Possible.IsEmpty ? null : Strength ?? (Words is { } words ? Medicines.Strength.InWords(words) : null);

    /// <summary>Those of its names that count only because a code which several medicines share leaves open which it is.</summary>
    public ImmutableArray<string> Assumed { get; init; } = [];

    /// <summary>Neither code nor text.</summary>
    public static Product Nameless { get; } = new([], [], [], null, null, "", false);

    /// <summary>Nothing of it is on the medicine list.</summary>
    public bool IsUnknown => Names.IsEmpty && Possible.IsEmpty && Atc.IsEmpty;

    /// <summary>It may be a medicine of the list.</summary>
    public bool MayMatter => !Names.IsEmpty || !Possible.IsEmpty;

    /// <summary>The product with one ingredient more; where one of the two tells which medicine a shared code of the other means, that is settled.</summary>
    public Product With(Product part) => Tells(part) ? Joined(part.Settled()) : part.Tells(this) ? Settled().Joined(part) : Joined(part);

    private Product Joined(Product part) => this with
    {
        Names = Union(Names, part.Names),
        Possible = Union(Possible, part.Possible),
        Atc = Union(Atc, part.Atc),
        Route = Route ?? part.Route,
        Via = Names.IsEmpty ? part.Via : Via,
        Label = Label.Length > 0 ? Label : part.Label,
        IsWordless = (Label.Length == 0 || IsWordless) && part.IsWordless,
        Assumed = Union(Assumed, part.Assumed),
        Strength = Strength ?? part.Strength,
        Words = Words ?? part.Words,
        Elsewhere = Union(Elsewhere, part.Elsewhere),
    };

    private bool Tells(Product other) => Assumed.IsEmpty && !other.Assumed.IsEmpty
        && Names.Any(name => other.Assumed.Contains(name, StringComparer.Ordinal) || other.Possible.Contains(name, StringComparer.Ordinal));

    private Product Settled() => this with { Names = [.. Names.Except(Assumed, StringComparer.Ordinal)], Possible = [], Assumed = [] };

    private static ImmutableArray<string> Union(ImmutableArray<string> left, ImmutableArray<string> right) => [.. left.Union(right, StringComparer.Ordinal)];
}
