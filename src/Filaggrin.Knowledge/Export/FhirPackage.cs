using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;

namespace Filaggrin.Knowledge.Export;

/// <summary>The resources together: for a server as a transaction, for tools as a FHIR package.</summary>
internal static class FhirPackage
{
    private const string CoreVersion = "4.0.1";

    /// <summary>A bundle that puts each resource by its identifier.</summary>
    public static byte[] Transaction(FhirFrame frame, IEnumerable<FhirResource> resources) => FhirFrame.Json(json =>
    {
        json.WriteString("resourceType", "Bundle");
        json.WriteString("type", "transaction");
        json.WriteStartArray("entry");
        foreach (FhirResource resource in resources)
        {
            json.WriteStartObject();
            json.WriteString("fullUrl", frame.Url(resource.Type, resource.Id));
            json.WritePropertyName("resource");
            using (JsonDocument document = JsonDocument.Parse(resource.Json)) document.RootElement.WriteTo(json);
            json.WriteStartObject("request");
            json.WriteString("method", "PUT");
            json.WriteString("url", $"{resource.Type}/{resource.Id}");
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    /// <summary>A FHIR package: a compressed archive with the resources and a manifest under <c>package/</c>.</summary>
    public static byte[] Archive(FhirFrame frame, IEnumerable<FhirResource> resources)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Optimal, leaveOpen: true))
        using (TarWriter tar = new(gzip, TarEntryFormat.Ustar))
        {
            Add(tar, "package.json", Manifest(frame));
            foreach (FhirResource resource in resources) Add(tar, resource.FileName, resource.Json);
        }

        return packed.ToArray();
    }

    private static void Add(TarWriter tar, string name, byte[] content)
    {
        using MemoryStream data = new(content);
        // Entries bear no time of their own, so that the same edition gives the same bytes.
        tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, "package/" + name) { DataStream = data, ModificationTime = DateTimeOffset.UnixEpoch });
    }

    private static byte[] Manifest(FhirFrame frame) => FhirFrame.Json(json =>
    {
        json.WriteString("name", "filaggrin.knowledge");
        json.WriteString("version", Semantic(frame.Knowledge.Edition.Version));
        json.WriteString("canonical", frame.Base);
        json.WriteString("title", $"{frame.Knowledge.Edition.Name}: rules for systemic treatment of atopic dermatitis");
        json.WriteString("description", FhirFrame.Plain(frame.Knowledge.Edition.IntendedUse));
        json.WriteString("author", frame.Knowledge.Edition.Name);
        json.WriteString("license", "Apache-2.0");
        json.WriteStartArray("fhirVersions");
        json.WriteStringValue(CoreVersion);
        json.WriteEndArray();
        json.WriteStartObject("dependencies");
        json.WriteString("hl7.fhir.r4.core", CoreVersion);
        json.WriteString("hl7.fhir.uv.crmi", "1.0.0"); // the profiles
        json.WriteString("fhir.cqf.common", CoreVersion); // the model that CQL reads FHIR by
        json.WriteEndObject();
    });

    /// <summary>A version of three parts, as packages have them.</summary>
    private static string Semantic(string version) => version.Count(letter => letter == '.') switch { 0 => version + ".0.0", 1 => version + ".0", _ => version };
}
