using System.CommandLine;
using System.IO.Compression;
using DigestBot.Fetch;

namespace DigestBot.Cli;

/// <summary>One thing that a stage is run on.</summary>
/// <param name="Source">As the user named it, or the file's path.</param>
/// <param name="ReadAsync">Gives its bytes, its content type and its address.</param>
internal sealed record Input(string Source, Func<CancellationToken, Task<(byte[] Bytes, string? ContentType, Uri? Address)>> ReadAsync);

/// <summary>Paths and addresses of a command line → inputs: a folder means its files, sorted by path; <c>.gz</c> is unpacked; "-" is standard input.</summary>
internal static class Inputs
{
    private const int MostBytes = 64 * 1024 * 1024;

    /// <summary>The argument of a command that takes inputs. What begins like an option is a mistyped one, not a file.</summary>
    public static Argument<string[]> Argument(string name, string description)
    {
        var argument = new Argument<string[]>(name) { Arity = ArgumentArity.OneOrMore, Description = description };
        argument.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
                if (token.Value.StartsWith("--", StringComparison.Ordinal)) result.AddError($"There is no option {token.Value}. (A file of that name is ./{token.Value})");
        });
        return argument;
    }

    public static IEnumerable<Input> Of(IEnumerable<string> names, string accept)
    {
        foreach (var name in names)
        {
            if (name == "-")
                yield return new Input(name, async stop => (await BoundedAsync(Console.OpenStandardInput(), stop), null, null));
            else if (Uri.TryCreate(name, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
                yield return new Input(name, stop => FetchAsync(name, accept, stop));
            else if (Directory.Exists(name))
            {
                foreach (var path in Directory.EnumerateFiles(name, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)) yield return OfFile(path);
            }
            else
                yield return OfFile(name);
        }
    }

    private static Input OfFile(string path) => new(path, async stop =>
    {
        if (!File.Exists(path)) throw new UserException($"{path}: there is no such file.");
        await using var file = File.OpenRead(path);
        if (!path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)) return (await BoundedAsync(file, stop), null, null);
        await using var unpacked = new GZipStream(file, CompressionMode.Decompress);
        return (await BoundedAsync(unpacked, stop), null, null);
    });

    private static async Task<(byte[], string?, Uri?)> FetchAsync(string name, string accept, CancellationToken stop)
    {
        var settings = Settings.Read(Home.Find().Configuration());
        using var fetcher = new Fetcher(settings.Fetch, settings.Web.Root, TimeProvider.System);
        return await fetcher.FetchAsync(name, accept, null, null, stop) switch
        {
            FetchResult.Fetched fetched => (fetched.Body, fetched.ContentType, fetched.Address),
            FetchResult.Failed failed => throw new UserException(failed.Reason),
            _ => throw new UserException("the server says that it is gone"),
        };
    }

    private static async Task<byte[]> BoundedAsync(Stream stream, CancellationToken stop)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await stream.ReadAsync(buffer, stop)) > 0)
        {
            if (bytes.Length + read > MostBytes) throw new UserException($"larger than {MostBytes} bytes");
            bytes.Write(buffer, 0, read);
        }

        return bytes.ToArray();
    }
}
