namespace DigestBot.Store;

/// <summary>Enumerations are stored as lower-case words, so that a person can read the rows.</summary>
internal static class Words
{
    public static string Of<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
