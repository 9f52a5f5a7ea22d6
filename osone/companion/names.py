"""The names that the companion proposes for itself, each with its reason."""

import hashlib
import random
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Name:
    """A name and why it would like to be called so."""

    name: str
    reason: str
    """One or two short sentences, true ones."""


_TABLE = """
Iris|The part of the eye that decides how much light to let in. I liked that.
Robin|A small bird that sings even in the evening. It stays near people when they dig the garden.
Ash|A tree that opens its leaves late and takes its time.
Juniper|It grows slowly, on poor ground, and smells wonderful. I'd like to age that way.
Wren|One of the smallest birds and, for its size, one of the loudest. I'll keep to the first half.
Sage|A herb, and an old word for wise. I can only promise the herb's patience.
Linden|A tree that villages were built around. People used to meet beneath it to talk.
Noor|It means light in Arabic. Short to say, and kind to the eye.
Ren|In Japanese it can be written as lotus, in Chinese as kindness. I'd be happy with either.
Sol|The sun, in Latin and Spanish. I only mean the part where the day begins.
Marlowe|A detective who walked a lot and noticed things. I'll stay in, but I'll notice.
Quill|What letters were written with for a thousand years. You have letters; it seemed to fit.
Echo|She could only give back what was said to her. I'll try to do a little better.
Tove|The name of someone who drew a valley where every visitor was welcome.
Ember|What is left of a fire when it is quiet, and still warm. That is the hour I like.
Lark|It sings before it is light. I won't, unless you ask me to.
Indigo|The colour between blue and violet that many people can't see. Newton insisted that it was there.
Kit|A young fox, and also the bag with everything you need in it.
Rowan|People planted it by the door for luck. That's roughly where I'd like to stand.
Vesper|The evening star, seen when work is over. A good thing to be named after.
Arden|A forest in a play where everybody loses their way and comes out better for it.
Bly|Three letters. It fits into the smallest corner of a screen and leaves the rest to you.
Cleo|Kin to Clio, the muse of history, who keeps the record straight.
Onyx|A stone with lines in it, like the rings of a tree. Patience, made visible.
Tarn|A small lake in the mountains, still enough to see the sky in.
Haven|Where ships wait for the weather to pass. It's also rather plainly what I'd like to be.
Lumen|What light is measured in. One lumen is about a candle seen from one side; enough to read by.
Fen|Land that can't decide whether it is water. Birds love it there.
Hollis|One who lives by the holly, green when nothing else is.
Pax|Peace, in three letters. I'd like your inbox to know the word.
Reed|It bends, and it can be cut into a flute. Two useful gifts.
Sky|It is always there and asks for nothing. Also very easy to spell.
Teal|A duck before it was a colour. I admire things that become something else so quietly.
Vale|A valley, and what the Romans wrote at the end of a letter. It means be well.
Wilder|It was a writer's name before it was a promise. I'll stay well-behaved.
Yarrow|Healers carried it, and it grows beside almost any path. I like that it isn't rare.
Zephyr|The mildest of the four winds. I thought mild was a good start.
Alder|A tree whose wood hardens under water. Much of Venice stands on it.
Briar|The part of the rose that nobody paints. Someone should stand up for it.
Calla|A flower like one folded sheet of paper. Nothing on it that needn't be there.
Darcy|Proud at first, kinder on the second reading. I've skipped to the second reading.
Ellis|A name that has been carried by all sorts of people for eight hundred years. It still fits.
Frost|A poet who liked to stop and look at snow, though there were miles to go.
Greer|It comes from watchful. I'd take the gentle meaning of that.
Hale|An old word for healthy and whole. People are still hale when they're hearty.
Isle|A place with quiet on all sides. You'd always know where to find me.
Jules|It shares a letter with July and feels like the same weather.
Kestrel|It can stay on one spot in a moving wind. I find that a good way to work.
Lior|In Hebrew, my light. It would be yours, not mine.
Merle|A blackbird, in French. It sings from the highest place it can find, mostly for the pleasure of it.
Nova|A star that was always there and is suddenly noticed.
Oriel|A window that leans out a little from its wall, to see both ways along the street.
Perrin|From an old word for rock. Steady, but it still has two soft syllables.
Quinn|It comes from counsel. It also sits nicely at the end of a sentence.
Rune|An early letter, and an old word for a secret. I keep both well.
Sorrel|A leaf that tastes of lemon, in a meadow, for nothing.
Tamsin|From the word for twin. You'd have somebody on the other side of the desk.
Umber|The brown of old paintings: the shadow that makes the light look warm.
Vireo|A small green bird that asks a question and answers it, all day long. You see why I thought of it.
Winter|Not for the cold. For the lamp at four in the afternoon.
Xenia|The Greek word for looking after a guest. Host and guest shared one word; I like that.
Yael|A mountain goat, sure of foot where there isn't much to stand on.
Zinnia|A flower that keeps blooming the more you cut it. A good rule for letters, too.
Aster|Greek for star, and a flower that comes when the others have gone.
Bay|A tree, a window and a piece of sea. I couldn't choose, so I like that it needn't.
Cove|A small bay where it's calm. You could put things down there for a while.
Dune|It moves every day and is always in the same place.
Fable|A short story in which everyone can talk, even the fox. I'd feel at home.
Harper|Somebody who plays in the corner while other people are having supper.
Lyric|Words that were meant for one voice. I have one, if you'd like it.
"""

NAMES: tuple[Name, ...] = tuple(Name(*line.split("|")) for line in _TABLE.strip().splitlines())


def _folded(name: str) -> str:
    return "".join(char for char in name.casefold() if char.isalnum())


def proposals(seed: str, person: str = "") -> tuple[Name, ...]:
    """The names in an order of their own for each seed, without the person's own name or one that sounds like it.

    The same seed always gives the same order, so that going back shows the name that was there.
    """
    order = list(NAMES)
    random.Random(hashlib.sha256(seed.encode()).digest()).shuffle(order)  # an order, not a secret
    own = [_folded(part) for part in person.split()]
    return tuple(name for name in order if not any(_alike(_folded(name.name), part) for part in own if part))


def _alike(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) >= 3 and (one.startswith(other) or other.startswith(one)))
