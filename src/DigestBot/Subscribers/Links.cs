namespace DigestBot.Subscribers;

/// <summary>The signed addresses that lead back to the service. All of them are made here.</summary>
/// <param name="publicUrl">The service's address as subscribers reach it, without a slash at the end.</param>
/// <param name="tokens">Signs.</param>
public sealed class Links(string publicUrl, Tokens tokens)
{
    /// <summary>The signup page.</summary>
    public string Home => publicUrl + "/";

    /// <summary>The service's address without a slash at the end.</summary>
    public string PublicUrl => publicUrl;

    /// <summary>The path of one of our own addresses: pages link among themselves without naming the host.</summary>
    public string PathOf(string address) => address[publicUrl.Length..];

    /// <summary>Where a new subscriber confirms.</summary>
    public string Confirm(long subscriber) => publicUrl + "/confirm/" + tokens.Make(TokenPurpose.Confirm, subscriber);

    /// <summary>A subscriber's preferences.</summary>
    public string Preferences(long subscriber) => publicUrl + "/preferences/" + tokens.Make(TokenPurpose.Preferences, subscriber);

    /// <summary>Where a subscriber leaves: a page for a person, one click for a mail program (RFC 8058).</summary>
    public string Unsubscribe(long subscriber) => publicUrl + "/unsubscribe/" + tokens.Make(TokenPurpose.Unsubscribe, subscriber);

    /// <summary>A digest on the web.</summary>
    public string Digest(long digest) => publicUrl + "/digest/" + tokens.Make(TokenPurpose.Digest, digest);

    /// <summary>The operator's page.</summary>
    public string Status => publicUrl + "/status/" + tokens.Make(TokenPurpose.Operator, 1);

    /// <summary>One mail's history, for the operator.</summary>
    public string Mail(long id) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Status}/mail/{id}");
}
