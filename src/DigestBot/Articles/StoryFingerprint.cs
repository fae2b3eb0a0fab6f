using System.Buffers.Binary;
using System.Numerics;
using DigestBot.Wire.Text;

namespace DigestBot.Articles;

/// <summary>
/// Recognises one story told by several feeds: MinHash (Broder 1997) over shingles of four words, in Chinese and Japanese of eight characters.
/// A fingerprint is bytes: the number of shingles (4, little-endian), then <see cref="Values"/> minima of 4 bytes each.
/// </summary>
public static class StoryFingerprint
{
    /// <summary>Minima kept: the similarity is right to about .06.</summary>
    public const int Values = 64;

    /// <summary>Shorter texts are not compared.</summary>
    public const int FewestShingles = 30;

    private const int WordsPerShingle = 4;
    private const int CharactersPerShingle = 8;
    private const int MostTokens = 20_000;
    private const double SameJaccard = .30;
    private const double SameContainment = .5;

    private static readonly (ulong Factor, ulong Offset)[] Hashes = MakeHashes();

    /// <summary>The fingerprint of a text; null when it is too short.</summary>
    public static byte[]? Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var shingles = Shingles(text);
        if (shingles.Count < FewestShingles)
            return null;
        Span<uint> minima = stackalloc uint[Values];
        minima.Fill(uint.MaxValue);
        foreach (var shingle in shingles)
            for (var i = 0; i < Values; i++)
            {
                var hash = (uint)((shingle * Hashes[i].Factor + Hashes[i].Offset) >> 32);
                if (hash < minima[i])
                    minima[i] = hash;
            }
        var bytes = new byte[4 + 4 * Values];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, shingles.Count);
        for (var i = 0; i < Values; i++)
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4 + 4 * i), minima[i]);
        return bytes;
    }

    /// <summary>The share of shingles that two texts have in common (Jaccard), 0 to 1; 0 when one has no fingerprint.</summary>
    public static double Similarity(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        if (one.Length != 4 + 4 * Values || other.Length != one.Length)
            return 0;
        var same = 0;
        for (var i = 4; i < one.Length; i += 4)
            same += one.Slice(i, 4).SequenceEqual(other.Slice(i, 4)) ? 1 : 0;
        return (double)same / Values;
    }

    /// <summary>The share of the shorter text's shingles that the longer has too, 0 to 1.</summary>
    public static double Containment(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        var jaccard = Similarity(one, other);
        if (jaccard == 0)
            return 0;
        double a = BinaryPrimitives.ReadInt32LittleEndian(one), b = BinaryPrimitives.ReadInt32LittleEndian(other);
        return Math.Min(1, jaccard / (1 + jaccard) * (a + b) / Math.Min(a, b));
    }

    /// <summary>Whether two texts of one language, not more than a week apart, tell the same story.</summary>
    public static bool SameStory(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other) =>
        Similarity(one, other) is var jaccard && (jaccard >= SameJaccard || jaccard >= .1 && Containment(one, other) >= SameContainment);

    private static HashSet<ulong> Shingles(string text)
    {
        var range = new TextRange(0, Math.Min(text.Length, Reading.Longest));
        var tokens = Words.Tokens(text, range);
        if (tokens.Count > MostTokens)
            tokens.RemoveRange(MostTokens, tokens.Count - MostTokens);
        var size = tokens.Count(t => Scripts.IsCjk(text[t.Start])) * 2 > tokens.Count ? CharactersPerShingle : WordsPerShingle;
        var hashes = new ulong[tokens.Count];
        for (var i = 0; i < hashes.Length; i++)
            hashes[i] = Hash(tokens[i].Of(text));
        var shingles = new HashSet<ulong>(Math.Max(1, hashes.Length));
        for (var i = 0; i + size <= hashes.Length; i++)
        {
            var shingle = 0UL;
            for (var j = 0; j < size; j++)
                shingle = Mix(BitOperations.RotateLeft(shingle, 7) ^ hashes[i + j]);
            shingles.Add(shingle);
        }
        return shingles;
    }

    // FNV-1a over lower-cased units: stable across processes and versions, as what is stored must be.
    private static ulong Hash(ReadOnlySpan<char> word)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in word)
            hash = (hash ^ char.ToLowerInvariant(c)) * 1099511628211UL;
        return hash;
    }

    private static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9UL;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EBUL;
        return x ^ (x >> 31);
    }

    private static (ulong, ulong)[] MakeHashes()
    {
        var hashes = new (ulong, ulong)[Values];
        for (var i = 0; i < Values; i++)
            hashes[i] = (Mix((ulong)(2 * i + 1) * 0x9E3779B97F4A7C15UL) | 1, Mix((ulong)(2 * i + 2) * 0x9E3779B97F4A7C15UL));
        return hashes;
    }
}
