using System.Globalization;
using System.Text;

namespace DigestBot.Wire.Text;

/// <summary>Decides, character by character, what of a stranger's text is shown; remembers only what stood before.</summary>
/// <param name="rightToLeft">Whether the text holds letters that run from right to left: only there direction marks mean anything.</param>
internal sealed class CleaningState(bool rightToLeft)
{
    /// <summary>Accents on one letter: Hebrew with points and cantillation needs four, no living orthography more; a tower of them covers the lines above.</summary>
    private const int MostMarks = 4;

    /// <summary>Joiners within one emoji: the longest that Unicode recommends (two people kissing, with skin tones) has three.</summary>
    private const int MostJoins = 8;

    private Rune _last;
    private int _marks;
    private int _joins;
    private bool _dropped;

    /// <summary>Notes a space.</summary>
    /// <returns>Whether something was dropped since the last character that was kept.</returns>
    public bool Space()
    {
        var dropped = _dropped;
        (_last, _marks, _joins, _dropped) = (default, 0, 0, false);
        return dropped;
    }

    /// <summary>Whether this character stays.</summary>
    /// <param name="rune">The character.</param>
    /// <param name="next">The one after it; U+0000 at the end.</param>
    public bool Takes(Rune rune, Rune next)
    {
        if (!Stays(rune, next))
        {
            _dropped = true;
            return false;
        }

        if (!InvisibleCharacters.IsSelector(rune) && rune.Value != InvisibleCharacters.Joiner && _last.Value != InvisibleCharacters.Joiner && !InvisibleCharacters.IsSkinTone(rune)) _joins = 0;
        (_last, _dropped) = (rune, false);
        return true;
    }

    private bool Stays(Rune rune, Rune next)
    {
        var category = Rune.GetUnicodeCategory(rune);
        switch (category)
        {
            case UnicodeCategory.Control or UnicodeCategory.Surrogate:
                return false;
            case UnicodeCategory.Format:
                return Format(rune, next);
            case UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark:
                if (_last == default || InvisibleCharacters.IsEmptyMark(rune) || (InvisibleCharacters.IsMongolian(rune) && !InvisibleCharacters.IsMongolian(_last))) return false; // an accent without a letter would sit on the neighbour
                if (InvisibleCharacters.IsSelector(rune)) return !InvisibleCharacters.IsSelector(_last);
                return ++_marks <= MostMarks;
            case UnicodeCategory.SpacingCombiningMark:
                return true;
            default:
                if (InvisibleCharacters.IsNoCharacter(rune)) return false;
                _marks = 0;
                return true;
        }
    }

    private bool Format(Rune rune, Rune next) => rune.Value switch
    {
        InvisibleCharacters.NonJoiner => InvisibleCharacters.ShapesLetters(_last) && !IsJoiner(next),
        InvisibleCharacters.Joiner => (InvisibleCharacters.ShapesLetters(_last) && !IsJoiner(next))
            || ((InvisibleCharacters.IsPictograph(_last) || InvisibleCharacters.IsSelector(_last) || InvisibleCharacters.IsSkinTone(_last)) && InvisibleCharacters.IsPictograph(next) && ++_joins <= MostJoins),
        0x200e or 0x200f or 0x61c => rightToLeft && _last.Value is not (0x200e or 0x200f or 0x61c),
        0x180e => InvisibleCharacters.IsMongolian(_last),
        _ => InvisibleCharacters.IsVisibleFormat(rune),
    };

    private static bool IsJoiner(Rune rune) => rune.Value is InvisibleCharacters.Joiner or InvisibleCharacters.NonJoiner;
}
