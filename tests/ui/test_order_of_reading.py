"""The rows of a list are told from the top down, those too that the list made upwards."""

from PySide6.QtQuick import QQuickItem

from osone.bridge.drawing.access import Access
from osone.bridge.screen import one
from osone.model.ids import TurnId
from osone.model.talk import Speaker, Turn
from tests.ui import world
from tests.ui.stage import NOW, Stage
from tests.ui.test_event_card import every, of_type


def test_a_long_talk_is_told_from_its_oldest_words_on() -> None:
    stage = Stage(world.empty())
    at = int(NOW.timestamp())
    turns = [Turn(TurnId(n), at + n, Speaker.PERSON, f"Words {n}", "person", False) for n in range(1, 80)]
    stage.screens.talk.recall(turns)
    stage.settle()
    (talk,) = of_type(stage, "TalkList")
    view: QQuickItem = next(part for part in every(talk) if part.inherits("QQuickListView"))
    holder: QQuickItem = view.property("contentItem")

    def told() -> list[float]:
        return [row.y() for row in holder.childItems()]

    assert told() != sorted(told()), "made from the end upwards"
    # As when somebody begins to listen.
    one(stage.engine, "OSOne.Theme", Access).activeChanged.emit()
    stage.until(lambda: told() == sorted(told()), "the oldest comes first")
    assert len(told()) > 10
    stage.close()
