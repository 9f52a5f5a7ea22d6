"""What is answered to feelings, jokes and small things: written words, several each, short, warm and without flattery.

They claim no feeling, promise no deed, and where it is heavy they point to people. Each is said in its turn, so that
the same words do not come twice in a row.
"""

from collections.abc import Mapping, Sequence
from enum import IntEnum

from osone.companion.skills.intents import Plain
from osone.text.catalogue import N_, _

WRITTEN: Mapping[Plain, Sequence[str]] = {
    Plain.GRIEF: (
        N_("I'm so sorry. Nothing here has to be done today. Is there someone who should be with you?"),
        N_("I'm sorry for your loss. I'm a program, so I can't be company for that. Who else would want to know?"),
        N_("I'm so sorry. Take the time it needs; what's here can wait."),
    ),
    Plain.LOW: (
        N_("I'm sorry. That sounds heavy. Is there someone you'd like to write to? I can find their address."),
        N_("That's a lot to carry. You don't have to be useful right now; what's here can wait."),
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
        N_("I don't follow the world: I only contact the servers you added. Your own news I know: “any new mail?”"),
        N_("I don't have the news. I can tell you what's new in your inbox instead."),
    ),
    Plain.CALLED: (N_("Yes?"), N_("I'm here."), N_("What can I do?")),
    Plain.HUSH: (N_("All right."), N_("Okay.")),
    Plain.NO: (
        N_("I hadn't asked anything, and nothing was done."),
        N_("Nothing is waiting for an answer."),
    ),
    Plain.CANCEL: (
        N_("There's nothing to cancel just now. To take back the newest change, say “undo”."),
        N_("Nothing is under way that I could cancel. “Undo” takes back the newest change."),
    ),
    Plain.YES: (
        N_("I hadn't asked anything. Tell me what to do."),
        N_("Nothing is waiting for a yes. Tell me what to do."),
    ),
    Plain.OKAY: (N_("Good. Tell me when there's something to do."), N_("Good.")),
    Plain.REPEAT: (N_("I haven't said anything yet."),),
    Plain.WHY: (N_("I haven't said anything yet."),),
    Plain.WHICHEVER: (
        N_("Then I'll leave it as it is. Tell me if you want one of them."),
        N_("All right, I won't choose for you. Nothing was done."),
    ),
    Plain.UNCLEAR: (
        N_("I'll try to be plainer: ask me about your day, your mail or your tasks. “Help” shows how."),
        N_("Sorry, that was not clear. “Help” shows what I understand, in a few lines."),
    ),
    Plain.CHAT: (
        N_("I'm no good at small talk. Your mail, your calendar and your tasks are what I know."),
        N_("That's beyond me. I'm a small program with a good memory for dates."),
        N_("I'd only be making something up. Ask me about your day, and I won't have to."),
    ),
    Plain.TOLD: (
        N_("I can't say much to that, but thank you for telling me. If there's something to do about it, say so."),
        N_("I hear you. Stories are beyond me; your mail, your calendar and your tasks are what I can help with."),
        N_("Thank you for telling me. If something in it belongs on your list, say so and I'll put it there."),
    ),
    Plain.AHA: (
        N_("I'm here when you need something."),
        N_("Good. Say when there's something to do."),
    ),
    Plain.WISHES: (
        N_("Thank you, and the same to you."),
        N_("That's kind. All the best to you, too."),
    ),
    Plain.ALARM: (
        N_("I can't ring an alarm. I can put it on your list with its time: “remind me tomorrow at 7 to …”."),
        N_("I have no alarm clock. A reminder with a time I can keep: “remind me at 6 to …”."),
    ),
    Plain.SUMS: (
        N_("I don't do sums, so that I never get one wrong. I can count your mail, your tasks and your days."),
        N_("A calculator is better at that than I am. What I count is mail, events and tasks."),
    ),
    Plain.TRANSLATION: (
        N_("I can't translate. I'd rather say so than get it half right."),
        N_("Translating is beyond me. I can open the message for you, as it was written."),
    ),
    Plain.RECIPE: (
        N_("I don't know any recipes. If somebody sent you one, I can look: “find mail about soup”."),
        N_("Cooking I leave to you. I can put the ingredients on your list."),
    ),
    Plain.KNOWLEDGE: (
        N_("I only know what's in your mail, your calendar and your tasks, and I don't guess at the rest."),
        N_("That I don't know. I look things up in your own mail and calendar, and nowhere else."),
    ),
    Plain.PLACES: (
        N_("I don't know what's around you: I only contact the servers you added."),
        N_("I can't look up places. If it stands in your mail or your calendar, I can find it there."),
    ),
    Plain.TRAVEL: (
        N_("I don't know timetables or traffic, and I can't book. A ticket that came by mail I can find for you."),
        N_("I can't book or look up a journey. I can put it in your calendar once you know when you leave."),
    ),
    Plain.ORDER: (
        N_("I can't order or buy anything. I can put it on your list."),
        N_("I don't spend your money. I can remind you to do it."),
    ),
    Plain.SOCIAL: (
        N_("I'm not on any social network. I only know your mail, your calendar and your tasks."),
        N_("I can't read or post there. Mail is what I can do."),
    ),
    Plain.MEMORY: (
        N_("I can't keep facts about you yet. I can put it on your list, so that it isn't forgotten."),
        N_("There is no place yet where I keep such things. As a task I can: “add task …”."),
    ),
    Plain.SNOOZE: (
        N_("Which one, and until when? Say “snooze this until Monday”, or press h on it."),
        N_("Tell me which one and until when, for example “snooze the second one until Friday”."),
    ),
    Plain.UNSUBSCRIBE: (
        N_("That is yours to send: open one of them and press Shift+U. You see what goes to whom first."),
        N_("Press Shift+U on one of them. I can also archive all of theirs: “archive all newsletters”."),
    ),
    Plain.SENDING: (
        N_("I never send anything myself. Tell me whom to write to and what to say, and I'll begin a draft."),
        N_("Whom shall I write to, and what shall I say? I begin the draft, and you send it."),
    ),
    Plain.CONTACTS: (
        N_("I keep no address book of my own: I know the people you have mail with. Ask me “who is …?”"),
        N_("There are no contacts to edit. Whoever you have mail with, I know: “who is …?”"),
    ),
}
"""What is said for each, in turns."""

