using System.Threading.Channels;
using DigestBot.Store;

namespace DigestBot.Mail;

/// <summary>
/// Writes the ledger of a sending round in groups: what several connections have to say at one moment becomes one commit.
/// What one connection says is committed in the order in which it was said.
/// </summary>
internal sealed class Journal : IAsyncDisposable
{
    private const int EntriesPerCommit = 256;

    private readonly OutboxJournal _outbox;
    private readonly TimeProvider _clock;
    private readonly Channel<Entry> _entries = Channel.CreateUnbounded<Entry>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task _writing;

    public Journal(OutboxJournal outbox, TimeProvider clock)
    {
        _outbox = outbox;
        _clock = clock;
        _writing = Task.Run(WriteAsync);
    }

    /// <summary>Commits that this mail's final dot may go out.</summary>
    /// <returns>False when the mail was cancelled: it must not be sent.</returns>
    public Task<bool> SendingAsync(long id, string messageId) => AddAsync(new Entry(id, messageId, null));

    /// <summary>Commits how an attempt ended.</summary>
    public Task RecordAsync(AttemptResult result) => AddAsync(new Entry(result.Id, null, result));

    /// <summary>Waits until everything is written.</summary>
    public async ValueTask DisposeAsync()
    {
        _entries.Writer.TryComplete();
        await _writing;
    }

    private async Task<bool> AddAsync(Entry entry)
    {
        await _entries.Writer.WriteAsync(entry);
        return await entry.Done.Task;
    }

    private async Task WriteAsync()
    {
        var group = new List<Entry>(EntriesPerCommit);
        while (await _entries.Reader.WaitToReadAsync())
        {
            group.Clear();
            while (group.Count < EntriesPerCommit && _entries.Reader.TryRead(out var entry)) group.Add(entry);
            try
            {
                var allowed = await _outbox.WriteAsync(
                    [.. group.Where(e => e.Result is not null).Select(e => e.Result!)],
                    [.. group.Where(e => e.MessageId is not null).Select(e => (e.Id, e.MessageId!))], _clock.GetUtcNow());
                foreach (var entry in group) entry.Done.SetResult(entry.Result is not null || allowed.Contains(entry.Id));
            }
            catch (Exception e)
            {
                // The disk is full, or gone: nobody may go on as if this had been written.
                foreach (var entry in group) entry.Done.SetException(e);
            }
        }
    }

    private sealed record Entry(long Id, string? MessageId, AttemptResult? Result)
    {
        public TaskCompletionSource<bool> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
