using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Medicines;

namespace Filaggrin.Fhir.Codes;

/// <summary>Entries that say of a whole list that nothing is on it, or that nobody knows.</summary>
internal static class Statements
{
    private static readonly HashSet<string> NoneKnown = new(StringComparer.Ordinal)
    {
        "716186003", "409137002", "428607008", "429625007", "428197003", "716184000", "716220001", "1003774007", "160244002", "160245001", "787481004",
    };

    private static readonly HashSet<string> NobodyKnows = new(StringComparer.Ordinal) { "1631000175102", "182904002", "396782006" };

    // Known absent, definitely not present, refuted; known possible, probably present, probably not present, suspected.
    private static readonly HashSet<string> Refuted = new(StringComparer.Ordinal) { "410516002", "410594000", "723511001" };

    private static readonly HashSet<string> Unsure = new(StringComparer.Ordinal) { "410590009", "410592001", "410593006", "415684004" };

    // Whole texts, so that «no known tuberculosis, carrier of hepatitis B» still raises its doubts.
    private static readonly HashSet<string> Words = new(StringComparer.Ordinal)
    {
        "no known allergies", "no known allergy", "no known drug allergies", "no known drug allergy", "no known food allergies", "nka", "nkda",
        "no known problems", "no known conditions", "no known medications", "no known procedures",
    };

    // How the titles of codes begin and end that name a disease which the patient is not said to have.
    private static readonly string[] BeginningsOfOthers =
    [
        "family history", "fh ", "screening", "encounter for screening", "encounter for observation", "encounter for immuni", "encounter for prophyla", "vaccination", "immunisation", "immunization", "need for prophyla", "need for immuni", "need for vaccin", "at risk", "at increased risk", "risk of",
        "increased risk", "fear of", "worried", "concern about", "counselling", "counseling", "education", "advice", "genetic susceptibility",
        "maternal history", "paternal", "mother ", "father ", "sister ", "brother ", "partner", "wife", "husband", "immune to", "white coat", "non diabetic", "nondiabetic",
        "fhx ", "fam hx", "familienanamnese", "needs mmr", "due for mmr", "never smoke", "non smoker", "passive smok", "current non smoker", "prevention of",
        "beobachtung", "ausschluss", "notwendigkeit",
    ];

    // In a text of somebody's own these are a no, which never clears; in the title of a code they are a part of its meaning.
    private static readonly string[] Negations = ["no ", "not ", "absence of", "benign"];

    private static readonly string[] FreePartsOfOthers = [" worries about", " worried about", " anxious about", "skin test", "mammogra", "vaccin", "immunis", "immuniz", "impfung", "screening", "family history", "familienanamnese", " in father", " in mother", " in brother", " in sister", " your family", " in the family", " ihrer familie", " der familie", " votre famille", " la familia", "not malignant", "non malignant"];

    // Who met a disease does not have it for that.
    private static readonly string[] BeginningsOfContact = ["contact with", "close contact", "household contact", "exposure to", "exposed to", "kontakt "];

    private static readonly string[] EndsOfContact = [" contact", " exposure", "kontakt", "exposition"];

    // «Measles immune», and not «common variable immune deficiency».
    private const string Immune = " immune";

    private static readonly string[] PartsOfOthers = ["referral", "invitation", "no malignan", "without diagnosis of", "within recommended", "hiv negative", "virus negative"];

    private static readonly string[] EndsOfOthers = [" screening", " ruled out", " excluded", " not detected", " not found", " not present", " absent", " declined", " test negative", " antibody negative", " antigen negative", " tool negative"];

    private static readonly string[] Denials =
    [
        " no ", " not ", " nor ", " without ", " negative for ", " non reactive ", " nonreactive ", " absence of ", " absent ", " free of ", " excluded ", " ruled out ", " unremarkable ",
        " kein", " nicht ", " ohne ", " unauffällig ", " unauffaellig ", " ausgeschlossen ", " ausschluss ",
    ];

    private static readonly string[] EndsOfDenials = [" negative", " neg", " negativ"];

    // A denial of the denial, and a tumour without a receptor.
    private static readonly string[] Open =
    [
        " not excluded ", " not be excluded ", " not be ruled out ", " not ruled out ", " cannot exclude ", " cannot rule out ", " can not ", " cannot be ", " does not exclude ", " not rule out ", " not exclude ",
        " nicht ausgeschlossen ", " nicht auszuschliessen ", " nicht auszuschlie", " nicht sicher auszuschl", " triple negative ", " her2 ", " receptor ", " but ", " aber ", " however ",
    ];

