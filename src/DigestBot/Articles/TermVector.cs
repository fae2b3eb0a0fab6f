using System.Buffers.Binary;
using DigestBot.Store;

namespace DigestBot.Articles;

/// <summary>
/// What an article is about as a vector of length 1, or less when there are few words: its weightiest terms, as hashes, each with its share (tf-idf). Terms of different languages are never the same.
/// Packed: for each term, ascending, 4 bytes of hash and 2 of weight in 65535ths, big-endian.
/// </summary>
public sealed class TermVector
{
    /// <summary>Terms kept.</summary>
    public const int Kept = 40;

    /// <summary>Terms that an article is found by: its weightiest.</summary>
    public const int FoundBy = 12;

    private const int TermBytes = 6;

    // A few words say little: two teasers of fifteen share three by chance. A vector of fewer terms is shorter than 1.
    private const int FewestTelling = 25;

    private readonly uint[] _terms;
    private readonly ushort[] _weights;

    private TermVector(uint[] terms, ushort[] weights) => (_terms, _weights) = (terms, weights);

    /// <summary>All its terms, also those that weigh nothing because they are in all that the feed brings.</summary>
    public IReadOnlyList<uint> Terms => _terms;

    /// <summary>How many of its terms weigh anything.</summary>
    public int Telling => _weights.Count(weight => weight > 0);

    /// <summary>The terms that it is found by and their weights, weightiest first.</summary>
    public IEnumerable<(uint Term, double Weight)> Strongest =>
        Enumerable.Range(0, _terms.Length).Where(i => _weights[i] > 0).OrderByDescending(i => _weights[i]).ThenBy(i => _terms[i]).Take(FoundBy).Select(i => (_terms[i], _weights[i] / 65535.0));

    /// <summary>A term of a language as a number: the same for ever, since it is stored.</summary>
    public static uint Hash(string? language, string term)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in language ?? "") hash = (hash ^ c) * 1099511628211UL;
        hash = (hash ^ 0xFFFF) * 1099511628211UL;
        foreach (var c in term) hash = (hash ^ c) * 1099511628211UL;
        return (uint)(StoryFingerprint.Mix(hash) >> 32);
    }

    /// <summary>The bucket that a term is counted in.</summary>
    public static long Bucket(uint term) => term & (RelatedTable.Buckets - 1);

    /// <summary>The bucket that all articles of a language are counted in.</summary>
    public static long LanguageBucket(string? language) => RelatedTable.Buckets + Bucket(Hash(language, ""));

    /// <summary>The vector of an article.</summary>
    /// <param name="terms">How often each of its terms comes, by hash.</param>
    /// <param name="rarity">How much a term says, from how few articles have it; nothing when not above 0.</param>
    /// <param name="ownWords">Terms that most articles of its feed have: they say whose it is, not what it is about.</param>
    public static TermVector Of(IReadOnlyList<(uint Term, double Weight)> terms, Func<uint, double> rarity, IReadOnlySet<uint> ownWords)
    {
        var weighted = terms.Select(t => (t.Term, Weight: t.Weight * rarity(t.Term))).Where(t => t.Weight > 0)
            .OrderByDescending(t => t.Weight).ThenBy(t => t.Term).DistinctBy(t => t.Term).Take(Kept).OrderBy(t => t.Term).ToList();
        var telling = weighted.Where(t => !ownWords.Contains(t.Term)).Select(t => t.Weight * t.Weight).ToList();
        var length = Math.Sqrt(telling.Sum() * Math.Max(1, (double)FewestTelling / Math.Max(1, telling.Count)));
        return new TermVector(
            [.. weighted.Select(t => t.Term)], [.. weighted.Select(t => ownWords.Contains(t.Term) ? (ushort)0 : (ushort)Math.Round(t.Weight / length * 65535, MidpointRounding.AwayFromZero))]);
    }

    /// <summary>Reads what <see cref="Pack"/> wrote; what is behind a damaged end is left out.</summary>
    public static TermVector Unpack(ReadOnlySpan<byte> bytes)
    {
        var count = Math.Min(bytes.Length / TermBytes, Kept);
        var (terms, weights) = (new uint[count], new ushort[count]);
        for (var i = 0; i < count; i++)
            (terms[i], weights[i]) = (BinaryPrimitives.ReadUInt32BigEndian(bytes[(i * TermBytes)..]), BinaryPrimitives.ReadUInt16BigEndian(bytes[((i * TermBytes) + 4)..]));
        return new TermVector(terms, weights);
    }

    /// <summary>The form that is stored.</summary>
    public byte[] Pack()
    {
        var bytes = new byte[_terms.Length * TermBytes];
        for (var i = 0; i < _terms.Length; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(i * TermBytes), _terms[i]);
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan((i * TermBytes) + 4), _weights[i]);
        }

        return bytes;
    }

    /// <summary>How near another is, 0 to 1.</summary>
    /// <param name="other">The other.</param>
    /// <param name="shared">How many terms both have.</param>
    /// <param name="strongest">What the term that connects them most adds to the answer.</param>
    public double Cosine(TermVector other, out int shared, out double strongest)
    {
        ArgumentNullException.ThrowIfNull(other);
        var dot = 0.0;
        (shared, strongest) = (0, 0);
        for (int i = 0, j = 0; i < _terms.Length && j < other._terms.Length;)
        {
            if (_terms[i] < other._terms[j]) i++;
            else if (_terms[i] > other._terms[j]) j++;
            else
            {
                var product = _weights[i++] / 65535.0 * (other._weights[j++] / 65535.0);
                if (product == 0) continue;
                dot += product;
                shared++;
                strongest = Math.Max(strongest, product);
            }
        }

        return dot;
    }
}
