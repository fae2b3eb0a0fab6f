using System.Text;
using DigestBot.Wire.Smtp.Sasl;

namespace DigestBot.Wire.Smtp;

/// <summary>One AUTH exchange (RFC 4954 4).</summary>
internal static class Authentication
{
    /// <summary>RFC 5321 4.5.3.1.4: a longer initial response goes on a line of its own.</summary>
    private const int MaxCommand = 510;

    /// <summary>RFC 4954 4: no line is longer.</summary>
    private const int MaxLine = 12_288 - 2;

    /// <summary>The longest mechanism needs two.</summary>
    private const int MaxChallenges = 6;

    private const string Masked = "********";

    /// <summary>Carries it out.</summary>
    /// <param name="client">The mechanism.</param>
    /// <param name="ask">Sends a line, which the log shows as the second argument, and returns the reply.</param>
    /// <returns>The last reply. A positive one can be believed.</returns>
    /// <exception cref="SaslException">This end broke it off, and told the server so.</exception>
    public static async ValueTask<SmtpReply> RunAsync(ISaslClient client, Func<string, string, ValueTask<SmtpReply>> ask)
    {
        var command = "AUTH " + client.Name;
        var waiting = client.First;
        SmtpReply reply;
        if (waiting is not null && command.Length + 1 + Base64Length(waiting) <= MaxCommand)
        {
            reply = await ask($"{command} {Encoded(waiting)}", $"{command} {Masked}");
            waiting = null;
        }
        else
        {
            reply = await ask(command, command);
        }
        for (var challenges = 1; reply.Code == 334; challenges++)
        {
            string answer;
            try
            {
                answer = Encoded(waiting ?? (challenges <= MaxChallenges ? client.Answer(Decoded(reply.Text)) : throw new SaslException("the server does not stop asking.")));
                if (answer.Length > MaxLine)
                    throw new SaslException($"user name, password or token is too long for a line of {MaxLine} octets.");
                waiting = null;
            }
            catch (SaslException)
            {
                // RFC 4954 4: the server answers 501, and everything is as it was before AUTH.
                await ask("*", "*");
                throw;
            }
            reply = await ask(answer, Masked);
        }
        if (reply.IsPositive)
            client.Accept();
        return reply;
    }

    private static int Base64Length(string text) => (Encoding.UTF8.GetByteCount(text) + 2) / 3 * 4;

    private static string Encoded(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string? Decoded(string text)
    {
        var octets = new byte[text.Length];
        return Convert.TryFromBase64String(text, octets, out var length) ? Encoding.UTF8.GetString(octets, 0, length) : null;
    }
}
