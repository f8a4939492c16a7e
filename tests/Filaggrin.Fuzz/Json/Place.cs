namespace Filaggrin.Fuzz.Json;

/// <summary>Where a value stands in a resource.</summary>
/// <param name="Holder">The object or list that holds it.</param>
/// <param name="Index">Its place there.</param>
/// <param name="Path">The names that lead to it from the resource, without the places in lists: <c>component.code.coding.system</c>.</param>
internal readonly record struct Place(Token Holder, int Index, string Path)
{
    /// <summary>The value.</summary>
    public Token Value => Holder.IsObject ? Holder.Members[Index].Value : Holder.Items[Index];

    /// <summary>The name of the nearest member.</summary>
    public string Name => Path[(Path.LastIndexOf('.') + 1)..];

    /// <summary>It stands under the resource itself.</summary>
    public bool IsTop => !Path.Contains('.', StringComparison.Ordinal);

    /// <summary>Puts another value there.</summary>
    public void Set(Token value)
    {
        if (Holder.IsObject) Holder.Members[Index] = Holder.Members[Index] with { Value = value };
        else Holder.Items[Index] = value;
    }

    /// <summary>Takes it away.</summary>
    public void Remove()
    {
        if (Holder.IsObject) Holder.Members.RemoveAt(Index);
        else Holder.Items.RemoveAt(Index);
    }

    /// <summary>Every value of a resource, from the outside in.</summary>
    public static IEnumerable<Place> Of(Token holder, string path = "")
    {
        for (int at = 0; at < holder.Members.Count; at++)
        {
            string name = holder.Members[at].Name.Trim('"');
            Place place = new(holder, at, path.Length == 0 ? name : $"{path}.{name}");
            yield return place;
            foreach (Place inner in Of(place.Value, place.Path)) yield return inner;
        }

        for (int at = 0; at < holder.Items.Count; at++)
        {
            Place place = new(holder, at, path);
            yield return place;
            foreach (Place inner in Of(place.Value, path)) yield return inner;
        }
    }
}
