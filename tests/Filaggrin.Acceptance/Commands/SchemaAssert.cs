using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace Filaggrin.Acceptance.Commands;

/// <summary>Holds JSON against a schema. Whether it is right is asked first, which takes a fraction of the time; every fault is sought only where it is not.</summary>
internal static class SchemaAssert
{
    public static bool Takes(JsonSchema schema, string json) => Evaluated(schema, json, OutputFormat.Flag).IsValid;

    public static void Valid(JsonSchema schema, string json)
    {
        if (Takes(schema, json)) return;
        IEnumerable<EvaluationResults> faults = (Evaluated(schema, json, OutputFormat.List).Details ?? []).Where(detail => detail.Errors is not null);
        Assert.Fail(string.Join('\n', faults.Take(8).Select(detail => $"{detail.InstanceLocation}: {string.Join("; ", detail.Errors!.Values)}")));
    }

    public static void Valid(JsonSchema schema, JsonNode json) => Valid(schema, json.ToJsonString());

    private static EvaluationResults Evaluated(JsonSchema schema, string json, OutputFormat format)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return schema.Evaluate(document.RootElement, new EvaluationOptions { OutputFormat = format });
    }
}
