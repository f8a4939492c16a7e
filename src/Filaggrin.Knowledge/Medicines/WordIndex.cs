namespace Filaggrin.Knowledge.Medicines;

/// <summary>Many beginnings of words, sought in a text in one pass; as <see cref="WordMatch.Prepare"/> writes them, a dollar sign asks for the whole word, and a star for letters anywhere.</summary>
internal sealed class WordIndex
{
    private const int Letters = 128, OnStack = 256;
    private const char Blank = ' ';

    private readonly List<Node> _nodes = [new(default)];
    private readonly int[] _first = new int[Letters];
    private readonly List<int> _next = [];
    private readonly List<bool> _whole = [];
    private readonly List<(string Letters, int Word)> _anywhere = [];

    /// <summary>Indexes prepared words; their places are told by what is found.</summary>
    public WordIndex(IEnumerable<string> words)
    {
        foreach (string word in words)
        {
            if (word.StartsWith(WordMatch.Anywhere))
            {
                _anywhere.Add((word[1..], _whole.Count));
                Keep(whole: false, next: -1);
                continue;
            }

            bool whole = word.EndsWith('$');
            Add(whole ? word.AsSpan(0, word.Length - 1) : word, whole);
        }
    }

    /// <summary>The place of each word that occurs in a text, in the order of the words, each once.</summary>
    /// <param name="text">The text as it is written.</param>
    public int[] Find(string text)
    {
        if (text.Length > OnStack) return FindNormal(MedicineCatalog.Normalise(text));
        Span<char> normal = stackalloc char[text.Length];
        return FindNormal(normal[..MedicineCatalog.Normalise(text, normal)]);
    }

    /// <summary>The word that stands at the beginning of a normalised text as whole words, the longest; -1 when there is none.</summary>
    /// <param name="normal">The text, from the beginning of a word on.</param>
    /// <param name="length">The length of what it covers.</param>
    public int Longest(ReadOnlySpan<char> normal, out int length)
    {
        int longest = -1;
        length = 0;
        for (int node = 0, at = 0; at < normal.Length && (node = Below(node, normal[at])) > 0; at++)
        {
            if (_nodes[node].Word < 0 || (at + 1 < normal.Length && normal[at + 1] != Blank)) continue;
            longest = _nodes[node].Word;
            length = at + 1;
        }

        return longest;
    }

    private int[] FindNormal(ReadOnlySpan<char> normal)
    {
        List<int>? found = null;
        int start = 0;
        while (start < normal.Length)
        {
            for (int node = 0, at = start; at < normal.Length && (node = Below(node, normal[at])) > 0; at++)
            {
                bool ends = at + 1 == normal.Length || normal[at + 1] == Blank;
                for (int word = _nodes[node].Word; word >= 0; word = _next[word])
                {
                    if ((ends || !_whole[word]) && found?.Contains(word) != true) (found ??= []).Add(word);
                }
            }

            int blank = normal[start..].IndexOf(Blank);
            if (blank < 0) break;
            start += blank + 1;
        }

        foreach ((string letters, int word) in _anywhere)
        {
            if (normal.Contains(letters, StringComparison.Ordinal)) (found ??= []).Add(word);
        }

        if (found is null) return [];
        found.Sort();
        return [.. found];
    }

    private void Add(ReadOnlySpan<char> word, bool whole)
    {
        int node = 0;
        foreach (char letter in word)
        {
            int below = Below(node, letter);
            if (below == 0)
            {
                below = _nodes.Count;
                _nodes.Add(new(letter) { Sibling = _nodes[node].Child });
                _nodes[node] = _nodes[node] with { Child = below };
                if (node == 0 && letter < Letters) _first[letter] = below;
            }

            node = below;
        }

        int place = _whole.Count;
        Keep(whole, _nodes[node].Word);
        _nodes[node] = _nodes[node] with { Word = place };
    }

    private void Keep(bool whole, int next)
    {
        _whole.Add(whole);
        _next.Add(next);
    }

    // The node of one letter more; 0 when no word goes on so.
    private int Below(int node, char letter)
    {
        if (node == 0 && letter < Letters) return _first[letter];
        int child = _nodes[node].Child;
        while (child > 0 && _nodes[child].Letter != letter) child = _nodes[child].Sibling;
        return child;
    }

    /// <summary>A beginning of words: the letter that it ends with, the last word that it is, and what goes on from it.</summary>
    private readonly record struct Node(char Letter)
    {
        public int Word { get; init; } = -1;

        public int Child { get; init; }

        public int Sibling { get; init; }
    }
}
