namespace DigestBot.Mail.Pacing;

/// <summary>A lane's place in the line. One lane, one seat; it is not to be used by two at once.</summary>
public sealed class Seat
{
    internal bool IsTaken { get; set; }

    internal bool IsConnected { get; set; }

    // Mails begun on this connection; on their way.
    internal int Messages { get; set; }

    internal int Out { get; set; }

    internal TimeSpan? IdleSince { get; set; }
}

/// <summary>
/// Who of the lanes may be at work: as many as connections are allowed. A place is for who has work or a connection: what the relay counts is connections, not mails.
/// </summary>
/// <param name="messagesPerConnection">0 for no limit.</param>
internal sealed class Seats(int messagesPerConnection)
{
    private int _taken;

    /// <summary>Open connections.</summary>
    public int Connected { get; private set; }

    /// <summary>Whether this seat may take a mail while so many connections are allowed.</summary>
    public bool MayWork(Seat seat, int allowed) => seat.IsTaken ? _taken <= allowed : _taken < allowed;

    /// <summary>Whether its connection is one too many.</summary>
    public bool IsTooMany(Seat seat, int allowed) => seat.IsTaken && _taken > allowed;

    /// <summary>Whether its connection has carried as many mails as one should.</summary>
    public bool HasCarriedItsShare(Seat seat) => seat.IsConnected && messagesPerConnection > 0 && seat.Messages >= messagesPerConnection;

    /// <summary>It takes a mail.</summary>
    public void Take(Seat seat)
    {
        if (!seat.IsTaken) _taken++;
        (seat.IsTaken, seat.IdleSince, seat.Messages, seat.Out) = (true, null, seat.Messages + 1, seat.Out + 1);
    }

    /// <summary>It has a connection. What it has in hand already goes over that one.</summary>
    public void Connect(Seat seat)
    {
        if (!seat.IsConnected) Connected++;
        (seat.IsConnected, seat.Messages) = (true, seat.Out);
    }

    /// <summary>Its connection has ended.</summary>
    public void Disconnect(Seat seat)
    {
        if (seat.IsConnected) Connected--;
        (seat.IsConnected, seat.Messages, seat.IdleSince) = (false, seat.Out, null);
    }

    /// <summary>Gives its place to another, unless it has mails on their way.</summary>
    /// <returns>Whether a place came free.</returns>
    public bool Leave(Seat seat)
    {
        if (!seat.IsTaken || seat.Out > 0) return false;
        seat.IsTaken = false;
        _taken--;
        return true;
    }
}
