using System.Collections.Immutable;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Knowledge.Medicines;

namespace Filaggrin.Knowledge.Conditions;

/// <summary>Decides whether a patient can exist of whom formulas are true, false or unknown.</summary>
/// <remarks>
/// A tableau: formulas are taken apart, what must be is settled first, and each way left open is tried in turn. Flags, answers and members of sets
/// are decided one by one, numbers by exact bounds and, where several stand in one comparison, by elimination. Derived flags are opened through
/// their formulas; a flag that a record or a person can state as well may be yes by itself. A number that a formula gives (a body-mass index) counts
/// as measured. A fact whose question does not arise is no, or fails every comparison.
/// </remarks>
public sealed class Satisfiability
{
    private readonly ClauseWriter _writer;
    private readonly World _world;

    /// <summary>Over a dictionary of facts.</summary>
    /// <param name="facts">What may be known.</param>
    /// <param name="medicines">Says the classes of medicines.</param>
    /// <param name="mayBeUnknown">The facts of which nothing may be known; null: all are known, and every formula is true or false.</param>
    public Satisfiability(FactDictionary facts, MedicineCatalog medicines, Func<FactDefinition, bool>? mayBeUnknown = null)
    {
        _writer = new(facts, medicines, mayBeUnknown);
        _world = new(_writer.Follows, _writer.Believed);
    }

    /// <summary>Whether one patient can meet all goals.</summary>
    public bool CanBe(params IEnumerable<Goal> goals)
    {
        bool found = Extend([.. goals.Select(_writer.Write)], []);
        _world.Undo(0);
        return found;
    }

    /// <summary>Whoever meets the first formula meets the second.</summary>
    public bool Implies(Expr first, Expr second) => !CanBe(Goal.Holds(first), Goal.Fails(second));

    private bool Extend(List<Clause> must, List<AnyOf> ways)
    {
        int mark = _world.Mark;
        if (Settle(must, ways))
        {
            if (ways.Count == 0) return true;
            AnyOf narrowest = ways.MinBy(way => way.Parts.Length)!;
            ways.Remove(narrowest);
            foreach (Clause way in narrowest.Parts)
            {
                if (Extend([way], [.. ways])) return true;
            }
        }

        _world.Undo(mark);
        return false;
    }

    /// <summary>Settles what must be, and what follows from it, until only true choices are left.</summary>
    private bool Settle(List<Clause> must, List<AnyOf> ways)
    {
        do
        {
            while (must.Count > 0)
            {
                Clause clause = must[^1];
                must.RemoveAt(must.Count - 1);
                if (clause is AllOf all) must.AddRange(all.Parts);
                else if (clause is AnyOf any) ways.Add(any);
                else if (_world.Status(clause) == Truth.True) continue;
                else if (!_world.Settle(clause)) return false;
                else if (clause is Derived derived) must.Add(_writer.Open(derived));
            }

            for (int at = ways.Count - 1; at >= 0; at--)
            {
                ImmutableArray<Clause> left = [.. ways[at].Parts.Where(part => _world.Status(part) != Truth.False)];
                if (left.IsEmpty) return false;
                if (left.Length == 1) must.Add(left[0]);
                if (left.Length == 1 || left.Any(part => _world.Status(part) == Truth.True)) ways.RemoveAt(at);
                else if (left.Length < ways[at].Parts.Length) ways[at] = new(left);
            }
        }
        while (must.Count > 0);

        return _world.NumbersExist();
    }
}
