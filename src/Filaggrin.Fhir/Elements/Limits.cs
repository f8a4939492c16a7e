using Filaggrin.Fhir.Codes;
using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Fhir.Elements;

/// <summary>The limits of normal printed with a result, in the unit of its fact.</summary>
/// <param name="Low">The lower limit.</param>
/// <param name="High">The upper limit.</param>
internal readonly record struct Limits(decimal? Low, decimal? High)
{
    /// <summary>Reads the range of normal; where several are printed (by sex, by age) none can be chosen.</summary>
    /// <param name="holder">The observation or component.</param>
    /// <param name="fact">The fact that it measures.</param>
    public static Limits Read(Element holder, FactDefinition fact)
    {
        if (fact.Type != FactType.Number) return default;
        ElementList ranges = holder.Get("referenceRange"u8).Items();
        if (ranges.IsEmpty) return default;
        Limits? found = null;
        foreach (Element range in ranges)
        {
            Concept type = Concept.Read(range.Get("type"u8));
            if (!type.IsEmpty && !type.Codings.Any(coding => coding.Code == "normal")) continue;
            Limits limits = new(Limit(range.Get("low"u8), holder, fact), Limit(range.Get("high"u8), holder, fact));
            if (limits == default) continue;
            if (found is not null && found != limits) return default;
            found = limits;
        }

        return found ?? default;
    }

    // A limit without a unit has that of the result.
    private static decimal? Limit(Element quantity, Element holder, FactDefinition fact)
    {
        if (!quantity.Exists) return null;
        Quantity limit = Quantity.Read(quantity);
        return (limit.Unit is null ? limit with { Unit = Quantity.Read(holder.Get("valueQuantity"u8)).Unit } : limit).ConvertedTo(fact)?.Exact;
    }
}
