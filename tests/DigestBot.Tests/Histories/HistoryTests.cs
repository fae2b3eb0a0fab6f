using System.Diagnostics;
using System.Globalization;

namespace DigestBot.Tests.Histories;

/// <remarks>
/// Many short lives by default. For a long run, <c>DIGESTBOT_HISTORIES=MINUTES</c> lives on from seed to seed for so long,
/// each for six weeks; <c>DIGESTBOT_HISTORY_SEED=N</c> begins with a seed, and alone lives that one.
/// A life that breaks a promise fails with what happened in it.
/// </remarks>
public sealed class HistoryTests
{
    [Fact]
    public async Task Over_weeks_everybody_is_told_everything_they_want_once_in_order_and_on_time()
    {
        var minutes = Number("DIGESTBOT_HISTORIES");
        var seed = Number("DIGESTBOT_HISTORY_SEED");
        var (lives, digests, mergers, watch) = (0, 0, 0, Stopwatch.StartNew());
        for (var i = seed ?? 1; minutes is null ? i < (seed is null ? 9 : seed + 1) : watch.Elapsed.TotalMinutes < minutes; i++, lives++)
        {
            var life = await Life.LiveAsync(i, days: minutes is null ? 8 : 42);
            (digests, mergers) = (digests + life.Digests, mergers + life.Mergers);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{lives} lives, {digests} digests, {mergers} of them with the articles of an earlier one that had not been sent, {watch.Elapsed.TotalSeconds:0} s");
        if (seed is not null) return;
        digests.ShouldBeGreaterThan(lives * 5); // else the lives were too quiet to show anything
        mergers.ShouldBeGreaterThan(lives);
    }

    private static int? Number(string variable) => int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
