using System.Text;
using System.Text.Json;
using Filaggrin.Fhir.Elements;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Fhir.Codes;

/// <summary>The addresses by which records name code systems.</summary>
internal static class CodeSystems
{
    /// <summary>HL7's international statements of absence ("no known allergies").</summary>
    public const string Absence = "http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips";

    private static readonly Dictionary<string, CodeSystem> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["http://snomed.info/sct"] = CodeSystem.Snomed,
        ["urn:oid:2.16.840.1.113883.6.96"] = CodeSystem.Snomed,
        ["http://dmd.nhs.uk"] = CodeSystem.Snomed, // the British list of medicines, whose codes are of SNOMED CT
        ["http://loinc.org"] = CodeSystem.Loinc,
        ["urn:oid:2.16.840.1.113883.6.1"] = CodeSystem.Loinc,
        ["urn:oid:2.16.840.1.113883.6.3"] = CodeSystem.Icd10,
        ["urn:oid:2.16.840.1.113883.6.90"] = CodeSystem.Icd10,
        ["http://fhir.de/CodeSystem/bfarm/icd-10-gm"] = CodeSystem.Icd10,
        ["http://fhir.de/CodeSystem/dimdi/icd-10-gm"] = CodeSystem.Icd10,
        ["http://www.nlm.nih.gov/research/umls/rxnorm"] = CodeSystem.RxNorm,
        ["urn:oid:2.16.840.1.113883.6.88"] = CodeSystem.RxNorm,
        ["http://www.whocc.no/atc"] = CodeSystem.Atc,
        ["http://whocc.no/atc"] = CodeSystem.Atc,
        ["urn:oid:2.16.840.1.113883.6.73"] = CodeSystem.Atc,
        ["http://fhir.de/CodeSystem/bfarm/atc"] = CodeSystem.Atc,
        ["http://fhir.de/CodeSystem/dimdi/atc"] = CodeSystem.Atc,
        ["http://hl7.org/fhir/sid/cvx"] = CodeSystem.Cvx,
        ["urn:oid:2.16.840.1.113883.12.292"] = CodeSystem.Cvx,
        ["urn:oid:2.16.840.1.113883.12.136"] = CodeSystem.Hl7,
        ["urn:oid:2.16.840.1.113883.5.83"] = CodeSystem.Hl7,
        ["http://terminologitjansten.inera.se/fhir/CodeSystem/icd-10-se"] = CodeSystem.Icd10,
        ["http://hl7.dk/fhir/core/CodeSystem/icd10-da"] = CodeSystem.Icd10,
    };

    // National tables of ICD-10 and ATC: Norway, Finland, Sweden; a last arc may name the year or the edition.
    private static readonly (string Root, CodeSystem System)[] National =
    [
        ("urn:oid:2.16.578.1.12.4.1.1.7110", CodeSystem.Icd10), ("urn:oid:2.16.578.1.12.4.1.1.7180", CodeSystem.Atc),
        ("urn:oid:1.2.246.537.6.1", CodeSystem.Icd10), ("urn:oid:1.2.246.537.6.32", CodeSystem.Atc), ("urn:oid:1.2.752.116.1.1.1", CodeSystem.Icd10),
    ];

    // Denmark writes ICD-10 in one table with procedures and much else, each disease with a D before it: DL209.
    private const string Danish = "urn:oid:1.2.208.176.2.4";

    // ICD-10 has national versions by the dozen (icd-10-cm, -gm, -nl, -uk); the procedures of -pcs are another thing.
    private const string Icd10 = "http://hl7.org/fhir/sid/icd-10";

    // Answers and interpretations; in R4 the first form, in older exports the others.
    private static readonly string[] Answers =
    [
        "http://terminology.hl7.org/CodeSystem/v2-0136", "http://terminology.hl7.org/CodeSystem/v2-0532", "http://terminology.hl7.org/CodeSystem/v2-0078",
        "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation", "http://hl7.org/fhir/v2/0136", "http://hl7.org/fhir/v2/0078",
        "http://hl7.org/fhir/v3/ObservationInterpretation",
    ];

    // Nearly every coding names one of these: they need no text of their own.
    private static readonly (byte[] Bytes, string Address, CodeSystem System)[] Common =
    [
        .. new[]
        {
            "http://loinc.org", "http://snomed.info/sct", "http://www.nlm.nih.gov/research/umls/rxnorm", "http://hl7.org/fhir/sid/icd-10-cm", "http://hl7.org/fhir/sid/icd-10",
            "http://www.whocc.no/atc", "http://hl7.org/fhir/sid/cvx",
        }.Select(address => (Encoding.UTF8.GetBytes(address), address, Of(address))),
    ];

    /// <summary>The system of a coding and its address as written.</summary>
    public static (CodeSystem System, string? Address) Read(Element address)
    {
        if (address.ValueKind != JsonValueKind.String) return (CodeSystem.Other, null);
        ReadOnlySpan<byte> written = address.Json;
        foreach ((byte[] bytes, string common, CodeSystem system) in Common)
        {
            if (written.Length == bytes.Length && written.SequenceEqual(bytes)) return (system, common);
        }

        string? text = address.Text();
        return (Of(text), text);
    }

    /// <summary>A code as its system writes it: without the marks by which ICD-10 combines codes, or the letter that Denmark puts before a disease.</summary>
    /// <returns>The system that the code shows, which may be narrower than its address, and the code.</returns>
    public static (CodeSystem System, string Code) Plain(CodeSystem system, string? address, string code)
    {
        if (system == CodeSystem.Icd10) return (system, code.TrimEnd('*', '+', '!', '†', ' '));
        bool isDanish = system == CodeSystem.Other && address is not null && IsOrUnder(Bare(address), Danish) && IsDisease(code);
        return isDanish ? (CodeSystem.Icd10, code[1..]) : (system, code);

        static bool IsDisease(string code) =>
            code is ['D' or 'd', var chapter, var first, var second, ..] && char.IsAsciiLetter(chapter) && char.IsAsciiDigit(first) && char.IsAsciiDigit(second);
    }

    /// <summary>The system of an address, versioned or not.</summary>
    public static CodeSystem Of(string? address)
    {
        if (address is null) return CodeSystem.Other;
        address = Bare(address);
        if (Known.TryGetValue(address, out CodeSystem system)) return system;
        if (address.StartsWith("http://snomed.info/sct/", StringComparison.OrdinalIgnoreCase)) return CodeSystem.Snomed;
        if (address.StartsWith(Icd10, StringComparison.OrdinalIgnoreCase))
            return address.Contains("pcs", StringComparison.OrdinalIgnoreCase) ? CodeSystem.Other : CodeSystem.Icd10;
        foreach ((string root, CodeSystem national) in National)
        {
            if (IsOrUnder(address, root)) return national;
        }

        return Array.Exists(Answers, answer => string.Equals(answer, address, StringComparison.OrdinalIgnoreCase)) ? CodeSystem.Hl7 : CodeSystem.Other;
    }

    private static bool IsOrUnder(string address, string root) =>
        address.StartsWith(root, StringComparison.OrdinalIgnoreCase) && (address.Length == root.Length || address[root.Length] == '.');

    private static string Bare(string address)
    {
        address = address.Trim();
        if (address.StartsWith("1.2.", StringComparison.Ordinal) || address.StartsWith("2.16.", StringComparison.Ordinal)) address = "urn:oid:" + address;
        int version = address.IndexOf('|', StringComparison.Ordinal);
        if (version >= 0) address = address[..version];
        if (address.StartsWith("https://", StringComparison.OrdinalIgnoreCase)) address = "http://" + address[8..];
        return address.TrimEnd('/');
    }
}
