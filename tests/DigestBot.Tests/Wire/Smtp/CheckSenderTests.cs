using DigestBot.Tests.Servers;
using DigestBot.Wire.Smtp;

namespace DigestBot.Tests.Wire.Smtp;

/// <summary>Asking for a sender alone: what the server says comes back, and the session goes on where it can.</summary>
public sealed class CheckSenderTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("250 2.1.0 ok")]
    [InlineData("553 5.7.1 not yours")]
    public async Task The_session_goes_on_after_either_answer(string answer)
    {
        await using var server = Server("C: MAIL FROM:<bot@example.org>", "S: " + answer, "C: RSET", "S: 250 ok", "C: MAIL FROM:<b@example.org>", "S: " + answer, "C: RSET", "S: 250 ok", "C: QUIT", "S: 221 bye");
        await using var session = await Letters.At(server.Port).OpenAsync();
        foreach (var from in (string[])["bot@example.org", "b@example.org"]) (await session.CheckSenderAsync(from, Stop)).ToString().ShouldBe(answer);
        session.IsUsable.ShouldBeTrue();
        await session.QuitAsync(Stop);
        (await server.FailureAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task An_answer_that_ends_the_connection_comes_back_too_and_one_that_never_comes_is_said()
    {
        await using (var server = Server("C: MAIL *", "S: 421 4.3.2 shutting down", "!close"))
        {
            await using var session = await Letters.At(server.Port).OpenAsync();
            (await session.CheckSenderAsync("bot@example.org", Stop)).Code.ShouldBe(421);
            session.IsUsable.ShouldBeFalse();
            await Should.ThrowAsync<InvalidOperationException>(async () => await session.CheckSenderAsync("bot@example.org", Stop));
        }

        await using (var server = Server("C: MAIL *", "S: 550 no", "C: RSET", "!close"))
        {
            await using var session = await Letters.At(server.Port).OpenAsync();
            (await session.CheckSenderAsync("bot@example.org", Stop)).Code.ShouldBe(550);
            session.IsUsable.ShouldBeFalse();
        }

        await using (var server = Server("C: MAIL *", "!close"))
        {
            await using var session = await Letters.At(server.Port).OpenAsync();
            var error = await Should.ThrowAsync<SmtpConnectException>(async () => await session.CheckSenderAsync("bot@example.org", Stop));
            (error.Failure, error.Stage).ShouldBe((SmtpConnectFailure.Lost, SmtpStage.Mail));
            error.Message.ShouldContain("(naming the sender): the connection was lost: the server closed the connection");
        }
    }

    [Fact]
    public async Task No_address_can_forge_a_command()
    {
        await using var server = Server("C: QUIT", "S: 221 bye");
        await using var session = await Letters.At(server.Port).OpenAsync();
        await Should.ThrowAsync<ArgumentException>(async () => await session.CheckSenderAsync("a@example.org>\r\nRCPT TO:<b@example.org", Stop));
        await session.QuitAsync(Stop);
        (await server.FailureAsync()).ShouldBeNull();
    }

    private static ScriptedSmtpServer Server(params string[] lines) =>
        new(new Transcript("sender", [], [.. lines.Prepend("S: 250 test.example").Prepend("C: EHLO *").Prepend("S: 220 test.example").Select((line, at) => (at + 1, line))]));
}
