using System.Globalization;
using DigestBot.Model;
using DigestBot.Subscribers;

namespace DigestBot.Tests.Web;

/// <summary>One service for many visits, with a digest that has been composed.</summary>
public sealed class VisitedService(DemoWeb web) : IAsyncLifetime
{
    private int _people;

    internal RunningService Service { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Service = await RunningService.StartAsync(web);
        await Service.SubscribeAsync("ines@lisbon.example", "all");
        await Service.ComposeAsync();
    }

    public ValueTask DisposeAsync() => Service.DisposeAsync();

    /// <summary>A subscriber, and somebody who has not confirmed yet.</summary>
    internal async Task<(Subscriber Reader, Subscriber Pending)> PeopleAsync()
    {
        var number = (++_people).ToString(CultureInfo.InvariantCulture);
        (await Service.Part<Signup>().JoinAsync($"ana{number}@braga.example", RunningService.Chosen(), "test")).Problem.ShouldBeNull();
        return (await Service.SubscribeAsync($"rui{number}@porto.example", "all"), (await Service.FindAsync($"ana{number}@braga.example"))!);
    }
}
