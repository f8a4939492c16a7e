using System.Text.RegularExpressions;
using Filaggrin.Knowledge.Agents;
using Filaggrin.Knowledge.Conditions;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Logic;
using Filaggrin.Knowledge.Questions;
using Filaggrin.Tests;

namespace Filaggrin.Knowledge.Tests.Agents;

/// <summary>What must hold of the knowledge folder as it stands.</summary>
public partial class KnowledgeFolderTests
{
    // The options that the appraisal always shows, each exactly once.
    private static readonly string[] Options =
    [
        "abrocitinib", "alefacept", "allergen-immunotherapy", "azathioprine", "baricitinib", "ciclosporin", "dupilumab", "extracorporeal-photopheresis",
        "immunoadsorption", "infliximab", "interferon-gamma", "intravenous-immunoglobulin", "lebrikizumab", "mepolizumab", "methotrexate",
        "mycophenolate-mofetil", "mycophenolate-sodium", "nemolizumab", "omalizumab", "rituximab", "systemic-glucocorticoids", "tocilizumab",
        "tralokinumab", "upadacitinib",
    ];

    private static readonly KnowledgeBase Knowledge = TestKnowledge.Load();

    private static IEnumerable<Item> Items => Knowledge.Agents.Values.SelectMany(agent => agent.Items).Concat(Knowledge.Pathway.Items);

    private static IEnumerable<BodyAnswer> Answers => Knowledge.Questions.SelectMany(question => question.Answers);

    private static IEnumerable<Rule> Rules => Knowledge.Agents.Values.SelectMany(agent => agent.Rules);

    [Fact]
    public void Every_check_passes() => None(KnowledgeCheck.All(Knowledge).Select(finding => finding.ToString()));

    [Fact]
    public void Every_option_is_there_in_a_file_of_its_name()
    {
        Assert.Equal(string.Join(' ', Options), string.Join(' ', Knowledge.Agents.Keys));
        None(Knowledge.Agents.Values.Where(agent => agent.Place.File != $"agents/{agent.Id}.yaml").Select(agent => agent.Place.ToString()));
    }

    [Fact]
    public void Every_rule_has_a_source_and_says_why() =>
        None(Rules.Where(rule => rule.Sources.IsEmpty || rule.Text.Length == 0).Select(rule => rule.Id));

    [Fact]
    public void Forgetting_one_fact_of_a_case_never_turns_the_rule_round() => None(
        from rule in Rules
        where rule.When is not null
        from example in rule.Cases
        where example.Expected != Truth.Unknown
        from forgotten in example.Facts
        let truth = rule.When!.Truth(new FactSheet(Knowledge.Facts, example.Facts.Where(fact => fact != forgotten), listsHeld: null))
        where truth != Truth.Unknown && truth != example.Expected
        select $"{example.Place} {rule.Id} without {forgotten.Name}");

    [Fact]
    public void A_rule_that_is_undecided_says_what_is_missing_and_each_such_fact_can_be_recorded_or_asked() => None(
        from rule in Rules
        from example in rule.Cases
        where example.Expected == Truth.Unknown
        let missing = Relevance.Missing([rule.When!], new FactSheet(Knowledge.Facts, example.Facts, listsHeld: null))
        where missing.IsEmpty
        select $"{example.Place} {rule.Id}: nothing is missing");

    [Fact]
    public void Row_identifiers_are_capitals_digits_and_hyphens() => None(
        Items.SelectMany(item => item.Rows.Select(row => (item.Place, Row: row)))
            .Concat(Knowledge.Agents.Values.SelectMany(agent => agent.Rows.Select(row => (agent.Place, Row: row))))
            .Where(use => !RowIdentifier().IsMatch(use.Row))
            .Select(use => $"{use.Place} {use.Row}"));

