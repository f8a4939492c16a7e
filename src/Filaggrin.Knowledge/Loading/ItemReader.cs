using System.Collections.Immutable;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Knowledge.Loading;

/// <summary>Reads items: what they share first, then what each kind adds.</summary>
internal sealed partial class ItemReader(Scope scope)
{
    private static readonly string[] Verdicts = ["contraindicated", "not-advised", "caution", "note"];
    private static readonly string[] Phases = ["both", "start", "treatment"];
    private static readonly string[] LicenceStatuses = ["off-label", "licensed", "withdrawn", "not-marketed"];
    private static readonly string[] Roles = ["information", "test-dose", "start", "loading", "increase", "maintenance", "maximum", "adjustment", "missed-dose"];
    private static readonly string[] Actions = ["flag", "continue", "repeat", "reduce", "interrupt", "stop", "urgent-review"];
    private static readonly string[] Persons = ["woman", "man"];
    private static readonly string[] Domains = ["skin", "itch", "life"];
    private static readonly string[] Grades = ["none", "strong-for", "conditional-for", "conditional-against", "strong-against"];
    private static readonly string[] IndicationRoutes = ["history", "score"];
    private static readonly string[] Effects = ["supports", "indicated", "not-yet"];

    /// <summary>The regions whose labels are told apart.</summary>
    public static readonly string[] Regions = [.. RegionChoice.Regions];

    public Item Plain(Node node) => Read(node, (_, item) => item);

    public Rule Rule(Node node) => Read(node, (reader, item) =>
    {
        bool asks = node is MappingNode mapping && mapping.Entries.Any(entry => entry.Key == "when");
        if (item.Sources.IsEmpty) reader.Fault("a rule needs a source.");
        Rule rule = new(item)
        {
            Verdict = (Verdict)reader.Choice("verdict", Verdicts, (int)Verdict.Note, required: true),
            Phase = (Phase)reader.Choice("phase", Phases),
            Limit = reader.Keys("limit") is { } limit ? Limit(limit) : null,
            Lifts = reader.Keys("lifts") is { } lifts ? Lifting(lifts) : null,
            CasesToRead = Cases(reader.LateList("cases")),
        };
        if (!asks && rule.Verdict != Verdict.Note) reader.Fault("a rule with this verdict needs «when».");
        return rule;
    }, textKey: "because", isRule: true);

    public LicenceItem Licence(Node node) => Read(node, (reader, item) => new LicenceItem(item)
    {
        Status = reader.Word("status", LicenceStatuses, required: true),
    });

    public DoseItem Dose(Node node) => Read(node, (reader, item) =>
    {
        DoseItem dose = new(item)
        {
            Role = reader.Word("role", Roles, required: true),
            Steps = [.. reader.List("steps").Select(Step)],
            Range = reader.Keys("range") is { } range ? Range(range) : null,
            Maximum = reader.Keys("maximum") is { } maximum ? Amount(maximum) : null,
            Regimen = reader.Text("regimen"),
            RaiseTo = reader.Text("raise-to") is { } raised ? Quantity(reader, raised) : null,
            ByIdealWeightWhen = scope.Condition(reader, "by-ideal-weight-when"),
            NoDose = reader.Flag("no-dose"),
        };
        if (dose is { RaiseTo: { } to, Maximum: { } most } && (to.Unit != most.Unit || to.Amount > most.Amount)) reader.Fault("«raise-to» is in the unit of «maximum» and no more than it.");
        if (dose.NoDose && dose is not { Role: "information", Steps.IsEmpty: true, Range: null, Maximum: null })
            reader.Fault("an item that leaves a band out («no-dose») has the role information and no figures.");
        if (dose.Recalled && (dose is not { Steps.IsEmpty: true, Range: null, Maximum: null, RaiseTo: null } || FigureInText().IsMatch(dose.Text)))
            reader.Fault("a recalled dose must not be printed: leave its figures out until a source was read.");
        return dose;
    });

    public TestItem Test(Node node) => Read(node, (reader, item) => new TestItem(item)
    {
        Tests = reader.Texts("tests"),
        Schedule = Schedule(reader),
    });

