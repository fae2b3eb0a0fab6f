namespace DigestBot.Wire.Imap;

/// <summary>What a server may make us read and keep. Time is limited too, by <see cref="ImapOptions"/>.</summary>
internal sealed record ImapLimits
{
    /// <summary>Bytes of one line. A SEARCH answers on a single line: this is about a million UIDs.</summary>
    public int Line { get; init; } = 8 * 1024 * 1024;

    /// <summary>Bytes that a server may announce for one literal; what is not wanted of it is read and dropped.</summary>
    public long Literal { get; init; } = 256L * 1024 * 1024;

    /// <summary>Bytes kept of all literals of an answer beyond those that the command asked for.</summary>
    public int OtherLiterals { get; init; } = 64 * 1024;

    /// <summary>Literals in one response.</summary>
    public int Literals { get; init; } = 1000;

    /// <summary>Lists within lists.</summary>
    public int Depth { get; init; } = 32;

    /// <summary>Bytes of lines that may arrive until one command is answered.</summary>
    public long TextPerCommand { get; init; } = 32L * 1024 * 1024;

    /// <summary>Responses kept for one command.</summary>
    public int KeptPerCommand { get; init; } = 10_000;
}
