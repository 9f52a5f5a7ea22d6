"""Which folder is for what: the person's word, then the server's, then names at the top level; never by guessing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from osone.mail.folder_names import role_of_name
from osone.model.mail import Role
from osone.sync.imap.mailboxes import INBOX, Listed, Spaces

ROLES = (Role.ARCHIVE, Role.SENT, Role.DRAFTS, Role.TRASH, Role.JUNK, Role.ALL)


@dataclass(slots=True)
class Decided:
    """What the folders of an account are for, by their names as the server writes them."""

    role: dict[bytes, Role] = field(default_factory=dict)
    """Those that have one; every other is ``OTHER``."""
    maybe: dict[bytes, Role] = field(default_factory=dict)
    """Of several that may be for the same, what each may be for: the person is asked."""


def decide(
    found: Sequence[Listed], spaces: Spaces, before: Mapping[bytes, Role], chosen: Mapping[bytes, Role]
) -> Decided:
    """What each folder is for.

    ``chosen`` is what the person said, which stands. Then RFC 6154; then, at the account's top level, the names that
    mail programs give such folders. What cannot be opened, or is somebody else's, is for nothing. Where two would do,
    the one that was it ``before`` stays; else neither is it.
    """
    decided = Decided()
    free: list[Listed] = []
    for one in found:
        if one.use is Role.INBOX:
            decided.role[one.name] = Role.INBOX
        elif one.name in chosen:
            decided.role[one.name] = chosen[one.name]
        elif one.selectable and not spaces.foreign(one):
            free.append(one)
    said = set(decided.role.values())
    everything = any(one.use is Role.ALL for one in free) or Role.ALL in said
    for role in ROLES:
        if role in said:
            continue
        fitting = [one for one in free if one.use is role]
        if len(fitting) > 1:
            fitting = [one for one in fitting if _named(one, spaces) is role] or fitting
        if not fitting and not (role is Role.ARCHIVE and everything):
            # Where one folder holds all mail, a folder "Archive" beside it is a label of the person's own.
            fitting = _by_name(free, spaces, role)
        if len(fitting) > 1:
            fitting = [one for one in fitting if before.get(one.name) is role] or fitting
        if len(fitting) == 1:
            decided.role[fitting[0].name] = role
        elif role is not Role.ALL:
            decided.maybe |= {one.name: role for one in fitting}
    return decided


def _named(one: Listed, spaces: Spaces) -> Role:
    return role_of_name(one.leaf) if spaces.top_level(one) else Role.OTHER


def _by_name(free: Sequence[Listed], spaces: Spaces, role: Role) -> list[Listed]:
    unsaid = [one for one in free if one.use is Role.OTHER and not one.settled]
    found = [one for one in unsaid if _named(one, spaces) is role]
    # Some servers say that the top level is elsewhere than where they keep such folders.
    return found or [one for one in unsaid if _in_inbox(one) and role_of_name(one.leaf) is role]


def _in_inbox(one: Listed) -> bool:
    """Whether it stands right under the inbox."""
    parent, delimiter, _leaf = one.path.rpartition(one.delimiter) if one.delimiter else ("", "", "")
    return bool(delimiter) and parent.upper() == INBOX
