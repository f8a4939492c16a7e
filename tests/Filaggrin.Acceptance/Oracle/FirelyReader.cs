using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;
using Hl7.Fhir.FhirPath;
using Hl7.Fhir.Model;
using static Filaggrin.Acceptance.Oracle.FirelyBundle;

namespace Filaggrin.Acceptance.Oracle;

/// <summary>A second reading of a bundle: by the objects and paths of the Firely SDK, with nothing of our reader but the dictionary's codes.</summary>
internal sealed class FirelyReader(CodeBook book)
{
    private const string Recorded = "status in ('final' | 'amended' | 'corrected')";

    /// <summary>Everything that the bundle says of facts by codes and by the names of instruments.</summary>
    public IEnumerable<Said> Read(FirelyBundle bundle) =>
    [
        .. Patient(bundle), .. Conditions(bundle), .. Observations(bundle), .. Allergies(bundle), .. Procedures(bundle), .. Plans(bundle),
        .. Immunizations(bundle), .. Questionnaires(bundle), .. Reports(bundle), .. new FirelyMedicines(book.Medicines).Read(bundle),
    ];

    private static IEnumerable<Said> Patient(FirelyBundle bundle) => bundle.Of("Patient").Take(1).Select(entry => new Said(
        "patient", entry.Source, Day(entry.Resource, "birthDate"), Day(entry.Resource, "deceased.ofType(dateTime)"),
        $"{Text(entry.Resource, "gender.where($this != 'unknown')")} {entry.Resource.IsTrue("deceased.ofType(dateTime).exists() or deceased.ofType(boolean) = true")}"));

    private IEnumerable<Said> Conditions(FirelyBundle bundle)
    {
        bool held = false;
        foreach ((Resource condition, string source) in bundle.Of("Condition", "verificationStatus.coding.where(code = 'entered-in-error').empty()"))
        {
            held = true;
            bool refuted = condition.IsTrue("verificationStatus.coding.where(code = 'refuted').exists()");
            bool unsure = condition.IsTrue("verificationStatus.coding.where(code in ('unconfirmed' | 'provisional' | 'differential')).exists()");
            bool past = condition.IsTrue("clinicalStatus.coding.where(code in ('inactive' | 'remission' | 'resolved')).exists() or ((abatement.exists() or code.coding.where(system.contains('icd-10') and code.matches('^C9[0-5][.]?.1$')).exists()) and clinicalStatus.coding.where(code in ('active' | 'recurrence' | 'relapse')).empty())");
            string start = Day(condition, "onset.ofType(dateTime)", "onset.ofType(Period).start", "recordedDate"), known = Day(condition, "recordedDate");
            string end = Day(condition, "abatement.ofType(dateTime)", "abatement.ofType(Period).end", "abatement.ofType(Period).start");
            foreach (OracleMatch match in OracleCodes.ByCode(book, One<CodeableConcept>(condition, "code") ?? new()))
            {
                if (!refuted && match.Entry is { Suspicion: true } suspicion)
                {
                    if (unsure && !past) yield return Say(match, source, (start, end, known), FlagValue.Yes, "Present");
                    if (unsure || !suspicion.Doubt) continue;
                }

                if (refuted ? Presence(match, start) != FlagValue.Yes : MeansNothing(match, start)) continue;
                if (!refuted && !unsure && past && match is { Entry.Doubt: true, Fact.Reads.Kind: ReadsKind.Now }) continue; // what is over is no question of today
                yield return refuted ? Say(match, source, (known.Length > 0 ? known : start, "", known), FlagValue.No)
                    : Say(match, source, (start, end, known), Presence(match, start), unsure ? "Doubtful" : past ? "Past" : "Present");
            }
        }

        if (held) yield return new("list", nameof(RecordList.Conditions), "", "", "");
    }

    private IEnumerable<Said> Observations(FirelyBundle bundle) =>
        bundle.Of("Observation", Recorded).SelectMany(entry => Observation((Observation)entry.Resource, entry.Source));

    private IEnumerable<Said> Observation(Observation observation, string source)
    {
        (string, string, string) when = (Day(observation, "effective.ofType(dateTime)", "effective.ofType(instant)", "effective.ofType(Period).end", "effective.ofType(Period).start", "effective.ofType(Timing).event.first()"), "", Day(observation, "issued"));
        foreach (OracleMatch match in OracleCodes.ByCodeOrName(book, observation.Code ?? new()))
        {
            OracleAnswer answer = OracleValues.Read(match, observation, observation.IsTrue("component.exists() or hasMember.exists()"));
            if (answer != OracleAnswer.Nothing) yield return Measured(match, source, when, answer, observation);
        }

        foreach (Observation.ComponentComponent component in observation.Component.Where(component => component.IsTrue("modifierExtension.empty()")))
        {
            foreach (OracleMatch match in OracleCodes.ByCodeOrName(book, component.Code ?? new()))
            {
                if (OracleValues.Read(match, component) is var answer && answer != OracleAnswer.Nothing) yield return Measured(match, source, when, answer, component);
            }
        }

        foreach (Observation inside in observation.Contained.OfType<Observation>().Where(inside => inside.IsTrue(Recorded)))
        {
            foreach (Said said in Observation(inside, $"{source}#{inside.Id}")) yield return said;
        }
    }

