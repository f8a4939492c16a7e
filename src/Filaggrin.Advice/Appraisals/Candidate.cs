using System.Collections.Immutable;
using Filaggrin.Advice.Records;
using Filaggrin.Advice.Sheets;
using Filaggrin.Advice.Treatments;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Advice.Appraisals;

/// <summary>One agent as an option for one patient; what does not hang on other options is worked out once.</summary>
/// <param name="agent">The agent.</param>
/// <param name="patient">The patient.</param>
/// <param name="request">Day and region.</param>
/// <param name="access">Whether it can be had.</param>
/// <param name="rules">The rules of all agents.</param>
internal sealed class Candidate(Agent agent, PatientSheet patient, AppraisalRequest request, Access access, RuleBook rules)
{
    private ImmutableArray<TriedCourse> _tried;
    private Licence? _licence;
    private SpokenRules? _rules;

    public Agent Agent => agent;

    /// <summary>The patient takes it.</summary>
    public bool Running { get; } = patient.IsTaking(agent);

    /// <summary>The rules that speak of it.</summary>
    public SpokenRules Rules => _rules ??= rules.For(agent, request.Region, Running);

    /// <summary>The courses of it, each with what it says about trying it again.</summary>
    public ImmutableArray<TriedCourse> Tried => _tried.IsDefault ? _tried = Judged() : _tried;

    /// <summary>The entries that may tell of a course of it which failed or was not tolerated.</summary>
    public ImmutableArray<MedicineEntry> PossiblyTried { get; } = patient.Medicines.PossiblyTried(agent);

    /// <summary>The gravest that earlier courses, certain or possible, say about trying it again; null: nothing.</summary>
    public Verdict? TriedVerdict => Tried.IsEmpty && PossiblyTried.IsEmpty ? null
        : Tried.Select(TriedReasons.VerdictOf).Concat(PossiblyTried.Select(entry => (Verdict?)TriedReasons.VerdictOf(entry))).Min();

    /// <summary>An adequate course failed.</summary>
    public bool HasFailed => Tried.Any(course => course is { Outcome: "failed", Adequate: Knowledge.Logic.Truth.True });

    /// <summary>What it is licensed for.</summary>
    public Licence Licence => _licence ??= Access.LicenceOf(agent, patient.Facts, request.Region);

    /// <summary>What region and formulary say against it, or in addition; null: nothing.</summary>
    public Barrier? Barrier { get; } = access.To(agent, patient.Facts);

    private ImmutableArray<TriedCourse> Judged()
    {
        ImmutableArray<Course> courses = patient.Courses[agent.Id];
        if (courses.IsEmpty) return [];
        FactSheet frame = patient.For(agent, []);
        return [.. courses.Select(course => TriedReasons.Judge(agent, course, frame, request))];
    }
}
