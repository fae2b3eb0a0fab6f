namespace DigestBot.Articles.Models;

/// <summary>Section <c>Summaries</c>: a model of the operator's own that writes summaries. Off while <see cref="Endpoint"/> is empty; never needed.</summary>
public sealed class SummaryOptions
{
    /// <summary>Base address of an OpenAI-compatible server, such as http://localhost:11434/v1; empty for none.</summary>
    public string Endpoint { get; set; } = "";

    /// <summary>The model's name, as the server calls it and as cards print it.</summary>
    public string Model { get; set; } = "";

    /// <summary>File whose first line is the key; empty when the server asks for none.</summary>
    public string KeyFile { get; set; } = "";

    /// <summary>Seconds for one answer, from connecting to its last byte.</summary>
    public int TimeoutSeconds { get; set; } = 30;

    /// <summary>Seconds that one round of reading waits for the model in all.</summary>
    public int RoundSeconds { get; set; } = 300;

    /// <summary>Articles that it is asked about in one round at most.</summary>
    public int MostPerRound { get; set; } = 100;

    /// <summary>Questions at the same time.</summary>
    public int Concurrency { get; set; } = 2;

    /// <summary>UTF-16 units of an article that it is shown; an article that is longer is shown to its last paragraph that fits.</summary>
    public int LongestText { get; set; } = 12_000;

    /// <summary>Whether a model is to be asked.</summary>
    public bool IsOn() => Endpoint.Length > 0;

    /// <summary>What is wrong with these settings: (setting, value, what would be right).</summary>
    public IEnumerable<(string Setting, object Value, string Right)> Problems()
    {
        if (Endpoint.Length > 0 && !IsAddress()) yield return ("Summaries:Endpoint", Endpoint, "an http or https address without user, query and fragment, such as http://localhost:11434/v1");
        if (Endpoint.Length > 0 && string.IsNullOrWhiteSpace(Model)) yield return ("Summaries:Model", Model, "the name of a model that the server of Summaries:Endpoint has");
        if (Model.Length > 80 || Model.Any(char.IsControl)) yield return ("Summaries:Model", Model.ReplaceLineEndings(" "), "one line of at most 80 characters, for every card prints it");
        if (KeyFile.Length > 0 && !File.Exists(KeyFile)) yield return ("Summaries:KeyFile", KeyFile, "a file that exists");
        if (TimeoutSeconds is < 1 or > 600) yield return ("Summaries:TimeoutSeconds", TimeoutSeconds, "1 to 600");
        if (RoundSeconds is < 1 or > 3600) yield return ("Summaries:RoundSeconds", RoundSeconds, "1 to 3600");
        if (MostPerRound is < 1 or > 10_000) yield return ("Summaries:MostPerRound", MostPerRound, "1 to 10000");
        if (Concurrency is < 1 or > 32) yield return ("Summaries:Concurrency", Concurrency, "1 to 32");
        if (LongestText is < 1000 or > 200_000) yield return ("Summaries:LongestText", LongestText, "1000 to 200000");
    }

    private bool IsAddress() =>
        Uri.TryCreate(Endpoint, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.UserInfo.Length == 0 && uri.Query.Length == 0 && uri.Fragment.Length == 0;
}
