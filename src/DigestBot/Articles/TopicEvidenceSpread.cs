using System.Numerics;

namespace DigestBot.Articles;

/// <summary>
/// Where in a text the words of each topic stand, and how many different ones: a story in which bread is bought in one scene is not about food,
/// an article about baking has flour, dough and ovens from its beginning to its end.
/// </summary>
/// <param name="topics">How many topics there are.</param>
/// <param name="length">UTF-16 units of the text, at least 1.</param>
internal sealed class TopicEvidenceSpread(int topics, int length)
{
    private const int Parts = 8;
    private const double EnoughWords = 8;

    private readonly int[] parts = new int[topics];
    private readonly int[] different = new int[topics];
    private readonly HashSet<int> seen = [];

    /// <summary>A phrase was found.</summary>
    /// <param name="phrase">Its number.</param>
    /// <param name="at">Where in the text, in UTF-16 units.</param>
    /// <param name="pointers">Where it points.</param>
    public void Add(int phrase, int at, ReadOnlySpan<TopicLexicon.Pointer> pointers)
    {
        var part = 1 << (int)((long)Math.Clamp(at, 0, length - 1) * Parts / length);
        var isNew = seen.Add(phrase);
        foreach (var pointer in pointers)
        {
            parts[pointer.Topic] |= part;
            if (isNew)
                different[pointer.Topic]++;
        }
    }

    /// <summary>How much of a topic's evidence counts, 0 to 1.</summary>
    /// <param name="topic">The topic's number.</param>
    /// <param name="named">Whether the title or the publisher's own filing speaks for it: then its words need not be everywhere.</param>
    public double Share(int topic, bool named) =>
        named ? 1 : Math.Min(1, (1 + BitOperations.PopCount((uint)parts[topic])) / (double)Parts) * Math.Min(1, (1 + different[topic]) / EnoughWords);
}
