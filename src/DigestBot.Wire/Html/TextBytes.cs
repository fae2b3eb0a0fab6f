namespace DigestBot.Wire.Html;

/// <summary>The bytes of a page that are its text, before its charset is known: angle brackets are ASCII in every charset that is guessed.</summary>
internal static class TextBytes
{
    private const int Most = 1 << 16;

    /// <summary>Up to 64 kB of text without tags, scripts and styles, from shortly before the first byte above ASCII.</summary>
    public static byte[] Of(ReadOnlySpan<byte> page)
    {
        page = page[Start(page)..];
        var text = new byte[Math.Min(page.Length, Most)];
        var length = 0;
        while (!page.IsEmpty && length < text.Length)
        {
            var tag = page.IndexOf((byte)'<');
            var run = page[..Math.Min(tag < 0 ? page.Length : tag, text.Length - length)];
            run.CopyTo(text.AsSpan(length));
            length += run.Length;
            if (tag < 0 || length == text.Length)
                break;
            // Words of two elements are two words.
            text[length++] = (byte)' ';
            page = Behind(page[tag..]);
        }

        return text[..length];
    }

    /// <summary>Where the tag begins that is before the first byte above ASCII.</summary>
    private static int Start(ReadOnlySpan<byte> page)
    {
        var first = page.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
        var tag = page[..Math.Max(0, first)].LastIndexOf((byte)'<');
        return Math.Max(0, tag);
    }

    private static ReadOnlySpan<byte> Behind(ReadOnlySpan<byte> tag)
    {
        var end = IsCode(tag, "<script"u8) ? tag.IndexOf("</script"u8) : IsCode(tag, "<style"u8) ? tag.IndexOf("</style"u8) : -1;
        if (end > 0)
            tag = tag[end..];
        var close = tag.IndexOf((byte)'>');
        return close < 0 ? [] : tag[(close + 1)..];
    }

    private static bool IsCode(ReadOnlySpan<byte> tag, ReadOnlySpan<byte> name) =>
        tag.Length > name.Length && System.Text.Ascii.EqualsIgnoreCase(tag[..name.Length], name);
}
