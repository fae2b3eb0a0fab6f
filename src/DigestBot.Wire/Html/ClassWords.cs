using System.Collections.Frozen;

namespace DigestBot.Wire.Html;

/// <summary>What an element's class and id say about its content.</summary>
[Flags]
internal enum ClassHint
{
    None = 0,
    /// <summary>Named as the article or its body.</summary>
    Content = 1,
    /// <summary>Named as something beside the article; kept when also named as content.</summary>
    Doubtful = 2,
    /// <summary>Named as something that is never the article: comments, sharing, advertising, related links.</summary>
    Unlikely = 4,
    /// <summary>Not to be seen on a screen.</summary>
    Unseen = 8,
    Byline = 16,
    PullQuote = 32,
    Comment = 64,
    /// <summary>Caption or credit of a picture.</summary>
    Caption = 128,
    /// <summary>The date of the article or of something else.</summary>
    Dateline = 256,
    /// <summary>Asks for money before the rest is shown.</summary>
    Paywall = 512,
    /// <summary>Asks to be allowed to measure the visitor.</summary>
    Consent = 1024,
}

/// <summary>Reads class and id word by word: "ad-slot" is advertising, "download" is not.</summary>
internal static class ClassWords
{
    private static readonly FrozenDictionary<string, ClassHint> Words = Table().ToFrozenDictionary(StringComparer.Ordinal);
    private static readonly FrozenDictionary<string, ClassHint>.AlternateLookup<ReadOnlySpan<char>> BySpan = Words.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>All hints of a class attribute's value and an id, joined with a space. An id of many words is a heading's text, not a name for a part.</summary>
    public static ClassHint HintOf(ReadOnlySpan<char> classAndId)
    {
        var hint = ClassHint.None;
        Span<char> pair = stackalloc char[64];
        var before = 0;
        var text = classAndId[..Math.Min(classAndId.Length, 400)];
        for (var at = 0; at < text.Length;)
        {
            if (!char.IsLetterOrDigit(text[at]))
            {
                if (char.IsWhiteSpace(text[at]))
                    before = 0;
                at++;
                continue;
            }
            var end = at + 1;
            while (end < text.Length && char.IsLetterOrDigit(text[end]) && !(char.IsUpper(text[end]) && char.IsLower(text[end - 1])))
                end++;
            var length = Math.Min(end - at, 31);
            // The word alone, and with the one before it: "read" "more", "pull" "quote".
            text.Slice(at, length).ToLowerInvariant(pair[before..]);
            if (BySpan.TryGetValue(pair.Slice(before, length), out var one))
                hint |= one;
            if (before > 0 && BySpan.TryGetValue(pair[..(before + length)], out var both))
                hint |= both;
            pair.Slice(before, length).CopyTo(pair);
            before = length;
            at = end;
        }
        foreach (var range in text.Split(' '))
            if (text[range] is "hidden" or "hide" or "invisible" or "d-none" or "is-hidden")
                hint |= ClassHint.Unseen;
        return hint;
    }

    private static Dictionary<string, ClassHint> Table()
    {
        var table = new Dictionary<string, ClassHint>();
        Add(ClassHint.Content, "article articlebody articlecontent articletext body content contents entry entrycontent hentry main maincontent page post postbody postcontent posttext text blog story storybody storytext column copy prose richtext");
        Add(ClassHint.Doubtful, "header head footer foot footnote masthead banner menu widget widgets community extra rss popup pager tool tools toolbar tooltip promo promos rail aside "
            + "meta metatable metadata tags tag taglist categories author authors bio profile contact credits nav shopping utility legal");
        Add(ClassHint.Unlikely, "ad ads adv advert adverts advertisement advertising advertorial adslot adsense adbox adwrapper adcontainer adunit dfp gpt "
            + "breadcrumb breadcrumbs crumbs navbar navigation topnav subnav sitenav sidebar sidebars sidenav skyscraper sponsor sponsored sponsors sponsorship "
            + "share shares sharing sharebar sharetools sharethis sharedaddy addthis addtoany social socials socialmedia socialshare socialicons "
            + "related relatedposts relatedarticles relatedcontent relatedlinks relatedstories yarpp jprelatedposts recommended recommendation recommendations recirc recirculation morestories "
            + "readmore readnext readalso seealso alsoread morefrom moreon youmaylike youmay mostread mostpopular mostviewed trending popular outbrain taboola zergnet revcontent mgid teads "
            + "newsletter newsletters subscribe subscription signup optin mailchimp mailinglist modal lightbox overlay "
            + "pagination pagenav postnavigation postnav navlinks prevnext skiplink skip agegate shoutbox remark replies supplemental combx authorbio authorbox aboutauthor postauthor "
            + "print printonly login register donate donation donations rating ratings vote voting poll quiz survey toc tableofcontents tagcloud descriptor hatnote dablink sitesub");
        Add(ClassHint.Unlikely | ClassHint.Consent, "gdpr cookie cookies consent cookiebar cookiebanner cookienotice cookieconsent consentwall cookiewall privacybanner privacywall onetrust cookiebot cybotcookiebot didomi usercentrics truste trustarc quantcast borlabs cmplz complianz cmp sourcepoint");
        Add(ClassHint.Unlikely | ClassHint.Comment, "comment comments commentlist commentform commentary respond disqus livefyre discussion commentsarea fbcomments");
        Add(ClassHint.Unseen, "sronly srtext screenreader screenreadertext visuallyhidden visualhidden offscreen displaynone visualhide visibilityhidden assistivetext");
        Add(ClassHint.Unlikely | ClassHint.Paywall, "paywall paygate regwall metered");
        Add(ClassHint.Byline, "byline author authors writtenby pauthor articleauthor postauthor entryauthor authorname");
        Add(ClassHint.Dateline, "dateline postmeta entrymeta articlemeta timestamp pubdate postdate publishdate publisheddate entrydate articledate publishinfo date datetime time byline updated published");
        Add(ClassHint.PullQuote, "pullquote pullquotes pulledquote pullout");
        Add(ClassHint.Caption, "caption captions credit photocredit imagecredit wpcaption captiontext imagecaption photocaption imgcaption");
        return table;

        void Add(ClassHint hint, string words)
        {
            foreach (var word in words.Split(' '))
                table[word] = table.GetValueOrDefault(word) | hint;
        }
    }
}
