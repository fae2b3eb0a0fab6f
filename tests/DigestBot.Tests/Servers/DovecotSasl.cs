using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace DigestBot.Tests.Servers;

/// <summary>Dovecot's authentication service alone, for a Postfix that asks it (smtpd_sasl_type = dovecot): passwords of a file, and JSON Web Tokens that a key of its own has signed.</summary>
internal sealed class DovecotSasl : IAsyncDisposable
{
    public const string Program = "dovecot", Package = "dovecot-core";

    private readonly string _folder = Directory.CreateTempSubdirectory("digestbot-sasl-").FullName;
    private readonly byte[] _key = SHA256.HashData("the tests' own key"u8);
    private Process? _process;

    /// <summary>The authority of <see cref="Postfix"/>'s certificate, which is for 127.0.0.1.</summary>
    public string CaFile => Path.Combine(_folder, "ca.pem");

    /// <summary>Lines of main.cf for a submission server that relays for nobody who has not signed in.</summary>
    public string[] Submission =>
    [
        "smtpd_sasl_auth_enable = yes", "smtpd_sasl_type = dovecot", $"smtpd_sasl_path = {Socket}", "smtpd_tls_security_level = may", "smtpd_tls_auth_only = yes",
        $"smtpd_tls_cert_file = {_folder}/server.pem", $"smtpd_tls_key_file = {_folder}/server.key", "smtpd_recipient_restrictions = permit_sasl_authenticated, reject", "smtpd_error_sleep_time = 0",
    ];

    private string Socket => Path.Combine(_folder, "auth");

    /// <summary>Starts it for some users.</summary>
    public static async Task<DovecotSasl> StartAsync(params (string User, string Password)[] users)
    {
        var sasl = new DovecotSasl();
        try
        {
            await sasl.WriteAsync(users);
            var (process, output) = Tool.Start(Tool.Path(Program, Package), ["-F", "-c", Path.Combine(sasl._folder, "dovecot.conf")]);
            sasl._process = process;
            for (var tries = 0; !File.Exists(sasl.Socket); tries++)
            {
                if (process.HasExited || tries > 400)
                    throw new InvalidOperationException($"Dovecot does not start: {output()}\n{sasl.Log}");
                await Task.Delay(25);
            }
            return sasl;
        }
        catch
        {
            await sasl.DisposeAsync();
            throw;
        }
    }

    /// <summary>What it logged.</summary>
    public string Log => File.Exists(Path.Combine(_folder, "log")) ? File.ReadAllText(Path.Combine(_folder, "log")) : "";

    /// <summary>A token that it takes (RFC 7519, HS256), or one that has expired.</summary>
    public string Token(string user, TimeSpan valid)
    {
        var now = DateTimeOffset.UtcNow;
        var head = Url(JsonSerializer.SerializeToUtf8Bytes(new { alg = "HS256", typ = "JWT" }));
        var body = Url(JsonSerializer.SerializeToUtf8Bytes(new { email = user, sub = user, iat = (now - TimeSpan.FromDays(1)).ToUnixTimeSeconds(), exp = (now + valid).ToUnixTimeSeconds() }));
        return $"{head}.{body}.{Url(HMACSHA256.HashData(_key, Encoding.ASCII.GetBytes($"{head}.{body}")))}";
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { } process)
        {
            if (!process.HasExited)
            {
                // TERM lets the master stop its children; KILL would leave them behind.
                using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
                await kill.WaitForExitAsync();
                using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
                await process.WaitForExitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            process.Dispose();
        }
        Directory.Delete(_folder, recursive: true);
    }

    private async Task WriteAsync((string User, string Password)[] users)
    {
        await Tool.RunAsync(Tool.Path("chmod", "coreutils"), "755", _folder);
        TestCertificates.Write(_folder, "127.0.0.1");
        await File.WriteAllLinesAsync(Path.Combine(_folder, "users"), users.Select(one => $"{one.User}:{{PLAIN}}{one.Password}"));
        var keys = Directory.CreateDirectory(Path.Combine(_folder, "keys", "default", "HS256")).FullName;
        await File.WriteAllTextAsync(Path.Combine(keys, "default"), Convert.ToBase64String(_key));
        await File.WriteAllTextAsync(Path.Combine(_folder, "oauth2.conf"), $"""
            introspection_mode = local
            local_validation_key_dict = fs:posix:prefix={_folder}/keys/

            """);
        await File.WriteAllTextAsync(Path.Combine(_folder, "dovecot.conf"), $$"""
            base_dir = {{_folder}}/run
            state_dir = {{_folder}}/state
            log_path = {{_folder}}/log
            protocols =
            ssl = no
            auth_mechanisms = plain login scram-sha-256 xoauth2 oauthbearer
            auth_failure_delay = 0
            auth_username_chars =
            passdb {
              driver = oauth2
              mechanisms = xoauth2 oauthbearer
              args = {{_folder}}/oauth2.conf
            }
            passdb {
              driver = passwd-file
              mechanisms = plain login scram-sha-256
              args = {{_folder}}/users
            }
            userdb {
              driver = static
              args = uid=nobody gid=nogroup home=/nonexistent
            }
            service auth {
              unix_listener {{_folder}}/auth {
                mode = 0666
              }
            }
            service anvil {
              chroot =
              unix_listener anvil-auth-penalty {
                mode = 0
              }
            }
            service stats {
              chroot =
            }

            """);
    }

    private static string Url(byte[] octets) => Convert.ToBase64String(octets).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
