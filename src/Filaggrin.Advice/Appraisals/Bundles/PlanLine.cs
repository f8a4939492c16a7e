using System.Collections.Immutable;
using System.Text.Json;
using Filaggrin.Advice.Wording;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Advice.Appraisals.Bundles;

/// <summary>A line of a plan that somebody would do.</summary>
/// <param name="Kind">The resource that would ask for it.</param>
/// <param name="Title">What it is.</param>
/// <param name="Text">What is to be done.</param>
internal sealed record PlanLine(string Kind, string Title, string Text)
{
    private const string Medicine = "MedicationRequest";
    private const string Service = "ServiceRequest";

    /// <summary>The medicine.</summary>
    public string? Product { get; init; }

    /// <summary>The dose of one day.</summary>
    public DoseAmount? Daily { get; init; }

    /// <summary>When it is due.</summary>
    public string? Schedule { get; init; }

    /// <summary>What it depends on and is not known.</summary>
    public string? Open { get; init; }

    /// <summary>The lines of an option: doses, what is given beside it, vaccines, tests during treatment; an agent in use is not started again.</summary>
    public static ImmutableArray<PlanLine> Of(Option option, bool inUse)
    {
        StartPlan plan = option.Plan;
        return
        [
            .. inUse ? [] : plan.Doses.Where(IsDose).Select(dose => Dose(option, dose)),
            .. plan.Companions.Select(item => new PlanLine(item.Medicine is null ? Service : Medicine, "beside it", Say(item)) { Product = item.Medicine }),
            .. plan.Vaccines.Where(item => item.Due).Select(item => new PlanLine(Service, "vaccination", Say(item)) { Product = item.Medicine }),
            .. plan.Monitoring.Select(item => new PlanLine(Service, item.Tests.IsEmpty ? "monitoring" : $"monitoring: {string.Join(", ", item.Tests.Select(test => test.Replace('-', ' ')))}", Say(item)) { Schedule = item.Schedule?.Text }),
        ];
    }

    /// <summary>What else the plan says, by heading.</summary>
    public static IEnumerable<(string Heading, ImmutableArray<string> Texts)> NotesOf(Option option, bool inUse)
    {
        StartPlan plan = option.Plan;
        (string Heading, IEnumerable<string> Texts)[] notes =
        [
            ("Limits of the dose", plan.Limits.Select(LimitText).OfType<string>()),
            ("On dosing", inUse ? [] : plan.Doses.Where(dose => !IsDose(dose) && (plan.Limits.IsEmpty || dose.Item is { NoDose: true } or { Role: "missed-dose" })).Select(dose => Say(dose.Item))),
            ("Changing over", plan.Switching.Select(Say)),
            ("Vaccines", plan.Vaccines.Where(item => !item.Due).Select(Say)),
            ("Contraception", plan.Contraception.Select(Say)),
            ("Pregnancy and breast-feeding", plan.Pregnancy.Select(Say)),
            ("What the patient is told", plan.Information.Select(Say)),
            ("Practical matters", plan.Practicalities.Select(Say)),
            ("Serious adverse effects", plan.Harms.Where(item => item.Serious).Select(Say)),
            ("Adverse effects", plan.Harms.Where(item => !item.Serious).Select(Say)),
            ("Onset, trial and duration", plan.Times.Select(Say)),
            ("Stopping", plan.Stopping.Select(Say)),
        ];
        return notes.Select(note => (note.Heading, Texts: note.Texts.ToImmutableArray())).Where(note => !note.Texts.IsEmpty);
    }

    /// <summary>A statement with the places that say it.</summary>
    public static string Say(Item item) => ReasonText.Stop(item.Text) + Citations.Labels(item.Sources, item.Recalled);

    /// <summary>Writes it as an activity of a CarePlan.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartObject("detail");
        json.Text("kind", Kind);
        json.Concept("code", Title);
        json.WriteString("status", "not-started");
        if (Open is not null) json.Concept("statusReason", Open);
        json.Text("scheduledString", Schedule);
        if (Product is not null) json.Concept("productCodeableConcept", Product);
        if (Daily is { } daily)
        {
            json.WriteStartObject("dailyAmount");
            json.WriteNumber("value", AppraisalJson.Normal(daily.Amount));
            json.WriteString("unit", daily.Unit);
            json.WriteString("system", "http://unitsofmeasure.org");
            json.WriteString("code", daily.Unit);
            json.WriteEndObject();
        }

        json.Text("description", Text);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static bool IsDose(PlannedDose dose) => dose.Item is { NoDose: false, Role: "test-dose" or "loading" or "start" or "increase" or "maintenance" or "adjustment" };

    /// <summary>The dose as worked out. Where a limit binds it, the source's own words, which may name more, stay out.</summary>
    private static PlanLine Dose(Option option, PlannedDose dose)
    {
        string worked = PlanText.Amounts(dose.Doses);
        string basis = dose.Basis.IsEmpty ? "" : $" [{string.Join("; ", dose.Basis.Select(fact => FactText.Of(fact)))}]";
        string limits = string.Concat(option.Plan.Limits.Select(LimitText).OfType<string>().Select(limit => $" {limit}"));
        bool isLimited = limits.Length > 0 && worked.Length > 0;
        string text = (worked.Length > 0 ? $"{worked}{basis}. " : "") + (isLimited ? Citations.Labels(dose.Item.Sources, dose.Item.Recalled).TrimStart() : Say(dose.Item)) + limits;
        return new(Medicine, dose.Item.Role switch { "test-dose" => "test dose", "increase" or "adjustment" => "dose " + dose.Item.Role, _ => dose.Item.Role + " dose" }, text)
        {
            Product = option.Agent.Name,
            Daily = dose.Daily,
            Open = dose.Undecided || !dose.Missing.IsEmpty ? $"depends on {string.Join(", ", dose.Missing.Select(fact => FactWords.Name(fact.Name)))}, which is not known" : null,
        };
    }

    private static string? LimitText(BindingLimit limit) => StandingText.Of(limit.Limit) is { Length: > 0 } words
        ? $"Limit: {words}{(limit.Undecided ? " while what it hangs on is unknown" : "")} ({limit.Rule})." : null;
}
