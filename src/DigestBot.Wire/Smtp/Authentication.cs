using System.Text;

namespace DigestBot.Wire.Smtp;

/// <summary>Signing in with user name and password (RFC 4954): PLAIN (RFC 4616), or LOGIN where a server knows nothing better.</summary>
internal static class Authentication
{
    /// <summary>RFC 5321 4.5.3.1.4: a longer initial response goes on a line of its own.</summary>
    private const int MaxCommand = 510;

    /// <summary>Carries out the exchange.</summary>
    /// <param name="ask">Sends a line, which the log shows as the second argument, and returns the reply.</param>
    /// <param name="mechanisms">What the server offers, upper case.</param>
    /// <param name="user">The user name.</param>
    /// <param name="password">The password.</param>
    /// <returns>The last reply; null when no mechanism is known to both sides.</returns>
    public static async ValueTask<SmtpReply?> SignInAsync(
        Func<string, string, ValueTask<SmtpReply>> ask, IReadOnlyList<string> mechanisms, string user, string password)
    {
        if (mechanisms.Contains("PLAIN"))
        {
            var response = Encoded($"\0{user}\0{password}");
            if (response.Length + "AUTH PLAIN ".Length <= MaxCommand)
                return await ask("AUTH PLAIN " + response, "AUTH PLAIN ********");
            return await Next(await ask("AUTH PLAIN", "AUTH PLAIN"), response);
        }
        if (mechanisms.Contains("LOGIN"))
            return await Next(await Next(await ask("AUTH LOGIN", "AUTH LOGIN"), Encoded(user)), Encoded(password));
        return null;

        async ValueTask<SmtpReply> Next(SmtpReply previous, string response) =>
            previous.Code == 334 ? await ask(response, "********") : previous;
    }

    private static string Encoded(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
