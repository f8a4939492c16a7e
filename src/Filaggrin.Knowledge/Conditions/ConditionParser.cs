using System.Collections.Immutable;
using System.Globalization;
using Filaggrin.Knowledge.Facts;
using Filaggrin.Knowledge.Medicines;

namespace Filaggrin.Knowledge.Conditions;

/// <summary>Reads conditions: a strict subset of CQL Boolean expressions over fact names, with types and units checked.</summary>
/// <remarks>Language: HL7 Clinical Quality Language 1.5, section 9; logic: Kleene's strong three-valued logic.</remarks>
public sealed class ConditionParser
{
    private static readonly ImmutableHashSet<string> Words = ["and", "or", "xor", "not", "implies", "between", "in", "is", "null"];

    // A condition that a person wrote stays far below; one without an end must not exhaust the stack.
    private const int DeepestNesting = 60;

    private readonly FactDictionary _facts;
    private readonly IReadOnlyDictionary<string, MedicineGroup> _groups;
    private readonly string _text;
    private readonly ConditionTypes _types;
    private readonly List<Token> _tokens;
    private int _at;
    private int _depth;
    private bool _bare;

    private ConditionParser(string text, FactDictionary facts, IReadOnlyDictionary<string, MedicineGroup> groups, bool anyName = false)
    {
        _text = text;
        _types = new(text);
        _facts = facts;
        _groups = groups;
        _tokens = anyName ? [.. Lexer.Read(text).SelectMany(RealName)] : Lexer.Read(text);
    }

    private Token Current => _tokens[_at];

    /// <summary>Reads a Boolean condition.</summary>
    /// <param name="text">The condition.</param>
    /// <param name="facts">The facts it may name.</param>
    /// <param name="groups">The groups it may name.</param>
    /// <param name="anyName">Other names of facts and names of their contrary are understood too.</param>
    /// <exception cref="ConditionException">It is not of the language, names an unknown fact, or its types or units clash.</exception>
    public static Expr Parse(string text, FactDictionary facts, IReadOnlyDictionary<string, MedicineGroup> groups, bool anyName = false)
    {
        // With other names one text may stand for another.
        if (anyName) return Read(text, facts, groups, anyName);
        return facts.Conditions.Find(text, groups) ?? facts.Conditions.Keep(text, groups, Read(text, facts, groups, anyName));
    }

    /// <summary>Reads a numeric formula on bare numbers, each in the unit of its fact.</summary>
    /// <exception cref="ConditionException">It is not of the language, names an unknown fact, or its units clash.</exception>
    public static ValueExpr ParseValue(string text, FactDictionary facts)
    {
        ConditionParser parser = new(text, facts, ImmutableDictionary<string, MedicineGroup>.Empty) { _bare = true };
        ValueExpr value = parser.Sum();
        parser.ExpectEnd();
        return value;
    }

    private static Expr Read(string text, FactDictionary facts, IReadOnlyDictionary<string, MedicineGroup> groups, bool anyName)
    {
        ConditionParser parser = new(text, facts, groups, anyName);
        Expr expr = parser.Implication();
        parser.ExpectEnd();
        return expr;
    }

    private Expr Implication()
    {
        int start = Current.Start;
        Deeper();
        Expr left = Disjunction();
        while (TakeWord("implies"))
        {
            Expr right = Disjunction();
            left = new OrExpr(Since(start), [new NotExpr("not (" + left.Text + ")", left), right]);
        }

        _depth--;
        return left;
    }

    private Expr Disjunction()
    {
        int start = Current.Start;
        Expr left = Conjunction();
        while (true)
        {
            if (TakeWord("or"))
            {
                Expr right = Conjunction();
                left = left is OrExpr or ? new OrExpr(Since(start), or.Parts.Add(right)) : new OrExpr(Since(start), [left, right]);
            }
            else if (TakeWord("xor"))
            {
                Expr right = Conjunction();
                left = new XorExpr(Since(start), left, right);
            }
            else
            {
                return left;
            }
        }
    }

    private Expr Conjunction()
    {
        int start = Current.Start;
        Expr first = Negation();
        if (!TakeWord("and")) return first;
        List<Expr> parts = [first, Negation()];
        while (TakeWord("and")) parts.Add(Negation());
        return new AndExpr(Since(start), [.. parts]);
    }

    private Expr Negation()
    {
        int start = Current.Start;
        if (!TakeWord("not")) return Predicate();
        Deeper();
        Expr part = Negation();
        _depth--;
        return new NotExpr(Since(start), part);
    }

