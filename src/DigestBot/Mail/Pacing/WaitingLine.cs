using DigestBot.Wire.Smtp;

namespace DigestBot.Mail.Pacing;

/// <summary>
/// The claimed mails of one round, between the claim and the lanes: who may go now, over how many connections. What a person waits for goes before digests, also those that were claimed long before.
/// A mail whose domain has no place, or is held back, lets the others pass. All members may be called by all lanes at once; they share the lock of their <see cref="Pace"/>,
/// under which nothing waits.
/// </summary>
/// <param name="pace">How fast; outlives the round.</param>
/// <param name="capacity">Digests that wait here before no more are wanted; the last claim may exceed it.</param>
public sealed partial class WaitingLine<T>(Pace pace, int capacity)
{
    private static readonly TimeSpan Endless = TimeSpan.FromMinutes(1);

    private readonly Lineup<T> _mails = new(pace, capacity);
    private readonly Bell _changed = new(), _roomy = new();
    private readonly Seats _seats = new(pace.Limits.MessagesPerConnection);
    private int _out;
    private bool _complete, _stopped;

    /// <summary>A round begins: over one connection.</summary>
    public void Begin()
    {
        lock (pace.Gate) pace.Begin();
    }

    /// <summary>Lets claimed mails stand in line.</summary>
    /// <param name="mails">In the order of the claim.</param>
    /// <param name="recipient">Whom a mail is for.</param>
    /// <param name="urgent">Whether a person waits for it.</param>
    public void Add(IEnumerable<T> mails, Func<T, string> recipient, Func<T, bool> urgent)
    {
        lock (pace.Gate)
        {
            foreach (var mail in mails) _mails.Of(urgent(mail)).Add(mail, recipient(mail));
            _changed.Ring();
        }
    }

    /// <summary>No more will come.</summary>
    public void Complete()
    {
        lock (pace.Gate)
        {
            _complete = true;
            _changed.Ring();
        }
    }

    /// <summary>No more will come, and what has not begun is not sent.</summary>
    /// <returns>What stood in line.</returns>
    public IReadOnlyList<T> Stop()
    {
        lock (pace.Gate)
        {
            _complete = _stopped = true;
            _changed.Ring();
            _roomy.Ring();
            return _mails.Clear();
        }
    }

    /// <summary>Waits for something to do. Completes at once, without an allocation, when there is something.</summary>
    public async ValueTask<Turn<T>> NextAsync(Seat seat)
    {
        while (true)
        {
            if (Ask(seat, out var turn, out var wait, out var changed)) return turn;

            await Bell.WaitAsync(changed!, wait, pace.Clock);
        }
    }

    /// <summary>What <see cref="NextAsync"/> asks: what to do, or how long to wait for a change before asking again.</summary>
    internal bool Ask(Seat seat, out Turn<T> turn, out TimeSpan wait, out Task? changed)
    {
        lock (pace.Gate)
        {
            var answered = Look(seat, out turn, out wait);
            changed = answered ? null : _changed.Next;
            return answered;
        }
    }

    /// <summary>The mail that follows on this seat's connection, if one may go at once: for relays that take commands in groups.</summary>
    public bool TryNext(Seat seat, out Turn<T> turn)
    {
        lock (pace.Gate)
        {
            turn = default;
            var wait = Endless;
            return seat is { IsTaken: true, IsConnected: true } && !_seats.HasCarriedItsShare(seat) && _seats.MayWork(seat, pace.Window.Allowed) && Take(seat, pace.Now, out turn, ref wait);
        }
    }

    /// <summary>The seat has a new connection.</summary>
    public void Connected(Seat seat)
    {
        lock (pace.Gate)
        {
            _seats.Connect(seat);
            pace.Window.Opened(_seats.Connected);
        }
    }

    /// <summary>The seat's connection has ended, by whomever.</summary>
    public void Closed(Seat seat)
    {
        lock (pace.Gate) _seats.Disconnect(seat);
    }

    /// <summary>
    /// The relay did not take a connection, for a reason that may pass. While others are at work the mail goes to them, and so many connections are right.
    /// When nobody is, no mail can leave: the round has to stop, and the next one comes later. Either way the turn has ended.
    /// </summary>
    /// <returns>Whether the mail stands in line again; otherwise it is the caller's.</returns>
    public bool Refused(Seat seat, in Turn<T> turn)
    {
        lock (pace.Gate)
        {
            _seats.Disconnect(seat);
            Unused(seat, turn);
            if (_seats.Connected == 0 || _stopped) return false;
            pace.Window.Refused(_seats.Connected, pace.Now);
            Leave(seat);
            _mails.Of(turn.Urgent).AddFirst(turn.Item, turn.Recipient!);
            _changed.Ring();
            return true;
        }
    }

