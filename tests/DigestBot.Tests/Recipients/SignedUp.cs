using DigestBot.Model;
using DigestBot.Subscribers;

namespace DigestBot.Tests.Recipients;

/// <summary>What everybody of these tests chooses.</summary>
internal static class SignedUp
{
    public static readonly Preferences Choices = new(["design"], Frequency.Daily, 1, 420, "Europe/Berlin", "en", 20);
}
