using System.Collections.Concurrent;
using Filaggrin.Advice.Monitoring;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Tests.Records;

namespace Filaggrin.Advice.Tests.Monitoring;

/// <summary>A thousand treated patients over two years: what was planted is found on its day, and nothing else is found that nobody can explain.</summary>
public class CohortTests
{
    private const int Size = 1000;

    private static readonly Lazy<(CohortPatient[] Patients, string[] Faults)> Asked = new(Ask);

    [Fact]
    public void What_was_planted_is_found_and_everything_else_is_explained() =>
        Assert.True(Asked.Value.Faults.Length == 0, $"{Asked.Value.Faults.Length} of {Asked.Value.Patients.Sum(patient => patient.Questions.Length)} days:\n{string.Join('\n', Asked.Value.Faults.Take(30))}");

    [Fact]
    public void The_cohort_holds_enough_of_everything()
    {
        CohortPatient[] patients = Asked.Value.Patients;
        CohortQuestion[] questions = [.. patients.SelectMany(patient => patient.Questions)];
        Assert.True(CohortAgents.Table.Select(agent => agent.Id).Distinct(StringComparer.Ordinal).All(id => patients.Count(patient => patient.Agent.Id == id) >= 30));
        foreach (ActionKind kind in (ActionKind[])[ActionKind.Stop, ActionKind.UrgentReview, ActionKind.Interrupt, ActionKind.Reduce, ActionKind.NonResponse, ActionKind.Overdue, ActionKind.Flag, ActionKind.Response])
            Assert.True(questions.Count(question => question.Found.Any(found => found.Kind == kind)) >= 20, $"{kind} was planted {questions.Count(question => question.Found.Any(found => found.Kind == kind))} times");
        Assert.True(questions.Count(question => question.Found.IsEmpty) > Size);
        Assert.True(questions.Count(question => question.Why.EndsWith("twice in a row", StringComparison.Ordinal)) >= 10);
        Assert.True(questions.Count(question => question.Why == "Pregnant") >= 10);
    }

    private static (CohortPatient[] Patients, string[] Faults) Ask()
    {
        TreatmentMonitor monitor = new(Patients.Knowledge);
        CohortPatient[] patients = [.. Cohort.Patients(Size)];
        ConcurrentBag<(int Number, string Text)> faults = [];
        Parallel.ForEach(patients, patient =>
        {
            foreach (CohortQuestion question in patient.Questions)
            {
                foreach (string fault in Faults(patient, question, monitor.Report(patient.Record, new(question.Day, patient.Region))))
                    faults.Add((patient.Number, $"{patient.Number} {patient.Agent.Id} {patient.Region}, {DateSpan.Iso(question.Day)} ({question.Why}): {fault}"));
            }
        });
        return (patients, [.. faults.OrderBy(fault => fault.Number).Select(fault => fault.Text)]);
    }

    private static IEnumerable<string> Faults(CohortPatient patient, CohortQuestion question, MonitoringReport report)
    {
        foreach ((ActionKind kind, string[] rules, DateOnly date) in question.Found)
        {
            if (!report.Actions.Any(action => action.Agent.Id == patient.Agent.Id && action.Kind == kind && rules.Contains(action.Rule, StringComparer.Ordinal) && action.Date == date))
                yield return $"{kind} {string.Join(" or ", rules)} of {DateSpan.Iso(date)} is missing: {report.Tell()}";
        }

        foreach (CourseAction action in report.Actions.Where(action => !question.InPlay.Contains(action.Rule, StringComparer.Ordinal)))
            yield return $"{action.Word} {action.Rule} of {DateSpan.Iso(action.Date)} is not explained: {action.Text}";
    }
}