    // Of a recommended vaccine that nobody will give.
    private static readonly string[] NotAhead = ["complete", "completed", "immune", "contraindicated", "not recommended", "aged out", "too old"];

    // What follows an operation: «physiotherapy after hip replacement», «wound check, post-op».
    private static readonly string[] After =
    [
        " after ", " following ", " follow up ", " followup ", " post ", " postop ", " postoperative ", " status post ", " history of ", " aftercare ", " rehabilitation ", " physiotherapy ",
        " nach ", "nachsorge ", "nachkontrolle ", "rehabilitation ", " zustand ",
    ];

    private static readonly string[] Alternatives = [" or ", " oder ", " nor ", " noch "];

    private static readonly string[] OfThePast = ["history of", "personal history", "past history", "h o ", "status post", "old "];

    private static readonly string[] Tests = [" test ", " tests ", " testing ", " measurement ", " assay ", " serology ", " screen ", " antigen detection ", " antibody detection ", " titre ", " titer ", " pcr ", " swab ", " culture ", " assessment ", " investigation ", " surveillance "];

    private static readonly string[] Preventive =
    [
        " prevention ", " prophylaxis ", " prophylaxe ", "vorsorge ", "prophylaxe ", " awareness ", " tracing ", " caring for ", " carer ", " bereavement ", " advice ", " education ", " immunity ", " cessation ",
        " to exclude ", " exclusion of ", " risk assessment ", " of mother ", " of father ", " daughter ", " son ", " sibling ", " relative ",
    ];

    private static readonly string[] Secondary = [" secondary ", " recurrent ", " recurrence ", " relapse "];

    private static readonly string[] Positive = [" positive ", " reactive ", " abnormal "];

    private static readonly string[] Childhood = [" in childhood ", " as a child ", " as child ", " im kindesalter ", " in der kindheit ", " als kind "];

    private static readonly string[] EndsOfThePast = [" resolved", " in remission", " in full remission", " in early remission", " in sustained remission"];

    /// <summary>The title of a code names a disease that the patient is not said to have: of relatives, looked for, feared, prevented or excluded.</summary>
    public static bool SpeaksOfOthers(string title)
    {
        string normal = Untagged(title);
        return IsOfOthers(normal) || Array.Exists(Negations, words => normal.StartsWith(words, StringComparison.Ordinal)) || Array.Exists(EndsOfOthers, words => normal.EndsWith(words, StringComparison.Ordinal))
            || Array.Exists(PartsOfOthers, words => normal.Contains(words, StringComparison.Ordinal));
    }

    /// <summary>A clause of a free text speaks of relatives, of screening, of a vaccine or of a test; what is denied in words does not count as such.</summary>
    public static bool SpeaksOfOthersFreely(string clause) => IsOfOthers(MedicineCatalog.Normalise(clause));

