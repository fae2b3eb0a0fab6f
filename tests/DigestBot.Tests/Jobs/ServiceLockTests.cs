using DigestBot.Store;
using DigestBot.Tests.Cli;
using DigestBot.Tests.EndToEnd;

namespace DigestBot.Tests.Jobs;

/// <summary>Two processes on one data folder would poll and send the same.</summary>
public class ServiceLockTests
{
    [Theory]
    [InlineData("run", "cleanup")]
    [InlineData("serve")]
    [InlineData]
    public async Task A_second_service_on_the_same_data_refuses_and_says_what_to_do(params string[] arguments)
    {
        await using var service = Installation.Make();
        using var held = ServiceLock.Take(service.Folder);
        using var program = new DigestBotProgram(("Storage:Folder", service.Folder), ("Web:Listen", "http://127.0.0.1:0"));
        var ended = await program.RunAsync(arguments);
        ended.Exit.ShouldBe(1);
        ended.Errors.ShouldContain("Another digestbot works on " + service.Folder);
        ended.Errors.ShouldContain("Stop it first");
        ended.Errors.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task The_lock_ends_with_its_holder()
    {
        await using var service = Installation.Make();
        using (ServiceLock.Take(service.Folder))
            Should.Throw<StoreException>(() => ServiceLock.Take(service.Folder));
        ServiceLock.Take(service.Folder).Dispose();
    }
}
