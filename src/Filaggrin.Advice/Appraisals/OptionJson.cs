using System.Text.Json;
using Filaggrin.Advice.Appraisals.Keys;
using Filaggrin.Advice.Effects;
using Filaggrin.Knowledge;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Advice.Appraisals;

/// <summary>Writes one option of an appraisal.</summary>
internal static class OptionJson
{
    public static void Write(Utf8JsonWriter json, Option option, Edition edition)
    {
        json.WriteStartObject();
        json.WriteString("agent", option.Agent.Id);
        json.WriteString("name", option.Agent.Name);
        json.WriteString("class", option.Agent.Class);
        json.WriteString("mechanism", option.Agent.Mechanism);
        json.Array("routes", option.Agent.Routes, (writer, route) => writer.WriteStringValue(route));
        json.WriteBoolean("ordinaryUse", option.Agent.OrdinaryUse);
        Reviewed(json, option.Agent, edition);
        json.WriteString("standing", Words.Of(option.Standing));
        json.WriteStartObject("licence");
        json.WriteString("status", option.Licence.Status);
        json.WriteString("region", option.Licence.Region);
        json.WriteString("text", option.Licence.Text);
        json.Sources(option.Licence.Sources);
        json.WriteEndObject();
        json.Array("reasons", option.Reasons, Reason);
        json.Array("missing", option.Missing, Missing);
        OpeningJson.Write(json, option.Opens);
        json.Array("assumed", option.Assumed, (writer, fact) => writer.WriteStringValue(fact.Name));
        if (option.IfAdded is { } added)
        {
            json.WriteStartObject("ifAdded");
            json.WriteString("standing", Words.Of(added.Standing));
            json.Array("reasons", added.Reasons, Reason);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("ifAdded");
        }

        json.Array("tried", option.Tried, Tried);
        json.Array("elsewhere", option.Elsewhere, Elsewhere);
        json.Array("evidence", option.Evidence, Evidence);
        EffectsJson.Write(json, option.Effects);
        if (option.Formulary is { } formulary)
        {
            json.WriteStartObject("formulary");
            json.WriteString("name", formulary.Formulary);
            json.WriteString("status", formulary.Status);
            json.OptionalString("criteria", formulary.Criteria);
            json.OptionalString("costClass", formulary.CostClass);
            json.WriteEndObject();
        }

        Plan(json, option.Plan);
        json.WriteEndObject();
    }

    private static void Reviewed(Utf8JsonWriter json, Agent agent, Edition edition)
    {
        ReviewCount count = ReviewCount.Of([agent], edition);
        json.WriteStartObject("reviewed");
        json.WriteNumber("rules", count.Reviewed);
        json.WriteNumber("inEarlierEdition", count.Earlier);
        json.WriteNumber("of", count.Rules);
        json.WriteEndObject();
    }

    private static void Reason(Utf8JsonWriter json, Reason reason)
    {
        json.WriteStartObject();
        json.WriteString("rule", reason.Rule);
        json.WriteString("verdict", Words.Of(reason.Verdict));
        json.WriteString("text", reason.Text);
        json.Array("facts", reason.Facts, AppraisalJson.FactEntry);
        WriteLimit(json, reason.Limit);
        if (!reason.Regions.IsEmpty) json.Array("regions", reason.Regions, (writer, region) => writer.WriteStringValue(region));
        if (reason.Until is { } until) json.WriteString("until", DateSpan.Iso(until));
        if (reason.Recalled) json.WriteBoolean("unverified", true);
        if (reason.Review is { } review)
        {
            json.WriteStartObject("reviewed");
            json.WriteString("by", review.By);
            json.WriteString("on", DateSpan.Iso(review.On));
            json.WriteString("edition", review.Edition);
            json.WriteEndObject();
        }

        json.Sources(reason.Sources);
        json.WriteEndObject();
    }

    private static void WriteLimit(Utf8JsonWriter json, Limit? limit)
    {
        if (limit is null)
        {
            json.WriteNull("limit");
            return;
        }

        json.WriteStartObject("limit");
        if (limit.Max is { } max)
        {
            json.WriteNumber("max", max);
            json.OptionalString("unit", limit.Unit);
            if (limit.Later is { } later) json.WriteNumber("later", later);
            if (limit.After is { } after) json.WriteString("after", after.ToString());
        }

        if (limit.Factor is { } factor) json.WriteNumber("factor", factor);
        if (limit.Regimen is { } regimen) json.WriteString("regimen", regimen);
        json.WriteEndObject();
    }

    private static void Missing(Utf8JsonWriter json, MissingFact missing)
    {
        json.WriteStartObject();
        json.WriteString("fact", missing.Fact.Name);
        json.WriteString("text", missing.Fact.Ask ?? missing.Fact.Text);
        json.WriteBoolean("blocks", missing.Blocks);
        json.WriteString("state", missing.State.State switch
        {
            FactState.OutOfDate => "out-of-date",
            FactState.Doubtful => "doubtful",
            FactState.Known or FactState.Derived when !missing.State.Value.IsUnknown => "not-enough",
            _ => "not-on-record",
        });
        if (missing.State.Why is { } why) json.WriteString("why", why);
        json.Array("decides", missing.Decides, (writer, rule) => writer.WriteStringValue(rule));
        json.WriteEndObject();
    }

