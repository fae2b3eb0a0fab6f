using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;

namespace DigestBot.Tests.Servers;

/// <summary>openssl s_server with a certificate: TLS from the first byte, and behind it a greeting and whatever else is written. It shows what a client said.</summary>
internal sealed class OpenSslServer : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Func<string> _output;
    private readonly string _folder;

    private OpenSslServer(int port, string folder, Process process, Func<string> output) => (Port, _folder, _process, _output) = (port, folder, process, output);

    public int Port { get; }

    /// <summary>What it printed, with everything that a client said inside TLS.</summary>
    public string Output => _output();

    public static async Task<OpenSslServer> StartAsync(X509Certificate2 certificate, string says, params string[] flags)
    {
        var folder = Directory.CreateTempSubdirectory("digestbot-openssl-").FullName;
        var (cert, key) = (Path.Combine(folder, "server.pem"), Path.Combine(folder, "server.key"));
        await File.WriteAllTextAsync(cert, certificate.ExportCertificatePem());
        using (var secret = certificate.GetECDsaPrivateKey()!)
            await File.WriteAllTextAsync(key, secret.ExportPkcs8PrivateKeyPem());
        var port = FreePort.Find();
        var (process, output) = Tool.Start(Tool.Path("openssl", "openssl"), ["s_server", "-accept", $"127.0.0.1:{port}", "-cert", cert, "-key", key, "-quiet", .. flags]);
        await FreePort.ListensAsync(port, () => process.HasExited ? output() : null);
        await process.StandardInput.WriteAsync(says);
        await process.StandardInput.FlushAsync();
        return new OpenSslServer(port, folder, process, output);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
