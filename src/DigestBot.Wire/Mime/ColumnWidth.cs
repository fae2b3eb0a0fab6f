using System.Globalization;
using System.Text;

namespace DigestBot.Wire.Mime;

/// <summary>How many columns text takes in a fixed-width font (Unicode TR11, in outline).</summary>
internal static class ColumnWidth
{
    // The blocks whose characters are Wide or Fullwidth.
    private static readonly (int First, int Last)[] Wide =
    [
        (0x1100, 0x115F), (0x231A, 0x231B), (0x23E9, 0x23EC), (0x25FD, 0x25FE), (0x2614, 0x2615), (0x267F, 0x267F), (0x26A1, 0x26A1), (0x2705, 0x2705),
        (0x274C, 0x274C), (0x2728, 0x2728), (0x2753, 0x2757), (0x2795, 0x2797), (0x2B1B, 0x2B1C), (0x2B50, 0x2B55), (0x2E80, 0x303E), (0x3041, 0x4DBF),
        (0x4E00, 0xA4CF), (0xA960, 0xA97F), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFE30, 0xFE6F), (0xFF01, 0xFF60), (0xFFE0, 0xFFE6), (0x16FE0, 0x1B2FF),
        (0x1F004, 0x1F004), (0x1F0CF, 0x1F0CF), (0x1F18E, 0x1F19A), (0x1F200, 0x1F320), (0x1F32D, 0x1F64F), (0x1F680, 0x1F6FC), (0x1F7E0, 0x1F7EB),
        (0x1F90C, 0x1FAFF), (0x20000, 0x3FFFD),
    ];

    public static int Of(ReadOnlySpan<char> text)
    {
        var columns = 0;
        foreach (var rune in text.EnumerateRunes())
            columns += rune.Value < 0x300 ? 1 : Of(rune);
        return columns;
    }

    private static int Of(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format => 0,
        _ => Array.BinarySearch(Wide, (rune.Value, rune.Value), Containing) >= 0 ? 2 : 1,
    };

    private static readonly Comparer<(int First, int Last)> Containing =
        Comparer<(int First, int Last)>.Create((range, sought) => range.Last < sought.First ? -1 : range.First > sought.Last ? 1 : 0);
}
