namespace DigestBot;

/// <summary>Lets a few in at a time for each key (a host, a subscriber); a key that nobody waits for is forgotten.</summary>
/// <param name="most">In at the same time, for one key.</param>
/// <param name="comparer">When keys are the same; null for the usual.</param>
public sealed class KeyedGates<TKey>(int most, IEqualityComparer<TKey>? comparer = null) where TKey : notnull
{
    private readonly Dictionary<TKey, Gate> _gates = new(comparer);

    /// <summary>Keys that somebody is in for or waits for.</summary>
    public int Count
    {
        get
        {
            lock (_gates) return _gates.Count;
        }
    }

    /// <summary>Waits for a place; disposing of what is returned leaves it.</summary>
    /// <exception cref="OperationCanceledException">No place came free in time.</exception>
    public async Task<IDisposable> EnterAsync(TKey key, CancellationToken cancellation)
    {
        Gate? gate;
        lock (_gates)
        {
            if (!_gates.TryGetValue(key, out gate)) _gates.Add(key, gate = new Gate(new SemaphoreSlim(most)));
            gate.Users++;
        }

        try
        {
            await gate.Places.WaitAsync(cancellation);
            return new Place(this, key, gate);
        }
        catch
        {
            Leave(key, gate);
            throw;
        }
    }

    private void Leave(TKey key, Gate gate)
    {
        lock (_gates)
        {
            if (--gate.Users > 0) return;
            _gates.Remove(key);
            gate.Places.Dispose();
        }
    }

    private sealed class Gate(SemaphoreSlim places)
    {
        public SemaphoreSlim Places => places;

        public int Users { get; set; }
    }

    private sealed class Place(KeyedGates<TKey> gates, TKey key, Gate gate) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 1) return;
            gate.Places.Release();
            gates.Leave(key, gate);
        }
    }
}
