using System.Diagnostics;
using System.Text;
using DigestBot.Tests.Servers;

namespace DigestBot.Tests.EndToEnd;

/// <summary>Runs the scripts beside this file with the system's Python.</summary>
internal static class Python
{
    public static async Task<string> RunAsync(string script, byte[] input, params string[] arguments)
    {
        var path = Path.Combine(Corpora.ProjectRoot, "tests", "DigestBot.Tests", "EndToEnd", script);
        using var process = Process.Start(new ProcessStartInfo(Tool.Path("python3", "python3"), ["-I", path, .. arguments])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8,
        })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.BaseStream.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, await errors);
        return await output;
    }
}
