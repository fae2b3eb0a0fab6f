using System.Collections.Frozen;

namespace DigestBot.Wire.Syndication.Dates;

/// <summary>Time zones by offset and by name, in minutes east of UTC.</summary>
internal static class Zones
{
    private const int Furthest = 14 * 60;

    // RFC 5322 4.3 for the American names; the others in their most common sense. Military letters mean nothing certain: UTC (RFC 2822 4.3).
    private static readonly FrozenDictionary<string, int> Names = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase)
    {
        ["UT"] = 0, ["UTC"] = 0, ["GMT"] = 0, ["Z"] = 0, ["ZULU"] = 0, ["WET"] = 0, ["AST"] = -240, ["ADT"] = -180, ["EST"] = -300, ["EDT"] = -240, ["ET"] = -300,
        ["CST"] = -360, ["CDT"] = -300, ["CT"] = -360, ["MST"] = -420, ["MDT"] = -360, ["MT"] = -420, ["PST"] = -480, ["PDT"] = -420, ["PT"] = -480,
        ["AKST"] = -540, ["AKDT"] = -480, ["HST"] = -600, ["NST"] = -210, ["NDT"] = -150, ["BRT"] = -180, ["BRST"] = -120, ["ART"] = -180, ["CLT"] = -240,
        ["BST"] = 60, ["IST"] = 330, ["WEST"] = 60, ["CET"] = 60, ["CEST"] = 120, ["MEZ"] = 60, ["MESZ"] = 120, ["MET"] = 60, ["MEST"] = 120, ["EET"] = 120, ["EEST"] = 180,
        ["SAST"] = 120, ["CAT"] = 120, ["WAT"] = 60, ["EAT"] = 180, ["MSK"] = 180, ["MSD"] = 240, ["TRT"] = 180, ["GST"] = 240, ["PKT"] = 300, ["WIB"] = 420, ["ICT"] = 420,
        ["SGT"] = 480, ["HKT"] = 480, ["AWST"] = 480, ["PHT"] = 480, ["JST"] = 540, ["KST"] = 540, ["ACST"] = 570, ["ACDT"] = 630, ["AEST"] = 600, ["AEDT"] = 660,
        ["NZST"] = 720, ["NZDT"] = 780,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static bool TryName(ReadOnlySpan<char> word, out int minutes) => Names.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out minutes);

    /// <summary>Reads a zone: Z, a name, <c>+hh:mm</c>, <c>+hhmm</c>, <c>+hh</c>, or a name with an offset (<c>GMT+2</c>); 0 when there is none.</summary>
    public static int Read(ref DateScanner scanner)
    {
        scanner.SkipWhite();
        var start = scanner.Position;
        var minutes = 0;
        if (char.IsAsciiLetter(scanner.Current))
        {
            var known = TryName(scanner.Word(), out minutes);
            if (known && scanner.Current is '+' or '-' && minutes == 0 && TryOffset(ref scanner, out var offset))
                return offset;
            if (!known)
                scanner.Position = start;
            return minutes;
        }
        return TryOffset(ref scanner, out minutes) ? minutes : 0;
    }

    /// <summary>Reads a sign and an offset of at most 14 hours.</summary>
    public static bool TryOffset(ref DateScanner scanner, out int minutes)
    {
        minutes = 0;
        var start = scanner.Position;
        if (scanner.Current is not ('+' or '-' or '−'))
            return false;
        var sign = scanner.Current == '+' ? 1 : -1;
        scanner.Position++;
        var digits = scanner.CountDigits();
        if (digits is 3 or 4)
        {
            var value = (int)scanner.Digits(digits);
            minutes = value / 100 * 60 + value % 100;
        }
        else if (digits is 1 or 2)
        {
            minutes = (int)scanner.Digits(digits) * 60;
            if (scanner.Current == ':' && char.IsAsciiDigit(scanner.Peek(1)))
            {
                scanner.Position++;
                minutes += (int)scanner.Digits(Math.Min(2, scanner.CountDigits()));
            }
        }
        else
        {
            scanner.Position = start;
            return false;
        }
        minutes = minutes > Furthest ? 0 : sign * minutes;
        return true;
    }
}
