using System.Text.RegularExpressions;
using DigestBot.Wire.Text;

namespace DigestBot.Articles;

/// <summary>What pages print around an article and extraction leaves in: bylines, dates, credits, pleas. Cues count only in short blocks, so that articles about newsletters survive.</summary>
internal static partial class Boilerplate
{
    private const int ShortBlock = 25;
    private const double Tail = .85;

    /// <summary>Whether a whole block is not the article's own text.</summary>
    /// <param name="block">The block's text.</param>
    /// <param name="place">Where it begins, as a share of the whole text.</param>
    /// <param name="title">The article's title: a first block that repeats it says nothing new.</param>
    public static bool IsBlock(ReadOnlySpan<char> block, double place, string? title)
    {
        if (block.Length > 400)
            return false;
        if (place < .1 && title is { Length: > 0 } && block.Trim().Equals(title.AsSpan().Trim(), StringComparison.OrdinalIgnoreCase))
            return true;
        var words = Words.Count(block).Total;
        if (words == 0)
            return true;
        if (words > 3 * ShortBlock)
            return false;
        if (Caption().IsMatch(block) || words < ShortBlock && IsTrail(block))
            return true;
        if (words < ShortBlock && (Byline().IsMatch(block) || Credit().IsMatch(block) || Plea().IsMatch(block)))
            return true;
        return place > Tail && (Plea().IsMatch(block) || AboutAuthor().IsMatch(block));
    }

    /// <summary>Whether one sentence is a byline, a date line or a plea that stands within a block.</summary>
    /// <param name="sentence">The sentence.</param>
    /// <param name="index">How many sentences came before it.</param>
    public static bool IsSentence(ReadOnlySpan<char> sentence, int index)
    {
        if (sentence.Length > 160)
            return false;
        var words = Words.Count(sentence).Total;
        if (words == 0)
            return true;
        if (sentence[0] is '^' or '↑')
            return true; // a reference
        if (IsMoment(sentence))
            return true;
        if (index < 6 && Hatnote().IsMatch(sentence))
            return true;
        return words < 20 && (index < 6 && Byline().IsMatch(sentence) || Credit().IsMatch(sentence) || Plea().IsMatch(sentence)) || index < 6 && words < 9 && MostlyDate(sentence);
    }

    /// <summary>One of the first sentences without "BERLIN (Agency) — " before it.</summary>
    public static TextRange WithoutDateline(string text, TextRange sentence, bool early)
    {
        if (!early)
            return sentence;
        var span = sentence.Of(text);
        var length = Dateline.Length(span);
        return length == 0 ? sentence : new TextRange(sentence.Start + length, sentence.Length - length);
    }

    /// <summary>"Home » News » Europe", "Start › Blog".</summary>
    private static bool IsTrail(ReadOnlySpan<char> block)
    {
        if (block[^1] is '.' or '!' or '?' or '»' or '”' or '"')
            return false;
        return block.Contains(" » ", StringComparison.Ordinal) || block.Contains(" › ", StringComparison.Ordinal) || block.Contains(" > ", StringComparison.Ordinal) || block.Count(" / ") >= 2 || block.Count(" | ") >= 2;
    }

    /// <summary>"14:35 The machine in the cellar": a place in a recording.</summary>
    private static bool IsMoment(ReadOnlySpan<char> sentence)
    {
        var start = sentence[0] is '[' or '(' ? 1 : 0;
        var digits = 0;
        while (start + digits < sentence.Length && (char.IsAsciiDigit(sentence[start + digits]) || sentence[start + digits] == ':'))
            digits++;
        return digits is >= 4 and <= 8 && sentence.Slice(start, digits).IndexOf(':') is 1 or 2 && sentence[start + digits - 3] == ':' && !sentence[(start + digits)..].StartsWith(" Uhr", StringComparison.Ordinal);
    }

    private static bool MostlyDate(ReadOnlySpan<char> sentence)
    {
        int digits = 0, lower = 0;
        foreach (var c in sentence)
            if (char.IsAsciiDigit(c))
                digits++;
            else if (char.IsLower(c))
                lower++;
        return digits >= 3 && digits * 3 >= lower;
    }

