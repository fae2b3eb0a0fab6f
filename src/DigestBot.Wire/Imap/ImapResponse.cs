using System.Text;

namespace DigestBot.Wire.Imap;

/// <summary>One response of a server (RFC 9051 2.2.2).</summary>
internal abstract record ImapResponse;

/// <summary>The server waits for the rest of the command.</summary>
internal sealed record ImapContinuation : ImapResponse;

/// <summary>OK, NO, BAD, BYE or PREAUTH (RFC 9051 7.1).</summary>
/// <param name="Tag">The command's tag; <c>*</c> when it belongs to none.</param>
/// <param name="Condition">Upper case.</param>
/// <param name="Code">Response code without brackets, upper case; null when there is none.</param>
/// <param name="Argument">What followed the code within the brackets; empty when nothing did.</param>
/// <param name="Text">Words for a person, made harmless for a log: one line, no control characters, not long.</param>
internal sealed record ImapStatus(string Tag, string Condition, string? Code, string Argument, string Text) : ImapResponse
{
    public bool Ok => Condition == "OK";

    /// <summary>What the server said, for an error message.</summary>
    public string Said => Code is null ? $"“{Text}”" : $"“[{Code}] {Text}”";

    /// <summary>The code's argument as values, such as the flags of PERMANENTFLAGS; empty when it cannot be read.</summary>
    public IReadOnlyList<ImapValue> Values()
    {
        try
        {
            return new ImapValueReader(new ImapFrame([Encoding.UTF8.GetBytes(Argument)], []), 0, 8).ReadAll();
        }
        catch (FormatException)
        {
            return [];
        }
    }
}

/// <summary>Untagged data: <c>* 172 EXISTS</c>, <c>* SEARCH 2 84</c>. Its values are read only by who wants them, so that unknown data cannot disturb.</summary>
/// <param name="Number">The number before the name, if any.</param>
/// <param name="Name">Upper case.</param>
/// <param name="Frame">The whole response.</param>
/// <param name="Position">Where, in its first line, the values begin.</param>
internal sealed record ImapData(uint? Number, string Name, ImapFrame Frame, int Position) : ImapResponse
{
    public IReadOnlyList<ImapValue> Values(int maxDepth) => new ImapValueReader(Frame, Position, maxDepth).ReadAll();
}