    private Expr Predicate()
    {
        int start = Current.Start, mark = _at, depth = _depth;
        if (TakeSymbol("("))
        {
            // A parenthesis may open a condition or a sum: try the condition first.
            try
            {
                Expr inner = Implication();
                ExpectSymbol(")");
                if (!IsOperator(Current)) return inner;
            }
            catch (ConditionException) when (LooksNumeric(mark))
            {
                // read again as a sum below
            }

            _at = mark;
            _depth = depth;
        }

        ValueExpr left = Sum();
        if (TakeWord("between"))
        {
            ValueExpr low = Sum();
            if (!TakeWord("and")) throw Fault($"needs «and» after «between», found «{Current.Text}»");
            ValueExpr high = Sum();
            string text = Since(start);
            return new AndExpr(text,
                [_types.Compare($"{left.Text} >= {low.Text}", Comparison.GreaterOrEqual, left, low), _types.Compare($"{left.Text} <= {high.Text}", Comparison.LessOrEqual, left, high)]);
        }

        if (TakeWord("is"))
        {
            bool negated = TakeWord("not");
            if (!TakeWord("null")) throw Fault("needs «null» after «is»");
            return new IsNullExpr(Since(start), OfFact(left), negated);
        }

        if (TakeWord("in")) return Membership(start, OfFact(left));
        if (IsOperator(Current))
        {
            Comparison comparison = Current.Text switch
            {
                "=" => Comparison.Equal,
                "!=" => Comparison.NotEqual,
                "<" => Comparison.Less,
                "<=" => Comparison.LessOrEqual,
                ">" => Comparison.Greater,
                _ => Comparison.GreaterOrEqual,
            };
            _at++;
            ValueExpr right = Sum();
            return _types.Compare(Since(start), comparison, left, right);
        }

        FactDefinition fact = OfFact(left);
        if (fact.Type != FactType.Flag) throw Fault($"uses {fact.Name} as yes or no, but it is a {ConditionTypes.Named(fact.Type)}; compare it");
        return new FlagExpr(fact.Name, fact);
    }

    private InExpr Membership(int start, FactDefinition fact)
    {
        if (fact.Type is not (FactType.Code or FactType.Set)) throw Fault($"asks {fact.Name} with «in», but it is a {ConditionTypes.Named(fact.Type)}");
        if (Current.Kind == TokenKind.Name)
        {
            string name = Current.Text;
            if (!_groups.TryGetValue(name, out MedicineGroup? group)) throw Fault($"names the group «{name}», which is not defined");
            _at++;
            return new(Since(start), fact, group.Members, name);
        }

        ExpectSymbol("{");
        ImmutableArray<string>.Builder members = ImmutableArray.CreateBuilder<string>();
        do
        {
            if (Current.Kind != TokenKind.Text) throw Fault($"needs a quoted name in «{{ }}», found «{Current.Text}»");
            members.Add(Current.Text);
            _types.CheckOption(fact, Current.Text);
            _at++;
        }
        while (TakeSymbol(","));
        ExpectSymbol("}");
        return new(Since(start), fact, members.ToImmutable(), null);
    }

    private ValueExpr Sum()
    {
        int start = Current.Start;
        ValueExpr left = Product();
        while (Current is { Kind: TokenKind.Symbol, Text: "+" or "-" })
        {
            char sign = Current.Text[0];
            _at++;
            ValueExpr right = Product();
            if (left.Type != FactType.Number || right.Type != FactType.Number) throw Fault($"calculates with «{Since(start)}», which are not numbers");
            right = _types.Fit(right, left);
            left = new ArithmeticExpr(Since(start), sign, left, right, left.Unit);
        }

        return left;
    }

    private ValueExpr Product()
    {
        int start = Current.Start;
        ValueExpr left = Atom();
        while (Current is { Kind: TokenKind.Symbol, Text: "*" or "/" })
        {
            char sign = Current.Text[0];
            _at++;
            ValueExpr right = Atom();
            if (left.Type != FactType.Number || right.Type != FactType.Number) throw Fault($"calculates with «{Since(start)}», which are not numbers");
            string? unit = (left.Unit, right.Unit, sign) switch
            {
                (null, null, _) => null,
                ({ } only, null, _) => only,
                (null, { } only, '*') => only,
                ({ } one, { } two, '/') when one == two => null,
                _ => throw Fault($"multiplies or divides units in «{Since(start)}»; only pure numbers may scale a value"),
            };
            left = new ArithmeticExpr(Since(start), sign, left, right, unit);
        }

        return left;
    }

