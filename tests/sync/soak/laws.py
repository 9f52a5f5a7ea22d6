"""What must hold of mail once all is quiet, whatever happened on the way there."""

from collections import Counter

from osone.model.drafts import Stage
from osone.store import drafts, messages, outbox, sending
from osone.store.outbox import FILE
from tests.sync.soak.noted import Said, id_of, subject_of
from tests.sync.soak.world import World


def hold(world: World) -> None:
    """All of them, of a world that has come to rest. From here on everything counts anew."""
    nothing_is_under_way(world)
    what_is_shown_is_what_is_there(world)
    nothing_is_lost_or_doubled(world)
    every_wish_is_done_or_told(world)
    every_text_is_here(world)
    every_message_was_sent_once_or_never(world)
    nobody_elses_mark_was_made_good(world)
    _begin_anew(world)


def nothing_is_under_way(world: World) -> None:
    """The outbox holds only what waits for a word of the person's."""
    acts = world.mine.core.execute("SELECT kind, noun_id, state, error, evidence FROM outbox").fetchall()
    asked = [
        one
        for one in acts
        if (one[2] == outbox.DOUBTFUL and '"looked"' in str(one[4])) or (one[2] == sending.REFUSED and one[3])
    ]
    assert acts == asked, f"nobody is asked or told of {[one for one in acts if one not in asked]}"


def what_is_shown_is_what_is_there(world: World) -> None:
    """A person sees what stands on the server, where it stands, as it is marked there."""
    shown, held = world.shown(), world.held()
    assert shown == held, f"shown are {dict(shown)}, and there are {dict(held)}"


def nothing_is_lost_or_doubled(world: World) -> None:
    """Every letter is there once, unless somebody deleted it."""
    there = Counter(subject_of(one.raw) for _folder, one in world.standing())
    seen = Counter(subject_of(one.raw) for _folder, one in world.standing() if "\\Deleted" not in one.flags)
    for subject in world.first:
        others, mine = world.by_others.get(subject, Said()), world.by_person.get(subject, Said())
        if not others.expunged and not mine.gone:
            assert there[subject], f"{subject} is lost"
        if not others.gone and not mine.gone:
            assert seen[subject], f"{subject} is lost"
        # Who moves mail out of a folder that another copies it from, cannot be known of without MOVE.
        more = others.copies if subject in world.by_others and world.abilities != "all" else 0
        assert seen[subject] <= 1 + more, f"{subject} is there {seen[subject]} times"


def every_wish_is_done_or_told(world: World) -> None:
    """What the person last wanted of a message is so, unless others wanted otherwise or it was told to be refused."""
    held, refused = world.held(), world.refused
    for subject, said in world.first.items():
        mine, others = world.by_person.get(subject, Said()), world.by_others.get(subject, Said())
        if subject in refused or subject not in held or others.expunged:
            # Of what somebody deletes while it is copied, the copy may be all that is left.
            continue
        places = {world.now_called(place) for place in (mine.places or said.places) | others.places}
        assert not mine.gone or others.places, f"{subject} was to be deleted for good"
        assert mine.gone or set(held[subject]) & places, f"{subject} is in {set(held[subject])} and not in {places}"
        for kind, of in ((0, "seen"), (1, "starred")):
            allowed = (getattr(mine, of) or getattr(said, of)) | getattr(others, of)
            assert {one[kind] for one in held[subject].values()} & allowed, (
                f"{subject} is {of} otherwise than {allowed}"
            )


def every_text_is_here(world: World) -> None:
    """Of every message that is shown the text is here, as the server has it."""
    raws = {subject_of(one.raw): one.raw for _folder, one in world.standing()}
    for number, subject in world.mine.core.execute(
        "SELECT DISTINCT m.id, m.subject FROM message m JOIN shown s ON s.message = m.id"
    ):
        raw = messages.raw(world.mine.reader, number)
        assert raw == raws[subject], f"the text of {subject} is {raw!r}"


def every_message_was_sent_once_or_never(world: World) -> None:
    """What the person sent went to each of those it is to once; or to nobody, and that is known."""
    copies = Counter(id_of(one.raw) for _folder, one in world.standing() if "\\Deleted" not in one.flags)
    newest = {draft: name for name, (draft, _to) in world.queued.items()}
    for name, (number, to) in world.queued.items():
        came, may = world.deliveries(name), 1 + world.again[name]
        assert all(came[one] <= may for one in came), f"{name} was sent twice: {came}"
        if name in world.struck and not world.again[name]:
            assert not came, f"{name} was taken back, and left"
        draft, act = drafts.one(world.mine.core, number), sending.send_of(world.mine.core, number)
        missed = set(act.noted.get("missed") or {}) if act is not None else set()
        if name in world.struck or newest[number] != name or world.again[name]:
            continue
        if draft is None or draft.stage is Stage.SENT:
            assert name in world.let_be or all(came[one] for one in to - missed), f"{name} was not sent: {came}"
        elif act is not None and act.state == sending.REFUSED:
            assert not came, f"{name} was sent, and is said to be refused"
        unfiled = any(one.kind == FILE and one.draft == number for one in sending.on_the_way(world.mine.core))
        if draft is None and name not in world.let_be and name not in world.handled and not unfiled:
            # A server that files its own does so each time that it takes one.
            most = sum(id_of(one.raw) == name for one in world.net.post.sent) if world.net.post.keeps_copies else 1
            assert 1 <= copies[name] <= most, f"{copies[name]} copies of {name} were filed"


def nobody_elses_mark_was_made_good(world: World) -> None:
    """Only messages that are named are ever expunged: others may have marked some that are nobody's business."""
    assert not [said for said in world.net.asked if said.upper().split()[:1] in (["EXPUNGE"], ["CLOSE"])]


def _begin_anew(world: World) -> None:
    held = world.held()
    world.first = {
        subject: Said(set(places), {one[0] for one in places.values()}, {one[1] for one in places.values()})
        for subject, places in held.items()
    }
    world.by_person.clear()
    world.by_others.clear()
    world.told.clear()