    private static Said Measured(OracleMatch match, string source, (string, string, string) when, OracleAnswer answer, Base holder)
    {
        Said said = Say(match, source, when, answer.Value);
        return said with { Value = said.Value + Limits(match.Fact, holder) };
    }

    // Where limits are printed by sex or age, none can be chosen.
    private static string Limits(FactDefinition fact, Base holder)
    {
        if (fact.Type != FactType.Number) return "";
        string? unit = OracleValues.UnitOf(One<Quantity>(holder, "value"));
        decimal? Limit(Quantity? limit) => limit?.Value is { } value ? OracleUnits.Convert(value, OracleValues.UnitOf(limit) ?? unit, fact) : null;
        string[] printed = [.. holder.Select("referenceRange.where(type.empty() or type.coding.where(code = 'normal').exists())")
            .Cast<Observation.ReferenceRangeComponent>().Select(range => Said.Limits(Limit(range.Low), Limit(range.High))).Where(text => text.Length > 0).Distinct(StringComparer.Ordinal)];
        return printed is [var only] ? only : "";
    }

    private IEnumerable<Said> Allergies(FirelyBundle bundle)
    {
        bool held = false;
        foreach ((Resource allergy, string source) in bundle.Of("AllergyIntolerance", "verificationStatus.coding.where(code = 'entered-in-error').empty()"))
        {
            held = true;
            if (allergy.IsTrue("verificationStatus.coding.where(code = 'refuted').exists()")) continue;
            string start = Day(allergy, "onset.ofType(dateTime)", "onset.ofType(Period).start", "recordedDate");
            bool past = allergy.IsTrue("clinicalStatus.coding.where(code in ('resolved' | 'inactive')).exists()");
            foreach (CodeableConcept substance in allergy.Select("code | reaction.substance").OfType<CodeableConcept>())
            {
                OracleMatch[] named = [.. OracleCodes.ByCode(book, substance).Where(match => match.Fact.Name == "HypersensitivityTo" && match.Entry?.Value is not null)];
                string[] members = named.Length > 0 ? [.. named.Select(match => match.Entry!.Value!)] : [.. FirelyMedicines.Coded(book.Medicines, substance).Select(medicine => medicine.Name)];
                if (members.Length > 0) yield return Say(new(book.Facts["HypersensitivityTo"], null), source, (start, "", Day(allergy, "recordedDate")), SetValue.Of(false, members));
            }

            foreach (OracleMatch match in OracleCodes.ByCode(book, One<CodeableConcept>(allergy, "code") ?? new()).Where(match => match.Fact.Name != "HypersensitivityTo"))
                yield return Say(match, source, (start, "", Day(allergy, "recordedDate")), Presence(match, start), past ? "Past" : "Present");

            if (allergy.IsTrue("verificationStatus.coding.where(code = 'unconfirmed').exists()")) continue;
            foreach (AllergyIntolerance.ReactionComponent reaction in ((AllergyIntolerance)allergy).Reaction)
            {
                string day = reaction.Onset is { Length: > 0 } on ? on[..Math.Min(on.Length, 10)] : Day(allergy, "lastOccurrence", "onset.ofType(dateTime)", "onset.ofType(Period).start");
                foreach (OracleMatch match in reaction.Manifestation.SelectMany(sign => OracleCodes.ByCode(book, sign)).Where(match => match.Fact is { ToldByAllergies: true, Reads.Kind: ReadsKind.Ever }))
                    yield return Say(match, source, (day, "", Day(allergy, "recordedDate")), Presence(match, day));
            }
        }

        if (held) yield return new("list", nameof(RecordList.Allergies), "", "", "");
    }

    private IEnumerable<Said> Procedures(FirelyBundle bundle)
    {
        if (bundle.Of("Procedure", "status != 'entered-in-error'").Any()) yield return new("list", nameof(RecordList.Procedures), "", "", "");
        foreach ((Resource procedure, string source) in bundle.Of("Procedure", "status in ('completed' | 'in-progress')"))
        {
            string start = Day(procedure, "performed.ofType(dateTime)", "performed.ofType(Period).start"), end = Day(procedure, "performed.ofType(Period).end");
            foreach (OracleMatch match in OracleCodes.ByCode(book, One<CodeableConcept>(procedure, "code") ?? new()).Where(match => !MeansNothing(match, start)))
            {
                // What goes on over sessions has an end that matters; the result of an operation stays.
                string to = match.Fact.Type != FactType.Set ? "" : end.Length > 0 || procedure.IsTrue("status != 'completed'") ? end : start;
                yield return Say(match, source, (start, to, ""), Presence(match, start));
            }
        }
    }

