namespace DigestBot.Wire.Mime;

/// <summary>Finds what the sender of a reply wrote: without the mail that is answered, the line that introduces it, and the signature.</summary>
public static class ReplyText
{
    private const int Longest = 1_000_000;
    private const int MostLines = 20_000;

    /// <summary>The sender's own words, with LF line breaks, trimmed; empty when there are none. Answers between quoted lines are kept.</summary>
    /// <param name="text">A plain-text body, as <see cref="ReceivedMessage.TextBody"/> gives it.</param>
    public static string Visible(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > Longest)
            text = text[..Longest];
        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n', MostLines);
        var kept = new List<string>();
        for (var i = 0; i < lines.Length; i++)
        {
            if (IsQuoted(lines[i]))
                continue;
            if (ReplySignature.Begins(lines, i) || ReplyHeaderBlock.Begins(lines, i))
                break;
            if (ReplyAttribution.LinesEndingAt(lines, i) is > 0 and var length)
            {
                kept.RemoveRange(Math.Max(0, kept.Count - (length - 1)), Math.Min(kept.Count, length - 1));
                // Without quote marks below it, everything below is the quoted mail.
                if (NextText(lines, i + 1) is not { } next || !IsQuoted(next))
                    break;
                continue;
            }
            kept.Add(lines[i].TrimEnd());
        }
        ReplySignature.RemoveSignOff(kept);
        RemoveRules(kept);
        return Joined(kept);
    }

    internal static bool IsQuoted(string line) => line.TrimStart(' ').StartsWith('>');

    private static string? NextText(string[] lines, int from)
    {
        for (var i = from; i < lines.Length; i++)
            if (!string.IsNullOrWhiteSpace(lines[i]))
                return lines[i];
        return null;
    }

    /// <summary>Lines of dashes or underscores at the end belonged to what was cut off.</summary>
    private static void RemoveRules(List<string> kept)
    {
        while (kept.Count > 0 && kept[^1].AsSpan().Trim() is var last && (last.IsEmpty || last.Length >= 3 && last.IndexOfAnyExcept('-', '_', '=') < 0))
            kept.RemoveAt(kept.Count - 1);
    }

    /// <summary>At most one empty line between paragraphs: more are what removed quotes leave.</summary>
    private static string Joined(List<string> kept)
    {
        var lines = new List<string>(kept.Count);
        foreach (var line in kept)
            if (line.Length > 0 || lines is [.., { Length: > 0 }])
                lines.Add(line);
        return string.Join('\n', lines).Trim();
    }
}
