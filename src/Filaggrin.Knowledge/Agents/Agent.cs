using System.Collections.Immutable;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Knowledge.Agents;

/// <summary>A treatment option with everything that is known of it.</summary>
public sealed record Agent
{
    /// <summary>INN, lower case, hyphens.</summary>
    public required string Id { get; init; }

    /// <summary>Its number among the agents of its edition, in alphabetical order.</summary>
    public int Number { get; internal set; }

    /// <summary>The name for the reader.</summary>
    public required string Name { get; init; }

    /// <summary>Its class.</summary>
    public required string Class { get; init; }

    /// <summary>Where it stands.</summary>
    public required Place Place { get; init; }

    /// <summary>How it works.</summary>
    public string Mechanism { get; init; } = "";

    /// <summary>The rows that its identity stands for.</summary>
    public ImmutableArray<string> Rows { get; init; } = [];

    /// <summary>Sources of its identity.</summary>
    public ImmutableArray<SourceReference> Sources { get; init; } = [];

    /// <summary>Its medicines in the medicine list.</summary>
    public ImmutableArray<string> Medicines { get; init; } = [];

    /// <summary>Procedures by which it is recognised.</summary>
    public ImmutableArray<string> Procedures { get; init; } = [];

    /// <summary>Substances whose hypersensitivity forbids it; its medicines always count.</summary>
    public ImmutableArray<string> Hypersensitivity { get; init; } = [];

    /// <summary>How it is given.</summary>
    public ImmutableArray<string> Routes { get; init; } = [];

    /// <summary>How long a dose that was given keeps it in use; null where the next is due within four weeks.</summary>
    public Span? DoseLasts { get; init; }

    /// <summary>In ordinary use; otherwise it is kept as history.</summary>
    public bool OrdinaryUse { get; init; } = true;

    /// <summary>In use, it is taken to be given for eczema; otherwise (an asthma antibody) it counts as any other medicine.</summary>
    public bool GivenForEczema { get; init; } = true;

    /// <summary>Its rules are written; otherwise it is listed without a verdict.</summary>
    public bool RulesWritten { get; init; } = true;

    /// <summary>Who reviewed all of it, or null.</summary>
    public Review? Review { get; init; }

    /// <summary>Licences by region.</summary>
    public ImmutableArray<LicenceItem> Licences { get; init; } = [];

    /// <summary>Rules with a verdict.</summary>
    public ImmutableArray<Rule> Rules { get; init; } = [];

    /// <summary>Doses.</summary>
    public ImmutableArray<DoseItem> Doses { get; init; } = [];

    /// <summary>What is given beside it.</summary>
    public ImmutableArray<CompanionItem> Companions { get; init; } = [];

    /// <summary>Tests before the start.</summary>
    public ImmutableArray<TestItem> Baseline { get; init; } = [];

    /// <summary>Tests during treatment.</summary>
    public ImmutableArray<TestItem> Monitoring { get; init; } = [];

    /// <summary>What results and events ask for.</summary>
    public ImmutableArray<ActionItem> Actions { get; init; } = [];

    /// <summary>Contraception of women and men.</summary>
    public ImmutableArray<ContraceptionItem> Contraception { get; init; } = [];

    /// <summary>Pregnancy and breast-feeding, as far as no rule.</summary>
    public ImmutableArray<Item> Pregnancy { get; init; } = [];

    /// <summary>Vaccines.</summary>
    public ImmutableArray<CompanionItem> Vaccines { get; init; } = [];

    /// <summary>What the patient is told.</summary>
    public ImmutableArray<Item> Information { get; init; } = [];

    /// <summary>Practical matters.</summary>
    public ImmutableArray<Item> Practicalities { get; init; } = [];

    /// <summary>Adverse effects.</summary>
    public ImmutableArray<HarmItem> Harms { get; init; } = [];

    /// <summary>Guidelines and trials.</summary>
    public ImmutableArray<EvidenceItem> Evidence { get; init; } = [];

    /// <summary>When it begins to work.</summary>
    public ImmutableArray<TimeItem> Onset { get; init; } = [];

    /// <summary>What an adequate trial is.</summary>
    public ImmutableArray<TimeItem> Trial { get; init; } = [];

    /// <summary>The longest course.</summary>
    public ImmutableArray<TimeItem> Duration { get; init; } = [];

    /// <summary>How it is stopped and what follows.</summary>
    public ImmutableArray<Item> Stopping { get; init; } = [];

    /// <summary>Wash-out and bridging.</summary>
    public ImmutableArray<SwitchItem> Switching { get; init; } = [];

    /// <summary>The sections under the names that they have in the file; within each the reader's region picks by topic.</summary>
    public IEnumerable<(string Name, IEnumerable<Item> Items)> Sections =>
    [
        ("licences", Licences), ("rules", Rules), ("doses", Doses), ("companions", Companions), ("baseline", Baseline), ("monitoring", Monitoring),
        ("actions", Actions), ("contraception", Contraception), ("pregnancy", Pregnancy), ("vaccines", Vaccines), ("information", Information),
        ("practicalities", Practicalities), ("harms", Harms), ("evidence", Evidence), ("onset", Onset), ("trial", Trial), ("duration", Duration),
        ("stopping", Stopping), ("switching", Switching),
    ];

    /// <summary>Every item of every section.</summary>
    public IEnumerable<Item> Items => Sections.SelectMany(section => section.Items);

    /// <summary>The condition of a rule or an action; null where it has none.</summary>
    public Expr? ConditionOf(string id)
    {
        foreach (Rule rule in Rules)
        {
            if (rule.Id == id) return rule.When;
        }

        foreach (ActionItem action in Actions)
        {
            if (action.Id == id) return action.When;
        }

        return null;
    }
}
