using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Filaggrin.Advice.Treatments;
using Filaggrin.Knowledge;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Advice.Sheets;

/// <summary>The facts of one patient in the frame of each agent: with its course, its effect and what is said of its substances.</summary>
/// <param name="knowledge">The knowledge.</param>
/// <param name="patient">The patient.</param>
/// <param name="courseFacts">Reads the facts of a course.</param>
/// <param name="responses">Judges effects.</param>
/// <param name="actual">The frames as the record has it; null where nothing is supposed.</param>
internal sealed class AgentFrames(KnowledgeBase knowledge, PatientSheet patient, CourseFacts courseFacts, Responses responses, AgentFrames? actual)
{
    private static readonly ConditionalWeakTable<KnowledgeBase, ConcurrentDictionary<string, FactDefinition[]>> AskedOf = [];

    private readonly FactSheet?[] _alone = new FactSheet?[knowledge.AgentsInOrder.Length]; // by the agent's number
    private FactSheet? _untold;
    private Fact? _notKnown;
    private (ImmutableArray<string> Names, ImmutableArray<Fact> Facts) _continued = actual?._continued ?? ([], Continued(knowledge, []));

    /// <summary>The frame of an agent that is given alone.</summary>
    public FactSheet Of(Agent agent) => _alone[agent.Number] ??= actual is not null ? Supposed(agent, actual.Of(agent)) : Untold(agent) ?? Built(agent, []);

    /// <summary>Of agents of which the record says nothing the frame is one; null where it says something.</summary>
    private FactSheet? Untold(Agent agent) => CourseOf(agent) is not null || Hypersensitivity(agent).State != FactState.Assumed ? null : _untold ??= Built(agent, []);

    /// <summary>The frame of an agent beside others that go on.</summary>
    public FactSheet Beside(Agent agent, ImmutableArray<string> continued) =>
        CourseOf(agent) is null && patient.Supposed.IsEmpty ? Of(agent).WithShared(ContinuedFacts(continued)) : Built(agent, continued); // effects may rest on what goes on

    /// <summary>The frame on supposed facts: the one that the record gives with these facts otherwise, unless what is read for the agent rests on them.</summary>
    private FactSheet Supposed(Agent agent, FactSheet frame)
    {
        if (CourseOf(agent) is not null && Array.Exists(Asked(agent), fact => !patient.Facts.Shares(fact, actual!.Facts))) return Built(agent, []);
        FactDefinition allergies = knowledge.Facts["HypersensitivityTo"];
        return patient.Facts.Shares(allergies, actual!.Facts) ? frame.WithShared(patient.Supposed) : frame.With(patient.Supposed.Insert(0, Hypersensitivity(agent)).AsSpan());
    }

    private FactSheet Facts => patient.Facts;

    /// <summary>The facts of the patient that what is read for an agent rests on; the same for every patient.</summary>
    private FactDefinition[] Asked(Agent agent) => AskedOf.GetOrCreateValue(knowledge).GetOrAdd(
        agent.Id, static (_, of) => [.. of.Course.Repeating.Concat(Responses.Asking(of.Knowledge.Pathway, of.Agent)).SelectMany(formula => formula.Facts()).Distinct()], (Course: courseFacts, Knowledge: knowledge, Agent: agent));

    private FactSheet Built(Agent agent, ImmutableArray<string> continued)
    {
        FactDictionary dictionary = knowledge.Facts;
        Course? course = CourseOf(agent);
        bool running = course is { Running: true };
        ImmutableArray<FactOrigin> evidence = running ? CourseFacts.EvidenceOf(course!) : [];
        List<Fact> facts = [Hypersensitivity(agent), .. ContinuedFacts(continued)];
        if (dictionary.Find("OnTreatment") is { } during) facts.Add(new(during, FlagValue.Of(Kleene.Of(running)), FactState.Derived, evidence));
        if (dictionary.Find("BeforeStart") is { } before) facts.Add(new(before, FlagValue.Of(Kleene.Of(!running)), FactState.Derived, evidence));
        if (patient.OnSystemic is { } systemic) facts.Add(systemic);
        if (course is not null)
        {
            facts.AddRange(courseFacts.Own(course));
            foreach (Fact fact in courseFacts.Repeated(course, Facts.With(CollectionsMarshal.AsSpan(facts)))) facts.Add(fact);
            foreach (Fact fact in responses.Facts(agent, course, Facts.With(CollectionsMarshal.AsSpan(facts)))) facts.Add(fact);
        }

        facts.AddRange(patient.Supposed);
        return Facts.With(CollectionsMarshal.AsSpan(facts));
    }

    /// <summary>The course that runs, else one on hold.</summary>
    private Course? CourseOf(Agent agent)
    {
        ImmutableArray<Course> courses = patient.CoursesOf(agent);
        return courses.IsEmpty ? null : courses.LastOrDefault(course => course.Running) ?? courses.LastOrDefault(course => course.OnHold);
    }

    // The same agents go on beside each other one.
    private ImmutableArray<Fact> ContinuedFacts(ImmutableArray<string> continued)
    {
        if (!_continued.Names.AsSpan().SequenceEqual(continued.AsSpan())) _continued = (continued, Continued(knowledge, continued));
        return _continued.Facts;
    }

    /// <summary>The agents that go on and their classes: an input of the appraisal.</summary>
    private static ImmutableArray<Fact> Continued(KnowledgeBase knowledge, ImmutableArray<string> continued)
    {
        string[] names = [.. continued.SelectMany(id => knowledge.Agents[id].Medicines)];
        List<Fact> facts = [];
        if (knowledge.Facts.Find("ContinuedSystemic") is { } medicines) facts.Add(new(medicines, SetValue.Of(true, names), FactState.Derived, []));
        if (knowledge.Facts.Find("ContinuedSystemicClass") is { } classes) facts.Add(new(classes, SetValue.Of(true, knowledge.Medicines.ClassesOf(names, [])), FactState.Derived, []));
        return [.. facts];
    }

    private Fact Hypersensitivity(Agent agent)
    {
        FactDefinition definition = knowledge.Facts["Hypersensitivity"];
        Fact known = Facts["HypersensitivityTo"];
        if (known.Value is not SetValue { IsEmpty: false } set) return _notKnown ??= new(definition, FlagValue.No, FactState.Assumed, []);
        string[] substances = [.. agent.Medicines, .. agent.Hypersensitivity];
        ImmutableArray<FactOrigin> Naming(Func<string, bool> names) => [.. known.Evidence.Where(evidence => substances.Any(substance => names(substance) && (evidence.Value ?? evidence.Quote ?? "").Contains(substance, StringComparison.OrdinalIgnoreCase)))];
        if (Array.Exists(substances, set.Present.Contains)) return new(definition, FlagValue.Yes, FactState.Known, Naming(set.Present.Contains));
        return Array.Exists(substances, set.Possible.Contains)
            ? new(definition, FlagValue.Unknown, FactState.Doubtful, Naming(set.Possible.Contains), Texts.Of("why-uncoded-allergy"))
            : _notKnown ??= new(definition, FlagValue.No, FactState.Assumed, []);
    }
}