    public ActionItem Action(Node node) => Read(node, (reader, item) => new ActionItem(item)
    {
        Action = reader.Word("action", Actions, required: true),
        ResumeWhen = scope.Condition(reader, "resume-when"),
        ResumeAfter = reader.Duration("resume-after"),
        CasesToRead = Cases(reader.LateList("cases")),
    });

    public SwitchItem Switch(Node node) => Read(node, (reader, item) => new SwitchItem(item)
    {
        To = reader.Texts("to"),
    });

    public ContraceptionItem Contraception(Node node) => Read(node, (reader, item) =>
    {
        ContraceptionItem read = new(item)
        {
            Who = reader.Has("who") ? reader.Word("who", Persons, required: true) : null,
            BeforeConception = reader.Duration("before-conception"),
            MayGoOn = reader.Flag("may-go-on"),
        };
        if (read is { MayGoOn: true, BeforeConception: not null }) reader.Fault("treatment either ends before a conception or may go on («may-go-on»).");
        return read;
    });

    public HarmItem Harm(Node node) => Read(node, (reader, item) => new HarmItem(item) { Serious = reader.Flag("serious") });

    public MeasureItem? Measure(Node node) => Read(node, (reader, item) =>
    {
        string name = reader.Required("measure");
        FactDefinition? fact = scope.Facts.Find(name);
        if (fact is null or { Type: not FactType.Number }) reader.Fault($"«{name}» is no fact with a number.");
        return fact is null ? null : new MeasureItem(item, fact)
        {
            Measure = fact,
            Domain = reader.Word("domain", Domains, required: true),
            ResponseWhen = scope.Condition(reader, "response-when"),
            PartialWhen = scope.Condition(reader, "partial-when"),
        };
    });

    public EvidenceItem Evidence(Node node) => Read(node, (reader, item) => new EvidenceItem(item)
    {
        Guideline = reader.Required("guideline"),
        Year = (int)(reader.RequiredNumber("year") ?? 0m),
        Grade = reader.Word("grade", Grades, required: true),
    });

    public TimeItem Time(Node node) => Read(node, (reader, item) => new TimeItem(item)
    {
        From = reader.Duration("from"),
        To = reader.Duration("to"),
        Duration = reader.Duration("duration"),
        Dose = reader.Text("dose") is { } dose ? Quantity(reader, dose) : null,
    });

    public CompanionItem Companion(Node node) => Read(node, (reader, item) => new CompanionItem(item)
    {
        Medicine = reader.Text("medicine"),
        Due = reader.Flag("due"),
    });

    public IndicationItem Indication(Node node) => Read(node, (reader, item) => new IndicationItem(item)
    {
        Route = reader.Word("route", IndicationRoutes, required: true),
        Effect = reader.Word("effect", Effects, required: true),
        Overrides = reader.Flag("overrides"),
    });

    public WorkupTask Workup(Node node) => Read(node, (reader, item) => new WorkupTask(item)
    {
        OwedWhen = scope.Condition(reader, "owed-when"),
        DoneWhen = scope.Condition(reader, "done-when"),
        AbnormalWhen = scope.Condition(reader, "abnormal-when"),
        ValidFor = Validity(reader),
    });

    /// <summary>Every task says how long it counts as done: a time, or <c>lifelong</c>.</summary>
    private static Span? Validity(MappingReader reader)
    {
        Place place = reader.PlaceOf("valid-for");
        switch (reader.Text("valid-for"))
        {
            case null:
                reader.Fault("«valid-for» is missing; how long does the task count as done (12 mo, lifelong)?");
                return null;
            case "lifelong":
                return null;
            case { } text when MappingReader.ParseDuration(text) is { } span:
                return span;
            case { } text:
                reader.Fault($"«valid-for: {text}» should be a time such as 12 mo, or lifelong.", place);
                return null;
        }
    }

    /// <summary>A statement beside the agents, which may carry a verdict for the reader but opens and closes nothing.</summary>
    public Item Beside(Node node) => Read(node, (reader, item) =>
    {
        reader.Choice("verdict", Verdicts);
        return item;
    });

