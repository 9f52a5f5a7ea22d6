"""Rows stay what they are in any script: their lines stand on their baselines, and what is missing is said."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtQuick import QQuickItem

from osone.model.drafts import Relation
from osone.model.mail import Box
from tests.ui import world
from tests.ui.stage import Stage

ROWS = (
    ("Ada", "A walk by the river", "Shall we?"),
    ("عبد الرحمن الأندلسي", "دعوة إلى أمسية شعرية في المكتبة البحرية", "هل تستطيعين الحضور؟"),
    ("남궁민수", "바다 도서관 낭독회 초대", "마라 님께"),
    ("ศุภลักษณ์", "ขอนัดคุยเรื่องปกหนังสือ", "ปกหนังสือฉบับภาษาไทย"),
    ("Ada 🎐", "🎐📷", "😀"),
    ("Ada", "", "Without a subject"),
)


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    connection = world.empty()
    for number, (who, subject, snippet) in enumerate(ROWS, start=1):
        row = (number * 0.1, who, subject, snippet, "person", True, "asks you a question", str(int(Box.NEEDS)), 1)
        world.put_letter(connection, number, row)
    world.tally(connection)
    made = Stage(connection)
    yield made
    said = made.said
    made.close()
    assert said == []


def under(item: QQuickItem) -> Iterator[QQuickItem]:
    yield item
    for child in item.childItems():
        yield from under(child)


def of_type(stage: Stage, *kinds: str) -> list[QQuickItem]:
    whole: QQuickItem = stage.window.contentItem()  # type: ignore[attr-defined]
    return [
        one for one in under(whole) if one.metaObject().className().partition("_QML")[0] in kinds and one.isVisible()
    ]


def baselines(row: QQuickItem) -> tuple[int, ...]:
    """Where the lines of a row stand, from its top."""
    lines = [one for one in under(row) if one.metaObject().className().startswith(("Words_", "Spoken_"))]
    return tuple(
        sorted(
            {round(one.mapToItem(row, QPointF(0, 0)).y() + one.baselineOffset()) for one in lines if one.isVisible()}
        )
    )


@pytest.mark.parametrize(("screen", "kind"), [("mail", "MailRow"), ("home", "NeedRow")])
def test_the_lines_of_a_row_stand_where_they_stand_in_any_script(stage: Stage, screen: str, kind: str) -> None:
    stage.go(screen)
    rows = of_type(stage, kind)
    assert len(rows) >= 5
    assert len({baselines(row) for row in rows}) == 1
    assert len(baselines(rows[0])) == 3


def test_a_row_without_a_subject_says_so(stage: Stage) -> None:
    stage.go("mail")
    bare = [one for one in of_type(stage, "Words") if one.property("text") == "(no subject)"]
    assert len(bare) == 1
    (subject,) = (one for one in of_type(stage, "Words") if one.property("text") == ROWS[0][1])
    assert bare[0].property("color") != subject.property("color")


@pytest.mark.parametrize("words", [ROWS[0][1], ROWS[1][1], ROWS[2][1], ROWS[3][1], "🎐 Ada", ""])
def test_what_is_written_on_a_line_stands_beside_its_name(stage: Stage, words: str) -> None:
    stage.go("writing")
    stage.screens.writing.start(Relation.NEW)
    stage.settle()
    lines = [one for one in under(stage.window.contentItem()) if named(one, "SheetLine")]  # type: ignore[attr-defined]
    assert len(lines) >= 4, "To, Cc, Bcc and the subject"
    for line in lines:
        area = next(one for one in under(line) if named(one, "SheetWords"))
        name = next(one for one in under(line) if named(one, "Words"))
        area.setProperty("text", words)
        stage.settle(30)
        assert area.y() + float(area.property("rise")) == pytest.approx(name.y() + name.baselineOffset() + 1, abs=1)
        area.setProperty("text", "")


def named(one: QQuickItem, kind: str) -> bool:
    return one.metaObject().className().startswith(f"{kind}_QML")
