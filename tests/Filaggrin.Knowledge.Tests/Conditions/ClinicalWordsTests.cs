using System.Collections.Immutable;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Tests;

namespace Filaggrin.Knowledge.Tests.Conditions;

public class ClinicalWordsTests
{
    private static readonly KnowledgeBase Real = TestKnowledge.Load();

    [Theory]
    [InlineData("EGFR < 30 'mL/min/{1.73_m2}'", "eGFR below 30 mL/min/1.73 m²")]
    [InlineData("EGFR >= 30 'mL/min/{1.73_m2}' and EGFR < 60 'mL/min/{1.73_m2}'", "eGFR 30 to below 60 mL/min/1.73 m²")]
    [InlineData("Neutrophils between 0.5 '10*9/L' and 1 '10*9/L'", "neutrophils 0.5 to 1 ×10⁹/L")]
    [InlineData("60 'kg' > Weight", "weight below 60 kg")]
    [InlineData("Age >= 12 'a' and Age < 18 'a'", "12 to 17 years")]
    [InlineData("Age < 18 'a' and Pregnant and Age >= 12 'a'", "12 to 17 years and pregnant")]
    [InlineData("Age >= 12 'a'", "from 12 years")]
    [InlineData("Age < 18 'a'", "under 18 years")]
    [InlineData("Age <= 18 'a'", "up to 18 years")]
    [InlineData("Age < 0.5 'a'", "under 6 months")]
    [InlineData("Age < 1 'a'", "under 12 months")]
    [InlineData("Age >= 0.5 'a' and Age < 6 'a'", "6 months to 5 years")]
    [InlineData("Age >= 0.5 'a' and Age < 2 'a'", "6 to 23 months")]
    [InlineData("Age >= 12 'a' and Age <= 18 'a'", "from 12 years and up to 18 years")]
    [InlineData("ALT > 3 * ALTUpperLimit", "ALT above 3 × the upper limit of normal")]
    [InlineData("ALT > 2 * ALTUpperLimit and ALT <= 3 * ALTUpperLimit", "ALT above 2 to 3 × the upper limit of normal")]
    [InlineData("ALT > 3 * ASTUpperLimit", "ALT above 3 × upper limit of normal of AST")]
    [InlineData("Creatinine >= 1.3 * CreatinineAtStart", "creatinine at least 1.3 × the value at the start")]
    [InlineData("WeeksOnTreatment < 1 'wk'", "time on treatment under 1 week")]
    [InlineData("WeeksOnTreatment >= 16 'wk'", "time on treatment at least 16 weeks")]
    [InlineData("IGA = 4", "IGA 4")]
    [InlineData("IGA != 4", "IGA not 4")]
    [InlineData("not (IGA = 4)", "IGA not 4")]
    [InlineData("TPMTActivity = 'deficient'", "TPMT deficient")]
    [InlineData("TPMTActivity in { 'intermediate', 'deficient' }", "TPMT intermediate or deficient")]
    [InlineData("not TPMTActivity in { 'intermediate', 'deficient' }", "TPMT not (intermediate or deficient)")]
    [InlineData("TPMTActivity is null", "not known: TPMT")]
    [InlineData("VaricellaImmune is null or not VaricellaImmune", "not known whether immune to varicella or not immune to varicella")]
    [InlineData("ChildbearingPotential and not EffectiveContraception", "can become pregnant and without effective contraception")]
    [InlineData("CurrentMedicine in { 'allopurinol' }", "takes allopurinol")]
    [InlineData("CurrentMedicine in { 'trimethoprim', 'co-trimoxazole' }", "takes trimethoprim or co-trimoxazole")]
    [InlineData("not CurrentMedicine in { 'allopurinol' }", "does not take allopurinol")]
    [InlineData("CurrentMedicineClass in { 'NSAID' } or CurrentMedicine in { 'gentamicin', 'ciclosporin' }", "takes any NSAID or takes (gentamicin or ciclosporin)")]
    [InlineData("Pregnant or (Breastfeeding or PlanningPregnancy)", "pregnant, breastfeeding or wants to become pregnant")]
    [InlineData("(Pregnant or Breastfeeding) and not NoSuitableAlternative", "(pregnant or breastfeeding) and a suitable alternative exists")]
    [InlineData("Pregnant and Breastfeeding or Diabetes", "(pregnant and breastfeeding) or diabetes")]
    [InlineData("not (Pregnant and Diabetes)", "not (pregnant and diabetes)")]
    [InlineData("not not Pregnant", "pregnant")]
    [InlineData("Pregnant xor Diabetes", "either pregnant or diabetes but not both")]
    [InlineData("Diabetes implies Obesity", "no diabetes or obesity")]
    [InlineData("LiveVaccine < @2026-03-01", "live vaccine before 2026-03-01")]
    public void A_condition_reads_as_a_clinician_would_say_it(string condition, string expected) => Assert.Equal(expected, Words(condition));

