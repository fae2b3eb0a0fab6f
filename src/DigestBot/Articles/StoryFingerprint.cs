using System.Buffers.Binary;
using DigestBot.Wire.Text;

namespace DigestBot.Articles;

/// <summary>
/// What is kept of a text to recognise the same story in another: a bottom-k sketch (Broder 1997; Cohen and Kaplan 2007) of its shingles, with where each stands, and of its numbers.
/// One hash a shingle; exact for texts of up to <see cref="Sketched"/> shingles. <see cref="StoryOverlap"/> compares two.
/// </summary>
/// <remarks>
/// Bytes: version (1), shingles kept k (1), numbers kept m (1), different shingles (4, little-endian), different numbers (2), k hashes of 5 bytes, ascending, big-endian,
/// k places of 1 byte in 256ths of the text, m hashes of numbers of 4 bytes, ascending. A fingerprint of another version is like no other.
/// </remarks>
public static class StoryFingerprint
{
    /// <summary>The first byte. What is stored was made by it for ever: another way of making needs another version.</summary>
    public const byte Version = 2;

    /// <summary>Shingles kept: the similarity is right to about .04.</summary>
    public const int Sketched = 128;

    /// <summary>Shorter texts are not compared.</summary>
    public const int FewestShingles = 30;

    /// <summary>Keys under which a fingerprint is found again.</summary>
    public const int KeyCount = 12;

    internal const int Header = 9;
    internal const int HashBytes = 5;
    internal const int NumberBytes = 4;
    internal const int MostNumbers = 24;

    private const int WordsPerShingle = 4;

    // A tenth of all characters changed leaves 59 % of the shingles of five, and 43 % of those of eight.
    private const int HanPerShingle = 5;
    private const int SpacelessPerShingle = 8;
    private const int MostUnits = 20_000;
    private const int HashShift = 64 - (8 * HashBytes);

