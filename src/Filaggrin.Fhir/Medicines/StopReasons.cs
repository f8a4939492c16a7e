using Filaggrin.Advice.Records;
using Filaggrin.Fhir.Codes;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Fhir.Medicines;

/// <summary>Why a medicine was stopped.</summary>
internal static class StopReasons
{
    private static readonly Dictionary<string, StopReason> Codes = new(StringComparer.Ordinal)
    {
        ["395007004"] = StopReason.Ineffective,
        ["182841002"] = StopReason.Ineffective,
        ["410684002"] = StopReason.Ineffective,
        ["395009001"] = StopReason.NotTolerated,
        ["182842009"] = StopReason.NotTolerated,
        ["281647001"] = StopReason.NotTolerated,
        ["62014003"] = StopReason.NotTolerated,
        ["39579001"] = StopReason.NotTolerated,
        ["salg"] = StopReason.NotTolerated,
        ["sintol"] = StopReason.NotTolerated,
        ["182846007"] = StopReason.Remission,
    };

    // Harm that is named in place of a word for it.
    private static readonly string[] Harms =
    [
        "pneumonitis", "pancreatit", "hepatit", "hepatotox", "transaminas", "liver", "creatinine", "renal", "kidney", "nephro", "hypertensi",
        "blood pressure", "conjunctiv", "keratit", "blepharit", "penia", "anaemia", "anemia", "nausea", "vomit", "diarrh", "headache", "zoster",
        "herpes", "infection", "pneumonia", "sepsis", "thrombo", "embol", "infarct", "hypersensitiv", "reaction", "urticaria", "rash", "oedema",
        "edema", "fibrosis", "malignan", "cancer", "lymphoma", "tremor", "hirsut", "gingiv", "alopecia", "fatigue", "acne", "injection site",
        "abnormal result", "abnormal blood",
        "pankreatit", "pancréatit", "alveolit", "leberwert", "leberschad", "lebertox", "kreatinin", "créatinine", "niere", "blutdruck", "konjunktivit", "bindehaut", "penie", "pénie",
        "übelkeit", "erbrechen", "durchfall", "kopfschmerz", "gürtelrose", "infekt", "lungenentz", "lungenembol", "herzinfarkt", "myokardinfarkt", "überempfindlich", "ausschlag",
        "ödem", "krebs", "karzinom", "lymphom", "haarausfall", "müdigkeit", "zahnfleisch",
    ];

    private static readonly (string Words, StopReason Reason)[] Texts =
    [
        ("not tolerat", StopReason.NotTolerated), ("intoleran", StopReason.NotTolerated), ("side effect", StopReason.NotTolerated), ("side-effect", StopReason.NotTolerated),
        ("adverse", StopReason.NotTolerated), ("toxicity", StopReason.NotTolerated), ("allergic", StopReason.NotTolerated), ("anaphyla", StopReason.NotTolerated),
        ("nebenwirkung", StopReason.NotTolerated), ("unverträglich", StopReason.NotTolerated), ("nicht vertragen", StopReason.NotTolerated), ("allergi", StopReason.NotTolerated), ("effet indésirable", StopReason.NotTolerated),
        ("effets indésirables", StopReason.NotTolerated), ("effets secondaires", StopReason.NotTolerated), ("intolérance", StopReason.NotTolerated), ("efecto adverso", StopReason.NotTolerated), ("efectos adversos", StopReason.NotTolerated),
        ("intoleranc", StopReason.NotTolerated), ("bijwerking", StopReason.NotTolerated), ("biverkning", StopReason.NotTolerated), ("bivirkning", StopReason.NotTolerated),
        ("unwirksam", StopReason.Ineffective), ("wirkungslos", StopReason.Ineffective), ("keine wirkung", StopReason.Ineffective), ("fehlende wirkung", StopReason.Ineffective), ("mangelnde wirk", StopReason.Ineffective),
        ("wirkverlust", StopReason.Ineffective), ("wirkungsverlust", StopReason.Ineffective), ("kein ansprechen", StopReason.Ineffective), ("unzureichend", StopReason.Ineffective), ("inefficac", StopReason.Ineffective),
        ("manque d'efficacité", StopReason.Ineffective), ("ineficac", StopReason.Ineffective), ("ineffectief", StopReason.Ineffective), ("onvoldoende", StopReason.Ineffective),
        ("ineffective", StopReason.Ineffective), ("not effective", StopReason.Ineffective), ("no effect", StopReason.Ineffective), ("lack of effic", StopReason.Ineffective),
        ("lack of effect", StopReason.Ineffective), ("loss of effic", StopReason.Ineffective), ("loss of response", StopReason.Ineffective), ("no response", StopReason.Ineffective),
        ("inadequate response", StopReason.Ineffective), ("insufficient", StopReason.Ineffective), ("treatment failure", StopReason.Ineffective),
        .. Harms.Select(words => (words, StopReason.NotTolerated)),
        ("abgeheilt", StopReason.Remission), ("erscheinungsfrei", StopReason.Remission), ("rémission", StopReason.Remission),
        ("remission", StopReason.Remission), ("aim achieved", StopReason.Remission), ("no longer needed", StopReason.Remission),
    ];

