using System.Collections.Frozen;

namespace DigestBot.Wire.Text;

/// <summary>Words that take a full stop without ending a sentence, per language; English ones count everywhere in Latin script.</summary>
internal static class Abbreviations
{
    private static readonly FrozenDictionary<string, FrozenSet<string>> BeforeNames = Sets(new()
    {
        ["en"] = "mr mrs ms messrs mme mlle dr prof st ste mt ft fr rev hon gen col maj capt cpt cmdr adm lt sgt cpl pvt rep sen gov pres det supt insp e.g i.e eg ie vs v cf f.e viz mx rs",
        ["de"] = "hr fr dr prof dipl ing mag st med jur phil rer nat vgl bzw d.h z.b u.a ca sog gem lt inkl exkl evtl ggf sen jun geb gest verh o.g s.o s.u",
        ["fr"] = "m mm mme mmes mlle mlles dr pr me mgr st ste cf p.ex ex env",
        ["es"] = "sr sra srta sres dr dra d dña da prof ing lic arq gral cnel fr sto sta ee p.ej ej cra",
        ["it"] = "sig sig.ra sigg dott dott.ssa dr prof prof.ssa ing avv arch geom rag on sen gen col cap ten mons don s ss p.es es v.cte",
        ["pt"] = "sr sra srta dr dra prof profa eng arq exmo exma d p.ex ex",
        ["nl"] = "dhr mevr mw dr drs ir ing mr prof st bijv d.w.z m.a.w o.a t.a.v",
        ["da"] = "hr fr dr prof skt sct f.eks bl.a dvs ca pga mht iflg",
        ["nb"] = "hr fr dr prof st f.eks bl.a dvs ca pga iht",
        ["sv"] = "hr fr dr prof s:t t.ex bl.a dvs ca pga",
        ["pl"] = "p pp dr prof mgr inż gen płk kpt ks św np tzw tj ul al",
        ["cs"] = "p pí dr prof ing mgr bc doc gen sv např tzv tj ul",
        ["tr"] = "sn dr doç prof av yrd öğr gör org alb bkz örn",
        ["ru"] = "г-н г-жа проф акад доц д-р св ул пл пр пер д кв им т.е т.н т.к напр см ср",
        ["uk"] = "п пані проф акад доц св вул пл напр див тобто ім",
        ["bg"] = "г-н г-жа проф акад доц д-р св ул пл бул вкл напр вж срв т.е т.нар",
        ["el"] = "κ κα κος δρ καθ π.χ βλ δηλ",
    });

    private static readonly FrozenDictionary<string, FrozenSet<string>> MayEnd = Sets(new()
    {
        ["en"] = "co inc ltd corp bros jr sr esq phd ph.d m.d b.a m.a etc al ave blvd rd dept univ assn est approx jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun "
            + "ala ariz ark calif colo conn del fla ga ill ind kan ky mass md mich minn miss mo mont neb nev okla ore pa tenn tex va vt wash wis wyo med min max misc tel ext fwd btw ed eds trans hrs mins secs lbs oz yd",
        ["de"] = "usw etc u.s.w co str nr jh jhdt mio mrd tel abs art bd jan feb mär apr jun jul aug sep sept okt nov dez mo di mi do fr sa so u.ä",
        ["fr"] = "etc av bd janv févr juil sept oct nov déc tél env hab",
        ["es"] = "etc ud uds vd uu tel ene feb mar abr jun jul ago sep oct nov dic art párrf apdo avda km hs",
        ["it"] = "ecc etc gen feb mar apr mag giu lug ago set ott nov dic tel art idraul meteor econ az",
        ["pt"] = "etc av jan fev mar abr mai jun jul ago set out nov dez tel art",
        ["nl"] = "enz etc jan feb mrt apr jun jul aug sep okt nov dec tel art",
        ["da"] = "osv etc mv jan feb mar apr jun jul aug sep okt nov dec tlf co med",
        ["nb"] = "osv etc mv jan feb mar apr jun jul aug sep okt nov des tlf",
        ["sv"] = "osv etc mm jan feb mar apr jun jul aug sep okt nov dec tel",
        ["pl"] = "itd itp r w godz tys mln mld zł nr str tel",
        ["cs"] = "atd apod r hod tis mil mld kč č str tel",
        ["tr"] = "vb vs cad sok mah tel",
        ["ru"] = "г гг в вв т.д т.п др пр тыс млн млрд руб коп р-н обл стр рис тел час мин сек кв.м у.е",
        ["uk"] = "р рр ст т.д т.п ін тис млн млрд грн обл стор мал тел",
        ["bg"] = "г гг в т.н др хил млн млрд лв стр фиг тел",
        ["el"] = "κ.λπ κλπ κ.ά τηλ χλμ",
    });

    private static readonly FrozenSet<string> BeforeNumbers =
        ("no nos n nº n° p pp pg par para fig figs art arts sec sect vol vols ch chap ver ext nr num núm pos abb kap bd s str rn seite cap pág págs tav rif lib op ed eq ref tab app apt cl "
        + "стр рис гл том п ст № ул д кв с rs apr jan feb mar aug sept oct nov dec").Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>A title or the like: the next word belongs to it, whatever its case.</summary>
    public static bool GoesOn(string? language, ReadOnlySpan<char> word) => In(BeforeNames, language, word);

    /// <summary>May stand at a sentence's end, and only a typical first word after it tells so.</summary>
    public static bool CanEnd(string? language, ReadOnlySpan<char> word) => In(MayEnd, language, word);

    /// <summary>Belongs to the number that follows.</summary>
    public static bool IsBeforeNumber(ReadOnlySpan<char> word) => BeforeNumbers.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    private static bool In(FrozenDictionary<string, FrozenSet<string>> sets, string? language, ReadOnlySpan<char> word) =>
        (language is not null && sets.TryGetValue(language, out var own) && own.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word))
        || (language != "en" && sets["en"].GetAlternateLookup<ReadOnlySpan<char>>().Contains(word) && IsLatin(word));

    private static bool IsLatin(ReadOnlySpan<char> word) => word.Length > 0 && Scripts.Of(word[0]) == Script.Latin;

    private static FrozenDictionary<string, FrozenSet<string>> Sets(Dictionary<string, string> lists) => lists.ToFrozenDictionary(
        entry => entry.Key,
        entry => entry.Value.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase));
}
