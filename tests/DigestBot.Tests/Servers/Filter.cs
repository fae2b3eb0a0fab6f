using System.Diagnostics;
using System.Text;

namespace DigestBot.Tests.Servers;

/// <summary>What a program wrote to its standard output.</summary>
internal sealed record Filtered(byte[] Octets)
{
    public string Text => Encoding.UTF8.GetString(Octets);
}

/// <summary>Runs a program that reads its standard input and writes its standard output.</summary>
internal static class Filter
{
    /// <summary>Runs it to its end; its failure is an exception with what it said.</summary>
    public static async Task<Filtered> RunAsync(string path, IEnumerable<string> arguments, ReadOnlyMemory<byte> input, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(path, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, StandardErrorEncoding = Encoding.UTF8 };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{path} did not start.");
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        try
        {
            using var octets = new MemoryStream();
            var (output, errors) = (process.StandardOutput.BaseStream.CopyToAsync(octets, limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            await process.StandardInput.BaseStream.WriteAsync(input, limit.Token);
            process.StandardInput.Close();
            await output;
            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode == 0 ? new Filtered(octets.ToArray()) : throw new InvalidOperationException($"{path} ended with {process.ExitCode}:\n{await errors}");
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }
}
