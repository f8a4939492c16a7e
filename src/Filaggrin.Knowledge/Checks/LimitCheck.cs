using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Loading;
using Filaggrin.Knowledge.Units;

namespace Filaggrin.Knowledge.Checks;

/// <summary>A dose limit is in a unit that compares with a dose of its agent: another one would bind nothing.</summary>
internal static class LimitCheck
{
    public static IEnumerable<Finding> Find(KnowledgeBase knowledge)
    {
        foreach (Agent agent in knowledge.Agents.Values)
        {
            string[] units =
            [
                .. agent.Doses.SelectMany(dose => dose.Steps.Select(step => step.Unit).Append(dose.Range?.Unit).Append(dose.Maximum?.Unit)).OfType<string>()
                    .Select(unit => unit.Replace("/kg", "", StringComparison.Ordinal).Replace("/m2", "", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal),
            ];
            foreach (Rule rule in agent.Rules.Where(rule => rule.Limit is { Max: not null }))
            {
                if (rule.Limit!.Unit is not { } unit) yield return new(rule.Place, $"{rule.Id}: the limit has a max without a unit; write one such as mg/d.");
                else if (units.Length > 0 && !Array.Exists(units, dose => UnitOfMeasure.Convert(unit, dose) is not null || dose == unit.Split('/')[0]))
                    yield return new(rule.Place, $"{rule.Id}: the unit «{unit}» of the limit compares with no dose of the agent; they are in {string.Join(", ", units)}.");
            }
        }
    }
}
