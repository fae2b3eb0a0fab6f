using System.Globalization;
using System.Text;
using DigestBot.Model;

namespace DigestBot.Benchmarks.Sample;

/// <summary>
/// Articles without end, the same for the same number: words by Zipf's law, half of them those of one of many subjects, a fifth of the feeds with a plea under each of their articles.
/// </summary>
internal static class SyntheticArticles
{
    public const int Feeds = 2_000;

    private const int Vocabulary = 300_000;
    private const int Subjects = 5_000;
    private const int WordsPerSubject = 400;
    private const int WordsPerSentence = 14;

    private static readonly string[] Syllables = "ba be bi bo bu da de di do du fa fe fi fo ga ge go ka ke ki ko la le li lo ma me mi mo na ne ni no pa pe po ra re ri ro sa se si so ta te ti to va ve vi vo".Split(' ');
    private static readonly string[] Words = [.. Enumerable.Range(0, Vocabulary).Select(Word)];

    /// <summary>The text of an article.</summary>
    /// <param name="number">Which.</param>
    /// <param name="words">Its length.</param>
    public static string Text(int number, int words)
    {
        var random = new Random(number);
        var subject = random.Next(Subjects);
        var text = new StringBuilder(words * 7);
        for (var i = 0; i < words; i++)
        {
            var word = i % 2 == 0 ? Words[Zipf(random, Vocabulary)] : Words[(int)(((long)subject * 7919 + Zipf(random, WordsPerSubject) * 104_729L) % (Vocabulary - 5_000)) + 5_000];
            text.Append(i == 0 ? "" : i % (WordsPerSentence * 5) == 0 ? ".\n\n" : i % WordsPerSentence == 0 ? ". " : " ").Append(i % WordsPerSentence == 0 ? char.ToUpperInvariant(word[0]) + word[1..] : word);
        }

        var feed = Feed(number);
        if (feed % 5 == 0)
            text.Append(CultureInfo.InvariantCulture, $".\n\nYou read this because you are a friend of {Words[feed + 9_000]} {Words[feed + 70_000]}. Tell others of {Words[feed + 9_000]}, write to us what you think of it, and never miss what we have to say about {Words[feed + 40_000]} again, on any day of the week");
        return text.Append('.').ToString();
    }

    /// <summary>Which feed brings an article, from 0.</summary>
    public static int Feed(int number) => (int)((uint)number * 2654435761u % Feeds);

    /// <summary>An article's row as it is found.</summary>
    public static Article Row(int number, DateTimeOffset time, string kind = "a") => new()
    {
        FeedId = Feed(number) + 1, Identity = string.Create(CultureInfo.InvariantCulture, $"{kind}{number}"), Url = string.Create(CultureInfo.InvariantCulture, $"https://feed{Feed(number)}.example/{kind}/{number}"),
        CanonicalUrl = string.Create(CultureInfo.InvariantCulture, $"feed{Feed(number)}.example/{kind}/{number}"), Title = Text(number, 6), Found = time, Time = time, NextRead = time, Language = "en",
    };

    private static int Zipf(Random random, int count) => Math.Min(count - 1, (int)Math.Exp(random.NextDouble() * Math.Log(count)) - 1);

    private static string Word(int rank)
    {
        var word = new StringBuilder();
        for (var rest = rank + 1; rest > 0; rest /= Syllables.Length) word.Append(Syllables[rest % Syllables.Length]);
        return word.ToString();
    }
}
