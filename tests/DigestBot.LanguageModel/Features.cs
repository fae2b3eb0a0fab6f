using DigestBot.Wire.Text;

namespace DigestBot.LanguageModel;

/// <summary>The sequences and words of texts as numbers from 0, in order of first appearance.</summary>
internal sealed class Features(Script script)
{
    private readonly Dictionary<uint, int> numbers = [];
    private readonly char[] folded = new char[8192];

    /// <summary>The hash of each number.</summary>
    public List<uint> Hashes { get; } = [];

    /// <summary>The hash of each number's sequence without its last character; 0 for single characters and words.</summary>
    public List<uint> Prefixes { get; } = [];

    /// <summary>The features of a text, with repetitions; those that <paramref name="add"/> does not admit and that are new are left out.</summary>
    public List<int> Of(string text, bool add)
    {
        var found = new List<int>();
        var n = LanguageGrams.Fold(text, script, folded);
        for (var i = 0; i < n; i++)
        {
            var hash = LanguageGrams.First(folded[i]);
            var prefix = 0u;
            for (var length = 1; ; length++)
            {
                if (length > 1 || folded[i] != ' ')
                    Add(found, hash, prefix, add);
                if (length == LanguageGrams.Longest || i + length >= n || length > 1 && folded[i + length - 1] == ' ')
                    break;
                prefix = length == 1 && folded[i] == ' ' ? 0 : hash;
                hash = LanguageGrams.Next(hash, folded[i + length]);
            }
        }
        for (var i = 1; i < n;)
        {
            var end = i + Array.IndexOf(folded, ' ', i, n - i) - i;
            if (end - i <= LanguageGrams.LongestWord)
                Add(found, LanguageGrams.Word(folded.AsSpan(i, end - i)), 0, add);
            i = end + 1;
        }
        return found;
    }

    /// <summary>Forgets all features but these, which are numbered anew.</summary>
    public void Keep(IReadOnlyList<int> kept)
    {
        var hashes = kept.Select(k => Hashes[k]).ToList();
        var prefixes = kept.Select(k => Prefixes[k]).ToList();
        numbers.Clear();
        Hashes.Clear();
        Prefixes.Clear();
        Hashes.AddRange(hashes);
        Prefixes.AddRange(prefixes);
        for (var i = 0; i < hashes.Count; i++)
            numbers[hashes[i]] = i;
    }

    public int NumberOf(uint hash) => numbers.GetValueOrDefault(hash, -1);

    private void Add(List<int> found, uint hash, uint prefix, bool add)
    {
        if (!numbers.TryGetValue(hash, out var number))
        {
            if (!add)
                return;
            numbers[hash] = number = Hashes.Count;
            Hashes.Add(hash);
            Prefixes.Add(prefix);
        }
        found.Add(number);
    }
}
