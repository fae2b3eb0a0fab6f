using System.Diagnostics;
using System.Text.Json;
using DigestBot.Tests.Servers;
using DigestBot.Wire.Mime;

namespace DigestBot.Tests.Verifiers;

/// <summary>The programs that receivers verify DKIM signatures with. They ask no DNS but one of ours: the records are given.</summary>
internal static class DkimVerifiers
{
    /// <summary>The names of all.</summary>
    public static readonly string[] All = ["dkimpy", "opendkim", "opendkim-testmsg", "mailauth"];

    private static string Tools => Path.Combine(Corpora.ProjectRoot, "tests", "tools");

    /// <summary>For each message the selectors whose signature holds.</summary>
    public static async Task<IReadOnlyList<IReadOnlyList<string>>> VerifyAsync(string verifier, IReadOnlyList<DkimRecord> records, IReadOnlyList<ReadOnlyMemory<byte>> messages)
    {
        var folder = Directory.CreateTempSubdirectory("digestbot-dkim-").FullName;
        try
        {
            var files = messages.Select((message, index) => (Path: Path.Combine(folder, $"{index}.eml"), message)).ToList();
            foreach (var (path, message) in files) await File.WriteAllBytesAsync(path, message.ToArray());
            string[] paths = [.. files.Select(file => file.Path)];
            return verifier switch
            {
                // The package stands beside Debian's own Python, whatever other there is.
                "dkimpy" => await ScriptAsync(records, paths, Installed("/usr/bin/dkimverify", "/usr/bin/python3", "python3-dkim"), Path.Combine(Tools, "verify_dkim.py")),
                "mailauth" => await ScriptAsync(records, paths, Tool.Path("node", "nodejs"), Path.Combine(Tools, "verify_dkim.js")),
                // It asks DNS alone: a name server of its own answers on a loopback of its own.
                "opendkim-testmsg" => await ScriptAsync(records, paths, Installed("/usr/sbin/opendkim-testmsg", Tool.Path("unshare", "util-linux"), "opendkim-tools"), ["--mount", "--net", "/usr/bin/python3", Path.Combine(Tools, "verify_dkim_testmsg.py")]),
                "opendkim" => await OpenDkimAsync(records, folder, paths),
                _ => throw new ArgumentException($"There is no {verifier}.", nameof(verifier)),
            };
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Installed(string sign, string program, string package) =>
        File.Exists(sign) ? program : throw new InvalidOperationException($"{sign} is missing: install the Debian package {package}, or run tests/run, which does.");

    private static async Task<IReadOnlyList<IReadOnlyList<string>>> ScriptAsync(IReadOnlyList<DkimRecord> records, string[] files, string program, params string[] script)
    {
        using var process = Process.Start(new ProcessStartInfo(program, script) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(JsonSerializer.Serialize(new { records = records.ToDictionary(record => record.Name, record => record.Value), files }));
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, await errors);
        return JsonSerializer.Deserialize<string[][]>(await output)!;
    }

    /// <summary>The filter's own test mode (opendkim(8) -t) names one good signature of a message: each record is tried by itself.</summary>
    private static async Task<IReadOnlyList<IReadOnlyList<string>>> OpenDkimAsync(IReadOnlyList<DkimRecord> records, string folder, string[] files)
    {
        var holds = files.Select(_ => new List<string>()).ToList();
        var (keys, configuration) = (Path.Combine(folder, "keys"), Path.Combine(folder, "opendkim.conf"));
        await File.WriteAllTextAsync(configuration, $"Mode v\nTestPublicKeys {keys}\nMinimumKeyBits 2048\nSyslog no\n");
        foreach (var record in records)
        {
            await File.WriteAllTextAsync(keys, $"{record.Name} {record.Value}\n");
            var output = await Tool.RunAsync(Tool.Path("opendkim", "opendkim"), "-x", configuration, "-t", string.Join(',', files));
            var selector = record.Name[..record.Name.IndexOf("._domainkey", StringComparison.Ordinal)];
            for (var i = 0; i < files.Length; i++)
            {
                var said = output.Split('\n').Where(line => line.Contains(files[i] + ": verification ", StringComparison.Ordinal)).ToList();
                if (said.Any(line => line.Contains("(s=" + selector + ",", StringComparison.Ordinal) && line.Contains("succeeded", StringComparison.Ordinal))) holds[i].Add(selector);
            }
        }

        return holds;
    }
}
