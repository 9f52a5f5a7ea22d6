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
    Plain.STOP: r"""
        (?:no |oh |ok |okay |well |actually |just )*(?:stop|cancel|quiet|be quiet|shut up|silence|hush|enough
            |never ?mind|forget it|forget (?:that|about it)|leave it|drop it|scratch that|no matter
            |it does not matter|do not bother|nothing)(?: (?:it|that|this|now|talking|speaking|please))*
        stop (?:it|that|this|talking|reading|speaking)(?: .{0,12})?
        (?:no|nope|nah|no thanks|no thank you|not now)""",
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
        (?:the |today's |tomorrow's )?(?:weather|forecast)(?: .*)?
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
}
_SHORT = {
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