    private static readonly char[] ClauseEnds = [',', ';', '.', '('];

    private static readonly string[] Severe = ["anaphyla", "severe", "stevens-johnson", "toxic epidermal", "life-threatening", "life threatening", "angioedema", "angioödem", "schwere ", "lebensbedrohlich"];

    /// <summary>The reason, and whether a reaction was severe. Where several are given, what was not tolerated counts most.</summary>
    public static (StopReason Reason, bool Severe) Read(IReadOnlyCollection<Concept> reasons)
    {
        StopReason reason = StopReason.Unknown;
        bool severe = false;
        foreach (Concept concept in reasons)
        {
            StopReason one = One(concept);
            severe |= one == StopReason.NotTolerated && (concept.Codings.Any(coding => coding.Code == "39579001") || concept.AllTexts.Any(text => Severe.Any(word => Holds(text, word))));
            if (reason == StopReason.Unknown || Rank(one) < Rank(reason)) reason = one;
        }

        return (reason, severe);
    }

    private static StopReason One(Concept concept)
    {
        foreach (Coding coding in concept.Codings)
        {
            if (Codes.TryGetValue(coding.Code, out StopReason known)) return known;
        }

        foreach (string text in concept.AllTexts)
        {
            string[] clauses = text.ToLowerInvariant().Split(ClauseEnds);
            foreach ((string words, StopReason reason) in Texts)
            {
                if (Tells(clauses, words)) return reason;
            }
        }

        // A disease for a reason is what the medicine did, unless it is the one it was given for.
        return concept.Codings.Any(coding => coding is { System: CodeSystem.Snomed, Display: { } title } && title.EndsWith("(disorder)", StringComparison.Ordinal)
            && !Array.Exists(OfEczema, word => Holds(title, word))) ? StopReason.NotTolerated : StopReason.Other;
    }

    // The disease itself and what goes with it.
    private static readonly string[] OfEczema = ["dermatitis", "eczema", "prurigo", "pruritus", "asthma", "rhinitis"];

    private static readonly string[] Denying =
    [
        "no", "not", "never", "without", "normal", "negative", "before", "planned", "screening", "vaccination", "appointment", "ruled", "excluded", "family", "mother", "father", "delivery",
        "stock", "supply", "donation", "kein", "keine", "nicht", "ohne", "geplant", "geplante", "vor", "sans", "pas", "geen", "ingen", "utan", "uden", "sin",
    ];

    // The word begins a word, and its clause does not deny it.
    private static bool Tells(string[] clauses, string words)
    {
        foreach (string clause in clauses)
        {
            int at = clause.IndexOf(words, StringComparison.Ordinal);
            if (at < 0 || (at > 0 && char.IsLetter(clause[at - 1]) && words is not ("penia" or "penie" or "pénie"))) continue;
            string rest = string.Concat(clause.AsSpan(0, at), " ", clause.AsSpan(at + words.Length));
            if (!rest.Split(' ', StringSplitOptions.RemoveEmptyEntries).Any(word => Denying.Contains(word, StringComparer.Ordinal))) return true;
        }

        return false;
    }

    private static bool Holds(string text, string words) => text.Contains(words, StringComparison.OrdinalIgnoreCase);

    private static int Rank(StopReason reason) => reason switch
    {
        StopReason.NotTolerated => 0,
        StopReason.Ineffective => 1,
        StopReason.Remission => 2,
        _ => 3,
    };
}
