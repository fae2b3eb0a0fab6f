using DigestBot.Subscribers;

namespace DigestBot.Tests.Subscribers;

public sealed class KeyFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("digestbot-test-").FullName;

    private string Path_ => Path.Combine(_folder, "key");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_new_key_has_32_bytes_that_only_its_owner_reads()
    {
        KeyFile.LoadOrCreate(Path_);
        new FileInfo(Path_).Length.ShouldBe(32);
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(Path_).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void The_key_stays_the_same_after_a_restart_and_differs_from_service_to_service()
    {
        var before = KeyFile.LoadOrCreate(Path_).AddressKey("a@example.org");
        KeyFile.LoadOrCreate(Path_).AddressKey("a@example.org").ShouldBe(before);
        KeyFile.LoadOrCreate(Path_ + "2").AddressKey("a@example.org").ShouldNotBe(before);
    }

    [Fact]
    public async Task Programs_that_start_at_once_agree_on_one_key()
    {
        for (var round = 0; round < 20; round++)
        {
            var keys = new string[8];
            using var start = new Barrier(keys.Length);
            await Task.WhenAll(keys.Select((_, i) => Task.Factory.StartNew(() =>
            {
                start.SignalAndWait();
                keys[i] = KeyFile.LoadOrCreate(Path_ + round).AddressKey("a@example.org");
            }, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
            keys.Distinct().Count().ShouldBe(1);
        }

        Directory.GetFiles(_folder).Length.ShouldBe(20); // and nothing lies about
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    public void A_file_too_short_to_be_a_key_is_refused_and_left_alone(int length)
    {
        File.WriteAllBytes(Path_, new byte[length]);
        var error = Should.Throw<InvalidDataException>(() => KeyFile.LoadOrCreate(Path_));
        error.Message.ShouldContain(Path_);
        error.Message.ShouldContain("32");
        new FileInfo(Path_).Length.ShouldBe(length);
    }

    [Fact]
    public void A_key_given_as_bytes_must_be_long_enough() => Should.Throw<ArgumentException>(() => KeyFile.Of(new byte[31]));
}
