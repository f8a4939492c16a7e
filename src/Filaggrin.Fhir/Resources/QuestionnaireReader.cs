using System.Collections.Immutable;
using System.Text.Json;
using Filaggrin.Fhir.Assembly;
using Filaggrin.Fhir.Codes;
using Filaggrin.Fhir.Elements;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Fhir.Resources;

/// <summary>Reads answered questionnaires: an item whose linkId names a fact answers it; of others what is affirmed or told leaves doubt by its words.</summary>
internal sealed class QuestionnaireReader(CodeBook codes, FactFinder finder, RecordDraft draft)
{
    /// <summary>Reads a QuestionnaireResponse.</summary>
    public void Read(Entry entry)
    {
        Element response = entry.Resource;
        string? status = response.Get("status"u8).Text();
        if (status is "entered-in-error" or "stopped") return;
        if (status is not ("completed" or "amended")) entry.Bar(Texts.Of("read-not-completed"));
        ClinicalTime time = ClinicalTime.At(response.Get("authored"u8));
        time = time with { Known = time.Start?.First };
        foreach (Element item in response.Get("item"u8).Items()) Item(entry, item, time);
    }

    private void Item(Entry entry, Element item, ClinicalTime time)
    {
        Element[] answers = [.. item.Get("answer"u8).Items()];
        if (answers.Length > 0 && item.Get("linkId"u8).Text() is { } link && codes.Facts.FindAny(link, out bool negated) is { } fact && IsAsked(fact))
        {
            FactMatch match = new(fact, null, Via: "answer");
            List<string> unnamed = [];
            Reading reading = fact.Type == FactType.Set ? Members(match, answers, unnamed) : One(match, answers);
            if (negated && reading.Value is FlagValue flag) reading = new(FlagValue.Of(Knowledge.Logic.Kleene.Not(flag.Truth)));
            draft.Found(entry, match, reading, time, item.Get("text"u8).Text() ?? fact.Name);
            foreach (string name in unnamed) draft.Remark(entry, name, Texts.Of("answer-unnamed", FactWords.Name(fact.Name)));
        }
        else
        {
            foreach (Element answer in answers) Foreign(entry, item, answer, time);
        }

        if (answers is [var only] && only.Get("valueBoolean"u8).Truth() == true && item.Get("linkId"u8).Text() is { } denied && DayOf(denied) is { } day)
            draft.Found(entry, new(day, null, Via: "answer"), new(FactValue.NotApplicable), time, item.Get("text"u8).Text() ?? day.Name);
        foreach (Element nested in item.Get("item"u8).Items()) Item(entry, nested, time);
        foreach (Element answer in answers)
        {
            foreach (Element nested in answer.Get("item"u8).Items()) Item(entry, nested, time);
        }
    }

    /// <summary>The answer to a question of somebody else's.</summary>
    private void Foreign(Entry entry, Element item, Element answer, ClinicalTime time)
    {
        Concept coding = answer.Get("valueCoding"u8) is { ValueKind: JsonValueKind.Object } value ? Concept.ReadCoding(value) : Concept.None;
        foreach (FactMatch match in coding.IsEmpty ? [] : finder.ByCode(coding)) draft.Doubt(entry, match.Fact, match.Entry?.Value, time, coding.Label, via: null);
        string? told = answer.Get("valueString"u8).Text() ?? (coding.IsEmpty ? null : coding.Label);
        bool affirmed = answer.Get("valueBoolean"u8).Truth() == true || string.Equals(told, AnswerWords.Yes, StringComparison.OrdinalIgnoreCase)
            || coding.Codings.Any(code => AnswerWords.Of(code) == AnswerWords.Yes);
        string? said = affirmed ? item.Get("text"u8).Text() : told;
        if (said is null) return;
        foreach ((FactDefinition fact, string? member) in finder.DoubtsOfReport(said)) draft.Doubt(entry, fact, member, time, said);
    }

    /// <summary>The day of which an item asks whether there was none.</summary>
    private FactDefinition? DayOf(string link) =>
        link.EndsWith(Advice.Sheets.AnswerReader.NeverLink, StringComparison.Ordinal) && codes.Facts.FindAny(link[..^Advice.Sheets.AnswerReader.NeverLink.Length], out _) is { Type: FactType.Date } fact && IsAsked(fact) ? fact : null;

