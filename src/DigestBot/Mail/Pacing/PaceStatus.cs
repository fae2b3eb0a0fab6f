using System.Globalization;

namespace DigestBot.Mail.Pacing;

/// <summary>How fast mail leaves and what holds it back at a moment: for the operator's page.</summary>
/// <param name="Limits">What the operator set.</param>
/// <param name="Connections">Connections that the relay is given now.</param>
/// <param name="LearnedPerSecond">The rate that the relay was found to bear; null while none is known.</param>
/// <param name="Pause">How long nothing is sent, after a burst of refusals.</param>
/// <param name="HourWait">How long digests wait because the hour's mails are sent.</param>
/// <param name="HeldDomains">Recipient domains whose mails are held back, the first few by name.</param>
/// <param name="HeldDomainCount">How many they are in all.</param>
public sealed record PaceStatus(
    PaceLimits Limits, int Connections, double? LearnedPerSecond, TimeSpan Pause, TimeSpan HourWait, IReadOnlyList<string> HeldDomains, int HeldDomainCount)
{
    internal const int MostNames = 5;

    /// <summary>The operator's limits on one line.</summary>
    public string Most
    {
        get
        {
            var limits = new List<string>(2);
            if (Limits.PerSecond > 0) limits.Add(Text($"{Limits.PerSecond:N0} a second"));
            if (Limits.PerHour > 0) limits.Add(Text($"{Limits.PerHour:N0} an hour"));
            var over = Text($"{Limits.Connections} connection{(Limits.Connections == 1 ? "" : "s")}");
            return limits.Count == 0 ? $"sending over at most {over}" : $"sending at most {string.Join(" and ", limits)} over at most {over}";
        }
    }

    /// <summary>Why mail is held back, or null when nothing holds it.</summary>
    public string? HeldBack
    {
        get
        {
            var why = new List<string>(4);
            if (Pause > TimeSpan.Zero) why.Add(Text($"the relay refused several mails in a row; the next goes in {Shown(Pause)}"));
            if (HourWait > TimeSpan.Zero) why.Add(Text($"the mails of this hour are sent (Smtp:MaxPerHour); the next digest goes in {Shown(HourWait)}"));
            if (LearnedPerSecond is { } rate) why.Add(Text($"the relay takes no more than about {rate:0.##} a second"));
            if (HeldDomainCount > 0) why.Add($"{string.Join(", ", HeldDomains)}{(HeldDomainCount > HeldDomains.Count ? Text($" and {HeldDomainCount - HeldDomains.Count:N0} more") : "")} refused several mails in a row");
            return why.Count == 0 ? null : "held back now because " + string.Join("; ", why);
        }
    }

    /// <summary>Both on one line.</summary>
    public override string ToString() => HeldBack is { } held ? $"{Most}; {held}" : Most;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Shown(TimeSpan time) => time < TimeSpan.FromMinutes(2) ? Text($"{Math.Ceiling(time.TotalSeconds):0} s") : Text($"{Math.Ceiling(time.TotalMinutes):0} min");
}