    [Fact]
    public void Identifiers_are_kebab_case_and_those_of_rules_and_doses_begin_with_the_agent()
    {
        None(Items.Where(item => !KebabCase().IsMatch(item.Id)).Select(item => $"{item.Place} {item.Id}"));
        None(from agent in Knowledge.Agents.Values
             from item in agent.Rules.Concat<Item>(agent.Doses)
             where !item.Id.StartsWith(agent.Id + "-", StringComparison.Ordinal)
             select $"{item.Place} {item.Id}");
    }

    [Fact]
    public void Every_medicine_that_a_condition_names_is_in_the_list_under_that_name() => None(
        from question in Questions("CurrentMedicine", "ContinuedSystemic")
        from name in question.Asked.Members
        where Knowledge.Medicines.ByName(WithoutRoute(name))?.Name != WithoutRoute(name)
        select $"{question.Place} {name}");

    [Fact]
    public void Every_class_that_a_condition_names_is_defined() => None(
        from question in Questions("CurrentMedicineClass", "ContinuedSystemicClass")
        from name in question.Asked.Members
        where !Knowledge.Medicines.Classes.Any(entry => entry.Name == name)
        select $"{question.Place} {name}");

    [Fact]
    public void Every_member_of_a_group_and_every_ingredient_is_in_the_list() => None(
        Knowledge.Medicines.Groups.Values.SelectMany(group => group.Members.Select(name => (group.Name, Member: name)))
            .Where(use => Knowledge.Medicines.ByName(use.Member)?.Name != use.Member && Knowledge.Medicines.ByName(WithoutRoute(use.Member))?.Name != WithoutRoute(use.Member))
            .Select(use => $"{use.Name}: {use.Member}"));

    [Fact]
    public void No_name_or_code_of_a_medicine_means_two_medicines()
    {
        None(Doubled(medicine => medicine.Names.Add(medicine.Name).Select(Filaggrin.Knowledge.Medicines.MedicineCatalog.Normalise)));
        None(Doubled(medicine => medicine.RxNorm));
        None(Doubled(medicine => medicine.Snomed));
    }

    [Fact]
    public void Every_agent_is_recognised_by_a_medicine_or_a_procedure() => None(
        Knowledge.Agents.Values.Where(agent => agent.Medicines.IsEmpty && agent.Procedures.IsEmpty).Select(agent => agent.Id));

    [Fact]
    public void Every_agent_says_its_licence_and_why_it_is_listed() =>
        None(Knowledge.Agents.Values.Where(agent => agent.Licences.IsEmpty || agent.Mechanism.Length == 0 || agent.Sources.IsEmpty).Select(agent => agent.Id));

    [Fact]
    public void A_fact_that_can_be_asked_has_its_question_end_with_a_question_mark() => None(
        Knowledge.Facts.All.Where(fact => fact.Ask is { } ask && !ask.EndsWith('?')).Select(fact => $"{fact.Place} {fact.Name}"));

    [Fact]
    public void Every_row_that_an_answer_names_stands_in_an_item_too()
    {
        HashSet<string> rows = new(Items.SelectMany(item => item.Rows).Concat(Knowledge.Agents.Values.SelectMany(agent => agent.Rows)), StringComparer.Ordinal);
        None(Answers.SelectMany(answer => answer.Rows.Where(row => !rows.Contains(row)), (answer, row) => $"{answer.Place} {answer.Id}: {row}"));
    }

    [Fact]
    public void Identifiers_of_answers_are_kebab_case_and_begin_with_the_question() => None(
        from question in Knowledge.Questions
        from answer in question.Answers
        where !KebabCase().IsMatch(question.Id) || !KebabCase().IsMatch(answer.Id) || !answer.Id.StartsWith(question.Id + "-", StringComparison.Ordinal)
        select $"{answer.Place} {answer.Id}");

    [Fact]
    public void A_question_ends_with_a_question_mark() =>
        None(Knowledge.Questions.Where(question => !question.Asks.EndsWith('?')).Select(question => $"{question.Place} {question.Id}"));

