using System.Collections.Immutable;
using System.Text.Json;
using Filaggrin.Advice.Wording;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Advice.Appraisals.Bundles;

/// <summary>A test or a task of the work-up that is owed or out of date.</summary>
/// <param name="Key">Its name within the bundle.</param>
/// <param name="Task">The task.</param>
/// <param name="Reason">Why it is owed.</param>
/// <param name="Sources">Where it is asked for.</param>
internal sealed record Proposal(string Key, TaskStatus Task, string Reason, ImmutableArray<SourceReference> Sources)
{
    /// <summary>The name of a task of the work-up within the bundle.</summary>
    public static string WorkupKey(string task) => "task-" + task;

    /// <summary>The name of a test within the bundle.</summary>
    public static string TestKey(string test) => "test-" + test;

    /// <summary>It is still to be done; an abnormal result asks for a judgement, not for the test.</summary>
    public static bool IsOwed(TaskStatus task) => task.Status is "owed" or "out-of-date";

    /// <summary>The tests that the start of an option owes: those of options that are open or may become so, and not in use already.</summary>
    public static IEnumerable<TaskStatus> TestsOf(Option option, BundleFrame frame) =>
        (StandingText.IsOpen(option) || option.Standing == Standing.NeedsInformation) && !frame.InUse(option) ? option.Plan.Tests.Where(IsOwed) : [];

    /// <summary>Each task of the work-up and each test once, whatever number of options asks for it.</summary>
    public static ImmutableArray<Proposal> Of(Appraisal appraisal, BundleFrame frame) =>
    [
        .. appraisal.Workup.Where(IsOwed).Select(task => new Proposal(WorkupKey(task.Id), task, "Work-up before systemic treatment of atopic dermatitis", task.Sources)),
        .. appraisal.Options.SelectMany(option => TestsOf(option, frame).Select(test => (Option: option, Test: test)))
            .GroupBy(owed => owed.Test.Id, StringComparer.Ordinal)
            .Select(group => new Proposal(
                TestKey(group.Key), group.First().Test, $"Before the start of {string.Join(", ", group.Select(owed => owed.Option.Agent.Name))}",
                [.. Citations.Distinct(group.SelectMany(owed => owed.Test.Sources))])),
    ];

    /// <summary>Writes it as a ServiceRequest.</summary>
    public void Write(Utf8JsonWriter json, BundleFrame frame)
    {
        string reason = $"{Reason}: {Task.Status.Replace('-', ' ')}";
        ImmutableArray<RecordEntry> entries = RecordEntries.Of(Task.Facts);
        (string Fact, string? Loinc)[] measured = [.. Task.Facts.Where(fact => fact.Definition.Type is FactType.Number or FactType.Code).Select(fact => (FactWords.Name(fact.Name), Loinc(fact.Definition)))];
        bool isOne = Task.Facts.Length == 1 && measured.Length == 1, isCoded = measured.Any(one => one.Loinc is not null);
        Narrative text = new Narrative().Paragraph(Task.Text, "Proposed:").Paragraph(reason + ".")
            .List(entries.Select(entry => $"On record: {entry.Text}")).Sources(Sources).Paragraph(Words.Closing);

        frame.Head(json, "ServiceRequest", Key, text);
        BundleFrame.Draft(json);
        json.Concept("code", Task.Text, isOne ? measured[0].Loinc : null);
        if (!isOne && isCoded) json.Some("orderDetail", measured, (writer, one) => writer.ConceptValue(one.Fact, one.Loinc));
        frame.Subject(json);
        json.WriteString("authoredOn", frame.Day);
        json.Some("reasonCode", [reason], (writer, why) => writer.ConceptValue(why));
        json.Some("supportingInfo", entries, RecordEntries.Write);
        json.Notes([.. Citations.Distinct(Sources).Select(source => Citations.Markdown(source) + (Task.Recalled ? " (not verified)" : "")), Markdown.Text(Words.Closing)]);
    }

    /// <summary>The LOINC code of a fact where the knowledge has just one that was seen in a source; several would leave open which is meant.</summary>
    private static string? Loinc(FactDefinition fact) =>
        fact.Codes.Where(code => code is { System: CodeSystem.Loinc, Recalled: false, Doubt: false, Below: false, To: null, Value: null }).Select(code => code.Code).Distinct(StringComparer.Ordinal).ToArray() is [var only] ? only : null;
}
