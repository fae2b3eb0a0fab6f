using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace DigestBot.Wire.Text;

/// <summary>
/// Tells the languages of one script apart: a linear model over <see cref="LanguageGrams"/>, trained by tests/DigestBot.LanguageModel and read from the resource languages.bin.
/// The resource holds numbers only: for each kept sequence its hash and one signed byte for each language for which it says something.
/// </summary>
/// <remarks>
/// Layout, little-endian: version (1 byte), number of groups (1); for each group script (1), number of languages (1), their codes (each: length 1, ASCII),
/// nats per unit of weight (4, float), number of rows (4), and for each row, by ascending hash: hash (4), which languages have a weight (one bit each, rounded up to bytes), their weights (1 each).
/// </remarks>
internal sealed class LanguageModel
{
    /// <summary>The resource's version.</summary>
    public const byte Version = 1;

    private const int RowsPerFlush = 256; // times 127 fits a short

    private static readonly Lazy<Dictionary<Script, LanguageModel>> Models = new(Load);

    private readonly int lanes;
    private readonly float scale;
    private readonly ulong[] slots; // row and hash; 0 where free
    private readonly sbyte[] weights;

    private LanguageModel(string[] languages, float scale, int count)
    {
        Languages = languages;
        this.scale = scale;
        lanes = (languages.Length + 15) / 16 * 16;
        var capacity = (int)BitOperations.RoundUpToPowerOf2((uint)count * 2 + 1);
        slots = new ulong[capacity];
        weights = new sbyte[count * lanes];
    }

    /// <summary>Two-letter codes, in the order of the scores.</summary>
    public IReadOnlyList<string> Languages { get; }

    /// <summary>The model of a script; null when its languages are not told apart.</summary>
    public static LanguageModel? Of(Script script) => Models.Value.GetValueOrDefault(script);

    /// <summary>Adds what a folded text says to <paramref name="scores"/>, one sum of weights for each language.</summary>
    /// <param name="folded">From <see cref="LanguageGrams.Fold"/>.</param>
    /// <param name="scores">As many as <see cref="Languages"/>.</param>
    /// <returns>Sequences and words that the model knows.</returns>
    public int Add(ReadOnlySpan<char> folded, Span<int> scores)
    {
        var found = 0;
        Span<short> sums = stackalloc short[lanes];
        sums.Clear();
        for (var i = 0; i < folded.Length; i++)
        {
            var hash = LanguageGrams.First(folded[i]);
            for (var length = 1; ; length++)
            {
                // Every sequence of the model has all its beginnings there: the first that is missing ends the search. A space alone says nothing.
                if ((length > 1 || folded[i] != ' ') && !AddRow(hash, sums, scores, ref found))
                    break;
                if (length == LanguageGrams.Longest || i + length >= folded.Length || length > 1 && folded[i + length - 1] == ' ')
                    break;
                hash = LanguageGrams.Next(hash, folded[i + length]);
            }
            if (folded[i] == ' ' && folded[(i + 1)..].IndexOf(' ') is > 0 and <= LanguageGrams.LongestWord and var word)
                AddRow(LanguageGrams.Word(folded.Slice(i + 1, word)), sums, scores, ref found);
        }
        Flush(sums, scores);
        return found;
    }

    /// <summary>Scores in nats: a sum of weights over the root of how many were added, as the model was trained.</summary>
    public float Nats(int sum, int found) => sum * scale / MathF.Sqrt(found + 1);

    private bool AddRow(uint hash, Span<short> sums, Span<int> scores, ref int found)
    {
        var row = RowOf(hash);
        if (row < 0)
            return false;
        ref var own = ref weights[row * lanes];
        ref var all = ref MemoryMarshal.GetReference(sums);
        for (nuint lane = 0; lane < (nuint)lanes; lane += 16)
        {
            var sixteen = Vector128.LoadUnsafe(ref own, lane);
            (Vector128.LoadUnsafe(ref all, lane) + Vector128.WidenLower(sixteen)).StoreUnsafe(ref all, lane);
            (Vector128.LoadUnsafe(ref all, lane + 8) + Vector128.WidenUpper(sixteen)).StoreUnsafe(ref all, lane + 8);
        }
        if (++found % RowsPerFlush == 0)
            Flush(sums, scores);
        return true;
    }

    private static void Flush(Span<short> sums, Span<int> scores)
    {
        for (var l = 0; l < scores.Length; l++)
            scores[l] += sums[l];
        sums.Clear();
    }

    private int RowOf(uint hash)
    {
        var last = (uint)(slots.Length - 1);
        for (var slot = hash & last; slots[slot] != 0; slot = slot + 1 & last)
            if ((uint)slots[slot] == hash)
                return (int)(slots[slot] >> 32);
        return -1;
    }

    private void Set(uint hash, int row)
    {
        var last = (uint)(slots.Length - 1);
        var slot = hash & last;
        while (slots[slot] != 0)
            slot = slot + 1 & last;
        slots[slot] = (ulong)row << 32 | hash;
    }

    private static Dictionary<Script, LanguageModel> Load()
    {
        using var stream = typeof(LanguageModel).Assembly.GetManifestResourceStream("languages.bin")
            ?? throw new InvalidOperationException("The resource languages.bin is missing from DigestBot.Wire: build it with tests/DigestBot.LanguageModel.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        ReadOnlySpan<byte> rest = bytes;
        if (rest[0] != Version)
            throw new InvalidOperationException($"The resource languages.bin is of version {rest[0]}, not {Version}: build it anew with tests/DigestBot.LanguageModel.");
        var models = new Dictionary<Script, LanguageModel>();
        var groups = rest[1];
        rest = rest[2..];
        for (var g = 0; g < groups; g++)
        {
            var script = (Script)rest[0];
            models[script] = LoadGroup(ref rest);
        }
        return models;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // runs once: it would run unoptimised
    private static LanguageModel LoadGroup(ref ReadOnlySpan<byte> rest)
    {
        var languages = new string[rest[1]];
        rest = rest[2..];
        for (var l = 0; l < languages.Length; l++)
        {
            languages[l] = Encoding.ASCII.GetString(rest.Slice(1, rest[0]));
            rest = rest[(1 + rest[0])..];
        }
        var model = new LanguageModel(languages, BinaryPrimitives.ReadSingleLittleEndian(rest), BinaryPrimitives.ReadInt32LittleEndian(rest[4..]));
        var count = model.weights.Length / model.lanes;
        var mask = (languages.Length + 7) / 8;
        rest = rest[8..];
        for (var row = 0; row < count; row++)
        {
            model.Set(BinaryPrimitives.ReadUInt32LittleEndian(rest), row);
            var has = rest.Slice(4, mask);
            rest = rest[(4 + mask)..];
            var weight = 0;
            for (var l = 0; l < languages.Length; l++)
                if ((has[l >> 3] >> (l & 7) & 1) != 0)
                    model.weights[row * model.lanes + l] = (sbyte)rest[weight++];
            rest = rest[weight..];
        }
        return model;
    }
}
