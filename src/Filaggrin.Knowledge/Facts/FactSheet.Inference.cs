using System.Collections.Immutable;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Knowledge.Facts;

/// <content>Works facts out that nobody gave.</content>
public sealed partial class FactSheet
{
    private Fact Compute(FactDefinition definition)
    {
        Fact? own = GivenFor(definition);
        if (own is { State: FactState.Given }) return own;
        Fact fact = definition switch
        {
            { Is: { } formula } => Join(definition, own, formula),
            { Derive: { Kind: "lower-with" } derive } => Lower(definition, own, derive),
            { Formula: { } formula } when own is null or { Value.IsUnknown: true } => Calculated(definition, own, formula),
            { YesWhen: { } sufficient, Worse: not Worse.No } when own is { Value: FlagValue { Truth: Truth.False } }
                && sufficient.Truth(this) == Truth.True && Newest(Evidence(sufficient)) > Newest(own.Evidence) => Inferred(definition, null),
            _ => own is { Value.IsUnknown: false } ? own : Inferred(definition, own),
        };
        return fact is { Value: FlagValue { Truth: Truth.Unknown }, State: not FactState.Doubtful } && definition.AssumedNoIfUndecided && ListsHeld is not null
            && !(definition.Is is { } undecided && IsInDoubt(undecided))
            ? fact with { Value = FlagValue.No, State = FactState.Assumed }
            : fact;
    }

    /// <summary>A formula joined by <c>or</c> with what the record itself says of the fact; a recorded no decides only where the formula cannot.</summary>
    private Fact Join(FactDefinition definition, Fact? own, Expr formula)
    {
        Truth derived = formula.Truth(this);
        if (derived == Truth.True || own is not { Value: FlagValue ownFlag })
        {
            if (derived == Truth.True || definition.Absence == Absence.Unknown || own is not null) return Derived(definition, derived, formula);
            Fact absent = Inferred(definition, null);
            return derived.Or(absent.Truth) is Truth.False
                ? absent with { Evidence = [.. absent.Evidence, .. Evidence(formula)] }
                : Derived(definition, derived.Or(absent.Truth), formula);
        }

        if (ownFlag.Truth == Truth.True || own.State == FactState.Doubtful) return own; // doubt is not overruled by an open formula
        if (derived == Truth.Unknown) return ownFlag.Truth == Truth.False ? own : Derived(definition, Truth.Unknown, formula);
        return own;
    }

    private Fact Derived(FactDefinition definition, Truth truth, Expr formula) =>
        new(definition, FlagValue.Of(truth), FactState.Derived, Evidence(formula), truth == Truth.Unknown ? Why(formula) : null);

    private Fact Lower(FactDefinition definition, Fact? own, Derivation derive)
    {
        Fact best = own ?? Inferred(definition, null);
        Fact? doubt = null;
        foreach (string name in derive.Of)
        {
            Fact other = this[name];
            if (other.State == FactState.Doubtful) doubt ??= other;
            if (other.Value is not NumberValue { IsUnknown: false } number) continue;
            if (best.Value is not NumberValue { IsUnknown: false } current || number.Interval.Less(current.Interval) == Truth.True)
                best = new(definition, number, own is { State: FactState.Doubtful } ? FactState.Doubtful : FactState.Known, other.Evidence); // a doubt stays one
        }

        return best.Value.IsUnknown && doubt is not null ? new(definition, NumberValue.Unknown, FactState.Doubtful, doubt.Evidence, doubt.Why) : best;
    }

    private Fact Calculated(FactDefinition definition, Fact? own, ValueExpr formula)
    {
        Interval value = formula.Number(this);
        if (value.IsAny) return own ?? Uncalculated(definition, formula);
        ImmutableArray<FactOrigin> parts = [.. formula.Facts().SelectMany(fact => this[fact].Evidence).Distinct()];
        // What was measured later and cannot be read is not what older values make of it.
        if (own is { State: FactState.Doubtful, Evidence: [var entry, ..] } && !(entry.Date?.First <= Newest(parts))) return own;
        return new(definition, new NumberValue(value), FactState.Derived, parts);
    }

    /// <summary>A formula of which nothing can be worked out, in doubt where one of its parts is.</summary>
    private Fact Uncalculated(FactDefinition definition, ValueExpr formula)
    {
        foreach (FactDefinition part in formula.Facts())
        {
            if (this[part] is { State: FactState.Doubtful } doubt) return new(definition, NumberValue.Unknown, FactState.Doubtful, doubt.Evidence, doubt.Why);
        }

        return new(definition, NumberValue.Unknown, FactState.Absent, [], null);
    }

    private Fact Inferred(FactDefinition definition, Fact? own)
    {
        if (definition.YesWhen is { } yes && yes.Truth(this) == Truth.True
            && !(definition.Worse == Worse.No && definition.NoWhen?.Truth(this) == Truth.True))
        {
            return new(definition, FlagValue.Yes, FactState.Derived, Evidence(yes));
        }

        if (own is { State: FactState.Doubtful }) return own;
        if (definition.NoWhen is { } no && no.Truth(this) == Truth.True)
            return new(definition, FlagValue.No, FactState.Derived, Evidence(no));
        Expr? doubted = own is null && definition.YesWhen is { } open && open.Truth(this) == Truth.Unknown && IsInDoubt(open) ? open : null;
        if (doubted is null && definition.RelevantWhen is { } relevant && relevant.Truth(this) == Truth.False)
        {
            return new(definition, definition.Type == FactType.Flag ? FlagValue.No : FactValue.NotApplicable, FactState.Derived, Evidence(relevant));
        }

        if (own is not null) return own;
        if (doubted is not null) return new(definition, FlagValue.Unknown, FactState.Doubtful, Evidence(doubted), Why(doubted));
        if (definition.Absence == Absence.AssumedNo && ListsHeld is { } lists && (definition.List == RecordList.None || lists.Contains(definition.List)))
            return definition.Assumed ??= new(definition, Nothing(definition), FactState.Assumed, []);
        return OutOfDateBehind(definition) is { } old ? new(definition, FactValue.Unknown(definition.Type), FactState.OutOfDate, old.Evidence, old.Why)
            : definition.Absent ??= new(definition, FactValue.Unknown(definition.Type), FactState.Absent, []);
    }

    /// <summary>The code that would have told of a fact and is too old to: the smoking status of years ago.</summary>
    private Fact? OutOfDateBehind(FactDefinition definition)
    {
        foreach (Expr? formula in (ReadOnlySpan<Expr?>)[definition.NoWhen, definition.YesWhen])
        {
            foreach (FactDefinition other in formula?.Facts() ?? [])
            {
                if (other.Type == FactType.Code && this[other] is { State: FactState.OutOfDate } old) return old;
            }
        }

        return null;
    }

    /// <summary>An entry throws doubt on a fact that a formula names, or on what this follows from, to the ground: that is not assumed away.</summary>
    public bool IsInDoubt(Expr formula)
    {
        foreach (Fact fact in formula.Deciding(this))
        {
            if (fact.State == FactState.Doubtful || (fact.Value.IsUnknown && fact.Definition.Is is { } behind && IsInDoubt(behind))) return true;
        }

        return false;
    }

    /// <summary>What a list says by leaving something out.</summary>
    private static FactValue Nothing(FactDefinition definition) => definition.Type switch
    {
        FactType.Flag => FlagValue.No,
        FactType.Set => SetValue.Of(true),
        FactType.Number when definition.Default is { } text => NumberValue.Of(decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture)),
        FactType.Code when definition.Default is { } text => CodeValue.Of(text),
        _ => FactValue.NotApplicable,
    };
}
