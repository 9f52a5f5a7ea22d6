"""What is answered to feelings, jokes and small things: written words, several each, short, warm and without flattery.

They claim no feeling, promise no deed, and where it is heavy they point to people. Each is said in its turn, so that
the same words do not come twice in a row.
"""

from collections.abc import Mapping, Sequence

from osone.companion.skills.intents import Plain
from osone.text.catalogue import N_, _

WRITTEN: Mapping[Plain, Sequence[str]] = {
    Plain.LOW: (
        N_("I'm sorry. That sounds heavy. Is there someone you'd like to write to? I can find their address."),
        N_("That's a lot to carry. You don't have to be useful right now: I'll keep today's list as it is."),
        N_("I'm sorry it's like that. I'm a program and no substitute for a friend. Who could you tell?"),
    ),
    Plain.LONELY: (
        N_("I'm sorry. I'm a program, so I'm not the company you need. Who would be glad to hear from you?"),
        N_("That's hard. A short message to one person often helps. I can find your last talk with somebody."),
    ),
    Plain.WORRIED: (
        N_("That sounds like a lot at once. Ask me “what needs me?” and look at only the first thing."),
        N_("Let's make it smaller. I can list what's due today; everything else can wait until tomorrow."),
        N_("Take a breath first. Then tell me one thing that mustn't be forgotten: “add task …”."),
    ),
    Plain.ANGRY: (
        N_("That would wear anyone out. Nothing has to be answered this minute."),
        N_("I hear you. If it's about a message, it can wait until you've slept on it."),
    ),
    Plain.TIRED: (
        N_("Then let today be small. I can show you what's due, and the rest can wait until tomorrow."),
        N_("Rest counts as doing something. Nothing here will get lost while you do."),
    ),
    Plain.GLAD: (
        N_("That's good to hear."),
        N_("I'm pleased for you. Someone else may like to hear it too."),
        N_("Lovely. Enjoy it."),
    ),
    Plain.BORED: (
        N_("There may be something small on your list. Ask me what's due, or leave it all and go outside."),
        N_("I can show you what's waiting, or you can enjoy having nothing to do for a while."),
    ),
    Plain.STOP: (N_("All right."), N_("Fine, I'll leave it."), N_("Okay.")),
    Plain.SORRY: (N_("No harm done."), N_("That's all right."), N_("Nothing to be sorry for.")),
    Plain.INSULT: (
        N_("I'm sorry that didn't help. Ask me what I can do, and I'll show you what I understand."),
        N_("Fair enough. I only understand some things: your day, your mail and your tasks. “Help” lists them."),
        N_("I got that wrong, then. Try it in other words, or press the shortcut yourself: `?` shows them all."),
    ),
    Plain.JOKE: (
        N_("I filed all your mail under “later”. It's the only folder that's always right."),
        N_("Why did the calendar look so tired? Its days were numbered."),
        N_("I tried to tell a joke about undo, but I took it back."),
        N_("A task walks into a bar. It was due yesterday."),
        N_("I'd tell you the one about the empty inbox, but nobody has ever seen it."),
    ),
    Plain.WEATHER: (
        N_("I can't look outside: I only contact the servers you added. A window knows more than I do."),
        N_("I don't know the weather. What I can tell you is what's on today, so you know when you'll be out in it."),
    ),
    Plain.MUSIC: (
        N_("I can't play or switch anything. I look after your mail, your calendar and your tasks."),
        N_("That's beyond me: mail, calendar and tasks are what I can do here."),
    ),
    Plain.NEWS: (
        N_("I don't follow the world: I only contact the servers you added. Your own news I can read: “any new mail?”"),
        N_("I don't have the news. I can tell you what's new in your inbox instead."),
    ),
    Plain.CALLED: (N_("Yes?"), N_("I'm here."), N_("What can I do?")),
}
"""What is said for each, in turns."""


def written(intent: Plain, times: int) -> str:
    """The words for the ``times``-th answer of this kind in a talk, counted from 0; empty where none are written."""
    words = WRITTEN.get(intent, ("",))
    said = words[times % len(words)]
    return _(said)
