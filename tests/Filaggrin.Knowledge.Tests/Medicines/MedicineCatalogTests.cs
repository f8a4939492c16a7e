using Filaggrin.Knowledge.Medicines;

namespace Filaggrin.Knowledge.Tests.Medicines;

public class MedicineCatalogTests
{
    private static readonly MedicineCatalog Catalog = SmallKnowledge.Load(("medicines/medicines.yaml", """
        medicines:
          - { medicine: methotrexate, agent: methotrexate, names: [MTX, methotrexate sodium, Jylamvo], atc: [L04AX03, L01BA01], rxnorm: ["6851"], snomed: ["387381009"] }
          - { medicine: mycophenolate mofetil, names: [CellCept], atc: [L04AA06] }
          - { medicine: mycophenolate sodium, names: [mycophenolic acid], atc: [L04AA06] }
          - { medicine: trimethoprim, atc: [J01EA01] }
          - { medicine: sulfamethoxazole, atc: [J01EC01] }
          - { medicine: co-trimoxazole, atc: [J01EE01], parts: [trimethoprim, sulfamethoxazole] }
          - { medicine: losartan, atc: [C09CA01] }
          - { medicine: losartan and hydrochlorothiazide, atc: [C09DA01], ingredients: [losartan, hydrochlorothiazide] }
          - { medicine: betamethasone, names: [Celestone], atc: [H02AB01], forms: { topical: [D07AC01], eye: S01BA06 }, form-names: { topical: [betamethasone valerate] } }
          - { medicine: tacrolimus, atc: [L04AD02], forms: { topical: [D11AH01] } }
          - { medicine: pimecrolimus, atc: [D11AH02], systemic: false }
          - { medicine: dupilumab, atc: [D11AH05] }
          - { medicine: ibuprofen, names: [Advil], atc: [M01AE01] }
          - { medicine: glucosamine, atc: [M01AX05] }
          - { medicine: iron, atc: [B03A] }
        classes:
          - { class: NSAID, atc: [M01A], except: [M01AX05] }
          - { class: angiotensin blocker, atc: [C09C, C09D] }
          - { class: antifolate, medicines: [methotrexate, trimethoprim] }
        groups:
          - { group: Antifolates, members: [methotrexate, trimethoprim], sources: [label] }
          - group: Mixed
            members:
              - { of: [tacrolimus], sources: [label] }
              - { of: [pimecrolimus, dupilumab], basis: recalled }
        routes:
          - { atc: D, route: topical, except: [D11AH05] }
          - { atc: S01, route: eye }
          - { atc: D01B, route: systemic }
        words:
          - { word: eye drop, route: eye }
          - { word: vaginal ring, route: systemic }
          - { word: vaginal, route: vaginal }
          - { word: gel$, route: topical }
          - { word: ointment, route: topical }
          - { word: tablet, route: systemic }
        route-codes:
          - { system: snomed, code: "26643006", route: systemic, of: oral }
          - { system: snomed, code: "6064005", route: topical }
        ambiguous:
          - { system: atc, code: L04AX, of: [methotrexate, dupilumab] }
        """)).Medicines;

    [Theory]
    [InlineData("methotrexate", "methotrexate")]
    [InlineData("Methotrexate", "methotrexate")]
    [InlineData(" METHOTREXATE  SODIUM ", "methotrexate")]
    [InlineData("mtx", "methotrexate")]
    [InlineData("Co-trimoxazole", "co-trimoxazole")]
    [InlineData("co trimoxazole", "co-trimoxazole")]
    [InlineData("CellCept®", "mycophenolate mofetil")]
    [InlineData("methotrexat", null)]
    [InlineData("methotrexate 2.5 mg", null)]
    [InlineData("", null)]
    public void A_medicine_is_found_by_any_of_its_names_whatever_the_letter_case_and_punctuation(string name, string? medicine) =>
        Assert.Equal(medicine, Catalog.ByName(name)?.Name);

    [Theory]
    [InlineData("L04AX03", "methotrexate")] // the code of today
    [InlineData("L01BA01", "methotrexate")] // and the one before
    [InlineData("L04AA06", "mycophenolate mofetil, mycophenolate sodium")] // the code does not tell them apart
    [InlineData("D07AC01", "betamethasone")]
    [InlineData("S01BA06", "betamethasone")]
    [InlineData("B03AB01", "iron")] // a shorter code of the list stands for what lies below
    [InlineData("L04AX07", "methotrexate, dupilumab")]
    [InlineData("L04A", "")]
    [InlineData("X", "")]
    [InlineData("", "")]
    public void A_medicine_is_found_by_its_codes_old_and_new(string atc, string medicines) =>
        Assert.Equal(medicines, string.Join(", ", Catalog.ByAtc(atc).Select(medicine => medicine.Name)));

