using System.Text;

namespace DigestBot.Wire.Imap;

/// <summary>From the greeting to the authenticated state (RFC 9051 3): STARTTLS when asked for, then the login.</summary>
internal static class ImapLogin
{
    /// <summary>Returns what the server can do once we are logged in, upper case.</summary>
    public static async Task<IReadOnlySet<string>> LogInAsync(ImapConnection connection, ImapOptions options, CancellationToken cancellation)
    {
        var greeting = await connection.ReadGreetingAsync(cancellation);
        var capabilities = Announced([greeting]);
        if (options.Security == ImapSecurity.StartTls)
        {
            await StartTlsAsync(connection, greeting, capabilities, cancellation);
            // RFC 9051 6.2.1: what was said before TLS does not count.
            capabilities = null;
        }
        if (greeting.Condition == "PREAUTH")
            return capabilities ?? await AskAsync(connection, cancellation);
        capabilities ??= await AskAsync(connection, cancellation);

        var reply = await connection.RunAsync(Command(connection, options, capabilities), cancellation);
        if (!reply.Status.Ok)
            throw connection.Error(ImapFailure.Login,
                $"the login of “{options.User}” was not accepted: {reply.Status.Said}. Check user and password; some providers want one made for this purpose.", reply.Status.Code);
        return Announced([reply.Status, .. reply.Notes]) ?? Listed(reply) ?? await AskAsync(connection, cancellation);
    }

    private static async Task StartTlsAsync(ImapConnection connection, ImapStatus greeting, IReadOnlySet<string>? capabilities, CancellationToken cancellation)
    {
        // RFC 9051 7.1.4: after PREAUTH there is no STARTTLS, so somebody in between could use it to strip TLS.
        if (greeting.Condition == "PREAUTH")
            throw connection.Error(ImapFailure.Tls, "the server skips the login, which leaves no place for STARTTLS. Use Implicit TLS (port 993).");
        capabilities ??= await AskAsync(connection, cancellation);
        if (!capabilities.Contains("STARTTLS"))
            throw connection.Error(ImapFailure.Tls, "the server does not offer STARTTLS, so nothing secret was sent. Use Implicit TLS (port 993).");
        var reply = await connection.RunAsync(new ImapCommand("STARTTLS").Words("STARTTLS"), cancellation);
        if (!reply.Status.Ok)
            throw connection.Error(ImapFailure.Tls, $"the server refused STARTTLS: {reply.Status.Said}. Use Implicit TLS (port 993).", reply.Status.Code);
        await connection.StartTlsAsync(cancellation);
    }

    private static ImapCommand Command(ImapConnection connection, ImapOptions options, IReadOnlySet<string> capabilities)
    {
        if (options.User.Contains('\0', StringComparison.Ordinal) || options.Password.Contains('\0', StringComparison.Ordinal))
            throw connection.Error(ImapFailure.Login, "the user or the password holds a NUL, which no login can. Correct it.");
        if (!capabilities.Contains("LOGINDISABLED"))
            return new ImapCommand("LOGIN", "CAPABILITY").Words("LOGIN ").Text(options.User).Words(" ").Text(options.Password);
        if (!capabilities.Contains("AUTH=PLAIN"))
            throw connection.Error(ImapFailure.Login, options.Security == ImapSecurity.None
                ? "the server accepts no login without TLS. Use Implicit (port 993) or StartTls (port 143)."
                : "the server accepts neither LOGIN nor AUTHENTICATE PLAIN. Allow one of them for this user.");
        // RFC 4616: authorization identity (none), user and password, after the server's +.
        var secret = Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{options.User}\0{options.Password}"));
        return new ImapCommand("AUTHENTICATE", "CAPABILITY").Words("AUTHENTICATE PLAIN").Next().Words(secret);
    }

    private static async Task<IReadOnlySet<string>> AskAsync(ImapConnection connection, CancellationToken cancellation)
    {
        var reply = await connection.RunAsync(new ImapCommand("CAPABILITY", "CAPABILITY").Words("CAPABILITY"), cancellation);
        return Listed(reply) ?? new HashSet<string>();
    }

    private static IReadOnlySet<string>? Announced(IEnumerable<ImapStatus> statuses) =>
        statuses.FirstOrDefault(status => status.Code == "CAPABILITY") is { } status ? Names(status.Argument) : null;

    private static IReadOnlySet<string>? Listed(ImapReply reply) =>
        reply.Last is { } last ? Names(Encoding.UTF8.GetString(last.Frame.Lines[0].AsSpan(last.Position))) : null;

    private static HashSet<string> Names(string list) =>
        [.. list.ToUpperInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries)];
}
