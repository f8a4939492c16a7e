using Filaggrin.Advice.Appraisals;
using Filaggrin.Advice.Monitoring;
using Filaggrin.Advice.Records;
using Filaggrin.Advice.Sheets;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Tests.Records;

namespace Filaggrin.Advice.Tests.Monitoring;

/// <summary>What holds of every report, on random records of people under treatment.</summary>
public class MonitoringPropertyTests
{
    private static readonly TreatmentMonitor Monitor = new(Patients.Knowledge);

    [Fact]
    public void Entries_in_any_order_give_the_same_bytes() => Gen.Select(RandomCourses.Any, Gen.Int[1, 96], RandomPatients.Region).Sample(
        (patient, step, region) => Same(Report(patient, region), Report(patient.Reordered(index => -index * step % 97), region), patient), iter: 100, threads: 2);

    [Fact]
    public void What_is_dated_or_known_later_changes_nothing() => Gen.Select(RandomCourses.Any, RandomCourses.Later.Array[1, 5], RandomPatients.Region).Sample(
        (patient, later, region) => Same(Report(patient, region), Report(later.Aggregate(patient, (so, change) => change(so)), region), patient), iter: 100, threads: 2);

    [Fact]
    public void A_duplicate_of_an_entry_changes_nothing() => Gen.Select(RandomCourses.Any, Gen.Int[0, 1000], RandomPatients.Region).Sample(
        (patient, pick, region) =>
        {
            PatientRecord record = patient.Record;
            PatientRecord twice = record with
            {
                Findings = record.Findings.IsEmpty ? [] : record.Findings.Add(record.Findings[pick % record.Findings.Length]),
                Medicines = record.Medicines.IsEmpty ? [] : record.Medicines.Add(record.Medicines[pick % record.Medicines.Length]),
            };
            Same(Monitor.Report(record, new(Patients.Day, region)), Monitor.Report(twice, new(Patients.Day, region)), patient);
        },
        iter: 150, threads: 2);

    [Fact]
    public void Within_one_report_an_agent_has_each_rule_once() => Gen.Select(RandomCourses.Any, RandomPatients.Region).Sample(
        (patient, region) =>
        {
            MonitoringReport report = Report(patient, region);
            string? twice = report.Actions.GroupBy(action => $"{action.Agent.Id} {action.Rule}", StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1)?.Key
                ?? report.Tests.GroupBy(test => $"{test.Agent.Id} {test.Test.Id}", StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1)?.Key;
            Assert.True(twice is null, $"{twice} twice: {report.Tell()}: {patient.Describe()}");
            Assert.All(report.Actions, action => Assert.True(action.Date <= Patients.Day));
        },
        iter: 150, threads: 2);

    [Fact]
    public void The_appraisal_says_of_treatment_what_the_monitor_says()
    {
        int lasting = 0;
        Advisor advisor = new(Patients.Knowledge);
        Gen.Select(RandomCourses.Any, RandomPatients.Region).Sample(
            (patient, region) =>
            {
                AppraisalRequest request = new(Patients.Day, region);
                Appraisal appraisal = advisor.Appraise(patient.Record, request);
                MonitoringReport report = Monitor.Report(patient.Record, request);
                string[] said = [.. appraisal.Safety.Select(Told)], reported = [.. report.Actions.Where(action => action.Kind != ActionKind.Response).Select(Told)];
                Assert.True(said.SequenceEqual(reported, StringComparer.Ordinal), $"«{string.Join("; ", said)}» and «{string.Join("; ", reported)}»: {patient.Describe()}");
                Assert.Equal(report.Responses.Select(response => (response.Agent.Id, response.Response.Verdict)), appraisal.Current.Select(current => (current.Agent.Id, current.Effect)));
                // Values too old for a start count in the course of a treatment.
                FactSheet start = PatientSheet.Of(Patients.Knowledge, patient.Record, request).Facts;
                if (appraisal.Safety.SelectMany(action => action.Facts).Any(fact => start[fact.Definition].State == FactState.OutOfDate)) Interlocked.Increment(ref lasting);
            },
            iter: 400, threads: 2);
        Assert.True(lasting > 3, $"only {lasting} spoke of a value that is too old for a start");

        static string Told(CourseAction action) => $"{action.Agent.Id} {action.Kind} {action.Rule} {DateSpan.Iso(action.Date)} {string.Join(",", action.Facts.Select(fact => $"{fact.Name} {fact.Value}"))}";
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public void A_worse_value_never_asks_for_less(string id)
    {
        Agent agent = Patients.Knowledge.Agents[id];
        string medicine = agent.Medicines[0];
        Patients healthy = RandomCourses.Healthy.Taking(medicine, "2026-01-05", new Dose(30, "mg/d"));
        FactDefinition[] facts = [.. agent.Actions.SelectMany(action => action.When?.Facts() ?? []).Where(fact => fact is { Type: FactType.Number, IsRecorded: true, Worse: Worse.High or Worse.Low }).Distinct()];
        foreach (string region in RegionChoice.Regions)
        {
            foreach (FactDefinition fact in facts)
            {
                decimal[] values = [.. RandomCourses.Values(agent, fact).Order()];
                if (fact.Worse == Worse.Low) Array.Reverse(values);
                ActionKind? least = null;
                foreach (decimal value in values)
                {
                    MonitoringReport report = Monitor.Report(healthy.Also(fact.Name, value, "2026-06-10", upper: RandomCourses.Upper(fact)).Record, new(Patients.Day, region));
                    ActionKind? gravest = report.Actions.Where(action => action.Agent == agent && action.Kind <= ActionKind.Repeat).Select(action => (ActionKind?)action.Kind).Min();
                    Assert.True(least is null || gravest <= least, $"{fact.Name} {value} asks for {gravest}, a better value for {least} in {region}: {report.Tell()}");
                    least = gravest ?? least;
                }
            }
        }
    }

    /// <summary>The agents with an action on a number.</summary>
    public static TheoryData<string> Agents() =>
        [.. Patients.Knowledge.Agents.Values.Where(agent => !agent.Medicines.IsEmpty && agent.Actions.Any(action => action.When?.Facts().Any(fact => fact is { Type: FactType.Number, IsRecorded: true }) is true)).Select(agent => agent.Id)];

    private static MonitoringReport Report(Patients patient, string region) => Monitor.Report(patient.Record, new(Patients.Day, region));

    private static void Same(MonitoringReport one, MonitoringReport other, Patients patient)
    {
        string[] left = one.Json().Split('\n'), right = other.Json().Split('\n');
        int line = Enumerable.Range(0, Math.Max(left.Length, right.Length)).FirstOrDefault(index => left.ElementAtOrDefault(index) != right.ElementAtOrDefault(index), -1);
        Assert.True(line < 0, $"line {line}: «{left.ElementAtOrDefault(line)?.Trim()}» or «{right.ElementAtOrDefault(line)?.Trim()}» after {string.Join(' ', left[Math.Max(0, line - 8)..Math.Max(0, line)].Select(text => text.Trim()))}: {patient.Describe()}");
    }
}
