namespace DigestBot.Wire.Html;

/// <summary>A listing's text: lines and indentation stay, blank lines go, since a blank line ends a paragraph.</summary>
internal static class PreText
{
    public static string Tidy(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n').Select(l => l.TrimEnd()).Where(l => l.Length > 0);
        return string.Join('\n', lines);
    }
}
