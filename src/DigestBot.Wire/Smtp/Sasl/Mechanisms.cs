namespace DigestBot.Wire.Smtp.Sasl;

/// <summary>Which mechanisms may be used, strongest first.</summary>
internal static class Mechanisms
{
    private static readonly string[] ForPasswords = [Scram.Plus, Scram.Usual, "PLAIN", "LOGIN"];
    private static readonly string[] ForTokens = [OAuth.Bearer, OAuth.Forerunner];

    /// <summary>Every one that this client speaks.</summary>
    public static IReadOnlyList<string> All { get; } = [.. ForPasswords, .. ForTokens];

    /// <summary>Those that both sides know, that fit the secret, and that the settings allow; in the order in which they are tried.</summary>
    public static IReadOnlyList<string> Usable(SmtpOptions options, IReadOnlyList<string> offered) =>
        [.. Fitting(options).Where(name => offered.Contains(name) && (options.Authentication is null || Is(options.Authentication, name)))];

    /// <summary>Why there is none.</summary>
    public static string WhyNone(SmtpOptions options, IReadOnlyList<string> offered)
    {
        if (offered.Count == 0)
            return "the server offers no sign-in here. Remove the user name, or use the submission port (587 or 465).";
        var list = string.Join(", ", offered.Take(20));
        if (options.Authentication is { } wanted)
            return Fitting(options).Any(name => Is(wanted, name))
                ? $"the server does not offer {wanted}, only {list}. Choose auto, or one of these."
                : $"{wanted} does not go with {(options.AccessToken is null ? "a password" : "an access token")}. Choose auto.";
        if (options.AccessToken is null)
            return $"the server offers only {list}; with a password this program knows {string.Join(", ", ForPasswords)}. "
                + (offered.Any(ForTokens.Contains) ? "Give an access token instead." : "Ask the provider for an app password.");
        return $"the server offers only {list}; with an access token this program knows {string.Join(" and ", ForTokens)}. Give a password instead.";
    }

    private static string[] Fitting(SmtpOptions options) => options.AccessToken is null ? ForPasswords : ForTokens;

    private static bool Is(string wanted, string name) => wanted.Equals(name, StringComparison.OrdinalIgnoreCase);
}
