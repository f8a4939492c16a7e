using Filaggrin.Knowledge.Facts;

namespace Filaggrin.Knowledge.Tests.Facts;

public class CheckDigitTests
{
    [Theory]
    [InlineData(CodeSystem.Snomed, "24079001")] // atopic dermatitis
    [InlineData(CodeSystem.Snomed, "73211009")] // diabetes mellitus
    [InlineData(CodeSystem.Snomed, "387381009")] // methotrexate
    [InlineData(CodeSystem.Snomed, "132281000119108")] // one of an extension
    [InlineData(CodeSystem.Loinc, "2160-0")] // creatinine
    [InlineData(CodeSystem.Loinc, "718-7")] // haemoglobin
    [InlineData(CodeSystem.Loinc, "98979-8")] // eGFR, CKD-EPI 2021
    [InlineData(CodeSystem.Loinc, "LA6576-8")] // answer: positive
    [InlineData(CodeSystem.Loinc, "LA33-6")] // answer: yes
    [InlineData(CodeSystem.Loinc, "LA137-2")] // answer: none
    public void Known_codes_fit(CodeSystem system, string code) => Assert.True(CheckDigit.Fits(system, code));

    [Theory]
    [InlineData(CodeSystem.Snomed, "24079001")]
    [InlineData(CodeSystem.Snomed, "132281000119108")]
    [InlineData(CodeSystem.Loinc, "98979-8")]
    [InlineData(CodeSystem.Loinc, "LA6576-8")]
    public void A_wrong_digit_never_fits(CodeSystem system, string code)
    {
        for (int at = 0; at < code.Length; at++)
        {
            for (char digit = '0'; char.IsAsciiDigit(code[at]) && digit <= '9'; digit++)
                Assert.Equal(digit == code[at], CheckDigit.Fits(system, code[..at] + digit + code[(at + 1)..]));
        }
    }

    [Fact]
    public void Neighbouring_digits_of_a_SNOMED_code_cannot_be_exchanged()
    {
        const string code = "132281000119108";
        for (int at = 0; at + 1 < code.Length; at++)
        {
            if (code[at] != code[at + 1]) Assert.False(CheckDigit.Fits(CodeSystem.Snomed, $"{code[..at]}{code[at + 1]}{code[at]}{code[(at + 2)..]}"));
        }
    }

    [Theory]
    [InlineData(CodeSystem.Snomed, "")]
    [InlineData(CodeSystem.Snomed, "24079")]
    [InlineData(CodeSystem.Snomed, "L20.9")]
    [InlineData(CodeSystem.Loinc, "2160")]
    [InlineData(CodeSystem.Loinc, "2160-x")]
    public void What_has_not_the_form_of_a_code_does_not_fit(CodeSystem system, string code) => Assert.False(CheckDigit.Fits(system, code));

    [Fact]
    public void Systems_without_a_check_digit_are_let_be() => Assert.True(CheckDigit.Fits(CodeSystem.Icd10, "L20.9"));
}
