using System.Collections.Immutable;
using Filaggrin.Knowledge.Conditions;

namespace Filaggrin.Knowledge.Facts;

/// <summary>One thing that may be known of a patient: its type, what absence means and how records say it.</summary>
public sealed class FactDefinition
{
    private int[]? _ownRank;

    /// <summary>The name, PascalCase, such as <c>PlanningPregnancy</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The type.</summary>
    public required FactType Type { get; init; }

    /// <summary>Where it is defined.</summary>
    public required Place Place { get; init; }

    /// <summary>UCUM unit of a number, otherwise null.</summary>
    public string? Unit { get; init; }

    /// <summary>One sentence for the reader.</summary>
    public string Text { get; init; } = "";

    /// <summary>How a condition says it: «can become pregnant», «time on treatment»; a set ends before its members, as «takes». Null: the name in words.</summary>
    public string? Phrase { get; init; }

    /// <summary>How a condition says the contrary of a flag or set; null: «no» before the phrase.</summary>
    public string? Contrary { get; init; }

    /// <summary>The question put to a person who may know.</summary>
    public string? Ask { get; init; }

    /// <summary>What the record's silence means.</summary>
    public Absence Absence { get; init; }

    /// <summary>The list whose presence in the record makes silence an assumed no.</summary>
    public RecordList List { get; init; }

    /// <summary>A flag that stays undecided counts as an assumed no.</summary>
    public bool AssumedNoIfUndecided { get; init; }

    /// <summary>Which entries count: present ones, those of any time, or those of a period.</summary>
    public Reads Reads { get; init; } = Reads.Now;

    /// <summary>How long a value holds.</summary>
    public Holds Holds { get; init; } = Holds.Lifelong;

    /// <summary>Which of two values of one day wins.</summary>
    public Worse Worse { get; init; }

    /// <summary>What can change it, and when.</summary>
    public Changing Changing { get; init; } = Changing.Unsaid;

    /// <summary>The answers of a code fact, worst first where they have an order.</summary>
    public ImmutableArray<string> Options { get; init; } = [];

    /// <summary>Further units of this substance and how they convert to <see cref="Unit"/>.</summary>
    public ImmutableDictionary<string, LinearMap> Units { get; init; } = ImmutableDictionary<string, LinearMap>.Empty;

    /// <summary>The lowest and highest value that is believed, in <see cref="Unit"/>.</summary>
    public (decimal Low, decimal High)? Plausible { get; init; }

    /// <summary>For whom it is read: a patient, a patient and one agent, or the request itself.</summary>
    public FactScope Scope { get; init; }

    /// <summary>It speaks of the standing of other options and is decided in the second pass.</summary>
    public bool LooksAtOptions { get; init; }

    /// <summary>The value of a request fact that nobody set.</summary>
    public string? Default { get; init; }

