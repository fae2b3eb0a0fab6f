namespace DigestBot.Wire.Syndication.Formats;

internal static class Languages
{
    /// <summary>A language tag in lower case (BCP 47: letters, digits and hyphens); null when it is none.</summary>
    public static string? Tag(string? given)
    {
        var tag = given?.Trim().Replace('_', '-').ToLowerInvariant();
        if (string.IsNullOrEmpty(tag) || tag.Length > 35 || !char.IsAsciiLetter(tag[0]))
            return null;
        foreach (var c in tag)
            if (!char.IsAsciiLetterOrDigit(c) && c != '-')
                return null;
        return tag;
    }
}
