using System.Security.Cryptography;
using System.Text;
using DigestBot.Tests.Cli;

namespace DigestBot.Tests.EndToEnd;

/// <summary>The same page gives the same bytes in every culture, with the system's tables of letters or the framework's, and however the code was compiled.</summary>
public sealed class SameBytesTests
{
    [Fact]
    public async Task Reading_gives_the_same_bytes_under_every_locale_and_compiler()
    {
        var pages = Corpora.Path_("pages/reader");
        var usual = await ReadAsync(pages, []);
        foreach (var environment in (Dictionary<string, string>[])
        [
            new() { ["LC_ALL"] = "tr_TR.UTF-8", ["TZ"] = "Asia/Kathmandu", ["DOTNET_TieredPGO"] = "0" },
            new() { ["LC_ALL"] = "ar_SA.UTF-8", ["TZ"] = "America/St_Johns", ["DOTNET_TieredCompilation"] = "0", ["DOTNET_EnableAVX2"] = "0" },
            new() { ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1", ["DOTNET_EnableHWIntrinsic"] = "0" },
        ])
            (await ReadAsync(pages, environment)).ShouldBe(usual, string.Join(' ', environment.Select(pair => $"{pair.Key}={pair.Value}")));
    }

    private static async Task<string> ReadAsync(string pages, Dictionary<string, string> environment)
    {
        using var program = new DigestBotProgram { Environment = environment };
        var ended = await program.RunAsync("article", "--json", pages);
        ended.Lines.Count.ShouldBeGreaterThan(100, ended.Errors);
        ended.Output.ShouldContain("\"quotes\":[{\"text\"");
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(ended.Output)));
    }
}
