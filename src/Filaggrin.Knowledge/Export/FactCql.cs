using System.Text;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Knowledge.Export;

/// <summary>Writes facts as CQL: the parameter that carries what a reader found, and the value with formulas and absence joined to it.</summary>
/// <remarks>The steps are those of <see cref="FactSheet"/>, which says why they come in this order.</remarks>
internal sealed class FactCql
{
    private readonly CqlScope _scope;
    private readonly ConditionCql _conditions;
    private readonly FactDictionary _dictionary;

    public FactCql(CqlScope scope, FactDictionary dictionary)
    {
        _scope = scope;
        _dictionary = dictionary;
        _conditions = new(scope);
    }

    /// <summary>The type of a fact's parameter in CQL.</summary>
    public static string TypeOf(FactDefinition fact) => fact.Type switch
    {
        FactType.Flag => "Boolean",
        FactType.Number => "Interval<System.Quantity>",
        FactType.Date => "Interval<Date>",
        _ => "List<String>",
    };

    /// <summary>The declaration of the parameter.</summary>
    public void Parameter(StringBuilder cql, FactDefinition fact) => cql.Append("parameter ").Append(_scope.Parameter(fact)).Append(' ').Append(TypeOf(fact)).Append(" default null\n"); // an engine may ask for each parameter that has no default

