using System.Diagnostics;
using DigestBot.Mail;
using DigestBot.Tests.Store;
using DigestBot.Wire.Smtp;

namespace DigestBot.Tests.Mail;

public sealed class AccessTokenTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("digestbot-token-").FullName;
    private readonly StoppedClock _clock = new(new DateTimeOffset(2026, 3, 10, 12, 0, 0, TimeSpan.Zero));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_programs_token_is_kept_for_five_minutes_or_until_it_is_refused()
    {
        using var tokens = Tokens(command: Script("echo x >> runs; echo \" token-$(wc -l < runs) \"; echo more"));
        (await tokens.GetAsync(null, Stop)).ShouldBe("token-1");
        (await tokens.GetAsync(null, Stop)).ShouldBe("token-1");
        (await tokens.GetAsync("token-1", Stop)).ShouldBe("token-2");
        (await tokens.GetAsync("token-1", Stop)).ShouldBe("token-2", "another connection has had it replaced already");
        _clock.Advance(AccessTokens.Kept);
        (await tokens.GetAsync(null, Stop)).ShouldBe("token-3");
        _clock.Advance(TimeSpan.FromDays(-1));
        (await tokens.GetAsync(null, Stop)).ShouldBe("token-4", "a clock that was put back keeps no token for a day");
    }

    [Fact]
    public async Task Connections_that_open_together_run_the_program_once()
    {
        using var tokens = Tokens(command: Script("echo x >> runs; sleep 0.3; wc -l < runs"));
        (await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => tokens.GetAsync(null, Stop).AsTask()))).ShouldAllBe(token => token == "1");
    }

    [Theory]
    [InlineData("echo \"sign in again at https://id.example\" >&2; echo secret; exit 3", "ended with 3 and said \"sign in again at https://id.example\"")]
    [InlineData("true", "printed no token in its first line")]
    [InlineData("echo; echo late", "printed no token in its first line")]
    [InlineData("cat; echo \"nobody to ask\" >&2; exit 1", "ended with 1 and said \"nobody to ask\"")]
    public async Task What_went_wrong_is_said_in_the_programs_words_but_never_with_its_output(string script, string said)
    {
        using var tokens = Tokens(command: Script(script));
        var error = await Should.ThrowAsync<AccessTokenException>(async () => await tokens.GetAsync(null, Stop));
        error.Message.ShouldContain(said);
        error.Message.ShouldNotContain("secret");
        error.Message.ShouldContain("Smtp:TokenCommand");
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_named()
    {
        using var tokens = Tokens(command: "/no/such/program --quick");
        (await Should.ThrowAsync<AccessTokenException>(async () => await tokens.GetAsync(null, Stop))).Message.ShouldStartWith("the token command /no/such/program (Smtp:TokenCommand) cannot be started: ");
    }

    [Theory]
    [InlineData("sleep 60")]
    [InlineData("sleep 60 & echo token")]
    public async Task A_program_that_does_not_end_is_ended(string script)
    {
        var watch = Stopwatch.StartNew();
        var error = await Should.ThrowAsync<AccessTokenException>(() => TokenProgram.RunAsync(Script(script), Stop, TimeSpan.FromSeconds(0.5)));
        error.Message.ShouldContain("did not end within 0.5 s");
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_program_that_prints_without_end_takes_no_memory()
    {
        var error = await Should.ThrowAsync<AccessTokenException>(() => TokenProgram.RunAsync("/usr/bin/yes", Stop, TimeSpan.FromSeconds(0.5)));
        error.Message.ShouldContain("did not end");
    }

    [Theory]
    [InlineData("token --for bob", "token|--for|bob")]
    [InlineData("  \"/opt/my tools/token\"  'a \"b\"' c\"d e\"f ''", "/opt/my tools/token|a \"b\"|cd ef|")]
    [InlineData("token $HOME ~ *.txt a|b \\n", "token|$HOME|~|*.txt|a|b|\\n")]
    [InlineData("token 'open", null)]
    [InlineData("", null)]
    [InlineData("''", null)]
    public void A_command_is_words_and_quotation_marks_and_nothing_else(string command, string? words)
    {
        if (words is null) TokenProgram.Words(command).ShouldBeNull();
        else string.Join('|', TokenProgram.Words(command)!).ShouldBe(words);
    }

    [Fact]
    public async Task Arguments_reach_the_program_as_they_are()
    {
        var script = Path.Combine(_folder, "show me.sh");
        await File.WriteAllTextAsync(script, "printf '%s;' \"$@\"\n", Stop);
        (await TokenProgram.RunAsync($"/bin/sh '{script}' $HOME \"a b\" *", Stop)).ShouldBe("$HOME;a b;*;");
    }

    [Fact]
    public async Task A_token_file_is_read_each_time()
    {
        var file = Path.Combine(_folder, "token");
        using var tokens = Tokens(file: file);
        (await Should.ThrowAsync<AccessTokenException>(async () => await tokens.GetAsync(null, Stop))).Message.ShouldStartWith($"the token file {file} (Smtp:TokenFile) cannot be read: ");
        await File.WriteAllTextAsync(file, "one\r\nrest", Stop);
        (await tokens.GetAsync(null, Stop)).ShouldBe("one");
        await File.WriteAllTextAsync(file, "two", Stop);
        (await tokens.GetAsync(null, Stop)).ShouldBe("two");
        await File.WriteAllTextAsync(file, "\n", Stop);
        (await Should.ThrowAsync<AccessTokenException>(async () => await tokens.GetAsync(null, Stop))).Message.ShouldContain("has no token in its first line");
    }

    private AccessTokens Tokens(string command = "", string file = "") => new(new SmtpSettings { TokenCommand = command, TokenFile = file }, _clock);

    private string Script(string text)
    {
        var path = Path.Combine(_folder, "token.sh");
        File.WriteAllText(path, $"cd {_folder}\n{text}\n");
        return "/bin/sh " + path;
    }
}
