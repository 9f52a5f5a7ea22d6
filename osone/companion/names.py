"""The names that the companion proposes for itself, each with its reason."""

import hashlib
import random
from dataclasses import dataclass

from osone.text.catalogue import N_


@dataclass(frozen=True, slots=True)
class Name:
    """A name and why it would like to be called so."""

    name: str
    reason: str
    """One or two short sentences, true ones, that ``_`` translates."""


NAMES: tuple[Name, ...] = (
    Name("Iris", N_("The part of the eye that decides how much light to let in. I liked that.")),
    Name("Robin", N_("A small bird that sings even in the evening. It stays near people when they dig the garden.")),
    Name("Ash", N_("A tree that opens its leaves late and takes its time.")),
    Name("Juniper", N_("It grows slowly, on poor ground, and smells wonderful. I'd like to age that way.")),
    Name("Wren", N_("One of the smallest birds and, for its size, one of the loudest. I'll keep to the first half.")),
    Name("Sage", N_("A herb, and an old word for wise. I can only promise the herb's patience.")),
    Name("Linden", N_("A tree that villages were built around. People used to meet beneath it to talk.")),
    Name("Noor", N_("It means light in Arabic. Short to say, and kind to the eye.")),
    Name("Ren", N_("In Japanese it can be written as lotus, in Chinese as kindness. I'd be happy with either.")),
    Name("Sol", N_("The sun, in Latin and Spanish. I only mean the part where the day begins.")),
    Name("Marlowe", N_("A detective who walked a lot and noticed things. I'll stay in, but I'll notice.")),
    Name("Quill", N_("What letters were written with for a thousand years. You have mail; it seemed to fit.")),
    Name("Echo", N_("She could only give back what was said to her. I'll try to do a little better.")),
    Name("Tove", N_("The name of someone who drew a valley where every visitor was welcome.")),
    Name("Ember", N_("What is left of a fire when it is quiet, and still warm. That is the hour I like.")),
    Name("Lark", N_("It sings before it is light. I won't, unless you ask me to.")),
    Name(
        "Indigo",
        N_("The colour between blue and violet that many people can't see. Newton insisted that it was there."),
    ),
    Name("Kit", N_("A young fox, and also the bag with everything you need in it.")),
    Name("Rowan", N_("People planted it by the door for luck. That's roughly where I'd like to stand.")),
    Name("Vesper", N_("The evening star, seen when work is over. A good thing to be named after.")),
    Name("Arden", N_("A forest in a play where everybody loses their way and comes out better for it.")),
    Name("Bly", N_("Three letters. It fits into the smallest corner of a screen and leaves the rest to you.")),
    Name("Cleo", N_("Kin to Clio, the muse of history, who keeps the record straight.")),
    Name("Onyx", N_("A stone with lines in it, like the rings of a tree. Patience, made visible.")),
    Name("Tarn", N_("A small lake in the mountains, still enough to see the sky in.")),
    Name("Haven", N_("Where ships wait for the weather to pass. It's also rather plainly what I'd like to be.")),
    Name("Lumen", N_("What light is measured in. One lumen is about a candle seen from one side; enough to read by.")),
    Name("Fen", N_("Land that can't decide whether it is water. Birds love it there.")),
    Name("Hollis", N_("One who lives by the holly, green when nothing else is.")),
    Name("Pax", N_("Peace, in three letters. I'd like your inbox to know the word.")),
    Name("Reed", N_("It bends, and it can be cut into a flute. Two useful gifts.")),
    Name("Sky", N_("It is always there and asks for nothing. Also very easy to spell.")),
    Name("Teal", N_("A duck before it was a colour. I admire things that become something else so quietly.")),
    Name("Vale", N_("A valley, and what the Romans wrote at the end of a letter. It means be well.")),
    Name("Wilder", N_("It was a writer's name before it was a promise. I'll stay well-behaved.")),
    Name("Yarrow", N_("Healers carried it, and it grows beside almost any path. I like that it isn't rare.")),
    Name("Zephyr", N_("The mildest of the four winds. I thought mild was a good start.")),
    Name("Alder", N_("A tree whose wood hardens under water. Much of Venice stands on it.")),
    Name("Briar", N_("The part of the rose that nobody paints. Someone should stand up for it.")),
    Name("Calla", N_("A flower like one folded sheet of paper. Nothing on it that needn't be there.")),
    Name("Darcy", N_("Proud at first, kinder on the second reading. I've skipped to the second reading.")),
    Name("Ellis", N_("A name that has been carried by all sorts of people for eight hundred years. It still fits.")),
    Name("Frost", N_("A poet who liked to stop and look at snow, though there were miles to go.")),
    Name("Greer", N_("It comes from watchful. I'd take the gentle meaning of that.")),
    Name("Hale", N_("An old word for healthy and whole. People are still hale when they're hearty.")),
    Name("Isle", N_("A place with quiet on all sides. You'd always know where to find me.")),
    Name("Jules", N_("It shares a letter with July and feels like the same weather.")),
    Name("Kestrel", N_("It can stay on one spot in a moving wind. I find that a good way to work.")),
    Name("Lior", N_("In Hebrew, my light. It would be yours, not mine.")),
    Name(
        "Merle",
        N_("A blackbird, in French. It sings from the highest place it can find, mostly for the pleasure of it."),
    ),
    Name("Nova", N_("A star that was always there and is suddenly noticed.")),
    Name("Oriel", N_("A window that leans out a little from its wall, to see both ways along the street.")),
    Name("Perrin", N_("From an old word for rock. Steady, but it still has two soft syllables.")),
    Name("Quinn", N_("It comes from counsel. It also sits nicely at the end of a sentence.")),
    Name("Rune", N_("An early letter, and an old word for a secret. I keep both well.")),
    Name("Sorrel", N_("A leaf that tastes of lemon, in a meadow, for nothing.")),
    Name("Tamsin", N_("From the word for twin. You'd have somebody on the other side of the desk.")),
    Name("Umber", N_("The brown of old paintings: the shadow that makes the light look warm.")),
    Name(
        "Vireo",
        N_("A small green bird that asks a question and answers it, all day long. You see why I thought of it."),
    ),
    Name("Winter", N_("Not for the cold. For the lamp at four in the afternoon.")),
    Name("Xenia", N_("The Greek word for looking after a guest. Host and guest shared one word; I like that.")),
    Name("Yael", N_("A mountain goat, sure of foot where there isn't much to stand on.")),
    Name("Zinnia", N_("A flower that keeps blooming the more you cut it. A good rule for email, too.")),
    Name("Aster", N_("Greek for star, and a flower that comes when the others have gone.")),
    Name("Bay", N_("A tree, a window and a piece of sea. I couldn't choose, so I like that it needn't.")),
    Name("Cove", N_("A small bay where it's calm. You could put things down there for a while.")),
    Name("Dune", N_("It moves every day and is always in the same place.")),
    Name("Fable", N_("A short story in which everyone can talk, even the fox. I'd feel at home.")),
    Name("Harper", N_("Somebody who plays in the corner while other people are having supper.")),
    Name("Lyric", N_("Words that were meant for one voice. I have one, if you'd like it.")),
)


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
