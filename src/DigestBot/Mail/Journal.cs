using DigestBot.Store;

namespace DigestBot.Mail;

/// <summary>
/// Writes the ledger of a sending round in groups, on a thread of its own: what several connections have to say while one commit is being synced becomes the next.
/// What is said is committed in the order in which it was said.
/// </summary>
internal sealed class Journal : IAsyncDisposable
{
    // A result waits for somebody's leave to travel with, but not longer than this.
    private const int LongestWaitMilliseconds = 25;

    private readonly OutboxJournal _outbox;
    private readonly TimeProvider _clock;
    private readonly Action<IReadOnlyList<AttemptResult>, Exception> _unwritten;
    private readonly Lock _gate = new();
    private readonly AutoResetEvent _wake = new(false);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private List<AttemptResult> _results = [];
    private List<Leave> _leaves = [];
    private bool _closed;

    /// <summary>Begins.</summary>
    /// <param name="outbox">Where it is written.</param>
    /// <param name="clock">Gives each commit its time.</param>
    /// <param name="unwritten">Told of results that could not be written, before anybody is told that their leave was not.</param>
    public Journal(OutboxJournal outbox, TimeProvider clock, Action<IReadOnlyList<AttemptResult>, Exception> unwritten)
    {
        (_outbox, _clock, _unwritten) = (outbox, clock, unwritten);
        new Thread(Write) { IsBackground = true, Name = "journal" }.Start();
    }

    /// <summary>Takes how an attempt ended: committed with or before the next leave that anybody asks for.</summary>
    public void Record(AttemptResult result)
    {
        lock (_gate) _results.Add(result);
    }

    /// <summary>Commits that this mail's final dot may go out, and everything that was recorded before.</summary>
    /// <returns>False when the mail was cancelled: it must not be sent.</returns>
    public Task<bool> SendingAsync(long id, string messageId)
    {
        var leave = new Leave(id, messageId);
        bool first;
        lock (_gate)
        {
            first = _leaves.Count == 0;
            _leaves.Add(leave);
        }

        if (first) _wake.Set();
        return leave.Task;
    }

    /// <summary>Waits until everything is written.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate) _closed = true;
        _wake.Set();
        await _ended.Task;
        _wake.Dispose();
    }

    private void Write()
    {
        while (true)
        {
            _wake.WaitOne(LongestWaitMilliseconds);
            List<AttemptResult> results;
            List<Leave> leaves;
            bool last;
            lock (_gate)
            {
                (results, leaves, last) = (_results, _leaves, _closed);
                if (results.Count + leaves.Count > 0) (_results, _leaves) = ([], []);
            }

            if (results.Count + leaves.Count > 0) Write(results, leaves);
            else if (last) break;
        }

        _ended.SetResult();
    }

    private void Write(List<AttemptResult> results, List<Leave> leaves)
    {
        try
        {
            // Waiting here blocks nobody else: the thread is the journal's own, and SQLite writes on whoever calls.
            var allowed = _outbox.WriteAsync(results, leaves.ConvertAll(leave => (leave.Id, leave.MessageId)), _clock.GetUtcNow()).GetAwaiter().GetResult();
            foreach (var leave in leaves) leave.SetResult(allowed.Contains(leave.Id));
        }
        catch (Exception e)
        {
            // The disk is full, or gone: nobody may go on as if this had been written.
            _unwritten(results, e);
            foreach (var leave in leaves) leave.SetException(e);
        }
    }

    private sealed class Leave(long id, string messageId) : TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public long Id => id;

        public string MessageId => messageId;
    }
}
