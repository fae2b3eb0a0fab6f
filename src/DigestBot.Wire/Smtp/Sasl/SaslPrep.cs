using System.Globalization;
using System.Text;

namespace DigestBot.Wire.Smtp.Sasl;

/// <summary>
/// SASLprep (RFC 4013) as far as the framework goes: maps, normalises (NFKC of the framework's Unicode version, not of 3.2) and prohibits. What is left out is the
/// check of right-to-left text (RFC 3454 6) and of unassigned code points: both only refuse, so that leaving them out sends a password that the server may judge.
/// </summary>
internal static class SaslPrep
{
    /// <summary>The prepared text.</summary>
    /// <exception cref="SaslException">It holds something that cannot be prepared.</exception>
    public static string Prepare(string text, string what)
    {
        if (Ascii.IsValid(text) && !text.AsSpan().ContainsAnyInRange('\0', '\u001f') && !text.Contains('\u007f', StringComparison.Ordinal))
            return text;
        var mapped = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            // RFC 3454 C.1.2 becomes a space, B.1 nothing.
            if (rune.Value == 0x200B || IsNothing(rune.Value))
                continue;
            mapped.Append(rune.Value != ' ' && Rune.GetUnicodeCategory(rune) == UnicodeCategory.SpaceSeparator ? " " : rune.ToString());
        }
        var prepared = mapped.ToString().Normalize(NormalizationForm.FormKC);
        foreach (var rune in prepared.EnumerateRunes())
            if (IsProhibited(rune))
                throw new SaslException(string.Create(CultureInfo.InvariantCulture, $"the {what} holds U+{rune.Value:X4}, which SASLprep (RFC 4013) does not allow."), another: true);
        return prepared;
    }

    // RFC 3454 B.1: commonly mapped to nothing.
    private static bool IsNothing(int code) =>
        code is 0x00AD or 0x034F or 0x1806 or (>= 0x180B and <= 0x180D) or 0x200C or 0x200D or 0x2060 or (>= 0xFE00 and <= 0xFE0F) or 0xFEFF;

    // RFC 3454 C.2 to C.9. A lone surrogate (C.5) has become U+FFFD, which C.6 prohibits.
    private static bool IsProhibited(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.PrivateUse or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || (rune.Value & 0xFFFE) == 0xFFFE
        || rune.Value is (>= 0xFDD0 and <= 0xFDEF) or (>= 0xFFF9 and <= 0xFFFD) or (>= 0x2FF0 and <= 0x2FFB) or 0x0340 or 0x0341 or 0x06DD or 0x070F or 0x180E
            or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2061 and <= 0x2063) or (>= 0x206A and <= 0x206F) or (>= 0x1D173 and <= 0x1D17A) or (>= 0xE0000 and <= 0xE007F);
}
