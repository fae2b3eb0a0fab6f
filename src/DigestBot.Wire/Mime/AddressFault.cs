namespace DigestBot.Wire.Mime;

/// <summary>What is wrong with an address, in kinds that one sentence each can explain to whoever typed it.</summary>
public enum AddressFault
{
    /// <summary>Nothing, no @, or nothing on one side of it.</summary>
    Shape,

    /// <summary>More than one @ outside quotation marks: several addresses, or one with a part too many.</summary>
    Several,

    /// <summary>Angle brackets: a display name, or a forged end of the address.</summary>
    Brackets,

    /// <summary>A line break, tab, NUL or another control character, or one that nobody sees.</summary>
    Control,

    /// <summary>A space that no quotation marks hold.</summary>
    Space,

    /// <summary>A comment in parentheses.</summary>
    Comment,

    /// <summary>A dot at the wrong place before the @.</summary>
    Dots,

    /// <summary>Quotation marks or backslashes that do not fit together.</summary>
    Quotes,

    /// <summary>A character before the @ that mail cannot carry there.</summary>
    Characters,

    /// <summary>More than 64 octets before the @.</summary>
    LongLocalPart,

    /// <summary>More than 254 octets in all.</summary>
    Long,

    /// <summary>A number instead of a name after the @.</summary>
    Literal,

    /// <summary>What stands after the @ is no host name.</summary>
    Domain,
}

/// <summary>Why an address is refused.</summary>
/// <param name="Fault">In one word.</param>
/// <param name="Sentence">In an English sentence of one line without control characters, which says what to correct.</param>
public sealed record AddressProblem(AddressFault Fault, string Sentence);
