using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Hl7.Fhir.FhirPath;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;

namespace Filaggrin.Acceptance.Oracle;

/// <summary>An entry of a bundle.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="Source">Its reference.</param>
internal sealed record FirelyEntry(Resource Resource, string Source);

/// <summary>A bundle as the Firely SDK reads it; everything is asked of it by FHIRPath.</summary>
internal sealed partial class FirelyBundle
{
    private readonly Bundle _bundle;
    private readonly string? _patientUrl;
    private readonly string? _patientId;

    private FirelyBundle(Bundle bundle)
    {
        _bundle = bundle;
        _patientUrl = Text(bundle, "entry.where(resource is Patient).fullUrl");
        _patientId = Text(bundle, "entry.resource.ofType(Patient).id");
    }

    /// <summary>Reads a bundle; what breaks the rules of FHIR is kept as it stands.</summary>
    public static FirelyBundle Parse(byte[] json)
    {
        FhirJsonDeserializer deserializer = new(new DeserializerSettings().UsingMode(DeserializationMode.Ostrich));
        Utf8JsonReader reader = new(json);
        deserializer.TryDeserializeResource(ref reader, out Resource? resource, out _);
        return new(Assert.IsType<Bundle>(resource));
    }

    /// <summary>The patient's own entries of a type for which a FHIRPath criterion holds.</summary>
    /// <remarks>Entries with a modifier that nobody knows are left out, and those that speak of somebody else.</remarks>
    public IEnumerable<FirelyEntry> Of(string type, string where = "true") =>
        _bundle.Select($"entry.where(resource is {type} and (resource.modifierExtension.empty()) and resource.where({where}).exists())")
            .Cast<Bundle.EntryComponent>()
            .Select(entry => new FirelyEntry(entry.Resource!, $"{type}/{entry.Resource!.Id ?? Uuid(entry.FullUrl)}"))
            .Where(entry => IsPatients(entry.Resource));

    /// <summary>The Medication that a reference names: contained, or another entry.</summary>
    public Medication? Medication(Resource holder, string reference) => reference.StartsWith('#')
        ? One<Medication>(holder, $"contained.where(id = '{reference[1..]}')")
        : One<Medication>(_bundle, $"entry.where(fullUrl = '{reference}' or ('Medication/' + resource.id) = '{reference}').resource");

    /// <summary>The first value of the first of several paths that has any, as text.</summary>
    public static string? Text(Base node, params string[] paths) =>
        paths.SelectMany(path => node.Select(path)).Select(TextOf).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text))?.Trim();

    /// <summary>The first node of a type at the first of several paths that has any.</summary>
    public static T? One<T>(Base node, params string[] paths)
        where T : Base => paths.SelectMany(path => node.Select(path)).OfType<T>().FirstOrDefault();

    /// <summary>The calendar date at the first of several paths that has any: as written, to the precision it has; <see cref="Said.Unreadable"/> where it is none.</summary>
    public static string Day(Base node, params string[] paths)
    {
        if (Text(node, paths) is not { } text) return "";
        Match match = DateForm().Match(text);
        return match.Success && IsDay(match.Groups["day"].Value) ? match.Groups["day"].Value : Said.Unreadable;
    }

    private bool IsPatients(Resource resource)
    {
        if (resource is Patient) return true;
        // Whom a focus only describes is somebody else.
        string?[] owners = [Text(resource, "subject.reference", "patient.reference"), .. resource.Select("focus").OfType<ResourceReference>().Select(focus => focus.Reference ?? "")];
        return owners.All(owner => owner is null || owner == _patientUrl || owner == $"Patient/{_patientId}" || owner == $"urn:uuid:{_patientId}"
            || owner.EndsWith($"/Patient/{_patientId}", StringComparison.Ordinal));
    }

    private static string? Uuid(string? url) => url?[(url.LastIndexOfAny([':', '/']) + 1)..];

    private static string? TextOf(Base? node) => node switch
    {
        null => null,
        Instant { Value: { } moment } => moment.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
        PrimitiveType primitive => primitive.JsonValue?.ToString() ?? primitive.ToString(),
        _ => node.ToString(),
    };

    private static bool IsDay(string text) => text.Length switch
    {
        4 => true,
        7 => int.Parse(text.AsSpan(5), CultureInfo.InvariantCulture) is >= 1 and <= 12,
        _ => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
    };

    [GeneratedRegex(@"^(?<day>[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)(T[0-9]{2}.*)?$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex DateForm();
}
