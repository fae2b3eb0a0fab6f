using System.Text.RegularExpressions;

namespace DigestBot.Articles;

/// <summary>Things in an article's text that tell its type when counted.</summary>
/// <param name="Answers">Questions that stand in a paragraph of their own and are followed by an answer, or labelled ones.</param>
/// <param name="Steps">Items that are numbered steps, and paragraphs that begin "Step 2".</param>
/// <param name="CodeBlocks">Listings.</param>
/// <param name="Reporting">Sentences that report what somebody said or announced.</param>
/// <param name="Dated">Sentences with a weekday or a date, as news has them.</param>
/// <param name="Personal">Sentences that judge, advise or speak in the first person.</param>
/// <param name="Sentences">All sentences.</param>
internal sealed partial record KindCounts(int Answers, int Steps, int CodeBlocks, int Reporting, int Dated, int Personal, int Sentences)
{
    /// <summary>Many sentences report, and some say when.</summary>
    public bool IsReported => Reporting >= 3 && Reporting * 6 >= Sentences && (Dated >= 1 || Reporting * 4 >= Sentences) && Personal * 4 < Sentences;

    /// <summary>A good share judges or speaks in the first person.</summary>
    public bool IsOpinion => Personal >= 4 && Personal * 6 >= Sentences;

    /// <summary>Whether a paragraph is a numbered step.</summary>
    public static bool IsStep(string text, Wire.Html.Block block) => Step().IsMatch(text.AsSpan(block.Start, Math.Min(block.Length, 40)));

    public static KindCounts Of(Reading reading)
    {
        int answers = 0, steps = 0, code = 0;
        var asked = false;
        foreach (var block in reading.Blocks.Take(600))
        {
            var span = reading.Text.AsSpan(block.Start, Math.Min(block.Length, 600)).Trim();
            if (span.IsEmpty)
                continue;
            if (block.Tag is "pre")
                code++;
            else if (Step().IsMatch(span[..Math.Min(40, span.Length)]))
                steps++;
            var question = block.Length < 400 && (span[^1] is '?' or '？' or '؟' or ';' && reading.Language == "el" || Question().IsMatch(span[..Math.Min(8, span.Length)]));
            if (asked && !question && block.Tag is not ("h1" or "h2" or "h3" or "li"))
                answers++;
            asked = question;
        }
        int reporting = 0, dated = 0, personal = 0;
        foreach (var sentence in reading.Sentences)
        {
            var span = sentence.Range.Of(reading.Text);
            reporting += sentence.Tone.Reports ? 1 : 0;
            dated += Day().IsMatch(span) ? 1 : 0;
            personal += Judging().IsMatch(span) ? 1 : 0;
        }
        return new KindCounts(answers, steps, code, reporting, dated, personal, reading.Sentences.Count);
    }

    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    [GeneratedRegex(@"^(step|schritt|étape|paso|passo|шаг|krok|steg) ?\d|^\d{1,2}[.)] \p{Lu}|^第[一二三四五六七八九十\d]+步|^手順\d|^ステップ ?\d", Linear)]
    private static partial Regex Step();

    [GeneratedRegex(@"^(Q|F)\s*[:.]|^问[:：]|^問[:：]|^——", Linear)]
    private static partial Regex Question();

    [GeneratedRegex(@"\b(monday|tuesday|wednesday|thursday|friday|saturday|sunday|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|lunedì|martedì|mercoledì|giovedì|venerdì|понедельник|вторник|среду|четверг|пятницу|yesterday|heute|gestern|aujourd.hui|hier|ayer|вчера)\b|\d{1,2}日|\d{1,2}月|الأحد|الاثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت|ביום|सोमवार|मंगलवार|बुधवार|गुरुवार|शुक्रवार|शनिवार|रविवार", Linear)]
    private static partial Regex Day();

    [GeneratedRegex(@"\b(i think|i believe|i suspect|i hope|i wish|i.m convinced|in my (view|opinion|experience)|we should|we must|we need|should (be|not|have|stop|start)|ought to|must (be|not|stop|start)|it.s time|let us|enough is enough|ich (finde|glaube|meine|halte|denke)|wir (sollten|müssen|dürfen)|meiner meinung|je (pense|crois)|il faut|nous devons|à mon avis|creo que|pienso que|debemos|deberíamos|en mi opinión|credo che|dobbiamo|я (думаю|считаю)|мы должны)\b|我认为|我们应该|我們應該|と思う|べきだ|べきである|أعتقد|يجب أن|אני (חושב|חושבת|מאמין)|मुझे लगता|हमें", Linear)]
    private static partial Regex Judging();
}
