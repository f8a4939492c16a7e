using System.Globalization;
using Filaggrin.Fhir.Elements;

namespace Filaggrin.Fhir.Assembly;

/// <summary>Which of several versions of one resource is the newest.</summary>
/// <param name="Updated">When the server took it in; it orders versions and says nothing of the patient.</param>
/// <param name="Number">The number of the version.</param>
internal readonly record struct ResourceVersion(long Updated, long Number)
{
    /// <summary>Reads the metadata of a resource.</summary>
    public static ResourceVersion Read(Element resource)
    {
        Element meta = resource.Get("meta"u8);
        if (!meta.Exists) return default;
        long updated = DateTimeOffset.TryParse(meta.Get("lastUpdated"u8).Text(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset moment)
            ? moment.UtcTicks : 0;
        return new(updated, long.TryParse(meta.Get("versionId"u8).Text(), NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : 0);
    }

    /// <summary>It replaces the other.</summary>
    public bool IsNewerThan(ResourceVersion other) => Updated != other.Updated ? Updated > other.Updated : Number > other.Number;

    /// <summary>Orders versions from the oldest on.</summary>
    public static Comparer<ResourceVersion> Age { get; } =
        Comparer<ResourceVersion>.Create((left, right) => left.IsNewerThan(right) ? 1 : right.IsNewerThan(left) ? -1 : 0);
}
