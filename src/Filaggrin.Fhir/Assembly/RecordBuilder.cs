using System.Collections.Immutable;
using Filaggrin.Advice.Records;
using Filaggrin.Fhir.Codes;
using Filaggrin.Fhir.Elements;
using Filaggrin.Fhir.Medicines;
using Filaggrin.Fhir.Resources;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Fhir.Assembly;

/// <summary>Makes the record of what was read, once the whole file is known: whose entries they are, which version counts, what references mean.</summary>
internal sealed class RecordBuilder(RecordDraft draft, MedicineReader medicines, FactDictionary facts)
{
    private static string AnotherPerson => Texts.Of("read-another-person");

    private readonly Dictionary<string, bool> _owners = new(StringComparer.Ordinal);
    private readonly HashSet<NotUnderstood> _remarks = [];

    /// <summary>The record of the one patient; the caller has made sure that there is one.</summary>
    public PatientRecord Build()
    {
        Identity patient = draft.Patients.MaxBy(identity => identity.Origin.Version, ResourceVersion.Age)!;
        (string? Owner, bool IsPatient) former = default;
        bool IsPatients(Origin origin)
        {
            if (ReferenceEquals(origin.Owner, former.Owner)) return former.IsPatient; // nearly all speak of one
            if (!_owners.TryGetValue(origin.Owner, out bool known)) _owners.Add(origin.Owner, known = patient.Is(origin.Owner));
            former = (origin.Owner, known);
            return known;
        }

        List<Finding> findings = [.. Findings(IsPatients), .. Examinations(IsPatients, patient)];
        ImmutableArray<MedicineEntry> entries = [.. Medicines(IsPatients)];
        foreach (Pending<NotUnderstood> remark in draft.Remarks.Where(Counts))
            _remarks.Add(IsPatients(remark.Origin) ? remark.Item : remark.Item with { Why = AnotherPerson });
        Reasons.DropTold(findings);
        Plans.EndDone(findings);
        Shares.Count(findings, facts);
        findings.Sort(RecordOrder.Findings);
        return new()
        {
            Subject = patient.Subject,
            Findings = RecordOrder.Distinct(findings, RecordOrder.Findings),
            Medicines = RecordOrder.Distinct(entries.Sort(RecordOrder.Medicines), RecordOrder.Medicines),
            NotUnderstood =
            [
                .. _remarks.OrderBy(remark => remark.Source, StringComparer.Ordinal)
                    .ThenBy(remark => remark.Text, StringComparer.Ordinal).ThenBy(remark => remark.Why, StringComparer.Ordinal),
            ],
            NotUnderstoodFrom = draft.RemarkedFrom,
            ListsHeld = Lists(IsPatients),
        };
    }

    // An older version of a resource, or one that was deleted, says nothing.
    private bool Counts<T>(Pending<T> pending) =>
        !draft.Deleted.Contains(pending.Source) && !(draft.Newest.TryGetValue(pending.Source, out ResourceVersion newest) && newest.IsNewerThan(pending.Origin.Version));

    private IEnumerable<Finding> Findings(Func<Origin, bool> isPatients)
    {
        List<Pending<Finding>> replaced = [];
        foreach (Pending<Finding> pending in draft.Findings)
        {
            Finding finding = pending.Item;
            if (!Counts(pending)) replaced.Add(pending);
            else if (isPatients(pending.Origin)) yield return Dated(finding);
            else _remarks.Add(new(finding.Source, finding.Fact.Name, AnotherPerson));
        }

        foreach (Finding finding in Corrected(replaced, isPatients)) yield return finding;
    }

    /// <summary>A result without a date is of the day of its report or panel.</summary>
    private Finding Dated(Finding finding)
    {
        if (finding.When is not null || finding.Known is not null || finding.Why is not null || !finding.Source.StartsWith("Observation/", StringComparison.Ordinal)) return finding;
        ClinicalTime time = draft.Panels.TimeOf(finding.Source);
        if (time.FirstKnown is not null) return finding with { When = time.Start, Known = time.Known };
        if (finding.Fact.Holds.Adult is not null) _remarks.Add(new(finding.Source, finding.Fact.Name, Texts.Of("read-undated")));
        return finding;
    }

