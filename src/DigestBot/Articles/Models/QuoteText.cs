using System.Globalization;
using System.Text;
using DigestBot.Wire.Text;

namespace DigestBot.Articles.Models;

/// <summary>
/// A text in the form in which quotations are compared: NFC, one kind of quotation mark, apostrophe, dash and space, "…" as three stops. Each of its units knows
/// where it came from, so that what is found in it is a range of the text itself.
/// </summary>
internal sealed class QuoteText
{
    private readonly StringBuilder _plain = new();
    private readonly List<int> _from = [];
    private readonly List<int> _to = [];

    /// <summary>Makes it.</summary>
    public QuoteText(string text)
    {
        for (var i = 0; i < text.Length;)
        {
            var end = i + 1;
            while (end < text.Length && end - i < 64 && Joins(text[end])) end++;
            var piece = text.AsSpan(i, end - i);
            if (end - i > 1 && IsWellFormed(piece)) Append(piece.ToString().Normalize(), i, end);
            else for (var at = i; at < end; at++) Append(Plain(text[at]), at, at + 1);
            i = end;
        }

        Text = _plain.ToString();
    }

    /// <summary>The comparable text.</summary>
    public string Text { get; }

    /// <summary>The range of the original that units of the comparable text came from.</summary>
    public TextRange Range(int start, int length) => new(_from[start], _to[start + length - 1] - _from[start]);

    /// <summary>The comparable form of a proposed quotation, without the marks around it.</summary>
    public static string Of(string quote) => new QuoteText(quote).Text.Trim(' ', '"', '\'');

    private void Append(string plain, int from, int to)
    {
        foreach (var c in plain)
        {
            if (c == ' ' && (_plain.Length == 0 || _plain[^1] == ' ')) continue;
            _plain.Append(c);
            _from.Add(from);
            _to.Add(to);
        }
    }

    // Accents, and the vowels and finals of Hangul written in letters.
    private static bool Joins(char c) =>
        CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark || c is >= '\u1160' and <= '\u11ff' or '\u3099' or '\u309a';

    private static bool IsWellFormed(ReadOnlySpan<char> piece) => piece.IndexOfAnyInRange('\ud800', '\udfff') < 0;

    private static string Plain(char c) => c switch
    {
        '“' or '”' or '„' or '‟' or '«' or '»' or '″' or '〝' or '〞' or '〟' or '＂' or '「' or '」' or '『' or '』' => "\"",
        '‘' or '’' or '‚' or '‛' or '‹' or '›' or '′' or '`' or '´' or 'ʼ' or '＇' => "'",
        '‐' or '‑' or '‒' or '–' or '—' or '―' or '−' or '－' => "-",
        '…' => "...",
        '\u00ad' or '\u200b' or '\u2060' or '\ufeff' => "",
        _ when char.IsWhiteSpace(c) => " ",
        _ => c.ToString(),
    };
}
