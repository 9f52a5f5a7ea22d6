"""What somebody does to the mail of a world on another machine, and what of it is noted."""

from typing import TYPE_CHECKING

from tests.sync.soak.noted import Act, Said, id_of, letter, subject_of

if TYPE_CHECKING:
    from tests.sync.soak.world import World


def deliver(world: "World", *, named: bool = True) -> None:
    """A letter comes."""
    world.letters += 1
    raw = letter(world.letters, named=named)
    world.net.mail.folders["INBOX"].put(raw)
    world.first[subject_of(raw)] = Said({"INBOX"}, {False}, {False})


def acts(world: "World", act: Act) -> None:
    if act.what == "deliver":
        deliver(world, named=act.which % 3 != 0)
        return
    if act.what in ("renumber", "rename", "remove"):
        _to_a_folder(world, act)
        return
    standing = world.standing()
    if not standing:
        return
    folder, one = standing[act.which % len(standing)]
    said = world.by_others[subject_of(one.raw)]
    world.handled.add(id_of(one.raw))
    match act.what:
        case "star" | "unstar":
            folder.flag(one.uid, "\\Flagged", on=act.what == "star")
            said.starred.add(act.what == "star")
        case "read" | "unread":
            folder.flag(one.uid, "\\Seen", on=act.what == "read")
            said.seen.add(act.what == "read")
        case "move":
            target = world.folders()[act.where % len(world.folders())]
            if target is not folder:
                folder.take(one.uid)
                target.put(one.raw, flags=" ".join(one.flags), when=one.when)
                said.places.add(target.name)
                said.copies += 1
        case "delete":
            folder.take(one.uid)
            said.gone = said.expunged = True
        case "mark as deleted":
            folder.flag(one.uid, "\\Deleted")
            said.gone = True
        case _:
            raise AssertionError(act)


def _to_a_folder(world: "World", act: Act) -> None:
    folders = world.net.mail.folders
    folder = world.folders()[act.where % len(world.folders())]
    world.net.drop()
    if act.what == "renumber":
        world.net.mail.validity += 1
        folder.uidvalidity, folder.uidnext = world.net.mail.validity, 1
        for one in folder.letters:
            one.uid, folder.uidnext = folder.uidnext, folder.uidnext + 1
    elif folder.name.startswith("Work") and act.what == "remove":
        for one in folder.letters:
            world.by_others[subject_of(one.raw)].gone = world.by_others[subject_of(one.raw)].expunged = True
            world.handled.add(id_of(one.raw))
        del folders[folder.name]
        world.removed.add(folder.name)
    elif folder.name.startswith("Work"):
        was, folder.name = folder.name, f"Work {len(world.renames) + 1}"
        world.renames[was] = folder.name
        folders[folder.name] = folders.pop(was)
