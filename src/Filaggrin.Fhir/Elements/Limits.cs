using Filaggrin.Advice.Records;
using Filaggrin.Fhir.Codes;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Fhir.Elements;

/// <summary>The limits of normal printed with a result, in the unit of its fact.</summary>
/// <param name="Low">The lower limit.</param>
/// <param name="High">The upper limit.</param>
/// <param name="BySex">The limits of each sex, where they differ.</param>
internal readonly record struct Limits(decimal? Low, decimal? High, SexLimits? BySex = null)
{
    // SNOMED CT, the administrative gender of FHIR, HL7 version 2, and words.
    private static readonly HashSet<string> Male = new(StringComparer.OrdinalIgnoreCase) { "248153007", "male", "m", "men", "males", "männer", "männlich", "hommes" };
    private static readonly HashSet<string> Female = new(StringComparer.OrdinalIgnoreCase) { "248152002", "female", "f", "women", "females", "frauen", "weiblich", "femmes" };

    /// <summary>Reads the range of normal; of several the one of each sex, and where they are for ages or nobody says for whom, none can be chosen.</summary>
    /// <param name="holder">The observation or component.</param>
    /// <param name="fact">The fact that it measures.</param>
    public static Limits Read(Element holder, FactDefinition fact)
    {
        if (fact.Type != FactType.Number) return default;
        ElementList ranges = holder.Get("referenceRange"u8).Items();
        if (ranges.IsEmpty) return default;
        Limits? found = null, male = null, female = null;
        bool differ = false, isOpen = false;
        foreach (Element range in ranges)
        {
            Concept type = Concept.Read(range.Get("type"u8));
            if (!type.IsEmpty && !type.Codings.Any(coding => coding.Code == "normal")) continue;
            Limits limits = OfRange(range, holder, fact);
            if (limits == default) continue;
            differ |= found is not null && found != limits;
            found = limits;
            bool? isMale = range.Get("age"u8).Exists ? null : IsMale(range);
            if (isMale == true && male is null) male = limits;
            else if (isMale == false && female is null) female = limits;
            else isOpen = true;
        }

        return !differ ? found ?? default : isOpen ? default : new(null, null, new(male?.Low, male?.High, female?.Low, female?.High));
    }

    private static bool? IsMale(Element range)
    {
        bool? told = null;
        foreach (Element whom in range.Get("appliesTo"u8).Items())
        {
            Concept concept = Concept.Read(whom);
            string[] words = [.. concept.Codings.Select(coding => coding.Code), .. concept.AllTexts];
            if (words.Any(Male.Contains)) told = true;
            else if (words.Any(Female.Contains)) told = false;
            else return null;
        }

        return told;
    }

    // Many laboratories hand on what they print, and no numbers.
    private static Limits OfRange(Element range, Element holder, FactDefinition fact)
    {
        Element low = range.Get("low"u8), high = range.Get("high"u8);
        if (low.Exists || high.Exists) return new(Limit(Quantity.Read(low), holder, fact), Limit(Quantity.Read(high), holder, fact));
        if (range.Get("text"u8).Text() is not { } text) return default;
        (Quantity from, Quantity to) = WrittenRange.Read(text);
        return new(Limit(from, holder, fact), Limit(to, holder, fact));
    }

    // A limit without a unit has that of the result.
    private static decimal? Limit(Quantity limit, Element holder, FactDefinition fact) => limit.Interval is null ? null
        : (limit.Unit is null ? limit with { Unit = Quantity.Read(holder.Get("valueQuantity"u8)).Unit } : limit).ConvertedTo(fact)?.Exact;
}