    /// <summary>The definitions of the fact.</summary>
    /// <param name="cql">Where they are written.</param>
    /// <param name="fact">The fact.</param>
    /// <param name="onRecord">An expression for what the record itself tells where no sheet is given, or null.</param>
    public void Define(StringBuilder cql, FactDefinition fact, string? onRecord = null)
    {
        cql.Append('\n');
        cql.Comment(fact.Text.Length > 0 ? fact.Text : FactWords.Name(fact.Name));
        cql.Comment(Kind(fact));
        if (fact.Is is { } formula) Append(cql, fact.Name + " by its formula", _conditions.Of(formula));
        if (CqlScope.MayNotApply(fact)) Append(cql, CqlScope.NotApplicableName(fact), NotApplicable(fact));
        string sheet = fact switch
        {
            { Is: not null } => ByFormula(fact),
            { Derive: { Kind: "lower-with" } derive } => Lowest(fact, derive),
            { Formula: { } number } => $"Coalesce({Given(fact)}, {_conditions.Of(number)})",
            _ => Read(fact),
        };
        string record = OnRecord(fact, onRecord);
        string value = record.Length == 0 ? sheet : $"if {_scope.Shared("\"Sheet given\"")} then {sheet}\n  else {record}";
        Append(cql, fact.Name, value);
        // What a formula leaves open is in doubt as its parts are; what an entry leaves open is not, whatever else would make it so.
        string? inherited = fact switch
        {
            { Is: { } parts } => _conditions.Doubted(parts),
            { YesWhen: { } sufficient } => $"not ({In(fact, "Open")}) and {_conditions.Doubted(sufficient)}",
            { Derive: { Kind: "lower-with" } derive } => $"({string.Join(" or ", derive.Of.Select(name => _scope.Doubted(_dictionary[name])))})",
            { Formula: { } number } => $"not ({In(fact, "Open")}) and ({string.Join(" or ", number.Facts().Select(_scope.Doubted))})",
            _ => null,
        };
        if (inherited is not null) Append(cql, CqlScope.DoubtName(fact), $"{In(fact, "Doubtful")} or ({CqlText.Identifier(fact.Name)} is null and {inherited})");
    }

    /// <summary>What is known without a sheet; empty where the sheet's expression is null by itself then.</summary>
    private string OnRecord(FactDefinition fact, string? onRecord)
    {
        string formula = CqlText.Identifier(fact.Name + " by its formula");
        if (fact.Is is not null) return fact.Codes.IsEmpty && fact.Words.IsEmpty && fact.Names.IsEmpty ? formula : $"{formula} or (null as Boolean)";
        string read = onRecord ?? Null(fact);
        // The formula says yes; what says no may be outdone by an entry that is not read here.
        if (fact.YesWhen is { } yes) return $"({Flat(_conditions.Of(yes))}) is true or ({read})";
        return onRecord is not null || fact.NoWhen is not null || fact.RelevantWhen is not null || fact.Formula is not null || fact.Derive is { Kind: "lower-with" } ? read : "";
    }

    private static void Append(StringBuilder cql, string name, string expression) =>
        cql.Append("define ").Append(CqlText.Identifier(name)).Append(":\n  ").Append(expression).Append('\n');

    private static string Kind(FactDefinition fact) => fact.Type switch
    {
        FactType.Number => $"Number, {fact.Unit}",
        FactType.Code => $"Answer: {string.Join(" | ", fact.Options)}",
        FactType.Set => "Set of names",
        FactType.Date => "Date",
        _ => "Yes or no",
    };

    /// <summary>What the reader found, without what follows from other facts.</summary>
    private string Given(FactDefinition fact) => fact.Type switch
    {
        FactType.Number => $"{_scope.Shared("InUnit")}({_scope.Parameter(fact)}, {CqlText.Literal(fact.Unit ?? "1")})",
        FactType.Set => $"{_scope.Shared("Members")}({_scope.Parameter(fact)}, {In(fact, "Complete")})",
        _ => _scope.Parameter(fact),
    };

    /// <summary>The formula joined by <c>or</c> with what was found; what was found and is open is not closed by a formula that says no.</summary>
    private string ByFormula(FactDefinition fact)
    {
        string formula = CqlText.Identifier(fact.Name + " by its formula"), given = Given(fact);
        string absent = fact.Absence == Absence.AssumedNo && Inferred(fact) is { Count: > 0 } inferred ? $"{formula} or ({Case(inferred)})" : formula;
        return AssumedNo(fact, Case([($"{given} is not null", $"{given} or ({formula} is true)"), ($"{In(fact, "Doubtful")} or {In(fact, "Open")}", $"{formula} or (null as Boolean)")], absent));
    }

    private string Lowest(FactDefinition fact, Derivation derive) =>
        derive.Of.Aggregate(Read(fact), (lowest, name) => $"{_scope.Shared("Lower")}({lowest}, {_scope.Fact(_dictionary[name])})");

    private string Read(FactDefinition fact)
    {
        List<(string When, string Then)> steps = Inferred(fact);
        string given = Given(fact);
        return steps.Count == 0 ? AssumedNo(fact, given) : AssumedNo(fact, Case([($"{given} is not null", given), .. steps]));
    }

    /// <summary>What follows from other facts, from doubt and from absence where nothing was found.</summary>
    private List<(string When, string Then)> Inferred(FactDefinition fact)
    {
        List<(string, string)> steps = [];
        string unknown = Null(fact);
        if (fact.YesWhen is { } yes)
        {
            string sufficient = $"({Flat(_conditions.Of(yes))}) is true";
            if (fact is { Worse: Worse.No, NoWhen: { } against }) sufficient += $" and not (({Flat(_conditions.Of(against))}) is true)";
            steps.Add((sufficient, "true"));
        }

        bool doubt = false;
        if (fact.NoWhen is { } no)
        {
            Doubt();
            steps.Add(($"({Flat(_conditions.Of(no))}) is true", "false"));
        }

        if (fact.RelevantWhen is { } relevant)
        {
            Doubt();
            if (fact.YesWhen is { } doubted) steps.Add(($"not ({In(fact, "Open")}) and {_conditions.Doubted(doubted)}", unknown)); // a result that cannot be read asks although the disease is on no list
            steps.Add(($"({Flat(_conditions.Of(relevant))}) is false", fact.Type == FactType.Flag ? "false" : unknown));
        }

        if (fact.Absence == Absence.AssumedNo && Nothing(fact) is { } nothing)
        {
            Doubt();
            steps.Add((In(fact, "Open"), unknown));
            if (fact.YesWhen is { } open) steps.Add((_conditions.Doubted(open), unknown)); // a doubt is not assumed away
            if (In(fact, "Not applicable") is { } never && fact.Type != FactType.Flag) steps.Add((never, unknown));
            steps.Add(($"{CqlText.Literal(ListName(fact.List))} in {_scope.Shared("\"Lists held\"")}", nothing));
        }

        return steps;

        void Doubt()
        {
            if (!doubt) steps.Add((In(fact, "Doubtful"), unknown));
            doubt = true;
        }
    }

    /// <summary>The question does not arise: the reader says so, or what was not found belongs to a question that another fact closes.</summary>
    private string NotApplicable(FactDefinition fact)
    {
        string inferred = fact.RelevantWhen is { } relevant ? $"({Flat(_conditions.Of(relevant))}) is false" : "";
        if (fact.Absence == Absence.AssumedNo && Nothing(fact) is null)
        {
            string absent = $"(not ({In(fact, "Open")}) and {CqlText.Literal(ListName(fact.List))} in {_scope.Shared("\"Lists held\"")})";
            inferred = inferred.Length == 0 ? absent : $"{inferred} or {absent}";
        }

        string said = In(fact, "Not applicable");
        if (inferred.Length > 0) said += $" or ({Given(fact)} is null and not ({In(fact, "Doubtful")}) and ({inferred}))";
        if (inferred.Length > 0) said = $"{_scope.Shared("\"Sheet given\"")} and ({said})";
        return fact.Derive is { Kind: "lower-with" } ? $"{CqlText.Identifier(fact.Name)} is null and ({said})" : said;
    }

    /// <summary>A derived flag that stays undecided, though a sheet is given and no doubt was raised, counts as no.</summary>
    private string AssumedNo(FactDefinition fact, string value) => fact.AssumedNoIfUndecided
        ? $"Coalesce({value}, if {_scope.Shared("\"Sheet given\"")} and not ({In(fact, "Doubtful")}{(fact.YesWhen is { } open ? " or " + _conditions.Doubted(open) : "")}{(fact.Is is { } formula ? " or " + _conditions.Doubted(formula) : "")}) then false else null)" : value;

    private string In(FactDefinition fact, string list) => $"{_scope.Key(fact)} in {_scope.Shared(CqlText.Identifier(list))}";

    /// <summary>What a list says by leaving something out; null: that the question does not arise.</summary>
    private static string? Nothing(FactDefinition fact) => fact.Type switch
    {
        FactType.Flag => "false",
        FactType.Set => "List<String>{}",
        FactType.Number when fact.Default is { } text && decimal.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out decimal number) => $"Interval[{CqlText.Number(number)}, {CqlText.Number(number)}]",
        FactType.Code when fact.Default is { } code => CqlText.List([code]),
        _ => null,
    };

    public static string ListName(RecordList list) => list.ToString().ToLowerInvariant();

    private static string Null(FactDefinition fact) => fact.Type switch
    {
        FactType.Flag => "null as Boolean",
        FactType.Number => "null as Interval<Decimal>",
        FactType.Date => "null as Interval<Date>",
        _ => "null as List<String>",
    };

    private static string Case(IEnumerable<(string When, string Then)> steps, string? otherwise = null) =>
        $"case{string.Concat(steps.Select(step => $"\n      when {step.When} then {step.Then}"))}\n      else {otherwise ?? "null"}\n    end";

    private static string Flat(string condition) => condition.Replace("\n    ", " ", StringComparison.Ordinal);
}
