namespace DigestBot.Wire.Mime;

/// <summary>A key that cannot sign; the message says what would be right, as the end of a sentence that begins with "it must be".</summary>
public sealed class DkimKeyException : Exception
{
    /// <summary>Says what would be right.</summary>
    public DkimKeyException(string message) : base(message) { }

    /// <summary>Says what would be right, and what the framework said.</summary>
    public DkimKeyException(string message, Exception inner) : base(message, inner) { }
}
