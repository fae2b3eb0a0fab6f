namespace DigestBot.Replies;

/// <summary>
/// Reads what a subscriber asks for in plain words, in English, German, French or Spanish. Pure.
/// A word that is merely mentioned is no command: a sentence has to be one as a whole (see <see cref="SentenceReader"/>).
/// </summary>
public static class ReplyCommands
{
    private const int MostCharacters = 4000;
    private const int MostLines = 12;
    private const int MostCommands = 10;
    // Mail programs break lines between 65 and 78 characters.
    private const int WrappedFrom = 55;
    private static readonly string[] Answers = ["re", "aw", "antw", "antwort", "sv", "vs", "fw", "fwd", "wg", "tr", "rv", "ref", "res", "rif"];

    /// <summary>The commands of a reply, in the order in which they were written; empty when there is none.</summary>
    /// <param name="visibleText">What the sender wrote, without quoted text; lines that begin with ">" are skipped all the same. Only the first lines count.</param>
    /// <param name="subject">The subject. It counts when the text asks for nothing, and when it is not an answer (Re: …) to a subject of ours.</param>
    public static IReadOnlyList<ReplyCommand> Parse(string visibleText, string? subject = null)
    {
        ArgumentNullException.ThrowIfNull(visibleText);
        var readings = Read(visibleText);
        var commands = Commands(readings);
        if (commands.Count > 0 || string.IsNullOrWhiteSpace(subject) || IsAnswer(subject))
            return commands;
        var asked = Commands(Read(subject.ReplaceLineEndings(" ")));
        var story = readings.Where(reading => reading.Reading.IsStory).ToArray();
        if (story.Length == 0)
            return asked;
        // Who gives a reason below the subject "unsubscribe" still wants to leave; who asks or objects may not.
        var doubtful = story.Any(reading => reading.Sentence.Question || Courtesy.Guarded(0, reading.Sentence.Words.Count, reading.Sentence.Words));
        return doubtful || asked.Any(command => command.Verb != "unsubscribe") ? [] : asked;
    }

    private static List<ReplyCommand> Commands(IReadOnlyCollection<(Sentence Sentence, Reading Reading)> readings)
    {
        var story = readings.Any(one => one.Reading.IsStory);
        // Who wants to leave may tell why; anything else that a story says as well has to be said alone.
        return [.. readings.Where(one => !story || one.Reading.Clarity > Clarity.Weak || one.Reading is { Clarity: Clarity.Weak, Commands: [{ Verb: "unsubscribe" }] }).SelectMany(one => one.Reading.Commands).Distinct().Take(MostCommands)];
    }

    private static List<(Sentence Sentence, Reading Reading)> Read(string text)
    {
        var readings = new List<(Sentence, Reading)>();
        var (carried, lines, last, final) = ("", 0, "", "");
        foreach (var raw in text.AsSpan(0, Math.Min(text.Length, MostCharacters)).EnumerateLines())
        {
            var line = raw.Trim().ToString();
            if (line is "--" or "—" || line.StartsWith("-----", StringComparison.Ordinal) || line.StartsWith("____", StringComparison.Ordinal) || lines == MostLines)
                break;
            if (line.StartsWith('>') || line.StartsWith('＞'))
                continue;
            if (line.Length == 0)
            {
                carried = "";
                continue;
            }
            if (carried.Length > 0 && (last.Length + 1 + line.Split(' ', 2)[0].Length >= WrappedFrom || IsGuarded(carried)))
            {
                line = carried + " " + line;
                readings.RemoveAt(readings.Count - 1);
            }
            lines++;
            last = raw.ToString();
            var sentences = Splitter.Sentences(line);
            final = sentences.Count > 0 ? line : final;
            if (line.EndsWith(':') && sentences.Any(sentence => Courtesy.Reports(sentence.Words)))
                break;
            var read = sentences.Select(sentence => (Sentence: sentence, Reading: new SentenceReader(line, sentence).Read())).ToArray();
            // "Stop. Think." tells something; "Stop! Thanks." asks for it.
            var story = read.Any(one => one.Reading.IsStory);
            readings.AddRange(read.Select(one => story && one.Reading is { Asks: true, Clarity: <= Clarity.Weak } ? (one.Sentence, Reading.Other) : one));
            carried = read is [.., { Reading.IsStory: true, Sentence: { Ended: false } open }] ? line[open.Start..].Trim() : "";
        }
        if (readings is [.., ({ Start: 0, Ended: false } name, { IsStory: true })] && IsName(final, name))
            readings[^1] = (name, Reading.JustCourtesy);
        return readings;
    }

    /// <summary>The last line is how somebody signs: one to three words, each with a capital.</summary>
    private static bool IsName(string line, Sentence sentence) =>
        sentence.Words.Count <= 3 && !Courtesy.Guarded(0, sentence.Words.Count, sentence.Words)
        && sentence.Words.All(word => !word.Break && char.IsUpper(line[word.Start]) && (word.End - word.Start == 1 || line[word.Start..word.End].Any(char.IsLower)));

    private static bool IsGuarded(string text) =>
        Splitter.Sentences(text).Any(sentence => Courtesy.Guarded(0, sentence.Words.Count, sentence.Words));

    private static bool IsAnswer(string subject)
    {
        var trimmed = subject.AsSpan().TrimStart();
        var end = trimmed.IndexOfAny(':', '：', '[');
        return end > 0 && Answers.Contains(trimmed[..end].TrimEnd().ToString(), StringComparer.OrdinalIgnoreCase);
    }
}