    // Non-backtracking: these see strangers' text.
    [GeneratedRegex(@"^\W*(by|von|par|por|di|door|av|af)\s*[\s:.]\s*\p{Lu}[\p{L}.'’-]+(\s+\p{L}[\p{L}.'’-]*){0,6}\s*([|,·•–—-].{0,80})?[.]?$|^\W*(by|published|updated|posted|last updated|created|written by|edited by|veröffentlicht|publié|publicado|pubblicato|aktualisiert|stand|mis à jour)\b\s*[:.]?\s*[.|]?\s*(on |at |am |le |el )?([\p{L}]{0,10}[,.]? ?\d|$|[A-Z][a-z]+ [A-Z][a-z]+ for )|^\W*\d{1,2}(:|\.)\d\d\b.{0,40}$|^\W*(\p{L}+,? )?\d{1,2}[. ]+\p{L}+,? \d{4}[\s|,·•–—-]*.{0,30}$|^\W*\p{L}+\.? \d{1,2},? \d{4}[\s|,·•–—-]*.{0,30}$|^\W*\d+ min(ute)?s? read\W*$|\bmin read\b", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Byline();

    [GeneratedRegex(@"^\W*(photo(graph)?s?|image|picture|pictured|video|illustration|credit|source|caption|foto|bild|crédit|photographie|getty|reuters|afp|epa)\b\s*(credit|by|courtesy|from|:|/|von|par)|\((image|photo|picture|credit|pic|foto|bild|video)s?\s*(credit|courtesy|via|by)?\s*[:/]|\b(getty images|shutterstock|unsplash|ap photo|istock|associated press/|/reuters|/afp|via getty)\b|^\W*(scroll down for video|click here|swipe|advertisement|sponsored|anzeige|publicité|publicidad|pubblicità|werbung)\b|^\W*(photo|image|foto|bild)\W*$", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Credit();

    /// <summary>What an encyclopaedia sets above an article to send readers elsewhere.</summary>
    [GeneratedRegex(@"^\W*(for (a|an|the|other|more|information|uses|its)\b.{0,100}\bsee\b|not to be confused with|main articles?:|see also\b|.{1,60} redirects here\b|this (article|page|list) (is about|covers|needs)|pour les articles homonymes|ne doit pas être confondu|para otros usos|dieser artikel (behandelt|beschreibt|befasst)|der titel dieses artikels|nicht zu verwechseln mit|da non confondere|não confundir com)", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Hatnote();

    [GeneratedRegex(@"^\W*(in this (\w+,? ){0,6}(photo|image|picture|screengrab|frame)|file (photo|-|–|—)|fichier|archivbild|auf diesem foto)\b", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Caption();

    [GeneratedRegex(@"\b(subscribe|sign up|signing up|sign-up|newsletter|unsubscribe|follow (us|me|him|her|them) on|follow @|like us on|share this|share on|tweet this|read more|continue reading|click here|related (articles?|posts?|stories|reading)|you (may|might) also (like|enjoy)|all rights reserved|©|copyright \d|\(c\) \d{4}|leave a comment|comments? (are|is) (closed|off)|join the (conversation|discussion)|log in to|cookies?|privacy policy|terms of (use|service)|support (us|our work) (on|by)|patreon|buy me a coffee|donate|become a member|press (inquiries|contact)|media contact|for (more|further) information,? (visit|contact|please)|this (post|article|story) (was |has been |first |originally )*(appeared|published|updated|corrected|sponsored)|abonnier|melden sie sich|jetzt anmelden|lesen sie auch|mehr zum thema|alle rechte vorbehalten|folgen sie uns|abonnez-vous|inscrivez-vous|lire aussi|tous droits réservés|suivez-nous|suscríb|lea también|todos los derechos reservados|iscriviti|leggi anche|tutti i diritti|подпис|читайте также|все права)|^the post .{1,200} appeared first on|^\W*read the (full|complete|whole)\b|^\W*learn more\b|粉絲團|粉丝团|按個?\W?讚|点赞|订阅|关注我们|版权所有|未经授权|転載|無断|登録はこちら|関連記事|اشترك|جميع الحقوق|הירשמו|כל הזכויות|सदस्यता लें", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Plea();

    [GeneratedRegex(@"^\W*(\p{Lu}[\p{L}.'’-]+ ){1,4}(is|was) (a|an|the) .{0,80}\b(writer|reporter|author|journalist|editor|professor|columnist|contributor|correspondent|developer|engineer|fellow|freelance|researcher|director|founder)\b|^\W*about the author|^\W*thanks to\b|\bcontributed to this (report|article|story)\b", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex AboutAuthor();
}
