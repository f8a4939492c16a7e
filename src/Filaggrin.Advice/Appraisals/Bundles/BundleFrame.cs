using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Filaggrin.Advice.Wording;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Advice.Appraisals.Bundles;

/// <summary>What the resources of one bundle share: the appraisal, the patient, the day, and identifiers that follow from the content.</summary>
internal sealed class BundleFrame
{
    private readonly byte[] _content;

    public BundleFrame(Appraisal appraisal)
    {
        Appraisal = appraisal;
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer)) AppraisalJson.Write(writer, appraisal);
        buffer.Write(Encoding.UTF8.GetBytes(appraisal.Subject));
        _content = SHA256.HashData(buffer.WrittenSpan);
        Open = [.. appraisal.Options.Where(StandingText.IsOpen)];
        Proposals = Proposal.Of(appraisal, this);
    }

    /// <summary>The appraisal.</summary>
    public Appraisal Appraisal { get; }

    /// <summary>The options that can be started or gone on with.</summary>
    public ImmutableArray<Option> Open { get; }

    /// <summary>The tests and tasks that are owed.</summary>
    public ImmutableArray<Proposal> Proposals { get; }

    /// <summary>The patient by age and sex.</summary>
    public string Person => StandingText.Person(Appraisal.Age, Appraisal.Sex);

    /// <summary>The day.</summary>
    public string Day => DateSpan.Iso(Appraisal.AsOf);

    /// <summary>The agent runs on the day.</summary>
    public bool InUse(Option option) => Appraisal.Current.Any(current => current.Agent.Id == option.Agent.Id);

    /// <summary>The identifier of a resource: a version 8 UUID from the appraisal and a name within it.</summary>
    public string Id(string key)
    {
        Span<byte> bytes = SHA256.HashData([.. _content, .. Encoding.UTF8.GetBytes(key)]).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }

    /// <summary>The address of a resource within the bundle.</summary>
    public string Url(string key) => "urn:uuid:" + Id(key);

    /// <summary>Writes type, identifier and narrative.</summary>
    public void Head(Utf8JsonWriter json, string type, string key, Narrative text)
    {
        json.WriteString("resourceType", type);
        json.WriteString("id", Id(key));
        text.Write(json);
    }

    /// <summary>Writes the status and intent of everything that is proposed.</summary>
    public static void Draft(Utf8JsonWriter json)
    {
        json.WriteString("status", "draft");
        json.WriteString("intent", "proposal");
    }

    /// <summary>Writes the patient.</summary>
    public void Subject(Utf8JsonWriter json)
    {
        json.WritePropertyName("subject");
        RecordEntries.Reference(json, Appraisal.Subject, Person);
    }

    /// <summary>Writes a reference to another resource of the bundle.</summary>
    public void Link(Utf8JsonWriter json, string key, string display)
    {
        json.WriteStartObject();
        json.WriteString("reference", Url(key));
        json.Text("display", display);
        json.WriteEndObject();
    }
}
