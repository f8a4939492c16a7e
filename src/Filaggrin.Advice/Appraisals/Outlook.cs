using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Advice.Appraisals;

/// <summary>What of a condition can still become true while a plan runs.</summary>
/// <remarks>
/// A plan speaks of the months to come: what is false today because nothing was begun, taken or measured yet, or because she is not pregnant,
/// may hold then. So each fact counts as open but those that tell who the patient is: age, by the day of the plan (who comes of age under way is
/// followed by the monitoring), sex, whether she can become pregnant, and what does not arise for such a patient, as a pregnancy in a man.
/// </remarks>
internal static class Outlook
{
    /// <summary>It is false and stays so.</summary>
    public static bool IsShut(Expr condition, FactSheet sheet) => Lasting(condition, sheet) == Truth.False;

    private static Truth Lasting(Expr condition, FactSheet sheet)
    {
        switch (condition)
        {
            case AndExpr and:
                return and.Parts.Aggregate(Truth.True, (truth, part) => truth.And(Lasting(part, sheet)));
            case OrExpr or:
                return or.Parts.Aggregate(Truth.False, (truth, part) => truth.Or(Lasting(part, sheet)));
            case XorExpr xor:
                return Lasting(xor.Left, sheet).Xor(Lasting(xor.Right, sheet));
            case NotExpr not:
                return Lasting(not.Part, sheet).Not();
            default:
                return condition.Facts().All(fact => IsWho(fact, sheet)) ? condition.Truth(sheet) : Truth.Unknown;
        }
    }

    private static bool IsWho(FactDefinition fact, FactSheet sheet) =>
        fact.Name is "Age" or "Sex" or "ChildbearingPotential"
        || (fact.Is is { } formula && formula.Facts().All(part => IsWho(part, sheet)))
        || (fact.RelevantWhen is { } relevant && IsShut(relevant, sheet));
}
