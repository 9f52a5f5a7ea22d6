"""The pictures that stand in a draft's text, read and decoded with it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import apsw
from PySide6.QtGui import QImage

from osone.host.later import later
from osone.store import drafts

if TYPE_CHECKING:
    from osone.bridge.drawing import decoding
    from osone.queries import answering
    from osone.queries.answering import Begun
else:
    decoding = later("osone.bridge.drawing.decoding")  # once there is a picture
    answering = later("osone.queries.answering")

WIDEST = 1_600
"""Pixels of a picture as the editor has it; what is sent is the file as it was."""


def opened(connection: apsw.Connection, number: int) -> tuple["Begun | None", Mapping[str, QImage]]:
    """A draft that was written in before, and its pictures by their content ids."""
    begun = answering.opened(connection, number)
    images: dict[str, QImage] = {}
    # They are kept by themselves, and are there though the words are not yet.
    for one in drafts.enclosed(connection, number):
        if one.content_id:
            image = decoding.decoded(b"".join(drafts.pieces_of(connection, one.id)), WIDEST)
            if image is not None:
                images[one.content_id] = image
    return begun, images