    /// <summary>What the answers of an entry mean that was read by its name instead of a code.</summary>
    public ImmutableDictionary<string, string> Values { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Entries on so many days are needed for a yes.</summary>
    public int AtLeast { get; init; } = 1;

    /// <summary>The instrument of the score library whose total it is, or null.</summary>
    public string? Instrument { get; init; }

    /// <summary>Computed by the engine from treatments or several values.</summary>
    public bool Native { get; init; }

    /// <summary>Who needs it where no item, test or formula names it: the program, a reader, a later judgement of the course; or null.</summary>
    public string? UsedFor { get; init; }

    /// <summary>Why its name may be a negation, or null.</summary>
    public string? NegatedByNature { get; init; }

    /// <summary>A derivation of the closed list with its arguments, or null.</summary>
    public Derivation? Derive { get; init; }

    /// <summary>Other names in answers and questionnaires.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>Names that mean the contrary of this flag.</summary>
    public ImmutableArray<string> NegatedAliases { get; init; } = [];

    /// <summary>Instrument and test names that are read as a code.</summary>
    public ImmutableArray<string> Names { get; init; } = [];

    /// <summary>Beginnings of words that raise doubt in uncoded text, with the member they mean where the fact is a set.</summary>
    public ImmutableArray<(string Word, string? Member)> Words { get; init; } = [];

    /// <summary>Beginnings of words within which <see cref="Words"/> mean another thing (<c>portal hypertens</c> is no hypertension).</summary>
    public ImmutableArray<string> OtherWords { get; init; } = [];

    /// <summary>An entry of the allergy list speaks of it too; the words of others mean an allergen there (alcohol in wool alcohols), not a disease.</summary>
    public bool ToldByAllergies { get; init; }

    /// <summary>Its words count beside a code that tells another fact too: how far a disease has gone is told in words.</summary>
    public bool WordsBesideCodes { get; init; }

    /// <summary>The codes that say it.</summary>
    public ImmutableArray<CodeEntry> Codes { get; init; } = [];

    /// <summary>The formula of a derived flag.</summary>
    public Expr? Is { get; internal set; }

    /// <summary>A sufficient condition for yes.</summary>
    public Expr? YesWhen { get; internal set; }

    /// <summary>A sufficient condition for no.</summary>
    public Expr? NoWhen { get; internal set; }

    /// <summary>Where this is false the question does not arise.</summary>
    public Expr? RelevantWhen { get; internal set; }

    /// <summary>Where this is true it never changes: kidney function once kidney disease is chronic.</summary>
    public Expr? LastsWhen { get; internal set; }

    /// <summary>The fact whose later value above its upper limit makes an older value of this one no more than a bound: creatinine, of the GFR.</summary>
    public string? OutdatedBy { get; init; }

    /// <summary>Members of which an intolerance is no hypersensitivity: lactose.</summary>
    public ImmutableArray<string> NotByIntolerance { get; init; } = [];

    /// <summary>A day that is planned, as its name says: it may lie ahead.</summary>
    public bool IsPlanned => Name.StartsWith("Planned", StringComparison.Ordinal);

    /// <summary>How long a yes that is out of date may still be so, and leaves a doubt that <see cref="NoWhen"/> does not settle; null: it leaves none.</summary>
    public Span? MayLast { get; init; }

    /// <summary>The later result that ends what was listed: no virus in the blood, of hepatitis C.</summary>
    public EndedBy? EndedBy { get; init; }

    /// <summary>Of a share in per cent: the whole, and the amount that both tell; null: it is no share.</summary>
    public PartOf? PartOf { get; init; }

    /// <summary>The event after which a measurement is not reliable for a time: a transfusion of red cells, of an enzyme in them.</summary>
    public UnreliableAfter? UnreliableAfter { get; init; }

    /// <summary>The formula of a derived number.</summary>
    public ValueExpr? Formula { get; internal set; }

    /// <summary>For a derivation of several results: what must hold of each.</summary>
    public Expr? RepeatedWhen { get; internal set; }

    /// <summary>The dictionary that holds it.</summary>
    internal FactDictionary? Dictionary { get; set; }

    /// <summary>Its place in the dictionary, by which sheets hold it.</summary>
    internal int Index { get; set; }

    /// <summary>Its place in alphabetical order.</summary>
    internal int Rank { get; set; }

    /// <summary>The same, alone.</summary>
    internal int[] OwnRank => _ownRank ??= [Rank];

    /// <summary>What a list says by leaving it out, the same for every patient; null: not asked for yet.</summary>
    internal Fact? Assumed { get; set; }

    /// <summary>What is known of it where nothing is on record; null: not asked for yet.</summary>
    internal Fact? Absent { get; set; }

    /// <summary>The facts that its formulas name.</summary>
    internal IEnumerable<FactDefinition> Parts
    {
        get
        {
            foreach (Expr? formula in (Expr?[])[Is, YesWhen, NoWhen, RelevantWhen, RepeatedWhen])
            {
                if (formula is null) continue;
                foreach (FactDefinition part in formula.Facts()) yield return part;
            }

            if (Formula is not null)
            {
                foreach (FactDefinition part in Formula.Facts()) yield return part;
            }
        }
    }

    /// <summary>A record or a person can say it; otherwise it is only computed.</summary>
    public bool IsRecorded => !Native && !LooksAtOptions && Scope != FactScope.Agent
        && (Is is null || !Codes.IsEmpty) && Derive is null or { Kind: "lower-with" or "formula" };

    /// <inheritdoc />
    public override string ToString() => Name;
}

/// <summary>Where a piece of knowledge stands.</summary>
/// <param name="File">The file, relative to the knowledge folder.</param>
/// <param name="Line">The line, from 1.</param>
public readonly record struct Place(string File, int Line)
{
    /// <inheritdoc />
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{File}:{Line}");
}

/// <summary>What the record's silence about a fact means.</summary>
public enum Absence
{
    /// <summary>Measured or asked: silence is unknown.</summary>
    Unknown,

