using System.Text.Json;

namespace DigestBot.Wire.Smtp.Sasl;

/// <summary>What a server says about a token that it does not take: JSON (RFC 7628 3.2.2).</summary>
internal static class OAuthError
{
    private const int MaxJson = 8192;
    private const int MaxShown = 200;

    /// <summary>One sentence that says what to do. Anything may stand in the challenge.</summary>
    public static string InWords(string challenge)
    {
        if (challenge.Length > MaxJson || Members(challenge) is not { } members)
            return $"the server refused the token and said \"{Shown(challenge)}\". Get a new token.";
        var status = members.GetValueOrDefault("status", "");
        var scope = members.TryGetValue("scope", out var wanted) ? $" (scope {Shown(wanted)})" : "";
        return status.ToLowerInvariant() switch
        {
            // XOAUTH2 servers give HTTP's codes, RFC 7628 the words of RFC 6750 3.1.
            "invalid_token" or "401" or "400" => $"the token is not valid, or not any more{scope}. Get a new one, for this user.",
            "insufficient_scope" or "403" => $"the token does not allow sending{scope}. Get one with that scope.",
            "invalid_request" => "the server could not read the request. Check user name and token.",
            _ => $"the server refused the token with status {Shown(status)}{scope}. Get a new one, for this user.",
        };
    }

    private static Dictionary<string, string>? Members(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 4 });
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return null;
            var members = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            foreach (var member in document.RootElement.EnumerateObject())
                members[member.Name] = member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString()! : member.Value.GetRawText();
            return members;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    // The other end's words go into a log.
    private static string Shown(string text) => string.Concat(text.Take(MaxShown).Select(static c => char.IsControl(c) ? ' ' : c));
}
