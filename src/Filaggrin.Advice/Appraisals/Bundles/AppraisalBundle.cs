using System.Text.Json;

namespace Filaggrin.Advice.Appraisals.Bundles;

/// <summary>Writes an appraisal as a FHIR R4 Bundle of type collection.</summary>
/// <remarks>
/// A ClinicalImpression, a draft CarePlan around the options and one for each open option, a RequestGroup of which at most one option is
/// chosen, and a ServiceRequest for each test and task that is owed. Everything is a draft and a proposal. Identifiers follow from the
/// content, the only day is that of the appraisal, and entries of the record are named by the references that the record uses.
/// </remarks>
public static class AppraisalBundle
{
    /// <summary>Writes the bundle.</summary>
    public static void Write(Utf8JsonWriter json, Appraisal appraisal)
    {
        BundleFrame frame = new(appraisal);
        json.WriteStartObject();
        json.WriteString("resourceType", "Bundle");
        json.WriteString("id", frame.Id("bundle"));
        json.WriteString("type", "collection");
        json.WriteStartArray("entry");
        Entry(json, frame, Impression.Key, writer => Impression.Write(writer, frame));
        Entry(json, frame, CarePlans.WholeKey, writer => CarePlans.Whole(writer, frame));
        Entry(json, frame, OptionGroup.Key, writer => OptionGroup.Write(writer, frame));
        foreach (Option option in frame.Open) Entry(json, frame, CarePlans.Key(option), writer => CarePlans.Option(writer, option, frame));
        foreach (Proposal proposal in frame.Proposals) Entry(json, frame, proposal.Key, writer => proposal.Write(writer, frame));
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Entry(Utf8JsonWriter json, BundleFrame frame, string key, Action<Utf8JsonWriter> write)
    {
        json.WriteStartObject();
        json.WriteString("fullUrl", frame.Url(key));
        json.WriteStartObject("resource");
        write(json);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
