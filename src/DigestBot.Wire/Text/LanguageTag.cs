namespace DigestBot.Wire.Text;

/// <summary>The first part of a language tag (BCP 47), which is all that reading an article needs.</summary>
public static class LanguageTag
{
    /// <summary>"pt-BR" gives "pt", "no" and "nn" give "nb"; null when it is no tag.</summary>
    public static string? Primary(string? tag)
    {
        if (string.IsNullOrWhiteSpace(tag))
            return null;
        var span = tag.AsSpan().Trim();
        var end = span.IndexOfAny('-', '_');
        if (end >= 0)
            span = span[..end];
        if (span.Length is < 2 or > 3 || span.ContainsAnyExcept(Letters))
            return null;
        return span.ToString().ToLowerInvariant() switch
        {
            "no" or "nn" => "nb",
            "iw" => "he",
            "in" => "id",
            "und" or "mul" or "zxx" => null,
            var primary => primary,
        };
    }

    private static readonly System.Buffers.SearchValues<char> Letters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
}
