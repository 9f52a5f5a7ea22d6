"""How somebody says how they are: words of a feeling where a person says them of themselves, or what befell them."""

import re
from collections.abc import Mapping
from functools import cache

from osone.companion.skills.intents import Plain
from osone.companion.skills.phrases import pattern

LONGEST = 24
"""Words of a sentence that is about a feeling; a longer one is a story, and wants more than a rule's answer."""

_VERY = (
    r"(?:(?:so|very|really|quite|pretty|rather|just|a bit|a little(?: bit)?|kind of|sort of|too|still|all|always|"
    r"completely|totally|absolutely|utterly|always|often|such|incredibly|extremely|feeling|not feeling) )*"
)
_I = (
    r"(?:(?:i|we) (?:am|are|feel|felt|was|were|have been|have felt|am feeling|keep feeling|get|got|"
    r"have gotten|am getting|"
    r"can not stop feeling|feel like i am)|feeling|it (?:makes|made|is making) me(?: feel)?|this (?:makes|"
    r"made) me(?: feel)?|"
    r"my (?:heart|head|mind|soul) (?:is|feels))"
)
_LOW = (
    r"sad|down|low|blue|unhappy|miserable|depressed|hopeless|heartbroken|broken|broken hearted|gutted|"
    r"devastated|empty|"
    r"numb|awful|terrible|horrible|rotten|dreadful|crushed|hurt|lost|worthless|useless|ashamed|guilty|"
    r"homesick|gloomy|"
    r"in pain|grieving|in mourning|in tears|crying|a mess|a failure|disappointed|discouraged|fed up|"
    r"sick of (?:it|everything)"
)
_LONELY = r"lonely|isolated|left out|unloved|unwanted|by myself|invisible|forgotten"
_WORRIED = (
    r"stressed(?: out)?|anxious|worried|afraid|scared|nervous|overwhelmed|panicking|panicked|in a panic|frightened|"
    r"terrified|tense|on edge|swamped|drowning|snowed under|behind on everything|under (?:a lot of )?pressure|uneasy|"
    r"freaking out|losing (?:it|my mind)"
)
_ANGRY = (
    r"angry|mad|furious|annoyed|frustrated|irritated|upset|livid|pissed(?: off)?|cross|outraged|jealous|bitter|"
    r"so done with (?:this|everything)"
)
_TIRED = (
    r"tired|exhausted|worn out|burned out|burnt out|drained|sleepy|knackered|shattered|ill|sick|unwell|poorly|"
    r"hung ?over|in no mood|run down"
)
_GLAD = (
    r"happy|glad|excited|thrilled|delighted|proud|over the moon|relieved|in love|grateful|thankful|cheerful|content|"
    r"on cloud nine|great|wonderful|fantastic|amazing|good|fine|ok|okay|well|better|feeling better"
)
_BORED = r"bored|restless|bored to death|idle"
_WHOM = (
    r"(?:(?:dear|old|older|elder|big|little|younger|youngest|eldest|only|best|good|close|oldest|great|beloved|poor|"
    r"late|step|half|twin|first|ex) ?)*"
    r"(?:mum|mom|mummy|mommy|mother|mamma|mama|dad|daddy|father|papa|parents?|grand\w+|gran|granny|nana|brother|sister|"
    r"twin|sons?|daughters?|child|kid|baby|husband|wife|partner|boyfriend|girlfriend|fianc[eé]e?|ex|friends?|mate|"
    r"uncle|aunt|auntie|cousin|niece|nephew|god\w+|dog|puppy|cat|kitten|horse|pony|rabbit|hamster|guinea pig|bird|"
    r"parrot|"
    r"budgie|fish|tortoise|pet|neighbou?r|colleague|boss|teacher|mentor|student|flatmate|roommate)(?:[ -]in[ -]law)?"
)
_DIED = (
    r"(?:(?:just|suddenly|unexpectedly|finally|peacefully|has|have|had) )*(?:died|dead|passed(?: away|$)|"
    r"gone for ?ever|did not (?:make it|survive)|took (?:his|her|their) own life|(?:is|are) (?:dead|dying)|"
    r"(?:was|were|is being|got|had to be|has to be|will be|has been) (?:put (?:down|to sleep)|euthani[sz]ed|run over|"
    r"killed|hit by a (?:car|train|bus)))"
)
_BAD = (
    r"(?:terrible|bad|awful|rough|hard|horrible|difficult|tough|rotten|crap|crappy|shitty|dreadful|"
    r"miserable|long|stressful)"
)
_TIME = r"(?:day|days|week|weeks|month|year|night|morning|afternoon|evening|time|weekend|one)"
_ABOUT = (
    r"(?: (?:about|of|with|by|last|yesterday|on|in|because|since|that|when|after|at|over|for|today|tonight|"
    r"now|again|lately|recently|"
    r"these days|this (?:morning|week|evening)|right now|all the time|every day|anymore|any more|too|"
    r"inside|here|and)\b.*)?"
)

