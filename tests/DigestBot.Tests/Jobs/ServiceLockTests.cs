using DigestBot.Store;
using DigestBot.Tests.Cli;
using DigestBot.Tests.EndToEnd;
using DigestBot.Tests.Servers;

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

    [Fact]
    public async Task A_disk_that_cannot_be_written_is_not_taken_for_another_process()
    {
        using var disk = await SmallDisk.MountAsync();
        await disk.MakeReadOnlyAsync();
        var refused = Should.Throw<StoreException>(() => ServiceLock.Take(disk.Folder));
        refused.Message.ShouldContain(Path.Combine(disk.Folder, "digestbot.lock"));
        refused.Message.ShouldContain("The disk is mounted read-only");
        refused.Message.ShouldNotContain("Another digestbot");
    }

    [Theory]
    [InlineData("SQLite Error 13: 'database or disk is full'.", "make room")]
    [InlineData("SQLite Error 10: 'disk I/O error'.", "reports errors")]
    [InlineData("127.0.0.1:25 said: SQLite Error 13: no", null)]
    public void What_sqlite_said_tells_what_to_do_and_what_a_relay_said_does_not(string message, string? said)
    {
        if (said is null) DiskTrouble.WhatToDo(message).ShouldBeNull();
        else DiskTrouble.WhatToDo(message).ShouldNotBeNull().ShouldContain(said);
    }
}
