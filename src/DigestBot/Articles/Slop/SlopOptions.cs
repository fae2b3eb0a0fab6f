namespace DigestBot.Articles.Slop;

/// <summary>What becomes of an article that meets the rules of <c>config/slop.json</c>.</summary>
public enum SlopMode
{
    /// <summary>Nothing is looked for.</summary>
    Off,

    /// <summary>Its card says so, and the operator sees why.</summary>
    Mark,

    /// <summary>It stays out of the log until the operator releases it.</summary>
    Hold,
}

/// <summary>Section <c>Slop</c>.</summary>
public sealed class SlopOptions
{
    /// <summary>Off, Mark or Hold.</summary>
    public SlopMode Mode { get; set; } = SlopMode.Mark;

    /// <summary>What is wrong with these settings: (setting, value, what would be right).</summary>
    public IEnumerable<(string Setting, object Value, string Right)> Problems()
    {
        if (!Enum.IsDefined(Mode)) yield return ("Slop:Mode", Mode, "Off, Mark or Hold");
    }
}
