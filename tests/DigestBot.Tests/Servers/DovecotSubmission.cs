using System.Diagnostics;
using System.Globalization;

namespace DigestBot.Tests.Servers;

/// <summary>
/// A private Dovecot submission server, Debian's own, in a temporary folder: STARTTLS on one port, implicit TLS on the other, AUTH PLAIN, LOGIN and SCRAM-SHA-256,
/// PIPELINING, CHUNKING and BURL. It files nothing itself: each transaction is handed on, as it goes, to the relay behind it.
/// </summary>
internal sealed class DovecotSubmission : IAsyncDisposable
{
    private const string Service = "/usr/lib/dovecot/submission";

    private readonly string _folder = Directory.CreateTempSubdirectory("digestbot-submission-").FullName;
    private Process? _process;

    private DovecotSubmission()
    {
    }

    /// <summary>On 127.0.0.1, which its certificate is made out to; plain first, then STARTTLS.</summary>
    public int Port { get; } = FreePort.Find();

    /// <summary>The same with TLS from the first byte.</summary>
    public int ImplicitPort { get; } = FreePort.Find();

    public string User { get; } = "ana";

    public string Password { get; } = "correct horse";

    /// <summary>The authority that issued its certificate, as PEM.</summary>
    public string CaFile => Path.Combine(_folder, "ca.pem");

    /// <summary>What it logged.</summary>
    public string Log => File.Exists(LogFile) ? File.ReadAllText(LogFile) : "";

    private string LogFile => Path.Combine(_folder, "log");

    /// <summary>Starts one.</summary>
    /// <param name="relay">The port on 127.0.0.1 of the relay behind it.</param>
    /// <param name="more">Users besides <see cref="User"/>.</param>
    public static async Task<DovecotSubmission> StartAsync(int relay, params (string User, string Password)[] more)
    {
        if (!Environment.IsPrivilegedProcess)
            throw new InvalidOperationException("Dovecot changes to users of its own: run this test as root.");
        if (!File.Exists(Service))
            throw new InvalidOperationException($"{Service} is missing: install the Debian package dovecot-submissiond, or run tests/run, which does.");
        var dovecot = new DovecotSubmission();
        try
        {
            await dovecot.WriteAsync(relay, more);
            var (process, output) = Tool.Start(Tool.Path(DovecotSasl.Program, DovecotSasl.Package), ["-F", "-c", Path.Combine(dovecot._folder, "dovecot.conf")]);
            dovecot._process = process;
            foreach (var port in (int[])[dovecot.Port, dovecot.ImplicitPort])
                await FreePort.ListensAsync(port, () => process.HasExited ? $"Dovecot ended: {output()}\n{dovecot.Log}" : null);
            return dovecot;
        }
        catch
        {
            await dovecot.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { } process)
        {
            if (!process.HasExited)
            {
                // TERM lets the master stop its children; KILL would leave them behind.
                await Tool.RunAsync(Tool.Path("kill", "procps"), "-TERM", process.Id.ToString(CultureInfo.InvariantCulture));
                using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
                await process.WaitForExitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            process.Dispose();
        }
        Directory.Delete(_folder, recursive: true);
    }

    private async Task WriteAsync(int relay, (string User, string Password)[] more)
    {
        await Tool.RunAsync(Tool.Path("chmod", "coreutils"), "755", _folder);
        await Tool.RunAsync(Tool.Path("chmod", "coreutils"), "777", Directory.CreateDirectory(Path.Combine(_folder, "mail")).FullName);
        TestCertificates.Write(_folder, "127.0.0.1");
        await File.WriteAllLinesAsync(Path.Combine(_folder, "users"), more.Prepend((User, Password)).Select(one => $"{one.Item1}:{{PLAIN}}{one.Item2}"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "dovecot.conf"), string.Create(CultureInfo.InvariantCulture, $$"""
            base_dir = {{_folder}}/run
            state_dir = {{_folder}}/state
            log_path = {{LogFile}}
            protocols = submission
            listen = 127.0.0.1
            hostname = mx.example.test
            first_valid_uid = 1
            first_valid_gid = 1
            # The service opens the user's mailbox, for BURL, before it takes a mail.
            mail_location = maildir:{{_folder}}/mail
            auth_mechanisms = plain login scram-sha-256
            auth_failure_delay = 0
            auth_username_chars =
            disable_plaintext_auth = yes
            ssl = required
            ssl_cert = <{{_folder}}/server.pem
            ssl_key = <{{_folder}}/server.key
            submission_relay_host = 127.0.0.1
            submission_relay_port = {{relay}}
            passdb {
              driver = passwd-file
              args = {{_folder}}/users
            }
            userdb {
              driver = static
              args = uid=nobody gid=nogroup home={{_folder}}/mail
            }
            service submission-login {
              chroot =
              inet_listener submission {
                port = {{Port}}
              }
              inet_listener submissions {
                port = {{ImplicitPort}}
                ssl = yes
              }
            }
            # Without the listener a wrong password does not slow down the logins after it.
            service anvil {
              chroot =
              unix_listener anvil-auth-penalty {
                mode = 0
              }
            }
            service stats {
              chroot =
            }

            """));
    }
}
