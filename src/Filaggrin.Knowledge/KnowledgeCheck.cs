using System.Collections.Immutable;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Loading;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Knowledge;

/// <summary>Finds what is wrong in knowledge that could be read.</summary>
public static class KnowledgeCheck
{
    /// <summary>Runs every check.</summary>
    public static ImmutableArray<Finding> All(KnowledgeBase knowledge)
    {
        List<Finding> findings = [];
        Cases(knowledge, findings);
        Sources(knowledge, findings);
        Changes(knowledge, findings);
        return [.. findings.OrderBy(finding => finding.Place.File, StringComparer.Ordinal).ThenBy(finding => finding.Place.Line)];
    }

    /// <summary>Identifiers stand once, and what is named exists.</summary>
    internal static void References(KnowledgeBase knowledge, ICollection<Finding> findings)
    {
        Dictionary<string, Place> ids = new(StringComparer.Ordinal);
        foreach (Item item in knowledge.Agents.Values.SelectMany(agent => agent.Items).Concat(knowledge.Pathway.Items))
        {
            if (!ids.TryAdd(item.Id, item.Place)) findings.Add(new(item.Place, $"the identifier «{item.Id}» stands twice; the other is {ids[item.Id]}."));
            if (item is TestItem tests)
            {
                foreach (string test in tests.Tests.Where(test => !knowledge.Pathway.Tests.ContainsKey(test)))
                    findings.Add(new(item.Place, $"{item.Id}: the test «{test}» is not in pathway/tests.yaml."));
            }
        }

        foreach (Availability entry in knowledge.Availability.Where(entry => !knowledge.Agents.ContainsKey(entry.Agent)))
            findings.Add(new(entry.Place, $"the agent «{entry.Agent}» is not in agents/."));
    }

    /// <summary>Every rule fires, is clear and is undecided where its cases say so, and names what is missing.</summary>
    internal static void Cases(KnowledgeBase knowledge, ICollection<Finding> findings)
    {
        foreach (Rule rule in knowledge.Agents.Values.SelectMany(agent => agent.Rules))
        {
            if (rule.When is not { } when) continue;
            foreach (RuleCase example in rule.Cases)
            {
                FactSheet sheet = new(knowledge.Facts, example.Facts, listsHeld: null);
                Truth truth = when.Truth(sheet);
                if (truth != example.Expected)
                {
                    findings.Add(new(example.Place, $"rule {rule.Id}: the case should be {Word(example.Expected)} and is {Word(truth)}."));
                }
                else if (!example.Missing.IsEmpty)
                {
                    string[] missing = [.. Relevance.Missing([when], sheet).Select(fact => fact.Name)];
                    if (!missing.ToHashSet(StringComparer.Ordinal).SetEquals(example.Missing))
                        findings.Add(new(example.Place, $"rule {rule.Id}: the case names {string.Join(", ", example.Missing)} as missing; what could decide it is {string.Join(", ", missing)}."));
                }
            }

            foreach (Truth kind in (ReadOnlySpan<Truth>)[Truth.True, Truth.False, Truth.Unknown])
            {
                if (!rule.Cases.Any(example => example.Expected == kind) && CanBe(when, kind))
                    findings.Add(new(rule.Place, $"rule {rule.Id} has no case «{Word(kind)}»{(kind == Truth.Unknown ? "; add one that leaves " + when.Facts().First().Name + " out" : "")}."));
            }
        }
    }

    /// <summary>Sources that nobody cites.</summary>
    internal static void Sources(KnowledgeBase knowledge, ICollection<Finding> findings)
    {
        HashSet<string> cited = new(
            knowledge.Agents.Values.SelectMany(agent => agent.Sources.Concat(agent.Items.SelectMany(item => item.Sources)))
                .Concat(knowledge.Pathway.Items.SelectMany(item => item.Sources))
                .Concat(knowledge.Pathway.Alternatives.SelectMany(alternative => alternative.Sources))
                .Concat(knowledge.Availability.SelectMany(entry => entry.Sources))
                .Select(reference => reference.Source.Id)
                .Concat(knowledge.Medicines.Groups.Values.SelectMany(group => group.Sources))
                .Concat(knowledge.Facts.All.Select(fact => fact.Derive?.Source).OfType<string>()),
            StringComparer.Ordinal);
        foreach (Source source in knowledge.Sources.Values.Where(source => !cited.Contains(source.Id)))
            findings.Add(new(source.Place, $"the source «{source.Id}» is cited nowhere."));
    }

    /// <summary>What a closed option rests on can change or not, and somebody has said which.</summary>
    internal static void Changes(KnowledgeBase knowledge, ICollection<Finding> findings)
    {
        HashSet<FactDefinition> seen = [];
        foreach (Rule rule in knowledge.Agents.Values.SelectMany(agent => agent.Rules).Where(rule => rule.IsHard))
        {
            foreach (FactDefinition fact in rule.When?.Facts() ?? []) Visit(fact, rule);
        }

        void Visit(FactDefinition fact, Rule rule)
        {
            if (!seen.Add(fact) || (fact.Scope == FactScope.Agent && !fact.Changing.IsSaid) || fact is { Is: not null, Changing.IsSaid: true, IsRecorded: false }) return;
            foreach (FactDefinition part in (fact.Is?.Facts() ?? []).Concat(fact.YesWhen?.Facts() ?? [])) Visit(part, rule);
            switch (fact.Derive?.Kind)
            {
                case "two-day-mean" or "classes-of":
                    foreach (string name in fact.Derive.Of) Visit(knowledge.Facts[name], rule);
                    return;
                case null or "lower-with" or "formula" or "days-since" or "days-until" or "dose-of":
                    break;
                default:
                    return; // a limit of normal or of an age is not changed by itself
            }

            if (fact.Is is not null && !fact.IsRecorded) return;
            if ((Changing.Of(fact, child: false) ?? Changing.Of(fact, child: true)) is null)
                findings.Add(new(fact.Place, $"fact {fact.Name}: what can change it cannot be told from its definition, and the rule {rule.Id} closes an option by it; add «changes: never», «with-time», «by-care» or «by-choice»."));
        }
    }

    /// <summary>A case that leaves everything out is undecided unless the formula does not depend on facts that can be unknown.</summary>
    private static bool CanBe(Expr when, Truth kind) => kind != Truth.Unknown || when.Facts().Any(fact => fact.Scope != FactScope.Request && fact is not { LooksAtOptions: true } and not { AssumedNoIfUndecided: true });

    private static string Word(Truth truth) => truth switch { Truth.True => "fired", Truth.False => "clear", _ => "unknown" };
}
