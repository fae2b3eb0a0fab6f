using System.Globalization;
using DigestBot.Mail;
using DigestBot.Wire.Smtp;

namespace DigestBot.Cli;

/// <summary>What <c>digestbot doctor</c> says about the relay: signs in as the sender would, names the envelope sender of our mails, sends nothing, and tells what the relay offers or what to change.</summary>
internal static class RelayCheck
{
    private static readonly TimeSpan EndsSoon = TimeSpan.FromDays(14);

    // Somebody waits in front of it; the sender is more patient.
    private static readonly SmtpTimeouts Hurried = SmtpTimeouts.All(TimeSpan.FromSeconds(20)) with { Greeting = TimeSpan.FromSeconds(10), Connect = TimeSpan.FromSeconds(10), Quit = TimeSpan.FromSeconds(2) };

    /// <summary>Tries the relay.</summary>
    /// <param name="settings">Where it is.</param>
    /// <param name="sender">The envelope sender of a mail.</param>
    /// <param name="international">How many subscribers have an address that only a relay with SMTPUTF8 takes.</param>
    /// <param name="tokens">Access tokens, if it is to have one.</param>
    /// <param name="protocol">Gets the conversation.</param>
    /// <param name="clock">The time, for certificates and patience.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>What is wrong, or null; and what there is to know.</returns>
    public static async Task<(string? Problem, string Note)> RunAsync(SmtpSettings settings, string sender, int international, AccessTokens tokens, ProtocolLog protocol, TimeProvider clock, CancellationToken stop)
    {
        var findings = new SmtpFindings();
        var options = settings.ToOptions(tokens, stop) with { Timeouts = Hurried, Findings = findings };
        var log = protocol.Open(settings.Destination);
        try
        {
            await using var session = await SmtpSession.ConnectAsync(options, log, clock, stop);
            var offer = Offer(settings, session, findings, clock.GetUtcNow());
            if (international > 0 && !session.Capabilities.SmtpUtf8)
                offer += string.Create(CultureInfo.InvariantCulture, $"; (warning: no SMTPUTF8, so {international} subscribers whose address is not ASCII before the @ get no mail; ask the relay's operator for it, and until then set Signup:InternationalAddresses to false, so that no more sign up)");
            var answer = await session.CheckSenderAsync(sender, stop);
            await session.QuitAsync(stop);
            return answer.IsPositive ? (null, offer) : ($"{settings.Destination}: the relay refuses the sender of our mails, {sender} (a token in it is another for each mail): {answer}. {Advice(settings, answer)} Until then mail waits.", "");
        }
        catch (SmtpConnectException e)
        {
            log?.Invoke("-- " + e.Message);
            var other = await OtherKindAsync(options, e, clock, stop);
            var seen = e.Failure == SmtpConnectFailure.Certificate && findings.Certificate is { } certificate ? $" It shows the {certificate}." : "";
            return (e.Message + seen + other + " Until then mail waits.", "");
        }
    }

    private static string Advice(SmtpSettings settings, SmtpReply answer)
    {
        var signIn = settings.User.Length == 0 ? "give it a user name and a password (Smtp:User)" : $"sign in as somebody who may send as this address (Smtp:User, now {settings.User})";
        return answer.Code switch
        {
            530 or 535 or 538 => $"It does not take mail from whoever is not known to it: {signIn}.",
            < 500 => "It may pass by itself; if it does not, ask the relay's operator.",
            _ => $"Set Mail:From (or Mail:Bounces, where that is set) to an address whose mail it takes, with any token in it; or {signIn}; or have the relay's operator allow this one.",
        };
    }

    private static string Offer(SmtpSettings settings, SmtpSession session, SmtpFindings findings, DateTimeOffset now)
    {
        var parts = new List<string> { settings.Destination, session.Encryption ?? "not encrypted" };
        if (findings.Certificate is { } certificate)
        {
            var left = certificate.NotAfter - now;
            parts.Add(certificate.ToString() + (certificate.Problem is null
                ? left < EndsSoon ? string.Create(CultureInfo.InvariantCulture, $" (warning: {Math.Max(0, (int)left.TotalDays)} days left)") : ""
                : $" (warning: not verified, {certificate.Problem})"));
        }

        parts.Add(findings.Mechanism is { } mechanism ? $"signed in as {settings.User} with {mechanism}" : "not signed in (Smtp:User is empty)");
        parts.Add(session.Capabilities.Extensions.Count == 0 ? "offers no extensions" : "offers " + string.Join(", ", session.Capabilities.Extensions.Where(extension => extension.Length > 0).Take(40)));
        return string.Join("; ", parts);
    }

    /// <summary>A port that speaks TLS from the first byte is silent to a client that waits for a greeting, and the other way round: the other kind is tried.</summary>
    private static async Task<string> OtherKindAsync(SmtpOptions options, SmtpConnectException e, TimeProvider clock, CancellationToken stop)
    {
        var wrongKind = e.Stage is SmtpStage.Greeting or SmtpStage.Tls && e.Failure is SmtpConnectFailure.Lost or SmtpConnectFailure.NotSmtp or SmtpConnectFailure.Tls;
        if (!wrongKind) return "";
        var other = options.Security == SmtpSecurity.Implicit ? SmtpSecurity.Required : SmtpSecurity.Implicit;
        var findings = new SmtpFindings();
        try
        {
            await using var session = await SmtpSession.ConnectAsync(options with { Security = other, User = null, AccessToken = null, Findings = findings }, null, clock, stop);
        }
        catch (SmtpConnectException)
        {
            // The other kind is not it either, unless it got further than the first: what is wrong then, the next run will say.
            if (findings is { Certificate: null, Capabilities: null }) return "";
        }

        return other == SmtpSecurity.Implicit
            ? " This port speaks TLS from the first byte: set Smtp:Security to Implicit."
            : " This port speaks plainly first: set Smtp:Security to Required (STARTTLS).";
    }
}