    /// <summary>A history is not undone, so that what closes an option for good is never offered as a change.</summary>
    [Fact]
    public void What_ever_was_never_changes() => Assert.Equal(
        "",
        string.Join(' ', Knowledge.Facts.All.Where(fact => fact.Reads.Kind == ReadsKind.Ever && Changing.Of(fact, child: false) != Changeability.Never).Select(fact => fact.Name).Order(StringComparer.Ordinal)));

    /// <summary>Some lists stand twice, because one disease is read now and ever, or less one of its kinds: what is added to one must not be missed in the other.</summary>
    [Theory]
    [InlineData("ActiveMalignancy", "HistoryOfMalignancy")]
    [InlineData("MalignancyWithinYear", "ActiveMalignancy")]
    [InlineData("ActiveTuberculosis", "TuberculosisHistory")]
    [InlineData("ActivePepticUlcer", "PepticUlcerHistory")]
    [InlineData("HerpesZoster", "HistoryOfHerpesZoster")]
    [InlineData("AutoimmuneDiseaseBeyondThyroid", "AutoimmuneDisease")]
    public void Words_and_codes_of_the_narrower_fact_are_those_of_the_wider_too(string narrower, string wider)
    {
        FactDefinition wide = Knowledge.Facts[wider], narrow = Knowledge.Facts[narrower];
        None(narrow.Words.Except(wide.Words).Select(word => $"{wide.Place}: {wider} has no word «{word.Word}»."));
        None(narrow.Codes.SelectMany(entry => new[] { entry.Code, entry.To }.OfType<string>(), (entry, code) => (entry.System, Code: code)).Where(code => Knowledge.Codes.Find(code.System, code.Code).All(match => match.Fact != wide))
            .Select(code => $"{wide.Place}: {wider} has no code {code.Code}."));
    }

    private static IEnumerable<(Place Place, InExpr Asked)> Questions(params string[] facts) =>
        Items.SelectMany(item => item is WorkupTask task ? [task.When, task.OwedWhen, task.DoneWhen, task.AbnormalWhen] : new[] { item.When }, (item, when) => (item.Place, when))
            .Concat(Knowledge.Facts.All.SelectMany(fact => new[] { fact.Is, fact.YesWhen, fact.NoWhen, fact.RelevantWhen }, (fact, when) => (fact.Place, when)))
            .Where(pair => pair.when is not null)
            .SelectMany(pair => Leaves(pair.when!).OfType<InExpr>().Where(asked => facts.Contains(asked.Fact.Name, StringComparer.Ordinal)), (pair, asked) => (pair.Place, asked));

    private static IEnumerable<Expr> Leaves(Expr expr) => expr switch
    {
        AndExpr and => and.Parts.SelectMany(Leaves),
        OrExpr or => or.Parts.SelectMany(Leaves),
        XorExpr xor => Leaves(xor.Left).Concat(Leaves(xor.Right)),
        NotExpr not => Leaves(not.Part),
        _ => [expr],
    };

    private static IEnumerable<string> Doubled(Func<Filaggrin.Knowledge.Medicines.Medicine, IEnumerable<string>> keys) => Knowledge.Medicines.All
        .SelectMany(medicine => keys(medicine).Distinct(StringComparer.Ordinal).Select(key => (key, medicine.Name)))
        .GroupBy(pair => pair.key, StringComparer.Ordinal)
        .Where(group => group.Count() > 1)
        .Select(group => $"{group.Key}: {string.Join(" and ", group.Select(pair => pair.Name))}");

    private static string WithoutRoute(string name) => name.EndsWith(')') && name.IndexOf(" (", StringComparison.Ordinal) is > 0 and var at ? name[..at] : name;

    private static void None(IEnumerable<string> faults)
    {
        string all = string.Join('\n', faults);
        if (all.Length > 0) Assert.Fail(all);
    }

    [GeneratedRegex("^[A-Z0-9-]+$", RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex RowIdentifier();

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex KebabCase();
}