    /// <summary>Listed: silence is an assumed no where the record holds the list.</summary>
    AssumedNo,
}

/// <summary>A list that a record may hold.</summary>
public enum RecordList
{
    /// <summary>No list: silence is always assumed to be no.</summary>
    None,

    /// <summary>Diagnoses.</summary>
    Conditions,

    /// <summary>Medicines.</summary>
    Medicines,

    /// <summary>Allergies and intolerances.</summary>
    Allergies,

    /// <summary>Vaccinations.</summary>
    Immunizations,

    /// <summary>Procedures.</summary>
    Procedures,
}

/// <summary>Which entries count for a listed flag.</summary>
/// <param name="Kind">Present ones, those of any time, or those of a period.</param>
/// <param name="Within">The period.</param>
public readonly record struct Reads(ReadsKind Kind, Span? Within = null)
{
    /// <summary>What is present on the day.</summary>
    public static Reads Now { get; } = new(ReadsKind.Now);

    /// <summary>What ever was.</summary>
    public static Reads Ever { get; } = new(ReadsKind.Ever);
}

/// <summary>The kinds of <see cref="Reads"/>.</summary>
public enum ReadsKind
{
    /// <summary>Present on the day.</summary>
    Now,

    /// <summary>At any time.</summary>
    Ever,

    /// <summary>Within a period before the day.</summary>
    Within,
}

/// <summary>A length of calendar time.</summary>
/// <param name="Amount">How many.</param>
/// <param name="Unit">UCUM: a, mo, wk or d.</param>
public readonly record struct Span(int Amount, string Unit)
{
    /// <summary>The day this long after another.</summary>
    public DateOnly After(DateOnly day) => Unit switch
    {
        "a" => day.AddYears(Amount),
        "mo" => day.AddMonths(Amount),
        "wk" => day.AddDays(7 * Amount),
        _ => day.AddDays(Amount),
    };

    /// <summary>The day this long before another.</summary>
    public DateOnly Before(DateOnly day) => new Span(-Amount, Unit).After(day);

    /// <inheritdoc />
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Amount} {Unit}");
}

/// <summary>How long a value holds; null means for life.</summary>
/// <param name="Adult">From 18 years, or at any age.</param>
/// <param name="Child">Below 18 years.</param>
/// <param name="Yes">A yes, where it lasts differently.</param>
/// <param name="No">A no, where it lasts differently.</param>
public sealed record Holds(Span? Adult, Span? Child, Span? Yes, Span? No)
{
    /// <summary>For life.</summary>
    public static Holds Lifelong { get; } = new(null, null, null, null);

    /// <summary>What was so at a visit: the day itself and four weeks after.</summary>
    public static Holds Visit { get; } = For(new(28, "d"));

    /// <summary>The same for all.</summary>
    public static Holds For(Span span) => new(span, span, span, span);
}

/// <summary>Which of two values of the same day wins.</summary>
public enum Worse
{
    /// <summary>Neither: the span of both.</summary>
    Neither,

    /// <summary>The higher number.</summary>
    High,

    /// <summary>The lower number.</summary>
    Low,

    /// <summary>Yes.</summary>
    Yes,

    /// <summary>No.</summary>
    No,
}

/// <summary>For whom a fact is read.</summary>
public enum FactScope
{
    /// <summary>The patient.</summary>
    Patient,

    /// <summary>The patient and one agent.</summary>
    Agent,

    /// <summary>The request: goal, product, what shall go on.</summary>
    Request,
}

/// <summary>A linear conversion into the unit of a fact.</summary>
/// <param name="Factor">Multiplied first.</param>
/// <param name="Offset">Added after.</param>
public readonly record struct LinearMap(decimal Factor, decimal Offset = 0m)
{
    // Factors such as 1/12 are cut at 28 digits; without rounding six months would come out below half a year.
    private const int Places = 20;

    /// <summary>Converts a value.</summary>
    /// <exception cref="OverflowException">The value is beyond what a decimal holds.</exception>
    public decimal Apply(decimal value) => decimal.Round(value * Factor + Offset, Places);
}
