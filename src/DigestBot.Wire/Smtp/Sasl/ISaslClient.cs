namespace DigestBot.Wire.Smtp.Sasl;

/// <summary>The client's part in one mechanism's exchange (RFC 4422). Used once. What it says is text, sent as UTF-8 in base64 (RFC 4954 4).</summary>
internal interface ISaslClient
{
    /// <summary>The mechanism's registered name.</summary>
    string Name { get; }

    /// <summary>What it says before it is asked; null when the server speaks first.</summary>
    string? First { get; }

    /// <summary>What the server said in words about its refusal, beside the reply; null when it gave none.</summary>
    string? Objection { get; }

    /// <summary>The answer to a challenge; null stands for one that is not base64.</summary>
    /// <exception cref="SaslException">The exchange cannot go on.</exception>
    string Answer(string? challenge);

    /// <summary>The server says that we are signed in.</summary>
    /// <exception cref="SaslException">It must not be believed.</exception>
    void Accept();
}

/// <summary>An exchange that this end breaks off. The message is the end of "signing in with SCRAM-SHA-256 failed: …".</summary>
/// <param name="message">What is wrong, and what to do.</param>
/// <param name="another">Another mechanism may do: nothing speaks against server, user or password.</param>
internal sealed class SaslException(string message, bool another = false) : Exception(message)
{
    public bool Another { get; } = another;
}
