namespace DigestBot.Articles.Slop;

/// <summary>The rules of <c>config/slop.json</c>: what is looked for, and how much each weighs.</summary>
public sealed record SlopRules
{
    /// <summary>The sum of weights at which an article is marked or held.</summary>
    public int Threshold { get; init; } = 100;

    /// <summary>Hosts whose articles are not wanted; each covers its subdomains.</summary>
    public IReadOnlyList<string> BlockedHosts { get; init; } = [];

    /// <summary>What a blocked host adds.</summary>
    public int BlockedHostWeight { get; init; } = 100;

    /// <summary>What publishers declare in metadata.</summary>
    public SlopDeclarations Declared { get; init; } = new();

    /// <summary>Texts that say the same again and again.</summary>
    public SlopRepetition Repetition { get; init; } = new();

    /// <summary>Words of articles about machines that write: those quote what machines say.</summary>
    public IReadOnlyList<string> AboutMachines { get; init; } = [];

    /// <summary>Words that turn a declaration into its opposite.</summary>
    public IReadOnlyList<string> Negations { get; init; } = [];

    /// <summary>Rules of phrases.</summary>
    public IReadOnlyList<SlopPhrases> Phrases { get; init; } = [];
}

/// <summary>What counts as a publisher's declaration; all lower case.</summary>
public sealed record SlopDeclarations
{
    /// <summary>What one declaration adds.</summary>
    public int Weight { get; init; } = 100;

    /// <summary>Beginnings of the page's <c>generator</c>.</summary>
    public IReadOnlyList<string> Generators { get; init; } = [];

    /// <summary>Whole names of authors.</summary>
    public IReadOnlyList<string> Authors { get; init; } = [];

    /// <summary>Whole values of creativeWorkStatus and of meta elements such as <c>ai-generated</c>.</summary>
    public IReadOnlyList<string> Statuses { get; init; } = [];

    /// <summary>Last parts of IPTC digital source types.</summary>
    public IReadOnlyList<string> SourceTypes { get; init; } = [];
}

/// <summary>When a text repeats itself.</summary>
public sealed record SlopRepetition
{
    /// <summary>What repetition adds: less than the threshold, for songs, forms and pages that show their text twice repeat themselves too.</summary>
    public int Weight { get; init; } = 50;

    /// <summary>Share of sentences that stood there before, 0 to 1.</summary>
    public double Sentences { get; init; } = .3;

    /// <summary>Share of groups of four words that stood there before, 0 to 1.</summary>
    public double FourGrams { get; init; } = .4;

    /// <summary>Shorter texts are not looked at.</summary>
    public int FewestWords { get; init; } = 150;
}

/// <summary>Phrases that weigh the same.</summary>
public sealed record SlopPhrases
{
    /// <summary>The rule's name, as the operator sees it.</summary>
    public string Name { get; init; } = "";

    /// <summary>What it means, for who reads the file.</summary>
    public string Says { get; init; } = "";

    /// <summary>What each different phrase adds.</summary>
    public int Weight { get; init; }

    /// <summary>What each adds in an article about machines that write; null for the same.</summary>
    public int? AboutWeight { get; init; }

    /// <summary>What the rule adds at most.</summary>
    public int Most { get; init; } = 100;

    /// <summary>A text of more words than this must have more of them in proportion; 0 where length does not matter.</summary>
    public int PerWords { get; init; }

    /// <summary>Whether the publisher says it of itself.</summary>
    public bool Declares { get; init; }

    /// <summary>Only in a short paragraph at the beginning or the end, and not after a negation.</summary>
    public bool Edges { get; init; }

    /// <summary>Phrases in lower case by two-letter language code; "*" for every language.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Words { get; init; } = new Dictionary<string, IReadOnlyList<string>>();
}