    /// <summary>Older versions that were known before a newer one was: until that day they are what was known.</summary>
    private IEnumerable<Finding> Corrected(List<Pending<Finding>> replaced, Func<Origin, bool> isPatients)
    {
        if (replaced.Count == 0) yield break;
        HashSet<(string, string)> keys = [.. replaced.Select(Key)];
        ILookup<(string, string), Pending<Finding>> versions = draft.Findings.Where(pending => keys.Contains(Key(pending)) && pending.Item.Known is not null).ToLookup(Key);
        foreach (Pending<Finding> old in replaced.Where(old => old.Item.Known is not null && !draft.Deleted.Contains(old.Source) && isPatients(old.Origin)))
        {
            bool standing = versions[Key(old)].Any(Counts); // one that was withdrawn leaves nothing
            DateOnly? until = versions[Key(old)].Where(other => other.Origin.Version.IsNewerThan(old.Origin.Version)).Min(other => other.Item.Known);
            if (standing && until > old.Item.Known) yield return old.Item with { Until = until };
        }

        static (string, string) Key(Pending<Finding> pending) => (pending.Source, pending.Item.Fact.Name);
    }

    private IEnumerable<Finding> Examinations(Func<Origin, bool> isPatients, Identity patient)
    {
        if (facts.Find(EasiItems.Fact) is not { } fact) yield break;
        foreach (Pending<EasiExamination> pending in draft.Examinations.Where(Counts))
        {
            EasiExamination examination = pending.Item;
            if (!isPatients(pending.Origin))
            {
                _remarks.Add(new(examination.Source, fact.Name, AnotherPerson));
                continue;
            }

            (Finding finding, NotUnderstood? remark) = EasiTotals.Compute(examination, patient.Subject.Birth, fact);
            if (remark is not null) _remarks.Add(remark);
            yield return finding;
        }
    }

    private IEnumerable<MedicineEntry> Medicines(Func<Origin, bool> isPatients)
    {
        ILookup<string, Pending<Product>> products = draft.Products.Where(product => Counts(product.Product))
            .ToLookup(product => product.Key, product => product.Product, StringComparer.Ordinal);
        foreach (Pending<MedicineDraft> pending in draft.Medicines.Where(Counts))
        {
            MedicineDraft medicine = pending.Item;
            Product? product = medicine.Product ?? Lookup(products, medicine.Reference) ?? medicines.ByText(medicine.ReferenceText);
            bool isWhole = true;
            if (product is { Elsewhere.IsEmpty: false }) product = WithParts(product, products, out isWhole);
            if (!isPatients(pending.Origin))
            {
                if (product is { MayMatter: true }) _remarks.Add(new(medicine.Entry.Source, Labels.Short(product.Label), AnotherPerson));
                continue;
            }

            (MedicineEntry? entry, NotUnderstood? remark) = medicine.Complete(product, medicines.Catalog);
            if (remark is not null) _remarks.Add(remark);
            if (!isWhole) _remarks.Add(new(medicine.Entry.Source, Labels.Short(product!.Label.Length > 0 ? product.Label : Texts.Of("read-a-medicine")), Texts.Of("read-no-ingredient")));
            if (entry is not null) yield return entry;
        }
    }

    // Ingredients that stand in other entries, and theirs in turn.
    private static Product WithParts(Product product, ILookup<string, Pending<Product>> products, out bool isWhole)
    {
        isWhole = true;
        HashSet<string> sought = new(StringComparer.Ordinal);
        while (product.Elsewhere.Where(sought.Add).ToArray() is { Length: > 0 } references)
        {
            foreach (string reference in references)
            {
                Product? part = Lookup(products, reference);
                isWhole &= part is not null || product.MayMatter;
                if (part is not null) product = product.With(part);
            }
        }

        return product;
    }

    private static Product? Lookup(ILookup<string, Pending<Product>> products, string? reference)
    {
        if (reference is null) return null;
        Product? Exact(string key) => products[key].OrderByDescending(product => product.Origin.Version, ResourceVersion.Age).Select(product => product.Item).FirstOrDefault();
        return Exact(reference) ?? Exact("Medication/" + reference)
            ?? (References.Split(reference) is { Type: "Medication" or "Substance" } named ? Exact($"{named.Type}/{named.Id}") ?? Exact(named.Id) : null);
    }

    // The earliest day on which an entry was known. An empty answer and entries without a date tell none.
    private ImmutableDictionary<RecordList, DateOnly?> Lists(Func<Origin, bool> isPatients)
    {
        Dictionary<RecordList, DateOnly?> earliest = [];
        foreach (Pending<(RecordList List, DateOnly? Day)> held in draft.Lists)
        {
            if (!Counts(held) || !isPatients(held.Origin) || draft.Incomplete.Contains(held.Item.List)) continue;
            bool isKnown = earliest.TryGetValue(held.Item.List, out DateOnly? day);
            if (!isKnown || day is null || held.Item.Day < day) earliest[held.Item.List] = held.Item.Day ?? day;
        }

        return earliest.ToImmutableDictionary();
    }
}
