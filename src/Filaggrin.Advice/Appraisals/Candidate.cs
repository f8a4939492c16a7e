using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Filaggrin.Advice.Monitoring;
using Filaggrin.Advice.Records;
using Filaggrin.Advice.Sheets;
using Filaggrin.Advice.Treatments;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Advice.Appraisals;

/// <summary>One agent as an option for one patient; what does not hang on other options is worked out once.</summary>
/// <param name="agent">The agent.</param>
/// <param name="patient">The patient.</param>
/// <param name="request">Day and region.</param>
/// <param name="standings">The options of the patient.</param>
/// <param name="rules">The rules of all agents in the region.</param>
internal sealed class Candidate(Agent agent, PatientSheet patient, AppraisalRequest request, PatientStandings standings, RulesOfRegion rules)
{
    private ImmutableArray<TriedCourse> _tried;
    private ImmutableArray<Reason> _due;
    private Licence? _licence;
    private SpokenRules? _rules;

    public Agent Agent => agent;

    /// <summary>The patient takes it.</summary>
    public bool Running { get; } = patient.IsTaking(agent);

    /// <summary>The rules that speak of it.</summary>
    public SpokenRules Rules => _rules ??= rules.For(agent, Running);

    /// <summary>The courses of it, each with what it says about trying it again.</summary>
    public ImmutableArray<TriedCourse> Tried => _tried.IsDefault ? _tried = Judged() : _tried;

    /// <summary>The entries that may tell of a course of it which failed or was not tolerated.</summary>
    public ImmutableArray<MedicineEntry> PossiblyTried { get; } = patient.Medicines.PossiblyTried(agent);

    /// <summary>What its monitoring asks for now that speaks against going on as before; nothing where it is not in use.</summary>
    public ImmutableArray<Reason> Due => !_due.IsDefault ? _due : _due = Running ? DueReasons.Of(agent, standings.Courses) : [];

    /// <summary>The gravest of these; null: nothing.</summary>
    public Verdict? DueVerdict => Due is [var gravest, ..] ? gravest.Verdict : null;

    /// <summary>The gravest that earlier courses, certain or possible, say about trying it again; null: nothing.</summary>
    public Verdict? TriedVerdict
    {
        get
        {
            Verdict? gravest = null;
            foreach (TriedCourse course in Tried) gravest = Graver(gravest, TriedReasons.VerdictOf(course));
            foreach (MedicineEntry entry in PossiblyTried) gravest = Graver(gravest, TriedReasons.VerdictOf(entry));
            return gravest;

            // Verdicts are listed worst first.
            static Verdict? Graver(Verdict? one, Verdict? other) => one is null || other < one ? other : one;
        }
    }

    /// <summary>An adequate course failed.</summary>
    public bool HasFailed
    {
        get
        {
            foreach (TriedCourse course in Tried)
            {
                if (course is { Outcome: "failed", Adequate: Truth.True }) return true;
            }

            return false;
        }
    }

    /// <summary>What it is licensed for.</summary>
    public Licence Licence => _licence ??= Access.LicenceOf(agent, patient.Facts, request.Region);

    /// <summary>What region and formulary say against it, or in addition; null: nothing.</summary>
    public Barrier? Barrier { get; } = standings.Access.To(agent, patient.Facts);

    private ImmutableArray<TriedCourse> Judged()
    {
        ImmutableArray<Course> courses = patient.CoursesOf(agent);
        if (courses.IsEmpty) return [];
        FactSheet frame = patient.For(agent, []);
        TriedCourse[] judged = new TriedCourse[courses.Length];
        for (int i = 0; i < judged.Length; i++) judged[i] = TriedReasons.Judge(agent, courses[i], frame, request);
        return ImmutableCollectionsMarshal.AsImmutableArray(judged);
    }
}
