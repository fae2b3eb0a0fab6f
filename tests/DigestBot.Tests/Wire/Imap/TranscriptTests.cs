namespace DigestBot.Tests.Wire.Imap;

public class TranscriptTests
{
    private static string Folder { get; } = Path.Combine(Corpora.ProjectRoot, "tests", "fixtures", "imap");

    public static TheoryData<string, Delivery> Cases()
    {
        var cases = new TheoryData<string, Delivery>();
        foreach (var file in Directory.EnumerateFiles(Folder, "*.transcript").Order(StringComparer.Ordinal))
            foreach (var delivery in Enum.GetValues<Delivery>())
                cases.Add(Path.GetFileName(file), delivery);
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public Task A_conversation_goes_as_written_however_its_bytes_arrive(string transcript, Delivery delivery) =>
        Transcript.Read(Path.Combine(Folder, transcript)).ReplayAsync(delivery);
}
