"""What a person typed as plain words: lower case, contractions and slips of the keys put right, the original kept."""

import re
from dataclasses import dataclass

_CONTRACTIONS = {
    "what's": "what is", "whats": "what is", "who's": "who is", "whos": "who is", "where's": "where is",
    "when's": "when is", "how's": "how is", "hows": "how is", "that's": "that is", "there's": "there is",
    "i'm": "i am", "im": "i am", "i've": "i have", "ive": "i have", "i'd": "i would", "i'll": "i will",
    "you're": "you are", "you've": "you have", "don't": "do not", "dont": "do not", "doesn't": "does not",
    "didn't": "did not", "haven't": "have not", "hasn't": "has not", "isn't": "is not", "can't": "can not",
    "cant": "can not", "cannot": "can not", "won't": "will not", "let's": "let us", "gimme": "give me",
    "wanna": "want to", "gonna": "going to", "anythin'": "anything", "it's": "it is",
    "we're": "we are", "they're": "they are",
}  # fmt: skip
_SLIPS = {
    "teh": "the", "waht": "what", "wat": "what", "wht": "what", "mial": "mail", "maill": "mail", "emial": "email",
    "tmrw": "tomorrow", "tmr": "tomorrow", "tmw": "tomorrow", "2morrow": "tomorrow", "tomorow": "tomorrow",
    "tommorow": "tomorrow", "2day": "today", "tody": "today", "thx": "thanks", "tnx": "thanks", "ty": "thanks",
    "pls": "please", "plz": "please", "u": "you", "ur": "your", "r": "are", "helo": "hello", "hallo": "hello",
    "e-mail": "email", "e-mails": "emails", "to-do": "todo", "to-dos": "todos", "undu": "undo", "udno": "undo",
    "sicne": "since", "abuot": "about", "fomr": "from", "frmo": "from", "serach": "search", "seach": "search",
    "wk": "week", "rn": "now", "mon": "monday", "tue": "tuesday", "tues": "tuesday", "wed": "wednesday",
    "thu": "thursday", "thurs": "thursday", "fri": "friday", "sat": "saturday", "sun": "sunday",
}  # fmt: skip
_TARGET_WORDS = """
today tomorrow yesterday tonight weekend month monday tuesday wednesday thursday friday saturday sunday mails email
emails message messages letters inbox calendar agenda schedule meeting meetings appointment appointments event events
tasks archive unread newest latest search about since before hello thanks goodbye attention delete trash anything
everything happening remind reminder morning afternoon evening unstar"""
_TARGETS = frozenset(_TARGET_WORDS.split())
_NOT_SLIP_WORDS = """
toddy mouth malls maids latter lamest latent starch singe abort tanks talks tacks mourning evens masks hells moths monty
ember emily latents letter better setter archives archived thank crash brash searched massage massages passage melting
meting emailed mailed something unreal thread weekends months todays hellos masked tasked eventing behind remand reminds
reminders reminded deleted deletes scheduled schedules calendars agendas taks mondays tuesdays wednesdays thursdays
fridays saturdays sundays evenings mornings meetups sunny sundae"""
_NOT_SLIPS = frozenset(_NOT_SLIP_WORDS.split())
"""Words that are near one of ours and are meant as they stand."""
_EDGE = "\"'“”‘’«»()[]{}.,!?;:…¿¡"
_POLITE_BEFORE = re.compile(
    r"^(?:(?:please|hey|hi|hello|ok|okay|so|well|now|um|and|also|then|yo|alright|olly|kindly|just|"
    r"(?:can|could|would|will) you(?: please| kindly| just)?|"
    r"i (?:want|need|would like|wish)(?: you)? to|let us|let me|do you mind(?: to)?|you can|go ahead and) )+(?=\w)"
    r"(?!(?:there|you|again|friend)$)"  # then it was all a greeting
)
_POLITE_AFTER = re.compile(r"(?: (?:please|thanks|thank you|for me|now|right now|then|will you|would you|ok|okay))+$")


@dataclass(frozen=True, slots=True)
class HeardWords:
    """A sentence as words, each beside what was really typed."""

    words: tuple[str, ...]
    originals: tuple[str, ...]
    """Same length; empty for the second word of a contraction."""

    @property
    def text(self) -> str:
        """The words as one string; what the patterns are matched on."""
        return " ".join(self.words)

    def original(self, start: int, end: int) -> str:
        """What was really typed for the words between two places of :attr:`text`."""
        first = self.text.count(" ", 0, start)
        last = first + self.text.count(" ", start, end) + 1
        return " ".join(word for word in self.originals[first:last] if word)

    def cut(self, start: int, end: int) -> "HeardWords":
        """The words between two places of :attr:`text`, which must be edges of words."""
        first = self.text.count(" ", 0, start)
        last = first + len(self.text[start:end].split())
        return HeardWords(self.words[first:last], self.originals[first:last])


def hear(said: str, name: str = "") -> HeardWords:
    """A sentence as plain words, without the companion's name and without politeness at its edges."""
    words: list[str] = []
    originals: list[str] = []
    for token in said.replace("’", "'").split():
        bare = token.strip(_EDGE)
        word = bare.casefold()
        if not word:
            continue
        plain = _CONTRACTIONS.get(word) or _SLIPS.get(word) or word.removesuffix("'s") if word else ""
        if "'s" in word and word not in _CONTRACTIONS:
            plain = word
        fixed = [right(part) for part in plain.split()]
        words += fixed
        originals += [bare, *[""] * (len(fixed) - 1)]
    heard = HeardWords(tuple(words), tuple(originals))
    own = name.casefold().split()
    if own and heard.words[: len(own)] == tuple(own) and len(heard.words) > len(own):
        heard = HeardWords(heard.words[len(own) :], heard.originals[len(own) :])
    return polite_off(heard, tuple(own))


def polite_off(heard: HeardWords, own: tuple[str, ...] = ()) -> HeardWords:
    """The sentence without please and could you; a sentence that is only that stays whole."""
    text = heard.text
    start = 0
    if found := _POLITE_BEFORE.match(text):
        start = found.end()
    if own and text[start:] == " ".join(own):
        start, text = 0, text[: start - 1]
    if own and text[start:].startswith(" ".join(own) + " "):
        start += len(" ".join(own)) + 1
        again = _POLITE_BEFORE.match(text[start:])
        start += again.end() if again else 0
    end = len(text)
    if found := _POLITE_AFTER.search(text, start):
        end = found.start() if found.start() > start else end
    if own and text[start:end].endswith(" " + " ".join(own)):
        end -= len(" ".join(own)) + 1
    return heard.cut(start, end) if (start, end) != (0, len(heard.text)) else heard


def right(word: str) -> str:
    """The word, or the word of ours that it is one slip away from where that is beyond doubt."""
    if len(word) < 5 or not word.isalpha() or word in _TARGETS or word in _NOT_SLIPS:
        return word
    near = [target for target in _TARGETS if word[0] == target[0] and _one_slip(word, target)]
    return near[0] if len(near) == 1 else word


def _one_slip(word: str, target: str) -> bool:
    """One letter more, less, other, or two swapped; two slips in words of eight letters and more."""
    if word.endswith("s") and word[:-1] == target:
        return False
    return distance(word, target) <= (2 if len(target) >= 8 else 1)


def distance(one: str, other: str) -> int:
    """Edits between two words, a swap of neighbours counting one (optimal string alignment)."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            best = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                best = min(best, before[j - 2] + 1)
            row.append(best)
        before, last = last, row
    return last[-1]