    /// <summary>The fingerprint of a text; null when it is too short.</summary>
    public static byte[]? Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var tokens = Words.Tokens(text, new TextRange(0, Math.Min(text.Length, Reading.Longest)));
        var units = new List<Unit>(Math.Min(tokens.Count, MostUnits));
        var numbers = new List<uint>();
        Read(text, tokens, units, numbers);
        var shingles = Shingles(units);
        if (shingles.Length < FewestShingles) return null;
        Array.Sort(shingles);
        var count = Unique(shingles);
        if (count < FewestShingles) return null;
        numbers.Sort();
        var different = numbers.Distinct().ToList();
        return Pack(shingles.AsSpan(0, Math.Min(count, Sketched)), count, different);
    }

    /// <summary>The keys under which a fingerprint is found again: those of its lowest shingles. Two texts of one story share some: of half a text, or one in a tenth of whose words is changed, none in fewer than 1 of 1,000 cases.</summary>
    public static IReadOnlyList<long> Keys(ReadOnlySpan<byte> fingerprint)
    {
        var sketch = StorySketch.Of(fingerprint);
        var keys = new List<long>(KeyCount);
        for (var i = 0; i < Math.Min(KeyCount, sketch.Count); i++)
            keys.Add((long)(Mix(sketch.HashAt(i) + 1) >> 16));
        return keys;
    }

    /// <summary>The share of shingles that two texts have in common (Jaccard), 0 to 1; 0 when one has no fingerprint.</summary>
    public static double Similarity(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other) => StoryOverlap.Of(one, other).Jaccard;

    /// <summary>The share of the shorter text's shingles that the longer has too, 0 to 1.</summary>
    public static double Containment(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other) => StoryOverlap.Of(one, other).Containment;

    /// <summary>Whether two texts of one language, not more than a week apart, tell the same story.</summary>
    public static bool SameStory(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other) => StoryOverlap.Of(one, other).IsSameStory;

    internal static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9UL;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EBUL;
        return x ^ (x >> 31);
    }

    /// <summary>What shingles are made of: words, or characters where words are not parted.</summary>
    private static void Read(string text, List<TextRange> tokens, List<Unit> units, List<uint> numbers)
    {
        foreach (var token in tokens)
        {
            var word = token.Of(text);
            switch (Scripts.Of(word[0]))
            {
                case Script.Spaceless:
                    foreach (var c in word[..Math.Min(word.Length, MostUnits - units.Count)]) units.Add(new Unit(Mix(c), SpacelessPerShingle));
                    break;
                case Script.Han or Script.Kana:
                    units.Add(new Unit(Hash(word), HanPerShingle));
                    break;
                default:
                    units.Add(new Unit(Hash(word), WordsPerShingle));
                    if (IsNumber(word)) numbers.Add((uint)(units[^1].Hash >> 32));
                    break;
            }

            if (units.Count >= MostUnits) return;
        }
    }

    /// <summary>40 bits of hash, then the place, so that sorting keeps the first place of equal shingles first. How long a shingle is says the script that it begins in.</summary>
    private static ulong[] Shingles(List<Unit> units)
    {
        var shingles = new ulong[units.Count];
        var count = 0;
        for (var i = 0; i < units.Count; i++)
        {
            if (i + units[i].PerShingle > units.Count) continue;
            var shingle = 0UL;
            for (var j = i; j < i + units[i].PerShingle; j++)
                shingle = (shingle + units[j].Hash) * 0x9E3779B97F4A7C15UL ^ (shingle >> 29);
            shingles[count++] = Mix(shingle) >> HashShift << HashShift | (ulong)(i * 256L / units.Count);
        }

        return shingles[..count];
    }

    private static int Unique(ulong[] sorted)
    {
        var count = 0;
        foreach (var shingle in sorted)
            if (count == 0 || shingle >> HashShift != sorted[count - 1] >> HashShift) sorted[count++] = shingle;
        return count;
    }

    private static byte[] Pack(ReadOnlySpan<ulong> shingles, int count, List<uint> numbers)
    {
        var kept = Math.Min(numbers.Count, MostNumbers);
        var bytes = new byte[Header + (shingles.Length * (HashBytes + 1)) + (kept * NumberBytes)];
        (bytes[0], bytes[1], bytes[2]) = (Version, (byte)shingles.Length, (byte)kept);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(3), count);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(7), (ushort)numbers.Count);
        for (var i = 0; i < shingles.Length; i++)
        {
            var hash = shingles[i] >> HashShift;
            bytes[Header + (i * HashBytes)] = (byte)(hash >> 32);
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(Header + (i * HashBytes) + 1), (uint)hash);
            bytes[Header + (shingles.Length * HashBytes) + i] = (byte)shingles[i];
        }

        for (var i = 0; i < kept; i++)
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(Header + (shingles.Length * (HashBytes + 1)) + (i * NumberBytes)), numbers[i]);
        return bytes;
    }

    /// <summary>FNV-1a over lower-cased units, then mixed; typed and printed apostrophes are one, soft hyphens are not there.</summary>
    private static ulong Hash(ReadOnlySpan<char> word)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in word)
        {
            var unit = c < 128 ? (c is >= 'A' and <= 'Z' ? (char)(c | 0x20) : c) : c == '’' ? '\'' : char.ToLowerInvariant(c);
            if (unit != '\u00AD') hash = (hash ^ unit) * 1099511628211UL;
        }

        return Mix(hash);
    }

    /// <summary>Figures that tell one report from another made of the same sentences: no single digits, no years.</summary>
    private static bool IsNumber(ReadOnlySpan<char> word) =>
        word.Length > 1 && char.IsDigit(word[0]) && !(word.Length == 4 && word[0] is '1' or '2' && word[1] is '9' or '0' && char.IsDigit(word[2]) && char.IsDigit(word[3]));

    private readonly record struct Unit(ulong Hash, int PerShingle);
}
