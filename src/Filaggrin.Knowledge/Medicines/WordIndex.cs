using System.Buffers;
using System.Numerics;

namespace Filaggrin.Knowledge.Medicines;

/// <summary>Many beginnings of words, sought in a text in one pass; as <see cref="WordMatch.Prepare"/> writes them, a dollar sign asks for the whole word, and a star for letters anywhere.</summary>
internal sealed class WordIndex
{
    private const int OnStack = 256, Beginning = 4, LetterBits = 8 * sizeof(char);
    private const char Blank = ' ';
    private const ulong Spread = 0x9E3779B97F4A7C15; // 2^64 by the golden ratio, which scatters what differs in few bits

    private readonly Word[] _words;
    private readonly List<(string Letters, int Word)> _anywhere = [];
    private readonly SearchValues<string>? _hints; // the letters of all these, sought in one pass

    // By the hash of what a word begins with: its place and one, or 0. Most places are empty, so that most words of a text end here.
    private readonly int[] _last;
    private readonly int _shift;
    private readonly bool[] _hasBeginning = new bool[Beginning + 1];

    /// <summary>Indexes prepared words; their places are told by what is found.</summary>
    public WordIndex(IEnumerable<string> words)
    {
        string[] all = [.. words];
        int bits = BitOperations.Log2((uint)all.Length + 1) + 2;
        _shift = 64 - bits;
        _last = new int[1 << bits];
        _words = new Word[all.Length];
        for (int place = 0; place < all.Length; place++)
        {
            string word = all[place];
            if (word.StartsWith(WordMatch.Anywhere))
            {
                _anywhere.Add((word[1..], place));
                continue;
            }

            bool isWhole = word.EndsWith('$');
            string letters = isWhole ? word[..^1] : word;
            if (letters.Length == 0) continue;
            ulong key = KeyOf(letters);
            ref int last = ref _last[SlotOf(key)];
            _words[place] = new(letters, isWhole, key, last);
            last = place + 1;
            _hasBeginning[Math.Min(letters.Length, Beginning)] = true;
        }

        if (_anywhere.Count > 0) _hints = SearchValues.Create([.. _anywhere.Select(word => word.Letters)], StringComparison.Ordinal);
    }

    /// <summary>The place of each word that occurs in a text, in the order of the words, each once.</summary>
    /// <param name="text">The text as it is written.</param>
    public int[] Find(string text)
    {
        if (text.Length > OnStack) return FindNormal(MedicineCatalog.Normalise(text));
        Span<char> normal = stackalloc char[text.Length];
        return FindNormal(normal[..MedicineCatalog.Normalise(text, normal)]);
    }

    /// <summary>The word that stands at the beginning of a normalised text as whole words, the longest, and of twins the last; -1 when there is none.</summary>
    /// <param name="normal">The text, from the beginning of a word on.</param>
    /// <param name="length">The length of what it covers.</param>
    public int Longest(ReadOnlySpan<char> normal, out int length)
    {
        int longest = -1;
        length = 0;
        ulong key = KeyOf(normal);
        for (int letters = Math.Min(normal.Length, Beginning); letters > 0; key = Shorter(key, --letters))
        {
            if (!_hasBeginning[letters]) continue;
            for (int place = _last[SlotOf(key)]; place > 0; place = _words[place - 1].Former)
            {
                ref readonly Word word = ref _words[place - 1];
                if (word.Key != key || word.Letters.Length <= length || !Begins(normal, word, letters) || !EndsAt(normal, word.Letters.Length)) continue;
                (longest, length) = (place - 1, word.Letters.Length);
            }
        }

        return longest;
    }

    private int[] FindNormal(ReadOnlySpan<char> normal)
    {
        List<int>? found = null;
        for (ReadOnlySpan<char> rest = normal; ;)
        {
            FindAtStart(rest, ref found);
            int blank = rest.IndexOf(Blank);
            if (blank < 0) break;
            rest = rest[(blank + 1)..];
        }

        if (_hints is not null && normal.ContainsAny(_hints))
        {
            foreach ((string letters, int word) in _anywhere)
            {
                if (normal.Contains(letters, StringComparison.Ordinal)) (found ??= []).Add(word);
            }
        }

        if (found is null) return [];
        found.Sort();
        return [.. found];
    }

    private void FindAtStart(ReadOnlySpan<char> rest, ref List<int>? found)
    {
        ulong key = KeyOf(rest);
        for (int letters = Math.Min(rest.Length, Beginning); letters > 0; key = Shorter(key, --letters))
        {
            if (!_hasBeginning[letters]) continue;
            for (int place = _last[SlotOf(key)]; place > 0; place = _words[place - 1].Former)
            {
                ref readonly Word word = ref _words[place - 1];
                if (word.Key == key && Begins(rest, word, letters) && (!word.IsWhole || EndsAt(rest, word.Letters.Length)) && found?.Contains(place - 1) != true) (found ??= []).Add(place - 1);
            }
        }
    }

    // Of a word that is shorter than a beginning the key is all.
    private static bool Begins(ReadOnlySpan<char> text, in Word word, int letters) => letters < Beginning || text.StartsWith(word.Letters, StringComparison.Ordinal);

    private static bool EndsAt(ReadOnlySpan<char> normal, int length) => length == normal.Length || normal[length] == Blank;

    private static ulong KeyOf(ReadOnlySpan<char> letters)
    {
        if (letters.Length >= Beginning) return letters[0] | (ulong)letters[1] << LetterBits | (ulong)letters[2] << (2 * LetterBits) | (ulong)letters[3] << (3 * LetterBits);
        ulong key = 0;
        for (int i = 0; i < letters.Length; i++) key |= (ulong)letters[i] << (i * LetterBits);
        return key;
    }

    private static ulong Shorter(ulong key, int letters) => key & ((1UL << (letters * LetterBits)) - 1);

    private int SlotOf(ulong key) => (int)(key * Spread >> _shift);

    /// <summary>A word sought at the beginning of words.</summary>
    /// <param name="Letters">Its letters, without a mark.</param>
    /// <param name="IsWhole">It must end where a word ends.</param>
    /// <param name="Key">Its first letters.</param>
    /// <param name="Former">The place of the word before it of the same slot, and one; 0: none.</param>
    private readonly record struct Word(string Letters, bool IsWhole, ulong Key, int Former);
}
