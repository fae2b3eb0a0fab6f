using System.Text;
using System.Text.Json;

namespace DigestBot.Wire.Syndication.Formats;

/// <summary>Saves the items before the place where a JSON Feed breaks off.</summary>
internal static class JsonRepair
{
    /// <summary>The text up to the last whole member of the outermost array <c>items</c>, closed; null when there is none.</summary>
    public static string? Cut(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 64 });
        long end = 0;
        var inItems = false;
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1)
                    inItems = reader.ValueTextEquals("items"u8);
                else if (inItems && reader.TokenType == JsonTokenType.StartArray && reader.CurrentDepth == 1)
                    end = reader.BytesConsumed;
                else if (inItems && reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == 2)
                    end = reader.BytesConsumed;
            }
        }
        catch (JsonException)
        {
            // This is the break.
        }
        return end == 0 ? null : Encoding.UTF8.GetString(bytes, 0, (int)end) + "]}";
    }
}
