namespace DigestBot.Mail.Pacing;

/// <content>What the line wants from the outbox, and what it gives back.</content>
public sealed partial class WaitingLine<T>
{
    /// <summary>The mail was not tried, and stands in line again for whoever is free. Its turn has ended.</summary>
    /// <returns>False when the line was stopped: the mail is the caller's.</returns>
    public bool Return(Seat seat, in Turn<T> turn)
    {
        lock (pace.Gate)
        {
            Unused(seat, turn);
            if (_stopped) return false;
            _mails.Of(turn.Urgent).AddFirst(turn.Item, turn.Recipient!);
            _changed.Ring();
            return true;
        }
    }

    /// <summary>What may be claimed now.</summary>
    public Room Room()
    {
        lock (pace.Gate) return _mails.Room(pace.Now);
    }

    /// <summary>
    /// The same, when there is room for digests or after a while: what a person waits for is looked for meanwhile. When mails have waited at their domain for so long,
    /// those behind them in the outbox pass.
    /// </summary>
    public async Task<Room> RoomAsync(TimeSpan longest)
    {
        Task? roomy = null;
        lock (pace.Gate)
            if (_mails.IsFull) roomy = _roomy.Next;
        if (roomy is not null) await Bell.WaitAsync(roomy, longest, pace.Clock);
        lock (pace.Gate) return _mails.Room(pace.Now, pass: roomy is { IsCompleted: false });
    }

    /// <summary>
    /// Takes out the mails that go back to the outbox without an attempt: put off until a time, because their domain is held back or has no place;
    /// or given back as they are (null), because nobody may send for longer than a moment.
    /// </summary>
    public IReadOnlyList<(T Item, DateTimeOffset? Until)> TakeBack()
    {
        lock (pace.Gate)
        {
            var back = _mails.TakeBack(pace.Now);
            if (back.Count == 0) return back;
            _changed.Ring();
            _roomy.Ring();
            return back;
        }
    }
}
