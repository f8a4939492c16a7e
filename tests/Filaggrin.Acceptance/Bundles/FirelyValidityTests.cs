using System.Text;
using System.Text.Json;
using Filaggrin.Acceptance.Commands;
using Filaggrin.Advice.Appraisals;
using Hl7.Fhir.FhirPath;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using Hl7.Fhir.Utility;
using Hl7.Fhir.Validation;

namespace Filaggrin.Acceptance.Bundles;

/// <summary>The bundle is R4 by the strictest reading of the Firely SDK, and keeps the rules of FHIR that the SDK does not check.</summary>
public class FirelyValidityTests
{
    private const string Dates = "(descendants().ofType(dateTime) | descendants().ofType(date) | descendants().ofType(instant)).select($this.toString())";

    // What R4 asks of the resources that are written, as FHIRPath on the bundle; the names are those of the specification.
    private static readonly (string Name, string Rule)[] Rules =
    [
        ("bdl-7", "entry.fullUrl.isDistinct() and entry.all(fullUrl.exists())"),
        ("ids", "entry.resource.id.isDistinct() and entry.all(fullUrl = 'urn:uuid:' + resource.id)"),
        ("ele-1", "descendants().all(hasValue() or children().exists())"),
        ("dom-6", "entry.resource.all(text.status = 'generated' and text.`div`.exists())"),
        ("rqg-1", "entry.resource.ofType(RequestGroup).descendants().ofType(RequestGroup.action).all(resource.exists() != action.exists())"),
        ("cpl-3", "entry.resource.ofType(CarePlan).activity.all(detail.exists() != reference.exists())"),
        ("prr-1", "entry.resource.ofType(ServiceRequest).all(orderDetail.empty() or code.exists())"),
        ("links", "descendants().ofType(Reference).where(reference.startsWith('urn:')).reference.all($this in %context.entry.fullUrl)"),
        ("subject", "entry.resource.all(subject.reference.exists() or subject.display.exists())"),
        ("no profile", "descendants().ofType(Meta).empty()"),
    ];

    [Theory]
    [MemberData(nameof(WrittenBundles.All), MemberType = typeof(WrittenBundles))]
    public void The_strictest_reading_finds_no_fault(string name)
    {
        foreach ((string region, Appraisal appraisal, byte[] json) in WrittenBundles.Of(name))
        {
            Bundle bundle = Valid($"{name} {region}", json, appraisal);
            Assert.Equal(appraisal.Subject, Assert.Single(bundle.Select("entry.resource.subject.reference.distinct()"))!.ToString());
        }
    }

    [Fact]
    public void A_text_that_nobody_would_write_stays_text_and_valid()
    {
        Appraisal appraisal = WrittenBundles.Hostile();
        byte[] json = WrittenBundles.Write(appraisal);
        Bundle bundle = Valid("hostile", json, appraisal);
        Assert.All(bundle.Entry, entry => Assert.DoesNotContain("<script", ((DomainResource)entry!.Resource!).Text!.Div!, StringComparison.Ordinal));
        Assert.All(
            bundle.Select("descendants().ofType(Annotation).text | descendants().ofType(RelatedArtifact).citation").Select(text => text!.ToString()!),
            text => Assert.DoesNotContain("<script", text, StringComparison.Ordinal));
        Assert.Contains("right to left", bundle.Entry[0]!.Resource is ClinicalImpression { Note: var notes } ? string.Concat(notes.Select(note => note!.Text)) : "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"status\": \"draft\"", "\"status\": \"sketch\"")]
    [InlineData("\"subject\"", "\"about\"")]
    [InlineData("http://www.w3.org/1999/xhtml\\\"><p>", "http://www.w3.org/1999/xhtml\\\"><script>x</script><p>")]
    [InlineData("\"selectionBehavior\": \"at-most-one\"", "\"selectionBehavior\": \"at-most-two\"")]
    public void A_fault_is_found(string right, string wrong) // a check that cannot fail would hold everything
    {
        string json = Encoding.UTF8.GetString(WrittenBundles.Write(Examples.Appraise("complete-woman-34")));
        Assert.Contains(right, json, StringComparison.Ordinal);
        Assert.NotEmpty(Faults(Encoding.UTF8.GetBytes(json.Replace(right, wrong, StringComparison.Ordinal)), out _));
    }

    private static Bundle Valid(string name, byte[] json, Appraisal appraisal)
    {
        string[] faults = Faults(json, out Bundle? bundle);
        Assert.True(faults.Length == 0, $"{name}: {string.Join('\n', faults.Take(5))}");
        Assert.All(Rules, rule => Assert.True(bundle!.IsTrue(rule.Rule), $"{name}: {rule.Name}"));
        string[] days = [.. bundle!.Select(Dates).Select(day => day!.ToString()!).Distinct(StringComparer.Ordinal)];
        Assert.Equal([Filaggrin.Knowledge.Logic.DateSpan.Iso(appraisal.AsOf)], days);
        return bundle!;
    }

    private static string[] Faults(byte[] json, out Bundle? bundle)
    {
        FhirJsonDeserializer strict = new(new DeserializerSettings().UsingMode(DeserializationMode.Strict, NarrativeValidationKind.FhirXhtml));
        Utf8JsonReader reader = new(json);
        bool read = strict.TryDeserializeResource(ref reader, out Resource? resource, out IEnumerable<CodedException>? issues);
        bundle = resource as Bundle;
        List<string> faults = [.. (issues ?? []).Select(issue => issue.Message)];
        if (!read && faults.Count == 0) faults.Add("not read");
        if (bundle is not null) faults.AddRange(bundle.Validate(ModelInfo.ModelInspector, NarrativeValidationKind.FhirXhtml).Select(result => result.Message));
        return [.. faults];
    }
}
