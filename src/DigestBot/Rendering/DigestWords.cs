using DigestBot.Model;
using DigestBot.Model.Views;
using DigestBot.Subscribers;
using DigestBot.Wire.Text;

namespace DigestBot.Rendering;

/// <summary>What a digest says at its very top: its subject, and the line that mail programs show beside it.</summary>
internal static class DigestWords
{
    private const int MostOfPreheader = 160;
    private const int LeastOfTitle = 20;

    /// <summary>The subject, by the occasion.</summary>
    public static string Subject(Digest digest, ChosenFacts? chosen, Edition edition, Brand brand)
    {
        var texts = edition.Texts;
        var day = Wording.Day(digest.LocalDate);
        return edition.Occasion switch
        {
            Occasion.PauseOver => Wording.Subject(texts["away.subject"], brand.Name, texts.Count("digest.articles", edition.All)),
            Occasion.Quiet => Wording.Subject(texts["quiet.subject"], brand.Name, texts.DateShort(day)),
            // The evening's digest must not hide in one thread with the morning's.
            _ when digest.Slot == 1 && chosen is not null => Wording.Subject(texts["digest.subject"], brand.Name, texts.Format("date.at", texts.DateHeading(day), Schedule.Time(chosen.SecondMinute))),
            _ => Wording.Subject(texts["digest.subject"], brand.Name, texts.DateHeading(day)),
        };
    }

    /// <summary>The local date since which the subscriber was away, without its year; empty where this digest ends no pause.</summary>
    public static string Since(Digest digest, Texts texts) => Occasions.AwaySince(digest) is { } day ? texts.DateShort(day) : "";

    /// <summary>The one line of a quiet day.</summary>
    public static string Quiet(int feeds, Texts texts) => feeds > 0 ? texts.Count("quiet.text", feeds) : texts["quiet.none"];

    /// <summary>The line beside the subject.</summary>
    public static string Preheader(Edition edition, string since) => edition.Occasion switch
    {
        Occasion.PauseOver => edition.Texts.Count("away.text", edition.All, since) + " " + edition.Preheader,
        Occasion.Quiet => edition.Totals,
        _ => edition.Preheader,
    };

    /// <summary>As many titles as fit, each apart from its neighbours: some run the other way.</summary>
    public static string Titles(IReadOnlyList<CardView> cards)
    {
        var titles = new System.Text.StringBuilder();
        foreach (var card in cards.Take(4))
        {
            var room = MostOfPreheader - titles.Length - (titles.Length > 0 ? 3 : 0);
            if (room < LeastOfTitle) break;
            titles.Append(titles.Length > 0 ? " · " : "").Append(DisplayText.Isolate(DisplayText.Clip(card.Title, room)));
        }

        return titles.ToString();
    }
}
