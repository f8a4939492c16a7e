using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;

namespace Filaggrin.Knowledge.Export;

/// <summary>Writes the rules of every agent as HL7 CQL libraries with FHIR R4 PlanDefinitions around them.</summary>
/// <remarks>
/// A pure function: the same edition gives the same bytes. CQL 1.5 with FHIR 4.0.1, no FHIRHelpers. A definition is true, false or null exactly
/// where the rule is true, false or unknown on the same facts.
/// </remarks>
public static class KnowledgeExport
{
    /// <summary>The base of the canonical addresses where none is named; its domain is reserved and belongs to nobody (RFC 2606).</summary>
    public const string DefaultBase = "https://filaggrin.example/fhir";

    /// <summary>The files: <c>cql/</c>, <c>fhir/</c>, a transaction bundle and a FHIR package.</summary>
    /// <param name="knowledge">The knowledge.</param>
    /// <param name="canonicalBase">An absolute address; resources are named below it.</param>
    /// <param name="elm">What a translator made of the same libraries, for their resources to carry; null: they carry the text alone.</param>
    /// <exception cref="ArgumentException">The base is no absolute http or https address.</exception>
    /// <exception cref="InvalidDataException">The ELM is not of these libraries.</exception>
    public static ImmutableArray<ExportedFile> Write(KnowledgeBase knowledge, string canonicalBase = DefaultBase, TranslatedLibraries? elm = null)
    {
        if (!Uri.TryCreate(canonicalBase, UriKind.Absolute, out Uri? address) || address.Scheme is not ("http" or "https") || address.Query.Length > 0 || address.Fragment.Length > 0)
            throw new ArgumentException($"«{canonicalBase}» is no base of canonical addresses; expected one such as {DefaultBase}.", nameof(canonicalBase));
        FhirFrame frame = new(knowledge, canonicalBase.TrimEnd('/'));
        ExportedLibrary facts = FactLibrary.Write(knowledge, frame.Base);
        List<ExportedLibrary> libraries = [facts];
        List<FhirResource> resources = [Resource(facts)];
        foreach (Agents.Agent agent in knowledge.Agents.Values.Where(agent => agent.RulesWritten))
        {
            ExportedLibrary library = AgentLibrary.Write(knowledge, agent);
            libraries.Add(library);
            resources.Add(Resource(library));
            resources.Add(PlanDefinitionResource.Write(frame, agent, library));
        }

        resources.AddRange(ValueSetResource.Write(frame));
        resources.Sort((one, other) => string.CompareOrdinal(one.FileName, other.FileName));
        return
        [
            .. libraries.Select(library => File($"cql/{library.Name}.cql", Encoding.UTF8.GetBytes(library.Cql))),
            .. resources.Select(resource => File("fhir/" + resource.FileName, resource.Json)),
            File("bundle.json", FhirPackage.Transaction(frame, resources)),
            File("package.tgz", FhirPackage.Archive(frame, resources)),
        ];

        FhirResource Resource(ExportedLibrary library) => LibraryResource.Write(frame, library, elm?.Of(library, knowledge.Edition.Version));
    }

    private static ExportedFile File(string path, byte[] content) => new(path, ImmutableCollectionsMarshal.AsImmutableArray(content));
}