    private static void Tried(Utf8JsonWriter json, TriedCourse tried)
    {
        json.WriteStartObject();
        json.OptionalString("from", tried.Course.From?.ToString());
        json.OptionalString("to", tried.Course.To?.ToString());
        if (tried.Adequate == Truth.Unknown) json.WriteNull("adequate");
        else json.WriteBoolean("adequate", tried.Adequate == Truth.True);
        json.WriteString("outcome", tried.Outcome);
        json.Array("sources", tried.Course.Sources, (writer, source) => writer.WriteStringValue(source));
        json.WriteEndObject();
    }

    /// <summary>A rule of another region that gave way to the reader's.</summary>
    private static void Elsewhere(Utf8JsonWriter json, Statement statement)
    {
        json.WriteStartObject();
        json.WriteString("rule", statement.Item.Id);
        if (statement.Item is Rule rule) json.WriteString("verdict", Words.Of(rule.Verdict));
        json.Array("regions", statement.Item.Regions, (writer, region) => writer.WriteStringValue(region));
        json.WriteString("text", statement.Item.Text);
        json.Array("facts", statement.Facts, AppraisalJson.FactEntry);
        json.Sources(statement.Item.Sources);
        json.WriteEndObject();
    }

    private static void Evidence(Utf8JsonWriter json, EvidenceItem item)
    {
        json.WriteStartObject();
        json.WriteString("id", item.Id);
        json.WriteString("guideline", item.Guideline);
        json.WriteNumber("year", item.Year);
        json.WriteString("grade", item.Grade);
        json.Array("regions", item.Regions, (writer, region) => writer.WriteStringValue(region));
        json.WriteString("text", item.Text);
        json.Sources(item.Sources);
        if (item.Recalled) json.WriteBoolean("unverified", true);
        json.WriteEndObject();
    }

    private static void Plan(Utf8JsonWriter json, StartPlan plan)
    {
        json.WriteStartObject("plan");
        json.Array("doses", plan.Doses, Dose);
        json.Array("limits", plan.Limits, (writer, binding) =>
        {
            writer.WriteStartObject();
            writer.WriteString("rule", binding.Rule);
            WriteLimit(writer, binding.Limit);
            writer.WriteBoolean("undecided", binding.Undecided);
            writer.WriteEndObject();
        });
        json.Array("companions", plan.Companions, PlanItem);
        json.Array("tests", plan.Tests, AppraisalJson.Task);
        json.Array("contraception", plan.Contraception, PlanItem);
        json.Array("pregnancy", plan.Pregnancy, PlanItem);
        json.Array("vaccines", plan.Vaccines, PlanItem);
        json.Array("information", plan.Information, PlanItem);
        json.Array("practicalities", plan.Practicalities, PlanItem);
        json.Array("monitoring", plan.Monitoring, PlanItem);
        json.Array("harms", plan.Harms, PlanItem);
        json.Array("times", plan.Times, PlanItem);
        json.Array("stopping", plan.Stopping, PlanItem);
        json.Array("switching", plan.Switching, PlanItem);
        json.WriteEndObject();
    }

    private static void Dose(Utf8JsonWriter json, PlannedDose dose)
    {
        json.WriteStartObject();
        json.WriteString("id", dose.Item.Id);
        json.WriteString("role", dose.Item.Role);
        json.WriteString("text", dose.Item.Text);
        json.WriteBoolean("undecided", dose.Undecided);
        json.Array("doses", dose.Doses, (writer, text) => writer.WriteStringValue(text));
        json.Array("basis", dose.Basis, AppraisalJson.FactEntry);
        json.Array("missing", dose.Missing, (writer, fact) => writer.WriteStringValue(fact.Name));
        json.Sources(dose.Item.Sources);
        if (dose.Item.Recalled) json.WriteBoolean("unverified", true);
        json.WriteEndObject();
    }

    private static void PlanItem(Utf8JsonWriter json, Item item)
    {
        json.WriteStartObject();
        json.WriteString("id", item.Id);
        json.WriteString("text", item.Text);
        if (item is TestItem { Schedule: { } schedule } test)
        {
            json.WriteString("schedule", schedule.Text);
            json.Array("tests", test.Tests, (writer, name) => writer.WriteStringValue(name));
        }

        if (item is TimeItem time)
        {
            json.OptionalString("from", time.From?.ToString());
            json.OptionalString("to", time.To?.ToString());
            json.OptionalString("duration", time.Duration?.ToString());
        }

        if (item is HarmItem { Serious: true }) json.WriteBoolean("serious", true);
        if (item is CompanionItem { Medicine: { } medicine }) json.WriteString("medicine", medicine);
        json.Sources(item.Sources);
        if (item.Recalled) json.WriteBoolean("unverified", true);
        json.WriteEndObject();
    }
}