    private T Read<T>(Node node, Func<MappingReader, Item, T> rest, string textKey = "text", bool isRule = false)
        where T : Item?
    {
        MappingReader reader = scope.Open(node);
        string id = reader.Required("id");
        reader.Subject = (isRule ? "rule " : "") + id;
        Item item = new()
        {
            Id = id,
            Place = node.Place,
            Text = reader.Required(textKey),
            Rows = reader.Texts("rows"),
            Regions = reader.Words("region", Regions),
            Topic = reader.Text("topic"),
            When = scope.Condition(reader, "when", mayAskForNull: !isRule),
            Recalled = reader.Recalled(),
            Review = scope.Review(reader),
            Sources = scope.Sources(reader),
        };
        reader.Text("note");
        T whole = rest(reader, item);
        reader.Close();
        return whole;
    }

    private static Schedule? Schedule(MappingReader reader)
    {
        Place place = reader.PlaceOf("schedule");
        if (reader.Text("schedule") is not { } text) return null;
        Schedule? schedule = ScheduleReader.Read(text, out string fault);
        if (schedule is null) reader.Fault($"«schedule: {text}»: {fault}", place);
        return schedule;
    }

    private Limit Limit(Node node)
    {
        MappingReader reader = scope.Open(node);
        Limit limit = new(reader.Number("max"), reader.Text("unit"), reader.Number("factor"), reader.Text("regimen"), reader.Number("later"), reader.Duration("after"));
        if (limit is { Max: null, Factor: null, Regimen: null }) reader.Fault("a limit needs max, factor or regimen.");
        if (limit.Later is { } later && !(later > limit.Max)) reader.Fault("«later» needs a smaller max, that of the start.");
        if (limit is { After: not null, Later: null }) reader.Fault("«after» needs later.");
        reader.Close();
        return limit;
    }

    private Lifting? Lifting(Node node)
    {
        MappingReader reader = scope.Open(node);
        string name = reader.Required("fact");
        if (!reader.Has("after")) reader.Fault("«after» is missing; it says how long the bar lasts.");
        Span after = reader.Duration("after") ?? default;
        reader.Close();
        if (scope.Facts.Find(name) is { Type: FactType.Date } fact) return new(fact, after);
        reader.Fault($"«{name}» is no date fact.");
        return null;
    }

    private DoseStep Step(Node node)
    {
        MappingReader reader = scope.Open(node);
        decimal? amount = reader.Number("amount");
        if (amount is null) reader.Fault("a step needs an amount.");
        DoseStep step = new(amount ?? 0m, reader.Required("unit"), reader.Duration("every"), reader.Text("at"), (int?)reader.Number("divided"));
        reader.Number("times");
        reader.Close();
        return step;
    }

    private DoseRange Range(Node node)
    {
        MappingReader reader = scope.Open(node);
        decimal? from = reader.Number("from"), to = reader.Number("to");
        if (from is null || to is null || to < from || to == 0m) reader.Fault("a range goes from a lower to a higher dose.");
        DoseRange range = new(from ?? 0m, to ?? 0m, reader.Required("unit"), (int?)reader.Number("divided"), reader.Number("round"));
        reader.Close();
        return range;
    }

    private DoseAmount Amount(Node node)
    {
        MappingReader reader = scope.Open(node);
        DoseAmount amount = new(reader.RequiredNumber("amount") ?? 0m, reader.Required("unit"));
        reader.Close();
        return amount;
    }

    private static DoseAmount? Quantity(MappingReader reader, string text)
    {
        string[] parts = text.Split(' ', 2);
        if (parts.Length == 2 && decimal.TryParse(parts[0], System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out decimal amount)) return new(amount, parts[1]);
        reader.Fault($"«{text}» is no dose; write 10 mg/wk.");
        return null;
    }

    /// <summary>A figure with a unit of mass; ages and weights are no dose.</summary>
    [System.Text.RegularExpressions.GeneratedRegex(@"\d\s*(mg|g|ug|mcg|microgram)\b", System.Text.RegularExpressions.RegexOptions.CultureInvariant | System.Text.RegularExpressions.RegexOptions.ExplicitCapture, 60_000)]
    private static partial System.Text.RegularExpressions.Regex FigureInText();

    private Lazy<ImmutableArray<RuleCase>> Cases(Lazy<ImmutableArray<Node>> nodes)
    {
        return nodes.IsValueCreated ? new(Read()) : new(() => scope.Late(Read));

        ImmutableArray<RuleCase> Read() => [.. nodes.Value.Select(new CaseReader(scope).Read).OfType<RuleCase>()];
    }
}