    [Fact]
    public void A_medicine_is_found_by_its_ingredient_codes()
    {
        Assert.Equal("methotrexate", Catalog.ByRxNorm("6851")?.Name);
        Assert.Equal("methotrexate", Catalog.BySnomed("387381009")?.Name);
        Assert.Null(Catalog.ByRxNorm("387381009"));
        Assert.Null(Catalog.BySnomed("6851"));
    }

    [Theory]
    [InlineData("Methotrexate 2.5 MG Oral Tablet", "methotrexate")]
    [InlineData("losartan and hydrochlorothiazide 50/12.5", "losartan and hydrochlorothiazide")] // the longest name
    [InlineData("losartan; ibuprofen [Advil]", "losartan, ibuprofen")]
    [InlineData("Advil, ibuprofen", "ibuprofen")]
    [InlineData("methotrexates", "")] // whole words alone
    [InlineData("no methotrexate-like medicine", "methotrexate")]
    [InlineData("", "")]
    public void The_medicines_of_a_text_are_found_as_whole_words(string text, string medicines) =>
        Assert.Equal(medicines, string.Join(", ", Catalog.InText(text).Select(medicine => medicine.Name)));

    [Theory]
    [InlineData("L04AX03", "systemic")]
    [InlineData("D07AC01", "topical")]
    [InlineData("D11AH01", "topical")]
    [InlineData("D11AH05", "systemic")] // dupilumab stands among the medicines for the skin and is injected
    [InlineData("D01BA02", "systemic")] // the longest prefix decides
    [InlineData("S01BA06", "eye")]
    public void The_route_follows_from_the_code(string atc, string route) => Assert.Equal(route, Catalog.RouteOfAtc(atc));

    [Theory]
    [InlineData("Tacrolimus 0.1 % Ointment", "topical")]
    [InlineData("diclofenac 1% gel", "topical")]
    [InlineData("gelatine capsule", null)] // gel$ asks for the whole word
    [InlineData("Ibuprofen Tablets", "systemic")] // the beginning of a word is enough
    [InlineData("prednisolone eye-drops", "eye")]
    [InlineData("Vaginal Ring", "systemic")] // the first word in the order of the list
    [InlineData("vaginal ovule", "vaginal")]
    [InlineData("betamethasone valerate", "topical")] // a salt for the skin
    [InlineData("pimecrolimus", "topical")] // there is no other form
    [InlineData("betamethasone", null)]
    [InlineData("reappointment", null)]
    public void The_route_follows_from_words(string text, string? route) => Assert.Equal(route, Catalog.RouteOfText(text));

    [Theory]
    [InlineData("26643006", "systemic")]
    [InlineData("6064005", "topical")]
    [InlineData("1", null)]
    public void The_route_follows_from_its_code(string code, string? route) => Assert.Equal(route, Catalog.RouteOfCode(code));

    [Theory]
    [InlineData("ibuprofen", "", "NSAID")]
    [InlineData("glucosamine", "", "")] // an exception below the prefix
    [InlineData("", "M01AE99", "NSAID")] // by code, the name unheard of
    [InlineData("", "M01AX05", "")]
    [InlineData("losartan and hydrochlorothiazide", "", "angiotensin blocker")]
    [InlineData("methotrexate", "", "antifolate")] // by name
    [InlineData("methotrexate", "M01AB05", "NSAID antifolate")]
    [InlineData("betamethasone", "", "")]
    [InlineData("", "", "")]
    public void The_classes_of_a_medicine_follow_from_its_name_and_its_codes(string name, string atc, string classes)
    {
        // The second time what was found the first time is told.
        for (int turn = 0; turn < 2; turn++) Assert.Equal(classes, string.Join(' ', Catalog.ClassesOf(Words(name), Words(atc))));
    }

    [Fact]
    public void A_combination_names_its_parts()
    {
        Assert.Equal("trimethoprim sulfamethoxazole", string.Join(' ', Catalog.ByName("co-trimoxazole")!.Parts));
        Assert.Equal("losartan hydrochlorothiazide", string.Join(' ', Catalog.ByName("losartan and hydrochlorothiazide")!.Parts));
        Assert.Empty(Catalog.ByName("methotrexate")!.Parts);
    }

    [Fact]
    public void Codes_of_local_use_are_kept_apart()
    {
        Medicine medicine = Catalog.ByName("betamethasone")!;
        Assert.Equal("H02AB01", Assert.Single(medicine.Atc));
        Assert.Equal("D07AC01 S01BA06", string.Join(' ', medicine.LocalAtc));
        Assert.Equal("Celestone, betamethasone valerate", string.Join(", ", medicine.Names));
    }

    [Fact]
    public void A_group_gathers_the_members_and_the_sources_of_its_lines()
    {
        Assert.Equal("methotrexate trimethoprim", string.Join(' ', Catalog.Groups["Antifolates"].Members));
        Assert.Equal("tacrolimus pimecrolimus dupilumab", string.Join(' ', Catalog.Groups["Mixed"].Members));
        Assert.Equal("label", Assert.Single(Catalog.Groups["Mixed"].Sources));
    }

    private static string[] Words(string text) => text.Length == 0 ? [] : [text];
}
