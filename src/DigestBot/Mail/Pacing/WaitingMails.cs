namespace DigestBot.Mail.Pacing;

/// <summary>The mails of one kind (urgent, or digests) that wait in a round: those that came back first, then in the order in which they were claimed.</summary>
internal sealed class WaitingMails<T>
{
    private readonly Queue<(T Item, string Recipient)> _line = new();
    private readonly Queue<(T Item, string Recipient)> _first = new();
    private readonly Dictionary<string, Queue<(T Item, string Recipient)>> _parked = new(StringComparer.Ordinal);

    /// <summary>Those that can be looked at now.</summary>
    public int Ready => _first.Count + _line.Count;

    /// <summary>Those that wait for a place at their domain.</summary>
    public int Parked { get; private set; }

    /// <summary>All.</summary>
    public int Count => Ready + Parked;

    /// <summary>Lets a mail stand at the end.</summary>
    public void Add(T item, string recipient) => _line.Enqueue((item, recipient));

    /// <summary>Lets a mail that came back stand before those that have not been looked at.</summary>
    public void AddFirst(T item, string recipient) => _first.Enqueue((item, recipient));

    /// <summary>Takes the next out; there must be one (<see cref="Ready"/>).</summary>
    public (T Item, string Recipient) Next() => _first.TryDequeue(out var first) ? first : _line.Dequeue();

    /// <summary>Sets a mail aside until its domain has a place.</summary>
    public void Park(string key, T item, string recipient)
    {
        if (!_parked.TryGetValue(key, out var waiting)) _parked.Add(key, waiting = new());
        waiting.Enqueue((item, recipient));
        Parked++;
    }

    /// <summary>Brings back what was set aside for a domain: one mail, or all.</summary>
    /// <returns>Whether there was any.</returns>
    public bool Unpark(string key, bool all)
    {
        if (!_parked.TryGetValue(key, out var waiting)) return false;
        do
        {
            _first.Enqueue(waiting.Dequeue());
            Parked--;
        }
        while (all && waiting.Count > 0);
        if (waiting.Count == 0) _parked.Remove(key);
        return true;
    }

    /// <summary>Takes all of them out.</summary>
    public IEnumerable<T> Clear()
    {
        List<T> all = [.. _first.Select(mail => mail.Item), .. _parked.Values.SelectMany(waiting => waiting).Select(mail => mail.Item), .. _line.Select(mail => mail.Item)];
        _first.Clear();
        _line.Clear();
        _parked.Clear();
        Parked = 0;
        return all;
    }
}