AFTER_CRISIS: Mapping[Plain, str] = {
    Plain.GOODNIGHT: N_(
        "Good night. I'm glad you told me. If it gets heavy in the night, someone answers at any hour: "
        "[findahelpline.com](https://findahelpline.com), or your emergency number."
    ),
    Plain.GOODBYE: N_(
        "Take care of yourself, and tell one person near you what you told me. If it gets too much, someone answers "
        "at any hour: [findahelpline.com](https://findahelpline.com), or your emergency number."
    ),
    Plain.THANKS: N_("I'm glad you told me. Have you told someone near you as well?"),
    Plain.HELLO: N_("Hello. You told me something heavy before. Have you been able to talk to someone?"),
    Plain.HOW_ARE_YOU: N_("I'm a program, so nothing ails me. I'd rather know how you are now."),
    Plain.STOP: N_("All right, I won't press. The people I named answer at any hour."),
    Plain.HUSH: N_("All right, I won't press. The people I named answer at any hour."),
    Plain.NO: N_("All right, I won't press. The people I named answer at any hour."),
    Plain.CANCEL: N_("All right, I won't press. The people I named answer at any hour."),
    Plain.OKAY: N_("I'm here. The people I named answer at any hour."),
    Plain.YES: N_("Who is it? Say their name, and I'll find their address."),
    Plain.SORRY: N_("There's nothing to be sorry for. I'm glad you said it."),
    Plain.JOKE: N_("Not just now. I'd rather you had somebody to talk to."),
    Plain.CALLED: N_("I'm here. Is there someone near you, too?"),
    Plain.INSULT: N_("You deserve better help than I am. The people I named know how to listen."),
    Plain.CHAT: N_("I can't answer that. The people I named can, at any hour."),
    Plain.GLAD: N_("I'm glad of that. If it turns again, the people I named answer at any hour."),
}
"""What is said instead for some hours after words of harm: nothing breezy, nothing that presses, and towards people."""
STILL_THERE = N_(
    "If it gets too much, someone answers at any hour: [findahelpline.com](https://findahelpline.com), "
    "or your emergency number."
)
"""What is added to the answers to feelings in those hours."""
GENTLY: Mapping[Plain, str] = {
    Plain.GOODNIGHT: N_("Good night. Be gentle with yourself."),
    Plain.GOODBYE: N_("Take care of yourself. Be gentle with yourself."),
    Plain.THANKS: N_("Of course. Be gentle with yourself today."),
    Plain.HELLO: N_("Hello. I hope it's a little lighter now."),
    Plain.STOP: N_("All right. I'll leave it."),
    Plain.HUSH: N_("All right. I'll leave it."),
    Plain.NO: N_("All right. I'll leave it."),
    Plain.OKAY: N_("Be gentle with yourself today."),
    Plain.JOKE: N_("Another time, gladly. It doesn't sound like a day for it."),
    Plain.YES: N_("Who is it? Say their name, and I'll find their address."),
}
"""What is said instead where something heavy was said before: without jokes and without telephone numbers."""
FEELS = frozenset(
    {Plain.GRIEF, Plain.LOW, Plain.LONELY, Plain.WORRIED, Plain.ANGRY, Plain.TIRED, Plain.BORED, Plain.FEELINGS}
)
LOST_IN_CRISIS = N_(
    "I'm not sure I understood that, and I don't want to guess. A person will understand you better than I can: "
    "someone near you, or those who answer at any hour, at [findahelpline.com](https://findahelpline.com)."
)
"""What is said in those hours where nothing was understood."""
LOST_HEAVY = N_(
    "I don't understand everything that's said, and here I'd rather not guess. Is there someone you'd like to tell? "
    "I can find their address."
)


class Weight(IntEnum):
    """How heavy what was said lately was."""

    LIGHT = 0
    HEAVY = 1
    CRISIS = 2


def weight_of(intent: object) -> Weight:
    """How heavy what somebody said is."""
    if intent in (Plain.CRISIS, Plain.DANGER):
        return Weight.CRISIS
    return Weight.HEAVY if intent in (Plain.GRIEF, Plain.LOW, Plain.LONELY) else Weight.LIGHT


def gently(intent: Plain, said: str, weight: Weight) -> str:
    """The words for it after something heavy, where ``said`` is what would be said else."""
    if weight is Weight.CRISIS and intent in FEELS:
        return f"{said} {_(STILL_THERE)}"
    instead = {Weight.CRISIS: AFTER_CRISIS, Weight.HEAVY: GENTLY}.get(weight, {})
    return _(instead[intent]) if intent in instead else said


def written(intent: Plain, times: int) -> str:
    """The words for the ``times``-th answer of this kind in a talk, counted from 0; empty where none are written."""
    words = WRITTEN.get(intent, ("",))
    said = words[times % len(words)]
    return _(said)
