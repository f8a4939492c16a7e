using System.IO.Compression;
using Filaggrin.Advice.Records;
using Filaggrin.Fhir.Assembly;
using Filaggrin.Fhir.Codes;
using Filaggrin.Fhir.Resources;
using Filaggrin.Fhir.Scanning;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Fhir;

/// <summary>Reads a patient's record from FHIR R4: a Bundle of any type, a lone Patient, or the files of a bulk export.</summary>
/// <remarks>
/// One pass over the stream; no more than one entry is held in memory, so that a record of 200 MB is read within 300 MB.
/// The order of entries and of their members makes no difference.
/// </remarks>
/// <param name="codes">Codes, names and words of facts, and the medicine list.</param>
public sealed class RecordReader(CodeBook codes)
{
    private const string Lines = ".ndjson", Packed = ".ndjson.gz";

    private readonly CodeFacts _facts = new(codes);

    /// <summary>Reads one file.</summary>
    /// <param name="json">Its bytes: JSON in UTF-8.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <returns>The record of its one patient.</returns>
    /// <exception cref="RecordException">The file is at fault: nothing can be appraised.</exception>
    public PatientRecord Read(Stream json, string name)
    {
        RecordDraft draft = new();
        ResourceDispatcher dispatcher = new(_facts, draft);
        ResourceScanner.ScanOne(json, name, dispatcher, _facts.Titles);
        if (draft.Patients.Count == 0) throw new RecordException($"{name}: the Bundle holds no Patient; expected one.");
        return new RecordBuilder(draft, dispatcher.Medicines, codes.Facts).Build();
    }

    /// <summary>Reads the files of a bulk export: <c>Condition.ndjson</c>, <c>Observation.001.ndjson</c>, packed or not. Other files are left alone.</summary>
    /// <param name="files">Name and content of each file.</param>
    /// <returns>The record of the one patient.</returns>
    /// <exception cref="RecordException">A file is at fault: nothing can be appraised.</exception>
    public PatientRecord ReadNdjson(IEnumerable<(string Name, Func<Stream> Open)> files)
    {
        RecordDraft draft = new();
        ResourceDispatcher dispatcher = new(_facts, draft);
        int count = 0;
        foreach ((string name, Func<Stream> open) in files)
        {
            bool packed = name.EndsWith(Packed, StringComparison.OrdinalIgnoreCase);
            if (!packed && !name.EndsWith(Lines, StringComparison.OrdinalIgnoreCase)) continue;
            count++;
            using Stream stream = open();
            if (Scan(stream, name, packed, dispatcher) == 0 && EmptyAnswers.ListOf(TypeOf(name)) is { } list)
                draft.Lists.Add(new((list, null), name, new(References.Patient, default)));
        }

        if (count == 0) throw new RecordException("no .ndjson file is there; expected files such as Patient.ndjson and Condition.ndjson.");
        if (draft.Patients.Count == 0) throw new RecordException("the .ndjson files hold no Patient; expected one.");
        return new RecordBuilder(draft, dispatcher.Medicines, codes.Facts).Build();
    }

    private int Scan(Stream stream, string name, bool packed, ResourceDispatcher dispatcher)
    {
        if (!packed) return ResourceScanner.ScanLines(stream, name, dispatcher, _facts.Titles);
        try
        {
            using GZipStream unpacked = new(stream, CompressionMode.Decompress);
            return ResourceScanner.ScanLines(unpacked, name, dispatcher, _facts.Titles);
        }
        catch (InvalidDataException fault)
        {
            throw new RecordException($"{name}: the file is not gzip; nothing was appraised.", fault);
        }
    }

    private static string TypeOf(string name)
    {
        string file = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        return file[..file.IndexOf('.', StringComparison.Ordinal)];
    }
}
