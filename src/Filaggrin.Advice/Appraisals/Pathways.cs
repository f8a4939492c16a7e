using System.Collections.Immutable;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Advice.Appraisals;

/// <summary>Indication, work-up and the care around the agents.</summary>
internal sealed class Pathways(SpokenPathway pathway, DateOnly asOf)
{
    public Indication Indication(FactSheet sheet, FactOrigin? over)
    {
        ImmutableArray<IndicationItem> With(string effect, Truth truth) => Holding(pathway.Indication, sheet, truth, item => item.Effect == effect);
        ImmutableArray<IndicationItem> indicated = With("indicated", Truth.True), notYet = With("not-yet", Truth.True);
        string route = (indicated.Any(item => item.Route == "history"), indicated.Any(item => item.Route == "score")) switch
        {
            (true, true) => "both",
            (true, false) => "history",
            (false, true) => "score",
            _ => "none",
        };
        Fact diagnosis = sheet["AtopicDermatitis"];
        if (diagnosis.Truth != Truth.True)
        {
            string text = over is null ? Texts.Of("indication-no-diagnosis")
                : over.Date is { } end ? Texts.Of("indication-resolved-since", end) : Texts.Of("indication-resolved");
            Item none = new() { Id = "indication-no-diagnosis", Place = default, Text = text };
            Fact ground = over is null || !diagnosis.Evidence.IsEmpty ? diagnosis : diagnosis with { State = FactState.Known, Evidence = [over] };
            return new("unclear", route, [new(none, [ground]), .. Statements(indicated, sheet)], [diagnosis.Definition]);
        }

        bool overridden = indicated.Any(item => item.Overrides);
        if (notYet.Length > 0 && !overridden) return new("not-yet", "none", Statements(notYet, sheet), []);
        if (indicated.Length > 0)
        {
            ImmutableArray<IndicationItem> openDenials = overridden ? [] : With("not-yet", Truth.Unknown);
            return openDenials.Length == 0
                ? new("indicated", route, Statements([.. indicated, .. With("supports", Truth.True)], sheet), [])
                : new("indicated", route, Statements([.. indicated, .. With("supports", Truth.True)], sheet), Relevance.Missing([.. openDenials.Select(item => item.When!)], sheet));
        }

        ImmutableArray<IndicationItem> open = With("indicated", Truth.Unknown);
        return open.Length > 0
            ? new("unclear", "none", Statements(With("supports", Truth.True), sheet), Relevance.Missing([.. open.Select(item => item.When!)], sheet))
            : new("not-yet", "none", Statements(notYet, sheet), []);
    }

    public ImmutableArray<TaskStatus> Workup(FactSheet sheet)
    {
        List<TaskStatus> tasks = [];
        foreach ((WorkupTask task, ImmutableArray<FactDefinition> named, ImmutableArray<FactDefinition> owned) in pathway.Workup)
        {
            if (task.Holds(sheet) != Truth.True) continue;
            bool done = task.DoneWhen?.Truth(sheet) == Truth.True, abnormal = task.AbnormalWhen?.Truth(sheet) == Truth.True;
            if (!done && !abnormal && task.OwedWhen is { } owed && !IsOwed(owed, sheet)) continue;
            bool expired = done && Expired(task, sheet), stale = expired;
            foreach (FactDefinition fact in owned) stale |= sheet[fact].State == FactState.OutOfDate;
            tasks.Add(new(task.Id, abnormal ? "abnormal" : done && !expired ? "done" : stale ? "out-of-date" : "owed", task.Text, sheet.Of(named), task.Sources, task.Recalled));
        }

        return [.. tasks];
    }

    // What an entry leaves in doubt is owed: a provisional diagnosis is to be confirmed.
    private static bool IsOwed(Expr owed, FactSheet sheet) => owed.Truth(sheet) switch
    {
        Truth.True => true,
        Truth.Unknown => sheet.IsInDoubt(owed),
        _ => false,
    };

    /// <summary>What made the task done is older than the task is good for; an undated answer is one of today.</summary>
    private bool Expired(WorkupTask task, FactSheet sheet) =>
        task.ValidFor is { } span && task.DoneWhen!.Deciding(sheet).SelectMany(fact => fact.Evidence).Select(entry => entry.Date?.Last).ToArray() is { Length: > 0 } dates
        && dates.All(date => date is not null) && span.After(dates.Max()!.Value) < asOf;

    public ImmutableArray<Statement> Care(FactSheet sheet) =>
        Statements(Holding(pathway.Care, sheet), sheet);

    public ImmutableArray<AlternativeEntry> Alternatives(FactSheet sheet) =>
        ImmutableArray.CreateRange(pathway.Alternatives, static (alternative, facts) => new AlternativeEntry(alternative, Statements(Holding(alternative.Items, facts), facts)), sheet);

    private static ImmutableArray<T> Holding<T>(ImmutableArray<T> items, FactSheet sheet, Truth truth = Truth.True, Func<T, bool>? isMeant = null)
        where T : Item
    {
        ImmutableArray<T>.Builder those = ImmutableArray.CreateBuilder<T>();
        foreach (T item in items)
        {
            if (isMeant?.Invoke(item) != false && item.Holds(sheet) == truth) those.Add(item);
        }

        return those.DrainToImmutable();
    }

    private static ImmutableArray<Statement> Statements<T>(ImmutableArray<T> items, FactSheet sheet)
        where T : Item => ImmutableArray.CreateRange(items, static (item, facts) => new Statement(item, item.When?.Deciding(facts) ?? []), sheet);
}
