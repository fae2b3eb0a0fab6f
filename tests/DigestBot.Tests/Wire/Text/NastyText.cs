using System.Text;

namespace DigestBot.Tests.Wire.Text;

/// <summary>What strangers put into titles, put together at random from a fixed seed.</summary>
internal static class NastyText
{
    private static readonly string[] Bits =
    [
        "word", "Überschrift", "標題標題標題標題", "заголовок", "عنوان المقال", "כותרת", "ไทย", "हिन्दी", "한국어", " ", "  ", "\n", "\r\n", "\t", "\0", "\u001b[31m", "\u0085", "\u009b", "\u2028", "\u202e", "\u202a", "\u202c",
        "\u2066", "\u2067", "\u2069", "\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u061c", "\ufeff", "\u2060", "\u00ad", "\u0301", "\u0335\u0336\u0337\u0338\u0339\u033a", "\ud83d", "\udc69", "\ufffe", "\uffff", "👩‍👩‍👧‍👦", "👍🏽",
        "🇩🇪", "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "\U000e0041", "❤️", "<b>", "</b>", "<script>", "&amp;amp;", "&lt;", "\"", "'", "=?utf-8?q?x?=", "slotZCardsZ", "{0}", "-- ", "From ", ">", ".", "=", "=\n",
        "https://example.org/?a=1&b=2", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "。", "、", "\u3164", "\u2800", "\u00a0", "·", " · ", "…",
    ];

    /// <summary>So many bits one after another.</summary>
    public static string Of(Random random, int bits)
    {
        var text = new StringBuilder();
        for (var i = 0; i < bits; i++) text.Append(Bits[random.Next(Bits.Length)]);
        return text.ToString();
    }
}
