using System.Collections.Immutable;
using Filaggrin.Advice.Records;
using Filaggrin.Fhir.Assembly;
using Filaggrin.Fhir.Elements;
using Filaggrin.Fhir.Scanning;
using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Fhir.Resources;

/// <summary>Reads the Patient: one person, sex, birth and death.</summary>
internal static class PatientReader
{
    private const int EarliestYear = 1900, LatestYear = 2199;

    /// <summary>Reads a Patient entry; a second person is a fault of the file.</summary>
    public static void Read(Entry entry, string? fullUrl, ScanPlace place, RecordDraft draft)
    {
        Element patient = entry.Resource;
        ImmutableArray<string> identifiers = [.. patient.Get("identifier"u8).Items()
            .Where(identifier => identifier.Get("value"u8).Text() is not null)
            .Select(identifier => $"{identifier.Get("system"u8).Text()}|{identifier.Get("value"u8).Text()}")];
        Identity read = new(
            entry.Origin, SubjectOf(patient, entry.Source, place), patient.Get("id"u8).Text(), fullUrl is null ? null : References.Target(fullUrl), identifiers);

        foreach (Identity other in draft.Patients)
        {
            if (other.Subject.Source != read.Subject.Source) throw new RecordException($"{place} is a second Patient; expected one.");
            if (other.Origin.Version == read.Origin.Version && other.Subject != read.Subject)
                throw new RecordException($"{place} is the same Patient again with another sex, birth or death; expected one.");
        }

        draft.Patients.Add(read);
    }

    private static Subject SubjectOf(Element patient, string source, ScanPlace place)
    {
        string? sex = patient.Get("gender"u8).Text() is "male" or "female" or "other" ? patient.Get("gender"u8).Text() : null;
        Element death = patient.Get("deceasedDateTime"u8);
        bool deceased = death.Exists || patient.Get("deceasedBoolean"u8).Truth() == true;
        return new(source, sex, Birth(patient.Get("birthDate"u8), place), deceased, DateSpan.Parse(death.Text()));
    }

    private static DateSpan? Birth(Element date, ScanPlace place)
    {
        if (!date.Exists) return null;
        if (DateSpan.Parse(date.Text()) is not { } birth) throw new RecordException($"{place}.birthDate is no date; expected a date such as 2001-11-30.");
        if (birth.Last.Year < EarliestYear) throw new RecordException($"{place}.birthDate lies before {EarliestYear}; nobody of that age is alive.");
        if (birth.First.Year > LatestYear) throw new RecordException($"{place}.birthDate lies after {LatestYear}; nobody of that age is alive.");
        return birth;
    }
}
