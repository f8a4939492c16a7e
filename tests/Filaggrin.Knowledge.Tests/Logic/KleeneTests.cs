using Filaggrin.Knowledge.Logic;

namespace Filaggrin.Knowledge.Tests.Logic;

public class KleeneTests
{
    private static readonly Truth[] All = [Truth.False, Truth.Unknown, Truth.True];

    public static TheoryData<Truth, Truth, Truth> Triples =>
        [.. from a in All from b in All from c in All select new TheoryDataRow<Truth, Truth, Truth>(a, b, c)];

    // Kleene 1952, Introduction to Metamathematics, section 64: the strong tables.
    [Theory]
    [InlineData("FFF FUU FUT", 'a')]
    [InlineData("FUT UUT TTT", 'o')]
    [InlineData("FUT UUU TUF", 'x')]
    [InlineData("TTT UUT FUT", 'i')]
    public void Each_connective_has_the_table_of_the_strong_logic(string expected, char connective)
    {
        string actual = string.Join(' ', All.Select(left => string.Concat(All.Select(right => Letter(connective switch
        {
            'a' => left.And(right),
            'o' => left.Or(right),
            'x' => left.Xor(right),
            _ => left.Not().Or(right),
        })))));
        Assert.Equal(expected, actual);
    }

    [Theory]
    [InlineData(Truth.False, Truth.True)]
    [InlineData(Truth.Unknown, Truth.Unknown)]
    [InlineData(Truth.True, Truth.False)]
    public void The_contrary_of_unknown_is_unknown(Truth value, Truth contrary) => Assert.Equal(contrary, value.Not());

    [Theory]
    [MemberData(nameof(Triples))]
    public void And_and_or_commute_associate_and_distribute(Truth a, Truth b, Truth c)
    {
        Assert.Equal(a.And(b), b.And(a));
        Assert.Equal(a.Or(b), b.Or(a));
        Assert.Equal(a.And(b).And(c), a.And(b.And(c)));
        Assert.Equal(a.Or(b).Or(c), a.Or(b.Or(c)));
        Assert.Equal(a.And(b.Or(c)), a.And(b).Or(a.And(c)));
        Assert.Equal(a.Or(b.And(c)), a.Or(b).And(a.Or(c)));
    }

    [Theory]
    [MemberData(nameof(Triples))]
    public void The_laws_of_De_Morgan_of_double_negation_and_of_absorption_hold(Truth a, Truth b, Truth c)
    {
        Assert.Equal(a.And(b).Not(), a.Not().Or(b.Not()));
        Assert.Equal(a.Or(b).Not(), a.Not().And(b.Not()));
        Assert.Equal(c, c.Not().Not());
        Assert.Equal(a, a.And(a.Or(b)));
        Assert.Equal(a, a.Or(a.And(b)));
        Assert.Equal(a, a.And(a));
        Assert.Equal(a, a.Or(a));
    }

    [Theory]
    [MemberData(nameof(Triples))]
    public void Exclusive_or_commutes_associates_and_is_made_of_the_others(Truth a, Truth b, Truth c)
    {
        Assert.Equal(a.Xor(b), b.Xor(a));
        Assert.Equal(a.Xor(b).Xor(c), a.Xor(b.Xor(c)));
        Assert.Equal(a.And(b.Not()).Or(a.Not().And(b)), a.Xor(b));
        Assert.Equal(a.Not(), a.Xor(Truth.True));
        Assert.Equal(a, a.Xor(Truth.False));
    }

    [Theory]
    [MemberData(nameof(Triples))]
    public void Learning_an_unknown_never_reverses_a_decided_connective(Truth a, Truth b, Truth c)
    {
        foreach (Func<Truth, Truth, Truth> connective in (Func<Truth, Truth, Truth>[])[Kleene.And, Kleene.Or, Kleene.Xor])
        {
            Truth before = connective(a, b), after = connective(a == Truth.Unknown ? c : a, b);
            Assert.True(before == Truth.Unknown || before == after, $"{connective.Method.Name}: {a}, {b} gave {before}, and {after} once the first was {c}");
        }
    }

    [Theory]
    [InlineData(true, Truth.True)]
    [InlineData(false, Truth.False)]
    public void A_decided_answer_is_its_truth(bool answer, Truth truth) => Assert.Equal(truth, Kleene.Of(answer));

    private static char Letter(Truth truth) => truth switch { Truth.True => 'T', Truth.False => 'F', _ => 'U' };
}
