using System.Globalization;
using System.Text;

namespace DigestBot.Wire.Mime;

/// <summary>
/// What a local part that is not ASCII may hold. RFC 6531 3.3 allows nearly all of Unicode; an address that people are to type, read and compare holds letters,
/// marks and digits of any script, as identifiers do (RFC 8264 4.2), in composed form (NFC, RFC 6532 3.1).
/// </summary>
internal static class InternationalLocalPart
{
    private const int MostMarks = 4;

    /// <summary>What is wrong with one, beyond the rules for dots and ASCII; null for nothing.</summary>
    /// <param name="local">Composed, without quotation marks.</param>
    public static AddressProblem? Refusal(string local)
    {
        var marks = 0;
        var bare = true; // nothing that a mark could stand on
        foreach (var rune in local.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            var isMark = category is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
            if (!rune.IsAscii && !isMark && category is not (UnicodeCategory.LowercaseLetter or UnicodeCategory.UppercaseLetter or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber))
                return Wrong($"The part before the @ has a character that mail cannot carry there: {AddressLocalPart.Shown(rune)}");
            if (LooksAscii(rune) is { } plain)
                return Wrong($"The part before the @ has a character that is written otherwise in an address: U+{rune.Value:X4}; type {AddressLocalPart.Shown(plain)} instead.");
            if (isMark && bare)
                return Wrong($"The part before the @ has an accent that stands on no letter: {AddressLocalPart.Shown(rune)}");
            marks = isMark ? marks + 1 : 0;
            if (marks > MostMarks)
                return Wrong($"The part before the @ has more than {MostMarks} accents on one letter.");
            bare = rune.Value == '.';
        }

        return local.Split('.').Any(EmailDomain.MixesDirections)
            ? Wrong("The part before the @ mixes letters that are written from the right with others, so that nobody could tell how it reads; only dots may stand between them.")
            : null;
    }

    /// <summary>Full-width letters, ligatures and the like (RFC 8264 9.17): the ASCII that they stand for.</summary>
    private static string? LooksAscii(Rune rune) =>
        !rune.IsAscii && rune.ToString().Normalize(NormalizationForm.FormKC) is var plain && plain.AsSpan().ContainsAnyInRange('\0', '\x7f') ? plain : null;

    private static AddressProblem Wrong(string sentence) => new(AddressFault.Characters, sentence);
}