    /// <summary>The clauses of a text.</summary>
    public static string[] Clauses(string text) => text.Split([',', ';', '.', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>The clauses of a report that claim something of the patient. What a report looked for and did not find is written beside what it found, so that a denial goes, with the list that it governs («no tuberculosis, lymphoma or pneumonia»); what cannot be excluded stays.</summary>
    public static IEnumerable<string> Claims(string report) => report.Split([';', '.', '\n'], StringSplitOptions.RemoveEmptyEntries).SelectMany(sentence =>
    {
        string[] parts = sentence.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        int listEnd = Array.FindLastIndex(parts, part => Holds(part, Alternatives));
        bool denied = false;
        return parts.Where((part, at) =>
        {
            if (Holds(part, Open)) denied = false;
            else if (Holds(part, Denials) || Ends(part)) denied = true;
            else denied &= at <= listEnd;
            return !denied && !SpeaksOfOthersFreely(part);
        }).ToArray();
    });

    private static bool IsOfOthers(string normal) => Array.Exists(BeginningsOfOthers, words => normal.StartsWith(words, StringComparison.Ordinal))
        || Array.Exists(FreePartsOfOthers, words => normal.Contains(words, StringComparison.Ordinal)) || normal.EndsWith(Immune, StringComparison.Ordinal) || IsOfContact(normal);

    private static bool IsOfContact(string normal) => Array.Exists(BeginningsOfContact, words => normal.StartsWith(words, StringComparison.Ordinal)) || Array.Exists(EndsOfContact, words => normal.EndsWith(words, StringComparison.Ordinal));

    /// <summary>A text tells of contact with a disease.</summary>
    public static bool SpeaksOfContact(string text) => IsOfContact(Untagged(text));

    private static bool Ends(string clause) => MedicineCatalog.Normalise(clause) is var normal && Array.Exists(EndsOfDenials, words => normal.EndsWith(words, StringComparison.Ordinal));

    private static bool Holds(string clause, string[] words)
    {
        string padded = $" {MedicineCatalog.Normalise(clause)} ";
        foreach (string word in words)
        {
            if (padded.Contains(word, StringComparison.Ordinal)) return true;
        }

        return false;
    }

    /// <summary>The title of a code tells of the past.</summary>
    public static bool SpeaksOfPast(string title)
    {
        string normal = Untagged(title);
        return Array.Exists(OfThePast, words => normal.StartsWith(words, StringComparison.Ordinal)) || Array.Exists(EndsOfThePast, words => normal.EndsWith(words, StringComparison.Ordinal));
    }

    /// <summary>A code of ICD-10-CM or of the German ICD-10 tells by its fifth character that a myeloma or a leukaemia (C90 to C95) is in remission.</summary>
    public static bool IsInRemission(Concept concept) => concept.Codings.Any(coding =>
        coding.System == CodeSystem.Icd10 && coding.Code.Replace(".", "", StringComparison.Ordinal) is ['C' or 'c', '9', >= '0' and <= '5', _, '1']);

    /// <summary>The title of something done names a test of a disease, and no result.</summary>
    public static bool NamesTest(string title) => Holds(title, Tests) && !Holds(title, Positive);

    /// <summary>What a visit was for names a disease that is prevented, taught about, looked for in others or excluded; secondary prevention follows the disease itself.</summary>
    public static bool IsPreventive(string reason) => Holds(reason, Preventive) && !Holds(reason, Secondary);

    /// <summary>What is to be done follows what its words name, which lies behind.</summary>
    public static bool SpeaksOfAfter(string text) => Holds(text, After);

    /// <summary>A text tells of a disease of childhood.</summary>
    public static bool SpeaksOfChildhood(string text) => Holds(text, Childhood);

    /// <summary>A recommendation says that it is fulfilled, or that it does not count for this patient.</summary>
    public static bool IsNotAhead(Concept status) => status.Says(NotAhead) || Array.Exists(status.AllTexts, text => NotAhead.Contains(text, StringComparer.OrdinalIgnoreCase));

    /// <summary>Somebody looked and there is nothing: the list is held.</summary>
    public static bool SaysNone(Concept concept) =>
        concept.Has(CodeSystem.Snomed, NoneKnown)
        || concept.Codings.Any(coding => coding.Code.StartsWith("no-known-", StringComparison.OrdinalIgnoreCase))
        || (!concept.IsCoded && concept.Text is { } text && Words.Contains(MedicineCatalog.Normalise(text)));

    /// <summary>How sure an entry is: that it is not so.</summary>
    public static bool IsRefuted(Concept verification) =>
        (verification.Says("refuted", "ruled out", "known absent") || verification.Has(CodeSystem.Snomed, Refuted)) && !verification.Says("confirmed", "unconfirmed", "provisional", "differential");

    /// <summary>How sure an entry is: not yet.</summary>
    public static bool IsUnsure(Concept verification) => verification.Says("unconfirmed", "provisional", "differential", "suspected") || verification.Has(CodeSystem.Snomed, Unsure);

    /// <summary>There is no information: the entry is not one of the list.</summary>
    public static bool SaysUnknown(Concept concept) =>
        concept.Has(CodeSystem.Snomed, NobodyKnows)
        || concept.Codings.Any(coding => coding.Address == CodeSystems.Absence && coding.Code.EndsWith("-info", StringComparison.Ordinal));

    // «(situation)», as SNOMED CT marks what a title is about.
    private static string Untagged(string title) => MedicineCatalog.Normalise(title.EndsWith(')') && title.LastIndexOf(" (", StringComparison.Ordinal) is > 0 and var tag ? title[..tag] : title);
}