    /// <summary>The mail was tried, with this result.</summary>
    public void Ended(Seat seat, in Turn<T> turn, SendResult result)
    {
        lock (pace.Gate) Out(seat, turn, Verdict.Of(result));
    }

    /// <summary>The relay takes long over this seat's mail: others, a person's among them, must not wait for it.</summary>
    public void Slow()
    {
        lock (pace.Gate)
            if (pace.Window.Slow(_seats.Connected, pace.Now)) _changed.Ring();
    }

    /// <summary>The mail was not tried: it was cancelled, could not be made, or the round has stopped.</summary>
    /// <param name="seat">The lane's.</param>
    /// <param name="turn">Its turn.</param>
    /// <param name="mayHaveGone">Whether the relay may have got it before that: then it counts.</param>
    public void Untried(Seat seat, in Turn<T> turn, bool mayHaveGone = false)
    {
        lock (pace.Gate)
        {
            if (mayHaveGone) Out(seat, turn, default);
            else Unused(seat, turn);
        }
    }

    /// <summary>The lane is gone, with its connection. Turns that it did not end count as ended: nobody must wait for them.</summary>
    public void Gone(Seat seat)
    {
        lock (pace.Gate)
        {
            _seats.Disconnect(seat);
            _out -= seat.Out;
            seat.Out = 0;
            if (_complete && _out == 0) _changed.Ring();
            Leave(seat);
        }
    }

    // What this seat does now; else how long it may wait before it asks again.
    private bool Look(Seat seat, out Turn<T> turn, out TimeSpan wait)
    {
        var now = pace.Now;
        (turn, wait) = (default, Endless);
        if (_complete && _out == 0 && _mails.IsEmpty)
        {
            turn = new Turn<T>(LaneOrder.End, default!);
            return true;
        }

        var tooMany = _seats.IsTooMany(seat, pace.Window.Allowed);
        if (tooMany || _seats.HasCarriedItsShare(seat))
        {
            if (tooMany) Leave(seat);
            if (seat.IsConnected) return Close(out turn);
        }

        if (_seats.MayWork(seat, pace.Window.Allowed) && Take(seat, now, out turn, ref wait)) return true;
        if (!seat.IsConnected)
        {
            // A place is for who has work or a connection.
            Leave(seat);
            return false;
        }

        seat.IdleSince ??= now;
        var idle = now - seat.IdleSince.Value;
        if (idle >= PaceLimits.LongestIdle) return Close(out turn);
        if (wait > PaceLimits.LongestIdle - idle) wait = PaceLimits.LongestIdle - idle;
        return false;
    }

    private static bool Close(out Turn<T> turn)
    {
        turn = new Turn<T>(LaneOrder.Close, default!);
        return true;
    }

    private bool Take(Seat seat, TimeSpan now, out Turn<T> turn, ref TimeSpan wait)
    {
        var wasFull = _mails.IsFull;
        var took = _mails.Take(now, out turn, ref wait);
        if (wasFull && !_mails.IsFull) _roomy.Ring();
        if (!took) return false;
        _seats.Take(seat);
        _out++;
        return true;
    }

    private void Out(Seat seat, in Turn<T> turn, Verdict verdict)
    {
        var now = pace.Now;
        var wasFull = _mails.IsFull;
        seat.Out--;
        _out--;
        var changed = pace.Ended(turn.Recipient!, turn.Domain, verdict, now);
        if (turn.Domain is { } domain) changed |= _mails.Unpark(domain, now);
        if (wasFull && !_mails.IsFull) _roomy.Ring();
        if (changed || (_complete && _out == 0)) _changed.Ring();
    }

    // The limits per second and per hour are of mails that went.
    private void Unused(Seat seat, in Turn<T> turn)
    {
        pace.GiveBack(pace.Now, turn.Taken);
        Out(seat, turn, default);
    }

    private void Leave(Seat seat)
    {
        if (_seats.Leave(seat)) _changed.Ring();
    }
}
