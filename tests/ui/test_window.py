"""The whole window: every scene loads without a warning, says its names to a screen reader, and lints."""

import subprocess
import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMetaObject, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface, QGuiApplication
from PySide6.QtQml import QQmlEngine

from osone.bridge.drawing.theme import Look
from osone.model.change import Change, Topic
from tests.ui import pictures, world
from tests.ui.stage import NOW, ROOT, Stage, application


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    made = Stage(world.lived_in())
    yield made
    made.close()


def names(face: QAccessibleInterface) -> Iterator[tuple[QAccessible.Role, str]]:
    yield face.role(), face.text(QAccessible.Text.Name)
    for n in range(face.childCount()):
        child = face.child(n)
        if child is not None and child.isValid() and not child.state().invisible:
            yield from names(child)


def said(face: QAccessibleInterface) -> str:
    return face.text(QAccessible.Text.Name)


def faces(face: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    yield face
    for n in range(face.childCount()):
        child = face.child(n)
        if child is not None and child.isValid() and not child.state().invisible:
            yield from faces(child)


def placed(face: QAccessibleInterface) -> Iterator[tuple[QAccessible.Role, str, QRect]]:
    yield face.role(), face.text(QAccessible.Text.Name), face.rect()
    for n in range(face.childCount()):
        child = face.child(n)
        if child is not None and child.isValid() and not child.state().invisible:
            yield from placed(child)


@pytest.mark.parametrize("name", list(pictures.SCENES))
def test_every_scene_shows_without_a_warning(name: str, stage: Stage) -> None:
    stage.said.clear()
    pictures.SCENES[name](stage)
    stage.settle(60)
    assert not stage.window.grabWindow().isNull()  # type: ignore[attr-defined]
    assert stage.said == []
    for _ in range(4):
        stage.screens.gesture("back")
    stage.screens.shell.set_status("")


@pytest.mark.parametrize("screen", ["home", "mail", "calendar", "tasks", "settings"])
def test_everything_that_can_be_pressed_has_a_name(screen: str, stage: Stage) -> None:
    stage.go(screen)
    face = QAccessible.queryAccessibleInterface(stage.window)
    found = list(names(face))
    pressed = {
        QAccessible.Role.Button,
        QAccessible.Role.ListItem,
        QAccessible.Role.EditableText,
        QAccessible.Role.CheckBox,
    }
    assert sum(role in pressed for role, _ in found) > 5
    assert [role for role, name in found if role in pressed and not name.strip()] == []


@pytest.mark.parametrize(
    ("screen", "facts"),
    [
        ("home", {"list", "creates"}),
        ("mail", {"list", "creates"}),
        ("calendar", {"list", "creates"}),
        ("tasks", {"list", "creates"}),
        ("settings", {"list"}),
    ],
)
def test_every_screen_says_what_can_be_done_on_it(screen: str, facts: set[str], stage: Stage) -> None:
    stage.go(screen)
    stage.screens.reading.close()
    assert {fact for fact in stage.screens.facts() if ":" not in fact} == facts


def test_keys_move_open_and_come_back(stage: Stage) -> None:
    stage.go("mail")
    screens = stage.screens
    screens.inbox.go(11)
    screens.gesture("cursor", 1)
    screens.gesture("open")
    assert screens.reading.open_thread == screens.inbox.current
    assert {"reading", "screen:mail", "focus:thread"} <= screens.facts()
    screens.gesture("back")
    assert screens.reading.open_thread == 0


def test_a_page_that_was_pasted_into_the_line_leaves_its_keys_in_view(stage: Stage) -> None:
    stage.screens.capture.open("word with Ann tomorrow " * 400)
    stage.settle(60)
    inside = stage.window.property("height")
    shown = [place for _, name, place in placed(QAccessible.queryAccessibleInterface(stage.window)) if name == "add"]
    assert shown
    assert all(place.bottom() < inside for place in shown)
    stage.screens.gesture("palette")
    stage.settle(20)
    assert not stage.screens.capture.property("opened"), "the palette is not under it"
    stage.screens.gesture("back")


@pytest.mark.parametrize("view", ["week", "day", "month", "agenda"])
def test_an_event_tells_its_day_to_a_screen_reader_which_opens_it(view: str, stage: Stage) -> None:
    stage.go("calendar")
    calendar = stage.screens.calendar
    calendar.set_view(view)
    calendar.period(0)
    stage.settle(60)
    items = [face for face in faces(QAccessible.queryAccessibleInterface(stage.window)) if "Standup" in said(face)]
    (event,) = items
    assert event.role() == QAccessible.Role.ListItem
    assert said(event) == ("" if view == "agenda" else "Monday 23 November, ") + "10:00 Standup, the almanac"
    assert event.state().focused, "the cursor is on it"
    event.actionInterface().doAction("Press")
    assert calendar.property("opened")
    calendar.close()
    calendar.set_view("week")


def test_one_goes_on_writing_where_something_was_pasted(stage: Stage) -> None:
    stage.screens.capture.open("")
    stage.settle(20)
    line = stage.window.activeFocusItem()  # type: ignore[attr-defined]
    QGuiApplication.clipboard().setText("lunch\ntomorrow\n12:30")
    assert QMetaObject.invokeMethod(line, "paste")
    assert (line.property("text"), line.property("cursorPosition")) == ("lunch tomorrow 12:30", 20)
    assert stage.screens.capture.property("words") == "lunch tomorrow 12:30"
    stage.screens.gesture("back")


def test_who_looks_at_the_calendar_is_shown_the_day_of_what_was_written(stage: Stage) -> None:
    stage.go("calendar")
    stage.screens.capture.open("dentist 12 january 2027 at 9:00", dated=True)
    stage.screens.capture.keep()
    assert f"{stage.screens.calendar.day}" == "2027-01-12"
    stage.screens.gesture("period", 0)


def test_a_day_beyond_the_calendar_is_said_to_be(stage: Stage) -> None:
    stage.go("calendar")
    day = stage.screens.calendar.day
    stage.screens.gesture("date", "12 may 1875")
    toasts = stage.screens.shell.property("toasts").rows
    assert str(toasts[-1]["text"]).startswith("The calendar goes from 1900 to 2199")
    assert stage.screens.calendar.day == day


def test_pages_of_an_opened_event_are_read_by_keyboard(stage: Stage) -> None:
    stage.go("calendar")
    calendar = stage.screens.calendar
    calendar.open()
    leafed: list[int] = []
    calendar.leafed.connect(leafed.append)
    before = calendar.current
    stage.screens.gesture("page", 1)
    assert (leafed, calendar.current) == ([1], before)
    calendar.close()
    stage.screens.gesture("page", -1)
    assert leafed == [1]


def test_the_night_of_the_system_is_followed_where_the_person_has_not_chosen() -> None:
    application()
    engine = QQmlEngine()
    engine.addImportPath(str(ROOT / "ui"))
    look = engine.singletonInstance("OSOne.Theme", "Look")
    assert isinstance(look, Look)
    look.follow(True)
    assert look.property("night")
    look.set_mode("day")
    assert not look.property("night")
    look.set_mode("auto")
    assert look.property("night")
    # The system is bright here, and the colours say so as soon as they are asked for.
    engine.singletonInstance("OSOne.Theme", "Theme")
    assert not look.property("night")


def test_a_list_of_tasks_without_a_sentence_gives_way_to_one_that_has_one() -> None:
    connection = world.empty()
    connection.execute(
        "INSERT INTO task (id, title, priority, position, created, done_at) VALUES (1, 'Buy lamps', 4, 1, 1, ?)",
        (int(NOW.timestamp()),),
    )
    stage = Stage(connection)
    stage.go("tasks")
    said = []
    for name in ("today", "done", "today", "done"):
        stage.screens.tasks.go(name)
        stage.settle(10)
        said.append(stage.screens.tasks.property("sentence"))
    assert said == ["", "1 task done in the last month."] * 2
    assert stage.said == []
    stage.close()


def test_qt_says_nothing_in_windows_of_any_size() -> None:
    stage = Stage(world.lived_in())
    for width, height in ((1024, 700), (820, 560), (2560, 1440), (1440, 900)):
        stage.window.setWidth(width)  # type: ignore[attr-defined]
        stage.window.setHeight(height)  # type: ignore[attr-defined]
        for screen in ("home", "mail", "calendar", "tasks", "settings"):
            stage.go(screen)
            for view in range(1, 6):
                stage.screens.gesture("view", view)
                stage.settle(10)
            stage.screens.gesture("open")
            stage.settle(20)
        assert stage.said == [], f"{width} × {height}"
    stage.close()


@pytest.mark.parametrize(("width", "folded"), [(1279, True), (1280, False), (2560, False), (820, True)])
def test_the_companion_is_a_strip_where_lists_and_text_need_the_room(width: int, folded: bool) -> None:
    stage = Stage(world.lived_in(), width, 700)
    shell = stage.screens.shell
    assert (shell.property("narrow"), shell.property("folded")) == (folded, folded)
    stage.screens.gesture("talk")
    assert not shell.property("folded")
    stage.screens.gesture("back")
    assert shell.property("folded") is folded
    stage.close()


def test_the_qml_is_checked_and_shaped() -> None:
    folders = ["Theme", "Controls", "Shell", "Home", "Mail", "Calendar", "Tasks", "Companion", "Palette", "Settings"]
    files = [str(f) for folder in folders for f in sorted((ROOT / "ui/OSOne" / folder).glob("*.qml"))]
    done = subprocess.run(
        [sys.executable, "packaging/qmllint.py", *files], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_esc_lets_go_of_what_is_selected_where_one_is_and_of_nothing_else(stage: Stage) -> None:
    screens = stage.screens
    stage.go("tasks")
    screens.gesture("select")
    stage.go("mail")
    screens.inbox.go(11)
    screens.gesture("select")
    screens.gesture("open")
    screens.gesture("back")
    assert (screens.inbox.property("selection"), screens.tasks.selecting) == (0, True)
    assert screens.reading.open_thread, "one step back at a time"
    screens.gesture("back")
    assert not screens.reading.open_thread
    screens.gesture("back")
    assert screens.tasks.selecting, "nobody sees it"
    stage.go("tasks")
    screens.gesture("back")
    assert not screens.tasks.selecting


def test_many_small_batches_of_changed_mail_are_one_question_of_the_list(stage: Stage) -> None:
    stage.go("mail")
    stage.settle(60)

    def asked(batches: list[tuple[int, ...]]) -> int:
        stage.reads.held = []
        stage.screens.changed([Change(n, Topic.THREAD, threads) for n, threads in enumerate(batches)])
        questions = len(stage.reads.held)
        stage.reads.release()
        return questions

    assert asked([(1,), (2,), (3, 4), (5,)]) == asked([(1, 2, 3, 4, 5)])