    private IEnumerable<Said> Plans(FirelyBundle bundle) =>
        from entry in bundle.Of("ServiceRequest", "status in ('active' | 'on-hold') and (doNotPerform.empty() or doNotPerform = false) and intent in ('order' | 'original-order' | 'instance-order' | 'filler-order' | 'reflex-order' | 'plan')")
        let day = Day(entry.Resource, "occurrence.ofType(dateTime)", "occurrence.ofType(Period).start", "occurrence.ofType(Timing).event.first()")
        where day.Length > 0
        from match in OracleCodes.ByCode(book, One<CodeableConcept>(entry.Resource, "code") ?? new())
        where match.Fact.Type == FactType.Date && match.Fact.Name.StartsWith("Planned", StringComparison.Ordinal)
        select Say(match, entry.Source, (day, "", Day(entry.Resource, "authoredOn")), Presence(match, day));

    private IEnumerable<Said> Immunizations(FirelyBundle bundle)
    {
        if (bundle.Of("Immunization", "status != 'entered-in-error'").Any()) yield return new("list", nameof(RecordList.Immunizations), "", "", "");
        foreach ((Resource given, string source) in bundle.Of("Immunization", "status = 'completed'"))
        {
            string day = Day(given, "occurrence.ofType(dateTime)");
            foreach (OracleMatch match in OracleCodes.ByCode(book, One<CodeableConcept>(given, "vaccineCode") ?? new()))
                yield return Say(match, source, (day.Length > 0 ? day : Said.Unreadable, "", Day(given, "recorded")), Presence(match, day));
        }
    }

    private IEnumerable<Said> Questionnaires(FirelyBundle bundle) =>
        from entry in bundle.Of("QuestionnaireResponse", "status in ('completed' | 'amended')")
        let day = Day(entry.Resource, "authored")
        from node in entry.Resource.Select("repeat(item | answer.item)")
        let item = (QuestionnaireResponse.ItemComponent)node
        where item.Answer.Count > 0 && item.LinkId is not null
        let answer = OracleAnswers.Read(book.Facts, item)
        where answer is not null
        select Say(new(answer.Value.Fact, null), entry.Source, (day, "", day), answer.Value.Value);

    private IEnumerable<Said> Reports(FirelyBundle bundle)
    {
        foreach ((Resource report, string source) in bundle.Of("DiagnosticReport", "status in ('final' | 'amended' | 'corrected' | 'appended')"))
        {
            (string, string, string) when = (Day(report, "effective.ofType(dateTime)", "effective.ofType(Period).end", "effective.ofType(Period).start"), "", Day(report, "issued"));
            OracleMatch[] tests = [.. OracleCodes.ByCode(book, One<CodeableConcept>(report, "code") ?? new()).Where(test => test.Fact.Type is FactType.Flag or FactType.Code)];
            foreach (CodeableConcept conclusion in report.Select("conclusionCode").OfType<CodeableConcept>())
            {
                foreach (OracleMatch match in OracleCodes.ByCode(book, conclusion).Where(match => !MeansNothing(match, when.Item1))) yield return Say(match, source, when, Presence(match, when.Item1));
                foreach (OracleMatch test in tests.Where(test => OracleValues.Coded(test, conclusion).Value is not null)) yield return Say(test, source, when, OracleValues.Coded(test, conclusion).Value);
            }
        }
    }

    // A question without an answer means nothing; a code that raises doubt does so without a value.
    private static bool MeansNothing(OracleMatch match, string day) => Presence(match, day) is null && match.Entry is not { Doubt: true };

    /// <summary>What the mere presence of a code means; null when it means nothing.</summary>
    private static FactValue? Presence(OracleMatch match, string day)
    {
        CodeEntry entry = match.Entry!;
        string? word = entry.Value ?? entry.Values.GetValueOrDefault("any");
        if (!entry.Values.IsEmpty && word is null) return null; // it asks a question and has no answer here
        if (match.Fact.Type == FactType.Date) return DateSpan.Parse(day) is { } span ? new DateValue(span) : null;
        return word is not null ? OracleValues.Named(match.Fact, word) : match.Fact.Type == FactType.Flag ? FlagValue.Yes : null;
    }

    private static Said Say(OracleMatch match, string source, (string Start, string End, string Known) when, FactValue? value, string status = "Present")
    {
        bool bad = when.Start == Said.Unreadable || when.End == Said.Unreadable || when.Known == Said.Unreadable;
        static string Readable(string day) => day == Said.Unreadable ? "" : day;
        return new(
            match.Fact.Name, source, Said.Dates(Readable(when.Start), Readable(when.End), Readable(when.Known)),
            match.Entry is { Doubt: true } && !bad ? "Doubtful" : status, bad ? Said.Unreadable : Said.Text(value));
    }
}
