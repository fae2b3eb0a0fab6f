using System.Buffers.Binary;

namespace DigestBot.Articles;

/// <summary>A fingerprint's bytes, read in place; empty when they are none of this version.</summary>
internal readonly ref struct StorySketch
{
    private readonly ReadOnlySpan<byte> _bytes;

    private StorySketch(ReadOnlySpan<byte> bytes)
    {
        _bytes = bytes;
        (Count, Numbers) = (bytes[1], bytes[2]);
        Shingles = BinaryPrimitives.ReadInt32LittleEndian(bytes[3..]);
        AllNumbers = BinaryPrimitives.ReadUInt16LittleEndian(bytes[7..]);
    }

    /// <summary>Shingles kept.</summary>
    public int Count { get; }

    /// <summary>Different shingles of the text.</summary>
    public int Shingles { get; }

    /// <summary>Numbers kept.</summary>
    public int Numbers { get; }

    /// <summary>Different numbers of the text.</summary>
    public int AllNumbers { get; }

    public static StorySketch Of(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= StoryFingerprint.Header && bytes[0] == StoryFingerprint.Version
        && bytes.Length == StoryFingerprint.Header + (bytes[1] * (StoryFingerprint.HashBytes + 1)) + (bytes[2] * StoryFingerprint.NumberBytes)
            ? new StorySketch(bytes) : default;

    public ulong HashAt(int i)
    {
        var at = StoryFingerprint.Header + (i * StoryFingerprint.HashBytes);
        return (ulong)_bytes[at] << 32 | BinaryPrimitives.ReadUInt32BigEndian(_bytes[(at + 1)..]);
    }

    public int PlaceAt(int i) => _bytes[StoryFingerprint.Header + (Count * StoryFingerprint.HashBytes) + i];

    public uint NumberAt(int i) =>
        BinaryPrimitives.ReadUInt32BigEndian(_bytes[(StoryFingerprint.Header + (Count * (StoryFingerprint.HashBytes + 1)) + (i * StoryFingerprint.NumberBytes))..]);
}

/// <summary>What two texts have in common, judged by their fingerprints.</summary>
internal readonly record struct StoryOverlap
{
    private const double SameJaccard = .30;
    private const double LeastJaccard = .10;
    private const double SameContainment = .50;

    private const double EditionJaccard = .60;

    // Texts so alike are copies, wherever the difference is.
    private const double Copy = .80;

    private const int FewestShared = 8;
    private const int LeadPlaces = 256 / 5;
    private const double OwnLead = .15;
    private const int FewestNumbers = 5;
    private const double SameNumbers = .35;

    /// <summary>The share of all shingles that both have.</summary>
    public double Jaccard { get; private init; }

    /// <summary>The share of the shorter text's shingles that the longer has.</summary>
    public double Containment { get; private init; }

    /// <summary>Whether both tell one story.</summary>
    public bool IsSameStory { get; private init; }

    /// <summary>Whether one is another edition of the other: most of each is in both.</summary>
    public bool IsEdition => Jaccard >= EditionJaccard;

    /// <summary>Compares two fingerprints; what is none of this version has nothing in common with anything.</summary>
    public static StoryOverlap Of(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        var a = StorySketch.Of(one);
        var b = StorySketch.Of(other);
        if (a.Count == 0 || b.Count == 0) return default;
        // Both sketches are complete up to the lower of their ends; a sketch that holds every shingle has none.
        var end = Math.Min(End(a), End(b));
        int i = 0, j = 0, shared = 0, leadA = 0, leadB = 0, sharedLeadA = 0, sharedLeadB = 0;
        while (i < a.Count || j < b.Count)
        {
            var x = i < a.Count ? a.HashAt(i) : ulong.MaxValue;
            var y = j < b.Count ? b.HashAt(j) : ulong.MaxValue;
            if (Math.Min(x, y) > end) break;
            var (inLeadA, inLeadB) = (x <= y && a.PlaceAt(i) < LeadPlaces ? 1 : 0, y <= x && b.PlaceAt(j) < LeadPlaces ? 1 : 0);
            (leadA, leadB) = (leadA + inLeadA, leadB + inLeadB);
            if (x == y) (shared, sharedLeadA, sharedLeadB) = (shared + 1, sharedLeadA + inLeadA, sharedLeadB + inLeadB);
            if (x <= y) i++;
            if (y <= x) j++;
        }

        var jaccard = (double)shared / (i + j - shared);
        var shorter = a.Shingles <= b.Shingles ? i : j;
        var containment = shorter == 0 ? 0 : (double)shared / shorter;
        var alike = shared >= FewestShared && (jaccard >= SameJaccard || jaccard >= LeastJaccard && containment >= SameContainment);
        return new StoryOverlap
        {
            Jaccard = jaccard, Containment = containment,
            IsSameStory = alike && !DifferentNumbers(a, b) && (jaccard >= Copy || !OwnLeads(leadA, sharedLeadA, leadB, sharedLeadB)),
        };
    }

    // Two texts with a disclaimer, a statement or a menu in common begin each with words of its own; of a story and a part of it, one begins within the other.
    private static bool OwnLeads(int leadA, int sharedA, int leadB, int sharedB) => sharedA <= leadA * OwnLead && sharedB <= leadB * OwnLead;

    // Two reports made of one template, of results, prices or weather, share their sentences but not their figures.
    private static bool DifferentNumbers(StorySketch a, StorySketch b)
    {
        if (a.Numbers < FewestNumbers || b.Numbers < FewestNumbers) return false;
        var end = Math.Min(NumberEnd(a), NumberEnd(b));
        int i = 0, j = 0, shared = 0;
        while (i < a.Numbers || j < b.Numbers)
        {
            ulong x = i < a.Numbers ? a.NumberAt(i) : ulong.MaxValue, y = j < b.Numbers ? b.NumberAt(j) : ulong.MaxValue;
            if (Math.Min(x, y) > end) break;
            if (x == y) shared++;
            if (x <= y) i++;
            if (y <= x) j++;
        }

        return shared < Math.Min(i, j) * SameNumbers;
    }

    private static ulong End(StorySketch sketch) => sketch.Shingles > sketch.Count ? sketch.HashAt(sketch.Count - 1) : ulong.MaxValue;

    private static ulong NumberEnd(StorySketch sketch) => sketch.AllNumbers > sketch.Numbers ? sketch.NumberAt(sketch.Numbers - 1) : ulong.MaxValue;
}
