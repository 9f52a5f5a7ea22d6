"""Whole sentences that skills know, a pattern a line, matched on plain words (see ``words.hear``)."""

import re

from osone.companion.skills.intents import Plain

_SAID: dict[Plain, str] = {
    Plain.NEEDS: r"""
        (?:what|who) needs (?:me|my attention|an? (?:answer|reply))(?: (?:today|now|first|most))?
        what (?:do i need to (?:answer|reply to)|is waiting(?: for me)?|is urgent|is important)
        (?:is|does) (?:anything|anyone|anybody) (?:need me|waiting(?: for me)?|urgent|important|need my attention)
        (?:is there )?anything (?:urgent|important|pressing)(?: .{0,20})?
        what should i (?:do|look at|answer) (?:first|now|next)
        who is waiting(?: for me| for an answer)?
        (?:show me )?what needs (?:me|doing|attention|my attention)
        needs me""",
    Plain.TIME: r"""
        what is the (?:time|hour)(?: now)?
        what time is it(?: here| now)?
        what time is now
        (?:tell me|do you know|do you have) (?:the time|what time it is)
        (?:the |current )?time""",
    Plain.DATE: r"""
        what is (?:the |today's )date(?: today)?
        what date is (?:it|today)
        (?:what|which) day is (?:it|today|this)(?: today)?
        what is (?:the|today's) day(?: today)?
        tell me (?:the|today's) date
        today's date""",
    Plain.WHO: r"""
        (?:who|what) are you(?: really| exactly)?
        what is your name
        do you have a name
        are you (?:a |an )?(?:real )?(?:human|real|person|program|robot|bot|ai|machine|computer|alive)
        introduce yourself
        tell me (?:about yourself|who you are)
        who made you
        who am i talking to
        what should i call you""",
    Plain.FEELINGS: r"""
        do you (?:love|like|miss) me
        are you (?:conscious|sentient|lonely|happy|sad)
        do you have feelings
        can you feel(?: anything)?
        i love you""",
    Plain.HELP: r"""
        help(?: me)?
        what can (?:you|i) (?:do|ask|say)(?: for me| here)?
        what can i ask(?: you)?
        how (?:do you|does this) work
        what do you (?:do|understand)
        what are you able to do
        how can you help(?: me)?
        show me what you can do
        commands""",
    Plain.HELLO: r"""
        (?:hello|hi|hey|hiya|howdy|greetings)(?: (?:there|you|again|friend))*
        (?:good )?(?:morning|day|afternoon|evening)(?: (?:there|you|again|friend))*""",
    Plain.HOW_ARE_YOU: r"""
        how are you(?: doing| feeling)?(?: (?:today|this morning|tonight))?
        how is it going
        are you (?:ok|okay|well)
        how do you (?:do|feel)(?: today)?""",
    Plain.THANKS: r"""
        (?:many |ok |great |perfect |lovely |good )*(?:thanks|thank you|cheers|much appreciated)(?: {much})*
        (?:that is|that was) (?:very |really |so )?(?:kind|helpful|nice)(?: of you)?
        well done
        good job
        you are (?:great|the best|wonderful|amazing|awesome|helpful|very helpful|kind)""",
    Plain.GOODBYE: r"""
        (?:ok |okay |well )?(?:good ?bye|bye|bye bye|cheerio|farewell|later|talk later){now}
        (?:ok |okay |well )?see you(?: (?:later|soon|tomorrow|then|around)){now}
        (?:ok |okay |well )?see you
        that is (?:all|it){now}
        talk to you (?:later|soon|tomorrow)
        (?:ok |okay |well |thanks |thank you )*(?:that is|that will be) (?:all|it|enough){now}
        i (?:have to|must) go{now}
        i am (?:off|leaving){now}""",
    Plain.GOODNIGHT: r"""
        (?:ok |okay |well |thanks |thank you )*(?:good ?night|night|night night|nighty night|sleep (?:well|tight)){now}
        (?:ok |okay |well )*(?:i am |i will )?(?:going|off|go) to (?:bed|sleep){now}
        (?:good ?night|sleep well)(?: (?:and|then) .{0,20})?""",
    Plain.SORRY: r"""
        (?:i am |oh |so )*(?:sorry|my bad|my fault|apologies|my apologies|forgive me|pardon me)(?: (?:for|about
            |i) .*)?
        i (?:apologi[sz]e|did not mean (?:it|that|to))(?: .*)?""",
    Plain.INSULT: r"""
        (?:you are|you) (?:are |so |really |very |just |such |a |an |the |all )*(?:stupid|dumb|useless|idiot
            |moron|bad|terrible|worst|rubbish|trash|annoying|crap|garbage|hopeless|no help|slow|a joke|ridiculous
            |pathetic|awful)(?: .*)?
        (?:i hate you|i do not like you|go away|you suck|fuck you|screw you|fuck off|go to hell|get lost)(?: .*)?
        (?:that is|that was|this is) (?:wrong|not (?:right|true|what i (?:asked|meant|said))|nonsense|rubbish
            |useless|no help|unhelpful|stupid)
        (?:that|this|it) (?:is|was) not what i (?:asked|meant|said|wanted)(?: for)?
        (?:you|i think you) (?:have )?(?:misunderstood|misheard|got)(?: me| that| it)?(?: wrong| all wrong)?
        you (?:do not|never) (?:understand|listen|help|get it|hear me)(?: .*)?""",
    Plain.ANGRY: r"""
        (?:what the (?:hell|fuck|heck)|wtf|fuck|shit|damn(?: it)?|ffs|argh+|ugh+|grr+)""",
    Plain.JOKE: r"""
        (?:tell|say|do you know|know|got|have|give|make)(?: me| us)?(?: you)?(?: have| know| got)?(?: a| an| any
            | another| some| the)?(?: (?:good|funny|new|bad|short|other|best|one more|silly|dad
            |little))*(?: more)? (?:jokes?|puns?|riddles?)(?: .*)?
        (?:another|one more) joke
        a joke
        (?:say|tell me) something funny
        make me (?:laugh|smile)
        (?:can|do) you (?:tell|know)(?: me)?(?: any| some| a)? jokes?
        be funny
        cheer me up""",
    Plain.WEATHER: r"""
        (?:what|how) (?:is|will|was) the (?:weather|forecast|temperature)(?: .*)?
        (?:the |today's |tomorrow's )?(?:weather|forecast)(?! (?:was|has been|had been|turned|got)\b)(?: .*)?
        (?:is it|will it|is it going to|does it) (?:be )?(?:rain|raining|snow|snowing|sunny|cold|warm|hot|windy
            |cloudy|freezing|nice out|wet)(?: .*)?
        do i need (?:an |my |a )?(?:umbrella|coat|jacket|raincoat|sun ?cream)(?: .*)?
        how (?:cold|warm|hot) is it(?: .*)?""",
    Plain.MUSIC: r"""
        (?:play|put on|start|turn on)(?: me)?(?: some| a| the| my| any)? (?:music|songs?|tunes?|radio|jazz
            |playlist|album|podcast|something)(?: .*)?
        sing(?: .*)?
        (?:turn|switch) (?:on|off|up|down) the .*
        (?:turn|switch) the .* (?:on|off|up|down)""",
    Plain.NEWS: r"""
        (?:what is|what are|tell me|read me|give me|show me|any)(?: in)?(?: me)?(?: the| some)?(?: latest
            | today's| new)? (?:news|headlines)(?: .*)?
        (?:the )?news
        what (?:is|has been) (?:happening|going on) in the world(?: .*)?
        who won (?:the )?.*""",
    Plain.REPEAT: r"""
        (?:say|tell me|repeat)(?: me)?(?: (?:that|it|this|what you (?:said|just said)))?(?: (?:again|once more
            |one more time|another time))
        repeat(?: (?:that|it|this|yourself|what you (?:said|just said)|the last (?:thing|one|answer|sentence)))?
        what (?:did|have) you (?:just )?(?:say|said|tell me)
        (?:once more|one more time|again|come again|what was that|pardon|say what)
        i (?:did not|could not) (?:hear|catch|get) (?:that|it|you|what you said)""",
    Plain.WHY: r"""
        why(?: (?:is|was) (?:that|this|it|so)| so| not| (?:that|this))?
        why (?:do|did|would|are|have) you (?:say|said|tell me|think|answer|believe|show me|do|done|list|name|mention
            |pick|choose|ask|suggest|saying|telling|showing)(?: me)?(?: (?:that|this|it|so|those|these|them))?(?: one)?
        what makes you (?:say|think|believe|so sure)(?: (?:that|this|so|of that))?
        how (?:do|did|would|could|can) you (?:know|find|get|come up with|arrive at|figure out|tell)(?: (?:that|this|it
            |so|all (?:that|this)))?
        where (?:do|did|have) you (?:get|got|have|find|read|see) (?:that|this|it)(?: from)?
        (?:where|what) (?:is|does) (?:that|this|it) (?:come |coming )?(?:from|based on)
        (?:says who|what is that based on|what is (?:your|the) (?:source|reason|evidence)(?: for (?:that|this|it))?
            |show me (?:why|the (?:source|evidence|reason)))""",
    Plain.UNCLEAR: r"""
        (?:i )?(?:do not|did not|can not|could not) (?:understand|follow|get)(?: (?:you|that|it|this|your answer
            |your response|what you (?:said|mean|meant)))?
        what do you mean(?: by that)?
        (?:can you )?(?:explain|clarify|elaborate)(?: (?:that|it|this|yourself|further|more|please))*
        (?:huh|what|eh)
        that (?:makes no|does not make) sense""",
    Plain.WHICHEVER: r"""
        (?:whatever|whichever|either(?: one)?|anything|any of them|any one|it is up to you|up to you|you (?:choose
            |decide|pick)|your choice)(?: (?:is fine|will do|works|you (?:like|want|think)|is ok|is okay|is best))*
        i (?:do not|really do not|could not) (?:care|mind|know)
        (?:it )?(?:does not|do not) (?:matter|make a difference)(?: to me)?
        no preference""",
    Plain.CHAT: r"""
        (?:say|tell|read|write|sing|give|recite|teach|show)(?: (?:me|us|to me))? (?:something|anything|some) (?:kind
            |nice|good|sweet|wise|clever|smart|new|interesting|encouraging|uplifting|poetic|romantic|advice|wisdom|poetry
            |compliments?|inspiration)
        (?:say|tell|read|write|give|recite|teach)(?: (?:me|us))? (?:an? |another |one )?(?:\w+ )?(?:poem|story|tale
            |compliment|secret|quote|fact|proverb|haiku|limerick|rhyme|pep talk|lie|piece of advice|hug)
        (?:motivate|inspire|entertain|surprise|comfort|praise|amuse|encourage|compliment|flatter|hug|kiss|marry
            |wish) me\b.*
        (?:talk|chat|play) (?:to|with) me|talk|chat|guess what
        do you (?:like|hate|enjoy|eat|drink|dream|sleep|prefer|believe in|know me|watch|get (?:tired|bored))(?: .*)?
        (?:have|did) you ever .*
        what (?:do|would) you (?:think (?:of|about)|like|love|prefer|dream|eat|do for fun)(?: (?!.*\b(?:my|our|this
            |that|it|mail|message|meeting|task)\b).*)?
        (?:what|who|which) is your (?:favou?rite|opinion|dream|hobby|birthday|star sign)(?: .*)?
        (?:how old are you|where do you (?:live|come from)|when is your birthday|are you (?:married|single))""",
    Plain.CALLED: r"""
        (?:are|were) you (?:still |even )?(?:there|here|awake|listening|around|with me|working)
        (?:(?:can|do|did) you (?:still )?)?hear me
        (?:is )?(?:anybody|anyone|somebody|someone) (?:there|here|home|listening)""",
    Plain.AHA: r"""
        (?:(?:oh|ah|well|hm+) )*(?:hm+|lol|ha(?:ha)+|hehe|wow|whoa|aha|interesting|i see|really|cool|nice|neat|great
            |amazing|awesome|wonderful|lovely|good|good to know|fair enough|got it|makes sense|that makes sense
            |understood|not bad|good point|good one|very funny|very good|good idea|oh|ah|well|so)(?: then| now)?
        (?:oh )?(?:that|this|it) (?:is|was) (?:so |very |really |quite |rather )?(?:good|great|nice|interesting|funny
            |cool|true|amazing|fun|lovely|awesome|odd|strange|weird|sweet)
        how (?:nice|interesting|funny|lovely|odd|strange|sweet)
        (?:what a (?:day|night|week|surprise|pity|shame|relief|view)|i (?:had no idea|did not know(?: that)?))
        exactly what i (?:needed|wanted|was looking for)""",
    Plain.WISHES: r"""
        (?:(?:and|a|very|wishing you a|have a) )*(?:merry|happy|blessed|joyful) (?:christmas|xmas|new year|easter
            |hanukkah|chanukah|diwali|eid|nowruz|holi|holidays?|birthday|anniversary|thanksgiving|halloween|valentine
            |midsummer|\w+day|weekend)(?:'s day)?(?: (?:to|and|in advance)\b.*)?
        (?:have|enjoy) (?:an? |the |your )?(?:(?:very|nice|good|great|lovely|pleasant|wonderful
            |restful|safe) )+(?:day|evening|night|morning|afternoon|weekend|week|holidays?|trip
            |time|rest|one|meal|journey)(?: .{0,12})?
        enjoy (?:yourself|your (?:day|evening|weekend|meal|time))(?: too)?
        (?:bless you|congratulations|congrats|good luck|safe travels|get well soon|sweet dreams|same to you|you too
            |likewise|and to you)(?: .{0,20})?""",
    Plain.ALARM: r"""
        (?:set|start|make|create|add|put|turn on|cancel|stop|snooze|remove|delete|turn off|switch off)(?: (?:me|an?|the
            |my|all|any|up))* (?:alarms?|timers?|stopwatch|countdown|wake ?up call)(?: .*)?
        (?:wake|get) me (?:up|out of bed)(?: .*)?
        (?:what|which|how many|do i have|show|list|are there|is there|when is|check)(?: .{0,12})? alarms?(?: .*)?""",
    Plain.TRANSLATION: r"""
        (?:translate|how do (?:you|i|we) say|how (?:do|would) you (?:write|spell)|what is the (?:word|translation)
            |how to say) .+
        (?:say|write) .+ in (?:english|french|german|spanish|italian|swedish|dutch|portuguese|japanese|chinese|arabic
            |russian|polish|turkish|greek|latin|hindi|korean|danish|norwegian|finnish)
        what (?:does|is) .+ (?:mean )?in (?:english|french|german|spanish|italian|swedish|dutch|portuguese|japanese
            |chinese|arabic|russian|polish|turkish|greek|latin|hindi|korean|danish|norwegian|finnish)
        translate""",
    Plain.SUMS: r"""
        (?:what is|how much is|calculate|compute|work out|add up|sum up|solve|tell me)(?: the (?:sum|product|root|square
            |square root|cube) of)? \(?-?\d[\d.,]*\)?(?: ?(?:{times}|and|[-/^]) ?\(?-?\d[\d.,]*\)?)+ ?(?:=|equals)?
        \(?-?\d[\d.,]*\)?(?: ?(?:{times}) ?\(?-?\d[\d.,]*\)?)+ ?(?:=|equals)?
        what is (?:the )?(?:square root|cube root|\d+ ?(?:percent|%)|half|a (?:third|quarter)|double|twice) of .*\d.*
        what is (?:the )?(?:square|cube) root of .*""",
    Plain.RECIPE: r"""
        (?:what is |give me |do you have |do you know )?(?:the |any |some )?recipes?(?: (?:for|of|with) .*)?
        (?:find |show |give )(?:me )?(?:a |some )recipes?(?: (?:for|of|with) .*)?
        how (?:do|can|should) (?:i|you|we) (?:cook|bake|roast|fry|boil|grill) .*
        what (?:should|can|shall) (?:i|we) (?:cook|eat|have|make) (?:for (?:dinner|lunch|breakfast|supper)
            |tonight)(?: .*)?""",
    Plain.TRAVEL: r"""
        (?:how is|what is) the traffic(?: .*)?
        (?:book|get|buy|order|call|find)(?: (?:me|us))? (?:an? )?(?:taxi|cab|uber|lyft|flights?
            |(?:train|plane|bus) tickets?|tickets?|hotel(?: room)?)(?: .*)?""",
    Plain.ORDER: r"""
        (?:order|buy|get)(?: (?:me|us))? (?:an? |some )?(?:pizzas?|sushi|food|takeaway|take ?out|dinner|lunch|groceries
            |coffee|flowers)(?: (?:from|for|to|at|now|tonight)\b.*)?""",
    Plain.SOCIAL: r"""
        (?:tweet|post)(?: .*)? (?:on|to) (?:twitter|facebook|instagram|mastodon|bluesky|linkedin|x|tiktok)(?: .*)?
        tweet .*
        what is (?:trending|new|happening|going on) on (?:twitter|facebook|instagram|social media|tiktok|x)(?: .*)?""",
    Plain.MEMORY: r"""
        (?:remember|keep in mind|note|know|do not forget|never forget) that (?:i (?!have to|need to|must|should)
            |my|we|our|the)\b.*
        (?:remember|keep in mind) (?:my|our) .*
        what do you (?:know|remember) about me
        forget (?:what|everything|all)(?: .*)? (?:about me|i told you|i said|you know)""",
    Plain.SNOOZE: r"""
        snooze(?: .*)?
        (?:remind me (?:of|about)|bring back|come back to) (?:this|it|that)(?: (?:mail|message|one|conversation
            |email))?(?: .*)?
        put (?:this|it|that)(?: (?:mail|message|one|conversation))? (?:off|away) (?:until|till|for) .*""",
    Plain.UNSUBSCRIBE: r"""
        (?:unsubscribe|sign me off|take me off|get me off)(?: .*)?
        stop (?:getting|receiving|sending me) .*(?:newsletters?|mails?|emails?|messages?)(?: .*)?""",
}
_SHORT = {
    "times": r"plus|minus|times|divided by|over|multiplied by|to the power of|percent of|% of|x|[+*×÷]",
    "much": r"(?:so much|a lot|very much|again|a million|for (?:that|this|your help|everything|the help))",
    "now": r"(?: (?:for (?:now|today)|then|now))?",
}


def pattern(lines: str) -> re.Pattern[str]:
    """One pattern of many, a line each; a line that begins with ``|`` goes on with the one before it."""
    whole = re.sub(r"\n\s*\|", "|", lines.strip())
    return re.compile("|".join(f"(?:{line.strip()})" for line in whole.splitlines()))


def _pattern(lines: str) -> re.Pattern[str]:
    for short, long in _SHORT.items():
        lines = lines.replace(f"{{{short}}}", long)
    return pattern(lines)


PHRASES: tuple[tuple[re.Pattern[str], Plain], ...] = tuple((_pattern(lines), plain) for plain, lines in _SAID.items())
