"""Whose words a text is, for what is told to a mind that can act: by default nobody knows, and it is told nothing."""


class Own(str):
    """Words of the person, or of OS One itself. A mind may read them."""

    __slots__ = ()


class Recalled(str):
    """Words that may repeat what others wrote, such as what was said in an earlier talk.

    A mind may read them; for as long as they stand before it, whatever it wants to write is shown to the person first.
    """

    __slots__ = ()
