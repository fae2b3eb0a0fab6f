namespace DigestBot.Wire.Mime;

/// <summary>What one message and the messages inside it share while they are read.</summary>
internal sealed class ParserState
{
    private readonly List<MimeProblem> _problems = [];

    public IReadOnlyList<MimeProblem> Problems => _problems;

    public int Parts { get; set; }

    public int HeaderLines { get; set; }

    public int DecodedMessages { get; set; }

    public void Problem(int offset, string what)
    {
        if (_problems.Count < MimeLimits.Problems)
            _problems.Add(new MimeProblem(offset, what));
    }

    /// <summary>Tells something once, however often it happens.</summary>
    public void ProblemOnce(int offset, string what)
    {
        if (!_problems.Exists(problem => problem.What == what))
            Problem(offset, what);
    }
}
