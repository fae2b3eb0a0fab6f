using DigestBot.Rendering;

namespace DigestBot.Cli;

/// <summary>Languages that a command may name.</summary>
internal static class Languages
{
    /// <summary>The language, when there is a file of its words.</summary>
    /// <exception cref="UserException">There is none; the message names those that there are.</exception>
    public static string Known(App app, string language)
    {
        var known = app.Get<Wording>().Languages.Select(texts => texts.Language).ToList();
        return known.Contains(language) ? language : throw new UserException($"There are no texts in '{language}'. There are {string.Join(", ", known)}.");
    }
}
