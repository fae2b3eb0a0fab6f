using System.Collections.Concurrent;
using DigestBot.Demo;
using DigestBot.Wire.Mime;

namespace DigestBot.Tests.Mail;

/// <summary>A relay that keeps what it takes, and can refuse it or hang up after the final dot.</summary>
internal sealed class SunkMails : IAsyncDisposable
{
    private readonly ConcurrentQueue<SunkMail> _mails = [];
    private readonly MailSink _sink;
    private int _taken;

    /// <summary>Starts one.</summary>
    /// <param name="answer">
    /// Called for each mail after it has been kept; an <see cref="OperationCanceledException"/> hangs up without an answer, any other exception answers 451.
    /// </param>
    public SunkMails(Func<SunkMail, int, Task>? answer = null) =>
        _sink = MailSink.Start(async (mail, _) =>
        {
            _mails.Enqueue(mail);
            // Each number once, also when two connections bring their mails at the same moment.
            var number = Interlocked.Increment(ref _taken);
            if (answer is not null) await answer(mail, number);
        });

    public int Port => _sink.EndPoint.Port;

    /// <summary>Everything that was taken, in order of arrival; what was refused or hung up on as well.</summary>
    public IReadOnlyList<SunkMail> Mails => [.. _mails];

    /// <summary>Message-ID of a mail, without brackets.</summary>
    public static string MessageId(SunkMail mail) => MessageReader.Read(mail.Message).MessageId!;

    public ValueTask DisposeAsync() => _sink.DisposeAsync();
}
