using DigestBot.Mail.Pacing;
using DigestBot.Wire.Smtp;

namespace DigestBot.Tests.Mail.Pacing;

/// <summary>
/// A relay with limits, lanes that send to it and time that is counted: an hour of sending in a second. Nothing in it is left to chance.
/// A refused mail counts as ended, as in earnest, where it comes again later.
/// </summary>
internal sealed class SimulatedRelay(PaceLimits limits, TimeSpan perMail)
{
    private readonly TimeSpan _step = perMail / 5;
    private readonly SteppedClock _clock = new();
    private readonly List<(TimeSpan At, bool Delivered)> _ends = [];
    private TimeSpan _now, _stoppedUntil;
    private int _connections;
    private double _tokens;

    /// <summary>Connections that it takes; the next gets a 421 for its greeting.</summary>
    public int MostConnections { get; set; } = int.MaxValue;

    /// <summary>Mails per second, as a bucket that holds <see cref="Bucket"/>; MAIL is answered with 451 4.7.1 when it is empty.</summary>
    public double PerSecond { get; set; } = double.PositiveInfinity;

    /// <summary>What the bucket holds.</summary>
    public double Bucket { get; set; } = 1;

    /// <summary>Connections that were refused.</summary>
    public int RefusedConnections { get; private set; }

    /// <summary>Most connections at the same time.</summary>
    public int Peak { get; private set; }

    public Pace Pace { get; private set; } = null!;

    /// <summary>Delivered and refused between two times since the start.</summary>
    public (int Delivered, int Refused) Between(TimeSpan from, TimeSpan to) =>
        (_ends.Count(end => end.Delivered && end.At >= from && end.At < to), _ends.Count(end => !end.Delivered && end.At >= from && end.At < to));

    /// <summary>Sends for so long; goes on when called again.</summary>
    public void Run(TimeSpan length)
    {
        Pace ??= new Pace(limits, _clock);
        var line = new WaitingLine<int>(Pace, 200);
        line.Begin();
        var lanes = Enumerable.Range(0, limits.Connections).Select(_ => new SimulatedLane()).ToArray();
        for (var end = _now + length; _now < end; _now += _step)
        {
            _tokens = Math.Min(Bucket, _tokens + (PerSecond * _step.TotalSeconds));
            if (_now >= _stoppedUntil)
            {
                line.TakeBack();
                while (line.Room() is { UrgentOnly: false, Limit: > 0 } room) line.Add(Enumerable.Range(0, room.Limit), _ => "reader@readers.example", _ => false);
                foreach (var lane in lanes) Go(line, lane);
            }

            _clock.Advance(_step);
        }

        _connections = 0;
    }

    private void Go(WaitingLine<int> line, SimulatedLane lane)
    {
        if (_now < lane.BusyUntil) return;
        if (lane.Result is { } result)
        {
            line.Ended(lane.Seat, lane.Turn, result);
            _ends.Add((_now, result.Outcome == SendOutcome.Delivered));
            lane.Result = null;
        }

        if (!line.Ask(lane.Seat, out var turn, out _, out _)) return;
        if (turn.Order == LaneOrder.Close)
        {
            line.Closed(lane.Seat);
            _connections--;
            return;
        }

        if (!lane.Seat.IsConnected && !Connect(line, lane, turn)) return;
        lane.Turn = turn;
        if (_tokens >= 1 || double.IsInfinity(PerSecond))
        {
            _tokens--;
            (lane.Result, lane.BusyUntil) = (Results.Delivered, _now + perMail);
        }
        else (lane.Result, lane.BusyUntil) = (Results.Of(451, "4.7.1", "Too many messages, slow down", SmtpStage.Mail), _now + _step);
    }

    private bool Connect(WaitingLine<int> line, SimulatedLane lane, in Turn<int> turn)
    {
        if (_connections >= MostConnections)
        {
            RefusedConnections++;
            // As the sender does when nobody is at work: later.
            if (!line.Refused(lane.Seat, turn)) _stoppedUntil = _now + TimeSpan.FromSeconds(20);
            lane.BusyUntil = _now + _step;
            return false;
        }

        Peak = Math.Max(Peak, ++_connections);
        line.Connected(lane.Seat);
        return true;
    }

    private sealed class SimulatedLane
    {
        public Seat Seat { get; } = new();

        public Turn<int> Turn { get; set; }

        public SendResult? Result { get; set; }

        public TimeSpan BusyUntil { get; set; }
    }
}