    [Theory]
    [InlineData("every 2 wk for 12 wk, then every 3 mo", "every 2 weeks for 12 weeks, then every 3 months")]
    [InlineData("every 1 a", "every 1 year")]
    [InlineData("3 a day, 2 a week", "3 a day, 2 a week")]
    public void A_schedule_has_its_times_spelled_out(string schedule, string expected) => Assert.Equal(expected, ClinicalWords.Schedule(schedule));

    [Fact]
    public void A_group_names_some_of_its_members() => Assert.StartsWith(
        "takes a strong CYP3A4 inhibitor (ketoconazole, itraconazole, ", Words("CurrentMedicine in StrongCYP3A4Inhibitors"), StringComparison.Ordinal);

    [Fact]
    public void No_word_of_the_formula_language_is_left()
    {
        foreach (Expr condition in Conditions())
        {
            string words = ClinicalWords.Of(condition);
            Assert.DoesNotContain(words, letter => letter is '\'' or '{' or '}' or '<' or '>' or '=' or '*');
            Assert.All(condition.Facts().Where(fact => fact.Name.Skip(1).Any(char.IsAsciiLetterUpper) && fact.Name.Any(char.IsAsciiLetterLower) && FactWords.Yes(fact) != fact.Name),
                fact => Assert.DoesNotContain(fact.Name, words.Split(' '), StringComparer.Ordinal));
            Assert.Equal(words.Count(letter => letter == '('), words.Count(letter => letter == ')'));
        }
    }

    /// <summary>
    /// Over the conditions of the real knowledge and their mutants: thresholds shifted, operators swapped, parts negated, «and» and «or» swapped, facts
    /// exchanged. Different conditions have different words.
    /// </summary>
    [Fact]
    public void Conditions_that_differ_never_have_the_same_words()
    {
        Dictionary<string, (string Form, string Text)> said = new(StringComparer.OrdinalIgnoreCase);
        int mutants = 0;
        foreach (Expr condition in Conditions().SelectMany(condition => Mutations.Of(condition, Real.Facts).Prepend(condition)))
        {
            string words = ClinicalWords.Of(condition), form = Mutations.Form(condition);
            if (!said.TryAdd(words, (form, condition.ToString()))) Assert.True(said[words].Form == form, $"«{words}» is said of\n{said[words].Form}\nand of\n{form}");
            mutants++;
        }

        Assert.True(mutants > 10_000, $"{mutants} conditions were tried");
    }

    [Fact]
    public void A_mutant_has_other_words_than_its_rule()
    {
        foreach (Rule rule in Real.Agents.Values.SelectMany(agent => agent.Rules).Where(rule => rule.When is not null))
        {
            string words = ClinicalWords.Of(rule.When!), form = Mutations.Form(rule.When!);
            foreach (Expr mutant in Mutations.Of(rule.When!, Real.Facts))
                Assert.True(words != ClinicalWords.Of(mutant) || form == Mutations.Form(mutant), $"{rule.Id}: «{words}» is said of {Mutations.Form(mutant)} too");
        }
    }

    private static string Words(string condition) => ClinicalWords.Of(ConditionParser.Parse(condition, Real.Facts, Real.Medicines.Groups.ToImmutableDictionary()));

    private static IEnumerable<Expr> Conditions() => Real.Agents.Values.SelectMany(agent => agent.Items).Concat(Real.Pathway.Items).Select(item => item.When)
        .Concat(Real.Pathway.Workup.SelectMany(task => new[] { task.OwedWhen, task.DoneWhen, task.AbnormalWhen }))
        .Concat(Real.Facts.All.SelectMany(fact => new[] { fact.Is, fact.YesWhen, fact.NoWhen, fact.RelevantWhen }))
        .OfType<Expr>();
}