_SAID: Mapping[Plain, str] = {
    Plain.GRIEF: rf"""
        (?:(?:my|our|his|her) )?{_WHOM}(?: (?!is|was|are|has|had|did|does|will|just)\w+)? {_DIED}{_ABOUT}
        (?:i|we) (?:just |have |have just |had just |recently )*(?:lost|buried|cremated) (?:my|our|a) {_WHOM}{_ABOUT}
        (?:i|we) (?:just |have |had to |have to |need to )*(?:put|putting) (?:my|our) {_WHOM} (?:down|to sleep){_ABOUT}
        (?:i am |we are )?(?:still )?(?:grieving|mourning|in mourning)(?: .*)?
        (?:i|we) (?:just |have |have just )*(?:lost (?:the|our|my) baby|had a (?:miscarriage|stillbirth)){_ABOUT}
        (?:someone|somebody) (?:close to me|i love|i loved|dear to me|i know|i knew) {_DIED}{_ABOUT}
        [^ ]+ (?:has )?passed away{_ABOUT}
        it is (?:my|our) {_WHOM}'s? (?:funeral|wake)(?: .*)?
        i (?:really |still |do |so )*miss my (?:late |dead )(?:.*)""",
    Plain.LOW: rf"""
        {_I} {_VERY}(?:{_LOW}){_ABOUT}
        (?:i|we) (?:have|had|am having|are having|have had) (?:(?:a|an|such a|another
            |the) ){_VERY}{_BAD} {_TIME}{_ABOUT}
        (?:it|today|this|my day) (?:was|has been|is|is being) (?:(?:a|an|such a
            |another) )?{_VERY}{_BAD} {_TIME}{_ABOUT}
        (?:today|this|my day|my week|everything|life|it all) (?:was|is|feels|has been) {_VERY}(?:{_BAD}|too much
            |falling apart|going wrong|pointless){_ABOUT}
        (?:i )?(?:can not|could not) stop crying{_ABOUT}
        i (?:just )?(?:want|feel like|need) (?:to )?(?:cry|crying|give up)(?: .*)?
        i (?:hate|dislike) (?:my life|my job|myself|everything|it here|today|mondays)
        (?:my|our) {_WHOM} (?:is|are|was|has been|had to go) (?:in|back in|to|taken to) (?:the )?(?:hospital
            |a hospice|intensive care){_ABOUT}
        (?:my|our) {_WHOM} (?:is (?:very |really |seriously |terminally )*(?:ill|sick|unwell)|(?:has )?left me
            |has (?:got )?(?:cancer|dementia|a tumou?r|a brain tumou?r)|(?:dumped|cheated on|hates) me){_ABOUT}
        i (?:lost|have lost|just lost) my (?:job|home|house){_ABOUT}
        (?:i have|i have got|they found) (?:cancer|a tumou?r|depression|dementia){_ABOUT}
        (?:i am|i got|i have been|i was) (?:diagnosed with|being bullied|bullied|laid off|evicted
            |made redundant)(?: .*)?
        (?:we|i) (?:broke up|split up|am getting divorced|are getting divorced|got fired|was fired|failed
            |have failed)(?: .*)?
        i (?:really |still |do )*miss (?:my {_WHOM}|him|her|them|home)(?: .*)?
        (?:i am )?not (?:doing |feeling |feel )?{_VERY}(?:well|good|great|ok|okay|fine|happy|myself){_ABOUT}
        i (?:do not|am not) (?:feel|feeling|doing) {_VERY}(?:well|good|great|ok|okay|fine|happy|myself){_ABOUT}
        i am not {_VERY}(?:well|good|great|ok|okay|fine|happy|myself){_ABOUT}""",
    Plain.LONELY: rf"""
        {_I} {_VERY}(?:{_LONELY}){_ABOUT}
        (?:i have )?(?:nobody|no one|no friends)(?: (?:likes|loves|cares|understands|talks to|listens to
            |remembers|calls|writes(?: to)?)(?: about)?(?: me)?| to talk to)?{_ABOUT}
        (?:nobody|no one) (?:likes|loves|wants|needs|understands|misses|cares about) me(?: .*)?
        (?:i am|we are) {_VERY}alone(?: (?:again|now|tonight|today|here|at night|in the world|these days
            |all the time))?""",
    Plain.WORRIED: rf"""
        {_I} {_VERY}(?:{_WORRIED}){_ABOUT}
        i (?:worry|panic|stress)(?: .*)?
        i (?:can not|could not|do not) (?:sleep|cope|breathe|concentrate|focus|relax|think straight|keep up)(?: .*)?
        (?:i have )?too much (?:to do|going on|on my plate|work){_ABOUT}
        i do not know (?:what to do|how to cope|where to start|how i will manage)(?: any ?more)?
        (?:it|this|everything) is (?:all )?(?:getting )?(?:too much|overwhelming)(?: .*)?
        {_I} {_VERY}(?:having|in the middle of) a (?:panic attack|breakdown|meltdown)(?: .*)?""",
    Plain.ANGRY: rf"""
        {_I} {_VERY}(?:{_ANGRY}){_ABOUT}
        i (?:hate|can not stand) (?:him|her|them|this|people|my (?:boss|job|neighbou?r)s?)(?: .*)?""",
    Plain.TIRED: rf"""
        {_I} {_VERY}(?:{_TIRED}){_ABOUT}
        i (?:did not|have not|could not|barely|hardly) (?:sleep|slept|sleeping)(?: .*)?
        i (?:need|want) (?:a break|a holiday|some sleep|to sleep|rest|a rest|some rest)(?: .*)?
        i have (?:got )?(?:a |an |the )?(?:cold|flu|headache|migraine|fever|hangover)(?: .*)?""",
    Plain.GLAD: rf"""
        {_I} {_VERY}(?:{_GLAD}){_ABOUT}
        (?:i|we) (?:have|had|am having|are having) (?:a |an |such a |the )?{_VERY}(?:great|good|wonderful|lovely
            |fantastic|amazing|best|nice|perfect) {_TIME}{_ABOUT}
        (?:it|today|this|my day) (?:was|is|has been) (?:a |an |such a )?{_VERY}(?:great|good|wonderful|lovely
            |fantastic|amazing|nice|perfect) {_TIME}{_ABOUT}
        i (?:passed|did it|made it|won|got (?:the job|promoted|engaged|married|in))(?: .*)?
        (?:we|i) (?:are|am) (?:getting married|having a baby|engaged|expecting|pregnant)(?: .*)?""",
    Plain.BORED: rf"""
        {_I} {_VERY}(?:{_BORED}){_ABOUT}
        (?:there is )?nothing to do""",
}
_WISHES = re.compile(
    r"(?<!the )(?<!my )(?<!this )(?<!a )\b(?:please|can you|could you|would you|remind me|move|add|put|find|search|"
    r"show|archive|delete|cancel|book|schedule|send|reply|forward|"
    r"tell (?:him|her|them)|what|when|where|who|which|how)\b"
)
"""A wish or a question stands in it as well: then that is what wants an answer."""
_SIGHS = re.compile(r"(?:(?:oh|ah|ugh|argh|sigh|hm+|god|man|damn|honestly|actually|because|but|and|so) )+(?=\w)")
_UNSURE = re.compile(
    r"\bdo not know (?:what to do|how|where)\b|\b(?:had|have|has|we|i) (?:to )?put (?:my|our|him|her)\b"
)
"""What only sounds like one."""


def feeling(text: str) -> Plain | None:
    """What somebody says of how they are, or None. ``text`` is a sentence as plain words (``words.hear``)."""
    if len(text.split()) > LONGEST or _WISHES.search(_UNSURE.sub("", text)):
        return None
    if sighs := _SIGHS.match(text):
        text = text[sighs.end() :]
    return next((plain for plain in _SAID if _pattern(plain).fullmatch(text)), None)


@cache
def _pattern(plain: Plain) -> re.Pattern[str]:
    # With the first sentence that nothing else understood: all of them take a few hundredths of a second.
    return pattern(_SAID[plain])
