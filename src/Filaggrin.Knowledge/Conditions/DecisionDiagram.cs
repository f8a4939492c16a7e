namespace Filaggrin.Knowledge.Conditions;

/// <summary>A reduced ordered binary decision diagram.</summary>
/// <remarks>Method: Bryant 1986, doi:10.1109/TC.1986.1676819.</remarks>
internal sealed class DecisionDiagram
{
    public const int False = 0;
    public const int True = 1;

    private readonly List<(int Variable, int Low, int High)> _nodes = [(int.MaxValue, 0, 0), (int.MaxValue, 1, 1)];
    private readonly Dictionary<Three, int> _unique = [];
    private readonly Dictionary<Three, int> _memo = [];

    public int Variable(int index) => Node(index, False, True);

    public int And(int left, int right) => IfThenElse(left, right, False);

    public int Or(int left, int right) => IfThenElse(left, True, right);

    public int Not(int function) => IfThenElse(function, False, True);

    public int IfThenElse(int test, int then, int otherwise)
    {
        if (test == True || then == otherwise) return then;
        if (test == False) return otherwise;
        if (then == True && otherwise == False) return test;
        if (_memo.TryGetValue(new(test, then, otherwise), out int known)) return known;
        int top = Math.Min(_nodes[test].Variable, Math.Min(_nodes[then].Variable, _nodes[otherwise].Variable));
        int low = IfThenElse(Branch(test, top, false), Branch(then, top, false), Branch(otherwise, top, false));
        int high = IfThenElse(Branch(test, top, true), Branch(then, top, true), Branch(otherwise, top, true));
        int node = Node(top, low, high);
        _memo[new(test, then, otherwise)] = node;
        return node;
    }

    /// <summary>The variables on which a function depends, each once.</summary>
    public int[] Support(int function)
    {
        if (function <= True) return [];
        if (_nodes[function] is (var only, <= True, <= True)) return [only];
        List<int> support = [];
        bool[] seen = new bool[_nodes.Count];
        Visit(function);
        return [.. support];

        void Visit(int at)
        {
            if (at <= True || seen[at]) return;
            seen[at] = true;
            if (!support.Contains(_nodes[at].Variable)) support.Add(_nodes[at].Variable);
            Visit(_nodes[at].Low);
            Visit(_nodes[at].High);
        }
    }

    private int Branch(int node, int variable, bool high) =>
        _nodes[node].Variable != variable ? node : high ? _nodes[node].High : _nodes[node].Low;

    private int Node(int variable, int low, int high)
    {
        if (low == high) return low;
        if (_unique.TryGetValue(new(variable, low, high), out int known)) return known;
        _nodes.Add((variable, low, high));
        _unique[new(variable, low, high)] = _nodes.Count - 1;
        return _nodes.Count - 1;
    }

    // Small numbers: a hash for any three ints takes longer than the rest of the search.
    private readonly record struct Three(int First, int Second, int Third)
    {
        public override int GetHashCode() => First + (Second * 31_337) + (Third * 7_919_341);
    }
}