    // What the program works out may be told too, as in a file of answers; what it reads from treatments and options alone may not.
    private static bool IsAsked(FactDefinition fact) =>
        fact.Scope == FactScope.Request || fact.IsRecorded || (fact.Scope == FactScope.Patient && (fact.Ask is not null || !(fact.Native || fact.LooksAtOptions)));

    private static Reading One(FactMatch match, Element[] answers)
    {
        if (answers.Length == 1) return Answer(match, answers[0]);
        Reading[] readings = [.. answers.Select(answer => Answer(match, answer)).Where(reading => !reading.IsNothing).Distinct()];
        if (readings.Length <= 1) return readings.FirstOrDefault();
        FactValue[] values = [.. readings.Select(reading => reading.Value).OfType<FactValue>()];
        return (values.Length == readings.Length ? AnswerReader.Several(values) : null) ?? Reading.Unreadable(Texts.Of("read-answers-contradict"));
    }

    // The whole set is asked for, so that what is not named is not there.
    private Reading Members(FactMatch match, Element[] answers, List<string> unnamed)
    {
        ImmutableSortedSet<string>.Builder members = ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal);
        foreach (Element answer in answers)
        {
            if (answer.Get("valueBoolean"u8).Truth() is { } truth)
            {
                if (truth) return Reading.Unreadable(Texts.Of("read-no-member"));
                continue;
            }

            Concept coding = answer.Get("valueCoding"u8) is { ValueKind: JsonValueKind.Object } value ? Concept.ReadCoding(value) : Concept.None;
            string? name = answer.Get("valueString"u8).Text() ?? (coding.IsEmpty ? null : coding.Codings[0].Display ?? coding.Codings[0].Code);
            if (name is null) return Reading.Unreadable(Texts.Of("read-kind"));
            if (string.Equals(name, "none", StringComparison.OrdinalIgnoreCase)) continue;
            if (codes.MembersNamed(match.Fact, name) is { IsEmpty: false } named)
            {
                foreach (string member in named) members.Add(member);
                continue;
            }

            // What is none of a closed list may be any of it.
            if (!match.Fact.Options.IsEmpty) return Reading.Unreadable(Texts.Of("read-answer"), name);
            members.Add(name.ToLowerInvariant());
            unnamed.Add(name);
        }

        return new(SetValue.Of(true, members));
    }

    private static Reading Answer(FactMatch match, Element answer)
    {
        FactDefinition fact = match.Fact;
        if (answer.Get("valueString"u8).Text() is { } text) return Text(match, text);
        if (answer.Get("valueCoding"u8) is { ValueKind: JsonValueKind.Object } coding) return Coded(match, Concept.ReadCoding(coding));

        // A bare number answers a question that names the unit of the fact.
        Element number = answer.Get("valueDecimal"u8) is { ValueKind: not JsonValueKind.Undefined } exact ? exact : answer.Get("valueInteger"u8);
        if (number.Exists && fact.Type == FactType.Number)
            return (Quantity.Of(number) with { Unit = fact.Unit }).For(fact, out string why) is { } interval ? new(new NumberValue(interval)) : Reading.Unreadable(why);
        return AnswerReader.Read(match, answer) is { IsAbsent: false } reading ? reading : Reading.Nothing;
    }

    private static Reading Text(FactMatch match, string text)
    {
        if (match.Fact.Type == FactType.Code && Option(match.Fact, text) is { } option) return new(CodeValue.Of(option));
        string word = text.ToLowerInvariant();
        return match.Fact.Type == FactType.Flag && word is AnswerWords.Yes or AnswerWords.No ? new(FlagValue.Of(Knowledge.Logic.Kleene.Of(word == AnswerWords.Yes)))
            : Reading.Unreadable(Texts.Of("read-answer"), text);
    }

    private static Reading Coded(FactMatch match, Concept answer)
    {
        Coding coding = answer.Codings.FirstOrDefault();
        if (match.Fact.Type == FactType.Code && (Option(match.Fact, coding.Code ?? "") ?? Option(match.Fact, coding.Display ?? "")) is { } option) return new(CodeValue.Of(option));
        return AnswerReader.Coded(match, answer);
    }

    private static string? Option(FactDefinition fact, string name) =>
        fact.Options.FirstOrDefault(option => string.Equals(option, name, StringComparison.OrdinalIgnoreCase));
}
