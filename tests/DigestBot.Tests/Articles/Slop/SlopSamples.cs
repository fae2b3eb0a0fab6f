using DigestBot.Articles;

namespace DigestBot.Tests.Articles.Slop;

/// <summary>Texts written for the purpose: six that are slop, six that are not.</summary>
internal static class SlopSamples
{
    public static readonly Dictionary<string, ArticleText> Slop = new()
    {
        ["clichés about productivity"] = Of("Unlock your potential", "en",
            """
            In today's fast-paced world, productivity is more than a habit. It's important to note that everybody can unlock the potential of a well-planned morning, whether you're a seasoned professional or a student.

            Let's delve into the rich tapestry of routines that pave the way for success. A holistic approach plays a crucial role here, and a good notebook is a game-changer.

            By navigating the complexities of the modern office, you can take your career to the next level. In conclusion, the possibilities are endless, and the importance of rest cannot be overstated.
            """),
        ["an assistant's apology"] = Of("Ten gardens to see", "en",
            """
            The gardens of the south are known for their roses, and many of them open their gates in May.

            As an AI language model, I do not have personal experiences, but many visitors enjoy the fountains. The entrance costs little, and children pay nothing at all.

            Take a hat with you, for there is little shade. The buses run until the evening, and the last one waits for everybody who bought a ticket.
            """),
        ["an assistant's offer"] = Of("How to choose a kettle", "en",
            """
            Certainly! Here is a blog post about kettles that you can use on your site, with a friendly tone.

            A kettle should boil fast and pour well. Steel lasts longer than plastic, and a lid that opens wide is easy to clean. Think of how many cups you make at once.

            The price says little about the quality, and the cheapest kettle of our shop has boiled water for eleven years.
            """),
        ["a declaration at the foot"] = Of("Results of the weekend", "en",
            """
            The home side won by three goals to one, after a slow first half in which neither team came close to scoring.

            The guests took the lead after the break, and lost it within a minute. From then on there was only one team on the pitch, and the crowd sang until the end.

            The next match is on Saturday, away, against the side that has not lost since the autumn.

            This article was generated with the help of AI.
            """),
        ["German clichés"] = Of("Digitalisierung im Mittelstand", "de",
            """
            In der heutigen schnelllebigen Welt spielt eine entscheidende Rolle, wie Unternehmen das volle Potenzial ihrer Daten nutzen. Es ist wichtig zu beachten, dass ein ganzheitlicher Ansatz unerlässlich ist.

            Tauchen Sie ein in maßgeschneiderte Lösungen, die sich nahtlos einfügen. Egal ob Anfänger oder Profi, ein guter Plan ist ein wahrer Game-Changer.

            Zusammenfassend lässt sich sagen, dass der Mittelstand von entscheidender Bedeutung bleibt. Entdecken Sie noch heute, was möglich ist, und heben Sie Ihr Unternehmen auf das nächste Level.
            """),
        ["the same again and again, with an assistant's words"] = Of("Best shoes for running", "en",
            string.Join("\n\n", Enumerable.Repeat("The best shoes for running are the shoes that fit your feet and your road. Good shoes for running help you run far and feel well after it.", 8))
            + "\n\nFeel free to adjust the tone of the shoes for your readers."),
    };

    public static readonly Dictionary<string, ArticleText> Honest = new()
    {
        ["an essay about slop"] = Of("How to smell a machine", "en",
            """
            You know it when you read it. The text begins with "in today's fast-paced world" and ends with "in conclusion," and between them somebody promises to “delve into” a “rich tapestry” of things that nobody asked about.

            Editors keep lists. Mine has “it's important to note that”, “plays a crucial role”, “game-changer” and “unlock the potential”, and I cross them out wherever they stand, also in the work of people who have never met ChatGPT.

            Once a manuscript came to my desk with the words "As an AI language model, I cannot have favourite novels" in the middle of a chapter about favourite novels. The author swore that it was satire, and perhaps it was.

            What large language models write is not wrong because a phrase is worn. It is slop because nobody meant it. A worn phrase that somebody means is only tired, and tired people deserve our patience.
            """),
        ["an essay that quotes a machine without marks"] = Of("Letters to a chatbot", "en",
            """
            For a month I wrote letters to a chatbot and had the answers printed. The language model was polite, and it was never once surprised.

            When I asked what it missed, it wrote: As an AI language model, I do not miss anything. I framed that page, because it is the saddest sentence that I own.

            My mother, who does not know what a language model is, read the letters in one evening. He sounds like your uncle, she said, always helpful and never there.
            """),
        ["a declaration that it is not"] = Of("Colophon", "en",
            """
            No part of this article was generated by AI. It was typed by one person on a machine that is older than her children, and mended twice.

            The pictures are from the archive of the mill, and the paper is what was left of a calendar. Whoever finds a mistake may keep it, or send it back with a stamp.

            There will be another one in the spring, when the roads are dry and the printer has come home from the hospital.
            """),
        ["business prose with two worn phrases"] = Of("Quarterly letter", "en",
            """
            The foundry had a better quarter than we feared. Orders from the railways came back, and the new furnace, a game-changer for our energy bill, burned less gas than the old one did in any year since 1998.

            It is worth noting that the winter was mild. Two of our customers pay late, and we have told them so. We expect the second half of the year to be slower, because the shipyards have filled their stores.

            The works council agreed to the new shifts in June. Nobody was dismissed, and eleven apprentices began in August, more than ever before.
            """),
        ["a song with its refrain"] = Of("The miller's song", "en",
            string.Join("\n\n", Enumerable.Range(1, 8).Select(verse => $"The miller rose in month {verse} and saw the water low, and {verse} crows were waiting where the willows used to grow.\n\nTurn, wheel, turn, for the corn is in the hopper and the night is coming on. Turn, wheel, turn, for the river is our mother and the river will be gone."))),
        ["a review of a camera"] = Of("Ein halbes Jahr mit der kleinen Kamera", "de",
            """
            Die Kamera ist klein genug für die Manteltasche und schwer genug, dass man sie nicht vergisst. Der Sucher beschlägt im Winter, das ist ihr einziger echter Fehler.

            Wichtig ist mir, dass die Blende einen Ring hat und kein Menü. Nach einer Woche wusste mein Daumen, wo er hingehört, und nach einem Monat wusste ich, wann ich sie zu Hause lasse.

            Für Sport taugt sie nicht, für Kinder gerade so. Wer auf der Straße fotografiert, bekommt für den Preis nichts Leiseres.
            """),
    };

    public static ArticleText Of(string title, string language, string text) => new(title, text.ReplaceLineEndings("\n"), [], language, "https://paper.example/a", []);
}