    private ValueExpr Atom()
    {
        Token token = Current;
        switch (token.Kind)
        {
            case TokenKind.Symbol when token.Text == "(":
                _at++;
                Deeper();
                ValueExpr inner = Sum();
                _depth--;
                ExpectSymbol(")");
                return inner;
            case TokenKind.Symbol when token.Text == "-":
                _at++;
                Deeper();
                ValueExpr negated = Atom();
                _depth--;
                return negated is NumberExpr number ? number with { Value = -number.Value, Text = Since(token.Start) } : throw Fault("has a minus before something that is no number");
            case TokenKind.Number:
                _at++;
                if (!decimal.TryParse(token.Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value))
                    throw Fault($"has the number «{token.Text}», which cannot be read");
                if (Current.Kind != TokenKind.Text) return new NumberExpr(token.Text, value, null);
                string unit = Current.Text;
                _at++;
                return new NumberExpr(Since(token.Start), value, unit);
            case TokenKind.Text:
                _at++;
                return new CodeExpr(Since(token.Start), token.Text);
            case TokenKind.Date:
                _at++;
                return DateOnly.TryParseExact(token.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
                    ? new DateExpr(Since(token.Start), day) : throw Fault($"has the date «@{token.Text}»; write @2026-03-01");
            case TokenKind.Name when !Words.Contains(token.Text):
                _at++;
                FactExpr named = new(token.Text, Resolve(token.Text));
                return _bare ? named with { Unit = null } : named;
            default:
                throw Fault(token.Kind == TokenKind.End ? "ends too early" : $"has «{token.Text}» where a fact or a value belongs");
        }
    }

    /// <summary>A name with the fact's own name in its place; a contrary name becomes <c>(not Fact)</c>.</summary>
    private IEnumerable<Token> RealName(Token token)
    {
        if (token.Kind != TokenKind.Name || Words.Contains(token.Text) || _facts.FindAny(token.Text, out bool negated) is not { } fact) return [token];
        Token real = token with { Text = fact.Name };
        return negated
            ? [token with { Kind = TokenKind.Symbol, Text = "(" }, token with { Text = "not" }, real, token with { Kind = TokenKind.Symbol, Text = ")" }]
            : [real];
    }

    private FactDefinition Resolve(string name)
    {
        if (_facts.Find(name) is { } fact) return fact;
        string hint = _facts.FindAny(name, out bool negated) is { } real
            ? negated ? $"; write «not {real.Name}»" : $"; its name is «{real.Name}»"
            : _facts.Nearest(name) is { } near ? $"; did you mean «{near}»?" : "";
        throw new ConditionException($"fact «{name}» is not defined{hint}");
    }

    private FactDefinition OfFact(ValueExpr value) =>
        value is FactExpr fact ? fact.Fact : throw Fault($"has «{value.Text}» where a fact belongs");

    private bool LooksNumeric(int mark)
    {
        int depth = 0;
        for (int i = mark; i < _tokens.Count; i++)
        {
            if (_tokens[i].Text == "(" && _tokens[i].Kind == TokenKind.Symbol) depth++;
            if (_tokens[i].Text == ")" && _tokens[i].Kind == TokenKind.Symbol && --depth == 0)
                return _tokens[i + 1] is { Kind: TokenKind.Symbol, Text: not ")" and not "," } or { Kind: TokenKind.Name, Text: "between" };
        }

        return false;
    }

    private static bool IsOperator(Token token) => token is { Kind: TokenKind.Symbol, Text: "=" or "!=" or "<" or "<=" or ">" or ">=" or "*" or "/" or "+" or "-" };

    private void Deeper()
    {
        if (++_depth > DeepestNesting) throw Fault("is nested too deeply");
    }

    private bool TakeWord(string word)
    {
        if (Current.Kind != TokenKind.Name || Current.Text != word) return false;
        _at++;
        return true;
    }

    private bool TakeSymbol(string symbol)
    {
        if (Current.Kind != TokenKind.Symbol || Current.Text != symbol) return false;
        _at++;
        return true;
    }

    private void ExpectSymbol(string symbol)
    {
        if (!TakeSymbol(symbol)) throw Fault(Current.Kind == TokenKind.End ? $"lacks «{symbol}» at its end" : $"needs «{symbol}» before «{Current.Text}»");
    }

    private void ExpectEnd()
    {
        if (Current.Kind != TokenKind.End) throw Fault($"goes on with «{Current.Text}» after its end");
    }

    private string Since(int start)
    {
        Token last = _tokens[_at - 1];
        return last.Start == start && last.Kind is (TokenKind.Name or TokenKind.Number) ? last.Text : _text[start..last.End];
    }

    private ConditionException Fault(string what) => _types.Fault(what);
}
