"""Numbers of Qt's own that are needed before the first frame, by name.

To name one by ``Qt`` builds every enum of that namespace, a fifteenth of the whole start. Qt keeps them the same for
ever; a test holds them against it all the same.
"""

from typing import Final

DISPLAY_ROLE: Final = 0
USER_ROLE: Final = 0x100


class Key:
    """Keys, as ``QKeyEvent.key()`` tells them. Letters and digits are their own code."""

    SPACE: Final = 0x20
    ESCAPE: Final = 0x01000000
    TAB: Final = 0x01000001
    BACKTAB: Final = 0x01000002
    RETURN: Final = 0x01000004
    ENTER: Final = 0x01000005
    DELETE: Final = 0x01000007
    HOME: Final = 0x01000010
    END: Final = 0x01000011
    LEFT: Final = 0x01000012
    UP: Final = 0x01000013
    RIGHT: Final = 0x01000014
    DOWN: Final = 0x01000015
    PAGE_UP: Final = 0x01000016
    PAGE_DOWN: Final = 0x01000017
    SHIFT: Final = 0x01000020
    CONTROL: Final = 0x01000021
    META: Final = 0x01000022
    ALT: Final = 0x01000023
    ALT_GR: Final = 0x01001103
    F1: Final = 0x01000030
    """Eleven more follow it."""


class Held:
    """What is held down with a key, as bits of ``QKeyEvent.modifiers()``."""

    SHIFT: Final = 0x02000000
    CONTROL: Final = 0x04000000
    ALT: Final = 0x08000000
