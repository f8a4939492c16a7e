using System.Collections.Immutable;
using System.Text;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Knowledge.Export;

/// <summary>Writes the library of the facts of a patient, which every agent's library includes.</summary>
internal static class FactLibrary
{
    private static readonly Lazy<string> Functions = new(() =>
    {
        using Stream stream = typeof(FactLibrary).Assembly.GetManifestResourceStream("Functions.cql")!;
        using StreamReader reader = new(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    });

    /// <summary>The facts that rest on an agent: they stand in the agents' libraries.</summary>
    public static ImmutableHashSet<FactDefinition> OfAgents(FactDictionary facts) =>
        [.. facts.All.Where(CqlScope.IsOfAgent).SelectMany(facts.DependentsOf)];

    public static ExportedLibrary Write(KnowledgeBase knowledge, string canonicalBase)
    {
        ImmutableHashSet<FactDefinition> ofAgents = OfAgents(knowledge.Facts);
        FactDefinition[] parameters = [.. knowledge.Facts.All.Where(fact => !CqlScope.IsOfAgent(fact))];
        FactDefinition[] facts = [.. parameters.Where(fact => !ofAgents.Contains(fact))];
        CqlScope scope = new();
        FactCql writer = new(scope, knowledge.Facts);
        StringBuilder cql = new();
        cql.Comment($"{knowledge.Edition}");
        cql.Comment("Facts of one patient as of one day: true, false, or null where nothing is known.");
        cql.Append("library ").Append(CqlScope.FactLibrary).Append(" version ").Append(CqlText.Literal(knowledge.Edition.Version)).Append("\n\n");
        cql.Append("using FHIR version '4.0.1'\n\n");
        new RecordCql(canonicalBase).ValueSets(cql, knowledge.Facts);
        cql.Append("""
            // The region whose labels and guidelines govern: EU, UK or US; any other is taken for EU, so that no rule falls silent.
            parameter Region String default 'EU'
            // The day as of which the patient is looked at.
            parameter AsOf Date default Today()
            // What Filaggrin's reader found in a record: the lists that the record holds ('none' always), then how facts are known,
            // by name: doubted by a text that nobody coded, on record without a value that can be used, not applicable, sets held in full.
            // Without the lists no sheet is given, and facts are taken from the record as far as it tells them.
            parameter SheetLists List<String> default null
            parameter SheetDoubtful List<String> default null
            parameter SheetOpen List<String> default null
            parameter SheetNotApplicable List<String> default null
            parameter SheetComplete List<String> default null

            """);
        foreach (FactDefinition fact in parameters) writer.Parameter(cql, fact);
        cql.Append("\ncontext Patient\n\n").Append(Functions.Value);
        cql.Append("""
            define "Region in force":
              if Region in { 'EU', 'UK', 'US' } then Region else 'EU'

            define "Sheet given":
              SheetLists is not null

            define "Lists held":
              Coalesce(SheetLists, List<String>{})

            define "Doubtful":
              Coalesce(SheetDoubtful, List<String>{})

            define "Open":
              Coalesce(SheetOpen, List<String>{})

            define "Not applicable":
              Coalesce(SheetNotApplicable, List<String>{})

            define "Complete":
              Coalesce(SheetComplete, List<String>{})

            """);
        cql.Append(RecordCql.Shared);
        foreach (FactDefinition fact in facts) writer.Define(cql, fact, RecordCql.Of(fact));
        return new(
            CqlScope.FactLibrary, "Facts of a patient", "What may be known of a patient with atopic dermatitis, each fact once, for the rules of every agent.", cql.ToString(), knowledge.Facts.All,
            [.. parameters.Select(fact => (scope.Parameter(fact), fact))], [.. facts.Select(fact => (fact.Name, fact.Text.Length > 0 ? fact.Text : FactWords.Name(fact.Name), (FactDefinition?)fact))]);
    }
}
