namespace DigestBot.Endurance.Crash;

/// <summary>How long, how much.</summary>
/// <param name="Kills">In all; when they are done, the queue at hand is sent to its end.</param>
/// <param name="Digests">In a queue.</param>
/// <param name="Connections">To the relay.</param>
/// <param name="KillsPerQueue">Spread over one queue, about.</param>
/// <param name="Seed">Of the order of the kills, and of the moments of those at random.</param>
internal sealed record CrashOptions(int Kills, int Digests, int Connections, int KillsPerQueue, int Seed)
{
    /// <summary>Whether the sink offers CHUNKING, and the service uses it.</summary>
    public bool Chunking { get; init; }

    /// <summary>Where the database is made.</summary>
    public string Folder { get; init; } = Path.GetTempPath();
}

/// <summary>The crash test itself cannot go on; the message says why and what to do.</summary>
internal sealed class CrashTestException(string message) : Exception(message);
