namespace DigestBot.Replies;

/// <summary>What subscribers write in English. A pattern must cover the whole sentence, courtesy apart.</summary>
internal static class English
{
    public const string Table = """
        # Courtesy, which may stand around a command.
        polite   = please | pls | plz | kindly | if you would | if you could | if possible | if you can
        ask      = (could|can|would|will) you [just|now] | (can|could|may) i (get|have|receive) | would you mind | be so kind (and|as to)
        want     = i (want|wish|need|would like|d like) [you] to | id like [you] to | i would like | id like | i want | i prefer | id prefer | i would prefer | let me | lets | i am writing to | im writing to | i request to
        greeting = (hi|hello|hey|dear|good morning|good afternoon|good evening|greetings) [there|all|team|everyone|everybody|folks|sir|madam|sir or madam]
        closing  = thanks | thank you | thx | many thanks | thanks [so|very] much | thank you [so|very] much | thanks a lot | cheers | best | best regards | kind regards | regards | best wishes | sincerely | yours [sincerely|truly] | no thanks | no thank you | [i am|im] (not|no longer) interested [anymore|any more] | in advance | bye | goodbye | good bye | have a (nice|good|great) day | sent from my (iphone|ipad|phone|android|mobile)
        filler   = just | now | right now | immediately | today | asap | at once | ok | okay | so | and | but | also | then | well | yes | sorry | from now on | instead | simply | again | at all | for good | permanently
        guard    = not | never | no | dont | do not | doesnt | didnt | cannot | cant | wont | would never | if | unless | until | when | before | after | how | why | what | should | someone | who | said | says | say | wrote | joke | joking | kidding | without
        and      = and | then | also
        wrote    = wrote | writes

        @noun    = newsletter | newsletters | email | emails | e-mail | e-mails | mail | mails | message | messages | list | lists | mailing | mailings | digest | digests | digestbot | subscription | subscriptions | update | updates | notifications | service | bulletin | summary
        @some    = (the|this|that|these|those|your|my|our|all|any|of|and|or|more|further|future|other|such|regular|email|mail|mailing|news|everything|it|them|here|distribution|database|anymore|any longer|@noun)*
        @address = my [e-mail|email|mail] address | my e-mail | my email | my name | my account | me | us
        notopic  = me | my | us | i | you | your | it | this | that | these | those | them | a | an | add | remove | mute | unmute | pause | stop | everything | all | something | anything | sure | now | up | along | through | suit | @noun

        unsubscribe!: (unsubscribe|unsubscibe|unsubcribe|unsuscribe|unsubsribe|unsubscride|unsuscribed|un subscribe|unsub|opt out|optout|sign off|signoff) [@address] [from|to|of|off] @some
        unsubscribe!: (opt|sign) @address (out|off) [of|from] @some
        unsubscribe!: (remove|take|taking|delete|drop|get|strike|removing|unsubscribing) @address (from|off|off of|out of) @some
        unsubscribe!: (remove|delete|unlist) @address
        unsubscribe!: (be|get) (removed|unsubscribed|deleted|taken off|dropped) [from|of] @some
        unsubscribe!: (remove|delete|cancel|end|stop|terminate|discontinue|close) [my|the|this|all|all of|your|these|those] [email|daily|weekly|news|mail|digest]* (@noun)
        unsubscribe!: (leave|quit|exit) @some (@noun)
        unsubscribe!: stop (sending|mailing|emailing|writing|e-mailing|messaging|spamming|bothering) [to] [me|us] @some
        unsubscribe!: (stop|not) (receiving|getting) @some (@noun) | [i want] (off|out of) @some (@noun)
        unsubscribe!: (no more|no further) (of)* (@some) (@noun) [for me|to me]
        unsubscribe!: [i] (no longer|do not|dont) (want|wish|need|care) [to (receive|get|have|read|be on|be subscribed to)|for] @some (@noun|these|this|them) [anymore|any more|any longer|from you]*
        unsubscribe!: (not|no longer) (receive|get) @some (@noun) [anymore|any more|any longer|from you]*
        unsubscribe!: do not (send|mail|email) me @some [anymore|any more|any longer]
        unsubscribe!: dont (send|mail|email) me @some [anymore|any more|any longer]
        unsubscribe~: stop [it|this|all|everything|that] | leave | cancel [it|this|all|everything] | quit | remove | i want out
        unsubscribe?: exit | end | enough | out

        pause!: (pause|suspend|snooze|hold|hold off|stop|interrupt|take a break|have a break|break|skip) [me|us|it|this|on] @some [for|during] [the next|about|around]* <span>
        pause: (pause|suspend|snooze) [me|us|it] @some | take a break | have a break | hold off
        resume: (resume|unpause|restart|reactivate) [me|us|it|sending] @some | start again | start @some again | im back | i am back | turn (it|this) back on
        resume?: continue | start | go on

        @often   = daily | weekly | monthly | weekdays | weekday | every day | every week
        @change  = [switch|change|set|move|make|put|go|frequency|send|mail|email|give|get|receive|have|deliver|only|update] [back] [to] [me|it|us|them|this|things] [@some] [@often] @some [to|on|be|into|only|just|come|frequency|the|a]*
        @rest    = [@some] [instead|only|just|is enough|would be enough|will do]* [of (@often)|rather than (@often)]
        daily: @change (daily|every day|each day|once a day|every morning|one a day|a daily) @rest
        weekdays: @change (weekdays|weekday|on weekdays|every weekday|working days|on working days|workdays|monday to friday|mon to fri|monday through friday|mon fri) @rest
        weekly: @change (weekly|every week|each week|once a week|once per week|once weekly|one a week|per week|a week|a weekly) @rest
        monthly: @change (monthly|every month|each month|once a month|once per month|one a month|a month|per month|a monthly) @rest

        @send    = (switch|change|set|move|make|send|mail|email|deliver|give|get|schedule) [me|it|this|them|us|my|the|your|@noun]* [to come|to|come|a|the|into]*
        twice: @change (twice a day|twice daily|twice per day|two times a day|2x a day|2 times a day|two a day) @rest
        when: @send <when>
        when~: <when>
        clock: @send <clock>
        clock?: [@noun] <clock>
        zone~: [set|change|switch|my|the|use]* (time zone|timezone) [to|is|now|in]* <zone>
        budget: [set|change|make|my|the|give me|i have|i read]* (reading time|reading budget|budget) [to|of|is|at most|up to]* <number> [minutes|minute|min|mins] [a day|per day|per digest]
        budget?: [only|about|at most|up to|no more than|max|maximum] <number> (minutes|minute|min|mins) [of reading|reading time|to read|a day|per day|each day|per digest|per mail|is enough]*

        follow: (follow|subscribe to|subscribe me to|add) [the|this] [feed|site|blog|website] [at|of|from] <link>
        follow: follow [the|this] [feed|site|blog|website|newspaper|magazine] <address>
        unfollow: (unfollow|stop following|remove|drop|delete) [the|this] [feed|site|blog|website] [at|of|from] <link>
        unfollow: (unfollow|stop following) [the|this] [feed|site|blog|website|newspaper|magazine] <address>
        unfollow: (unfollow|stop following) [[the|this] (feed|site|blog|website|newspaper|magazine)] <words>
        follow-feed: follow [the|this] (feed|site|blog|website|newspaper|magazine) <feeds>
        follow~: follow <feeds>
        mute-source: (mute|silence|block|hide) [the|this] (source|site|website|feed|publication|publisher|newspaper) <words>
        unmute-source: (unmute|unblock|unhide) [the|this] (source|site|website|feed|publication|publisher|newspaper) <words>

        languages: [articles] [in] (all languages|every language|any language)
        languages: (only|just) articles in <languages> | articles (only|just) in <languages> | articles in <languages> (only|just)
        languages: (send|give|show) me (only|just) [articles|news|stories] [in] <languages> [articles|news|stories]
        languages: (send|give|show) me (articles|news|stories) [only|just] in <languages> [only]
        languages~: (only|just) [in] <languages> [articles|news|stories] | [in] <languages> only | <languages> (articles|news|stories) only | (articles|news|stories) in <languages>
        language: [my|the|mail]* language [is|to|in]* <language> | (switch|change|set) [my|the] language to <language> | (send|write|switch|change|make) [me|it|to|my|the|your|@noun]* in <language>
        language~: in <language>
        pictures on: (pictures|images|photos) on | turn (pictures|images|photos) on | turn on [the] (pictures|images|photos)
        pictures on~: (show|include|send) [me] [the|with]* (pictures|images|photos) | with (pictures|images|photos)
        pictures off: (pictures|images|photos) off | turn (pictures|images|photos) off | turn off [the] (pictures|images|photos)
        pictures off~: (no|hide) [more] (pictures|images|photos) | without (pictures|images|photos)
        quiet on: (tell|let|email|mail|notify) me [know] [even] (when|if) (nothing is new|nothing new|there is nothing new|theres nothing new|there is no news|nothing came|nothing is new today) | (send|mail|email) me a (line|note|mail) (when|if) (nothing is new|there is nothing new|theres nothing new)
        quiet off: no empty (mails|emails|mail|email|digests|digest|notes) | (skip|stop|no more) [the|sending]* empty (mails|emails|digests|digest|mail|email|notes) | (do not|dont) (tell|mail|email) me (when|if) (nothing is new|there is nothing new|theres nothing new)
        name~: (call me|my name is) <name>
        name: forget my name [from the greeting] | (remove|delete) my name from the greeting | (do not|dont) call me by [my] name
        topics: [list|show|see|send] [me] [my|the|all|your|available]* topics [please|list]
        topics: (what|which) topics (are there|do you have|can i choose|exist|are available|do i have|did i choose)
        add: (add|include|subscribe to|subscribe me to|sign me up for) [the] [topic|topics|subject] <topics> [topic|topics] [too|as well] [to @some [topics]]
        remove: (remove|drop|delete|exclude) [the] [topic|topics|subject] <topics> [topic|topics] [from @some [topics]]
        mute: (mute|silence|block|hide) [the] (word|words|topic|anything about|everything about|all about) [the] <words>
        mute~: (mute|silence|block|hide) [the] <words>
        unmute: (unmute|unblock|unhide|un mute) [the] [word|words|topic|anything about|everything about] <words>

        schedule~: [@send] <odd>

        help?: help | help me | i need help | info
        help: commands | instructions | what can i (say|write|do|ask) [here] | (list|show) [me] [the|all] commands
        undo: (undo|revert|reverse) [it|this|that|the last (one|change|command)|my last (change|command)|last (change|command)] | take (it|that) back | i changed my mind


        often twice    = twice a day | twice daily | twice per day | two times a day | 2x a day | 2 times a day | two a day
        often daily    = daily | every day | each day
        often weekdays = weekdays | on weekdays | every weekday | on working days | monday to friday | monday through friday
        often weekends = weekends | on weekends | at weekends | at the weekend | only on weekends | every weekend | on saturday and sunday
        often weekly   = weekly | every week | each week | once a week
        often monthly  = monthly | every month | each month | once a month
        odd        = (every|each) [single] (other|second|third|fourth|2nd|3rd|4th|few|couple of|one|two|three|four|five|six|ten|2|3|4|5|6|10|first|last) [of the|in the]* (monday|tuesday|wednesday|thursday|friday|saturday|sunday|day|days|week|weeks|weekend|month|months|hour|hours|quarter|year|years)* [at|on]* | (every|each) (hour|quarter|year|fortnight|half year) | fortnightly | biweekly | bi weekly | bimonthly | hourly | quarterly | yearly | annually | three times a (day|week|month) | twice a (week|month) | [on] [the] (first|second|third|fourth|last) (monday|tuesday|wednesday|thursday|friday|saturday|sunday|day|weekday) of (the|each|every) month
        each       = every | each | every week on | once a week on | weekly on | weekly every
        soft       = on | only on | always on
        habit      = mondays | tuesdays | wednesdays | thursdays | fridays | saturdays | sundays
        monthly on = (monthly|every month|each month|once a month) on (the|day|the day)* | (monthly|every month|each month|once a month) the
        on day     = on the | on day | the
        of month   = [day] of (each|every|the) month | (each|every) month
        at         = at | from now on at
        in         = in
        hour       = o clock | oclock | hours | h
        noname     = me | you | back | if | when | at | on | in | by | a | an | the | later | tomorrow | today | tonight | now | asap | soon | maybe | crazy | old | please | again | anytime | and | or | before | after | about | re | regarding
        language ar = arabic
        language cs = czech
        language da = danish
        language de = german
        language en = english
        language es = spanish
        language fi = finnish
        language fr = french
        language it = italian
        language ja = japanese
        language ko = korean
        language nl = dutch
        language no = norwegian
        language pl = polish
        language pt = portuguese
        language ru = russian
        language sv = swedish
        language tr = turkish
        language uk = ukrainian
        language zh = chinese

        until     = until | till | til | through | up to
        date word = the | of | on | next
        number 1 = a | an | one
        number 2 = two | a couple of | couple of
        number 3 = three
        number 4 = four
        number 5 = five
        number 6 = six
        number 7 = seven
        number 8 = eight
        number 9 = nine
        number 10 = ten
        number 12 = twelve
        number 14 = fourteen
        unit day = day | days | d
        unit week = week | weeks | w | wk | wks
        unit month = month | months
        unit year = year | years
        month 1 = january | jan
        month 2 = february | feb
        month 3 = march | mar
        month 4 = april | apr
        month 5 = may
        month 6 = june | jun
        month 7 = july | jul
        month 8 = august | aug
        month 9 = september | sep | sept
        month 10 = october | oct
        month 11 = november | nov
        month 12 = december | dec
        weekday monday = monday | mon | mondays
        weekday tuesday = tuesday | tue | tuesdays
        weekday wednesday = wednesday | wed | wednesdays
        weekday thursday = thursday | thu | thursdays
        weekday friday = friday | fri | fridays
        weekday saturday = saturday | sat | saturdays
        weekday sunday = sunday | sun | sundays
        """;
}
