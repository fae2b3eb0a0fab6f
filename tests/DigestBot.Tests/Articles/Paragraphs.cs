namespace DigestBot.Tests.Articles;

/// <summary>Articles of real length for pages and feeds, the same for the same number.</summary>
internal static class Paragraphs
{
    private static readonly string[][] Subjects =
    [
        ["The ferry captain", "The harbour pilot", "The lighthouse keeper", "The oyster farmer", "The tide table", "The night crossing"],
        ["The bookbinder", "The paper mill", "The type founder", "The librarian", "The marbled endpaper", "The apprentice"],
        ["The glacier", "The field station", "The ice core", "The geologist", "The summer melt", "The weather balloon"],
        ["The orchestra", "The cellist", "The rehearsal room", "The conductor", "The second movement", "The audience"],
    ];

    private static readonly string[] Verbs = ["remembers", "changed", "explained", "measured", "lost", "repaired", "described", "followed", "questioned", "kept"];

    private static readonly string[] Rests =
    [
        "what the older hands had said about the winter of the great storm", "every figure in the notebook that was found under the floor", "more than anybody in the town had thought possible",
        "the long way round because the short one was closed for repairs", "a small mistake that nobody had noticed for eleven years", "how little of the work can be seen from the street",
        "why patience is worth more than any machine that money buys", "the promise that was made in the first week of the autumn", "the reasons for a decision that still divides the family",
    ];

    /// <summary>Plain sentences about one subject.</summary>
    public static IReadOnlyList<string> Of(int number, int sentences)
    {
        var subject = Subjects[number % Subjects.Length];
        return [.. Enumerable.Range(0, sentences).Select(i => $"{subject[(i + number) % subject.Length]} {Verbs[(i * 7 + number * 3) % Verbs.Length]} {Rests[(i * 4 + number) % Rests.Length]}, and in year {1900 + (i * 13 + number * 17) % 120} it {Verbs[(i * 3 + number) % Verbs.Length]} {Rests[(i * 5 + number * 2 + 1) % Rests.Length]}.")];
    }

    /// <summary>Those sentences as HTML paragraphs of four.</summary>
    public static string Html(int number, int sentences = 24) =>
        string.Concat(Of(number, sentences).Chunk(4).Select(chunk => "<p>" + string.Join(' ', chunk) + "</p>\n"));

    /// <summary>A page around them.</summary>
    public static string Page(int number, string title, int sentences = 24) =>
        $"<!doctype html><html lang=\"en\"><head><title>{title}</title></head><body><nav><a href=\"/\">Home</a> <a href=\"/about\">About</a></nav><article><h1>{title}</h1>\n{Html(number, sentences)}</article><footer>All rights reserved.</footer></body></html>";
}
