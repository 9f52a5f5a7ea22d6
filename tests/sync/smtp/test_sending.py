"""What is sent leaves once, whatever becomes of the line: on a real SMTP server and a real Dovecot."""

import email
import email.policy
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest

from osone.commands import running
from osone.commands.everything import REGISTRY as _VERBS  # noqa: F401
from osone.host import here as machine
from osone.mail.mime import parse
from osone.model.accounts import Service
from osone.model.drafts import (
    Block,
    Draft,
    DraftId,
    Recipients,
    Relation,
    Run,
    Stage,
    file_key,
    part_key,
)
from osone.model.ids import AccountId, MessageId
from osone.model.mail import Address
from osone.model.services import Imap, Security, Server, Services, Smtp, encode
from osone.queries.beneath import along, of_draft
from osone.store import accounts, drafts, files, journal, sending
from osone.store.files import Store
from osone.store.outbox import SEND
from osone.store.sending import OnTheWay
from osone.store.writing import transaction
from osone.sync.imap.account import ImapSource
from osone.sync.serving import Serving
from osone.sync.smtp import account as smtp_account
from osone.sync.smtp.account import SmtpSource
from osone.sync.source import Source
from osone.sync.working import Files, Pace, open_files
from tests.parts import smtp
from tests.parts.dovecot import Dovecot
from tests.parts.smtp import Behaviour
from tests.sync.desk import letter

ME = Address("Amy", "amy@example.test")
BO = Address("Bo", "bo@example.test")


@dataclass
class Writing:
    """A profile with one account, read on Dovecot and sent through a server of its own."""

    store: Store
    mine: Files
    dovecot: Dovecot
    server: smtp.Submission

    def begin(self, *to: Address, words: str = "See you then.", subject: str = "Thursday", **more: object) -> int:
        draft = Draft(
            DraftId(0),
            AccountId(1),
            ME,
            Recipients(to or (BO,)),
            subject,
            (Block((Run(words),)),),
            **more,  # type: ignore[arg-type]
        )
        number = drafts.next_number(self.mine.core)
        self.act("draft.keep", draft=number, written=drafts.row(draft))
        return number

    def act(self, verb: str, **arguments: object) -> running.Outcome:
        return running.run(self.mine.core, verb, arguments, by="person", now=machine.now())

    def send(self, *to: Address, hold: bool = False, **more: object) -> int:
        draft = self.begin(*to, **more)  # type: ignore[arg-type]
        self.act("draft.send", drafts=[draft])
        if not hold:
            self.mine.core.execute("UPDATE outbox SET hold_until = 0")
        return draft

    def now(self) -> list[OnTheWay]:
        return sending.on_the_way(self.mine.core)

    def in_sent(self) -> list[bytes]:
        with self.dovecot.client("amy") as client:
            if client.select("Sent")[0] != "OK":
                return []
            _, found = client.fetch("1:*", "(BODY.PEEK[])") if client.response("EXISTS")[1] != [b"0"] else ("", [])
            return [one[1] for one in found if isinstance(one, tuple)]


@pytest.fixture
def writing(tmp_path: Path) -> Iterator[Writing]:
    with ExitStack() as stack:
        dovecot = stack.enter_context(Dovecot())
        server = stack.enter_context(smtp.Submission(tmp_path, {"amy": "correct horse"}))
        store = files.open_store(tmp_path / "profile", files.new_key())
        mine = open_files(store)
        stack.callback(mine.close)
        with transaction(mine.core) as tx:
            services: Services = {
                Service.INCOMING: Imap(Server("127.0.0.1", dovecot.port), "amy", str(dovecot.ca)),
                Service.OUTGOING: Smtp(Server(server.host, server.port, Security.TLS), "amy", str(server.ca)),
            }
            accounts.add(tx, "imap", ME.email, "Amy", encode(services))
        yield Writing(store, mine, dovecot, server)


@contextmanager
def engine(writing: Writing, *services: Service) -> Iterator[None]:
    """The threads of the account's services, until left."""
    account = accounts.every(writing.mine.core)[0]
    sources: Mapping[Service, Source] = {Service.INCOMING: ImapSource(), Service.OUTGOING: SmtpSource()}
    running_ones = [
        Serving(
            writing.store,
            account,
            sources[service],
            lambda _a, _refused="": "correct horse",
            Pace(),
            lambda _m: None,
            service,
        )
        for service in services or tuple(sources)
    ]
    for one in running_ones:
        one.start()
    try:
        yield
    finally:
        for one in running_ones:
            one.stop()
        for one in running_ones:
            for thread in one.threads:
                thread.join(5)
                assert not thread.is_alive(), thread.name


def until(holds: Callable[[], object], what: str, seconds: float = 20) -> None:
    ends = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < ends, what
        time.sleep(0.02)


def test_a_message_leaves_is_filed_and_its_draft_is_done_with(writing: Writing) -> None:
    writing.send(BO, Address("", "cy@example.test"), subject="Grüße")
    with engine(writing):
        until(lambda: not writing.now(), "it is done")
    [sent] = writing.server.sent
    assert sent.recipients == ("bo@example.test", "cy@example.test")
    [copy] = writing.in_sent()
    assert copy.replace(b"\r\n", b"\n") == sent.raw.replace(b"\r\n", b"\n")
    assert drafts.every(writing.mine.core, *Stage) == []
    assert writing.mine.core.execute("SELECT count(*) FROM outgoing_piece").get == 0


def test_a_held_message_can_be_taken_back_and_never_leaves(writing: Writing) -> None:
    draft = writing.send(hold=True)
    writing.mine.core.execute("UPDATE outbox SET hold_until = hold_until + 3600")
    with engine(writing):
        time.sleep(0.5)
        assert not writing.server.sent
        writing.act("undo")
        writing.mine.core.execute("UPDATE outbox SET hold_until = 0")
        time.sleep(0.5)
    assert not writing.server.sent
    kept = drafts.one(writing.mine.core, draft)
    assert kept is not None
    assert (kept.stage, kept.message_id) == (Stage.WRITING, "")


def test_once_it_has_left_undo_says_so_and_takes_nothing_back(writing: Writing) -> None:
    writing.send()
    with engine(writing):
        until(lambda: not writing.now(), "it is done")
    entry = journal.last_done(writing.mine.core)
    assert entry is not None
    assert entry.command == "draft.send"
    writing.act("undo")
    assert len(writing.server.sent) == 1


@pytest.mark.parametrize("cut", ["mail", "rcpt", "data"])
def test_a_line_cut_before_the_end_is_tried_again_and_it_leaves_once(writing: Writing, cut: str) -> None:
    writing.server.behave(Behaviour(cut))
    writing.send()
    with engine(writing):
        until(lambda: writing.now()[0].tries, "it was tried")
        writing.server.behave(Behaviour())
        until(lambda: not writing.now(), "it is done")
    assert len(writing.server.sent) == len(writing.in_sent()) == 1


def test_one_in_doubt_that_is_not_found_is_asked_about_and_never_sent_again_by_itself(
    writing: Writing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("osone.sync.imap.sent.LOOK_S", 0)
    writing.server.behave(Behaviour("dot"))
    draft = writing.send()
    with engine(writing):
        until(lambda: any(one.evidence.get("looked") for one in writing.now()), "it was looked for")
        writing.server.behave(Behaviour())
        time.sleep(1)
    assert [(one.kind, one.state) for one in writing.now()] == [(SEND, "doubtful")]
    assert len(writing.server.sent) == 1
    writing.act("send.leave", drafts=[draft])
    assert not writing.now()


def test_one_in_doubt_that_stands_in_sent_was_sent(writing: Writing) -> None:
    writing.server.behave(Behaviour("dot"))
    writing.send()
    with engine(writing, Service.OUTGOING):
        until(lambda: [one for one in writing.now() if one.state == "doubtful"], "it is in doubt")
    with writing.dovecot.client("amy") as client:
        client.create("Sent")
        client.append("Sent", None, None, writing.server.sent[0].raw)
    with engine(writing):
        until(lambda: not writing.now(), "it was found")
    assert len(writing.server.sent) == len(writing.in_sent()) == 1


def test_an_engine_that_was_killed_while_it_sent_leaves_a_doubt_and_not_a_second_message(writing: Writing) -> None:
    writing.send()
    with transaction(writing.mine.core, durable=True) as tx:
        tx.connection.execute("UPDATE outbox SET state = 'leaving', tries = 1")
    with engine(writing, Service.OUTGOING):
        until(lambda: [one for one in writing.now() if one.state == "doubtful"], "it is in doubt")
        time.sleep(0.5)
    assert not writing.server.sent


def test_whom_it_did_not_reach_is_shown_and_a_greylist_is_waited_out(
    writing: Writing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(smtp_account, "FIRST_WAIT_S", 1)
    writing.server.behave(Behaviour(refuses={"no@x.org": "550 5.1.1 nobody", "grey@x.org": "451 4.7.1 later"}))
    writing.send(BO, Address("", "no@x.org"), Address("", "grey@x.org"))
    with engine(writing):
        until(lambda: writing.now() and writing.now()[0].evidence.get("recipients") == ["grey@x.org"], "one is left")
        writing.server.behave(Behaviour())
        until(lambda: [one.state for one in writing.now()] == ["refused"], "all but one have it")
    assert [sent.recipients for sent in writing.server.sent] == [("bo@example.test",), ("grey@x.org",)]
    assert writing.now()[0].evidence["missed"] == {"no@x.org": "5.1.1 nobody"}
    assert len(writing.in_sent()) == 1
    writing.act("send.seen", sent=[writing.now()[0].draft])
    assert not writing.now()


def test_a_refused_message_comes_back_to_where_it_is_written(writing: Writing) -> None:
    writing.server.behave(Behaviour(answer="554 5.7.1 we think it is junk"))
    draft = writing.send()
    with engine(writing):
        until(lambda: writing.now()[0].state == "refused", "it is refused")
    assert "we think it is junk" in writing.now()[0].error
    writing.act("send.edit", drafts=[draft])
    kept = drafts.one(writing.mine.core, draft)
    assert kept is not None
    assert kept.stage is Stage.WRITING


def test_an_answer_names_what_it_answers_quotes_it_and_marks_it_answered(writing: Writing) -> None:
    writing.dovecot.deliver("amy", [letter(1, words="Shall we meet on Thursday?")])
    with engine(writing):
        until(lambda: writing.mine.reader.execute("SELECT count(*) FROM raw.raw").get, "it is here")
        message = MessageId(int(str(writing.mine.core.execute("SELECT id FROM message").get)))
        writing.send(relation=Relation.REPLY, answers=message)
        until(lambda: writing.server.sent and not writing.now(), "it is done")
        left = "SELECT count(*) FROM outbox"
        until(lambda: not writing.mine.core.execute(left).get, "and the one it answers is marked")
    raw = writing.server.sent[0].raw.decode()
    assert "In-Reply-To: <1@example.test>" in raw
    assert "> Shall we meet on Thursday? 1" in raw
    with writing.dovecot.client("amy") as client:
        client.select("INBOX", readonly=True)
        assert "\\Answered" in str(client.fetch("1", "(FLAGS)")[1])


def test_a_file_is_enclosed_and_comes_whole(writing: Writing) -> None:
    draft = writing.begin()
    drafts.enclose(writing.mine.core, draft, "plan.bin", "application/octet-stream", [b"\0\r\n." * 300_000])
    writing.act("draft.send", drafts=[draft])
    writing.mine.core.execute("UPDATE outbox SET hold_until = 0")
    with engine(writing):
        until(lambda: not writing.now(), "it is done")
    message = email.message_from_bytes(writing.server.sent[0].raw)
    [file] = [part for part in message.walk() if part.get_filename() == "plan.bin"]
    assert file.get_payload(decode=True) == b"\0\r\n." * 300_000


LONG = f"Minutes of the {'very ' * 40}long meeting on the roof, Übersicht für alle, November 2026.pdf"
PASSED_ON = "\r\n".join(
    (
        "From: Bo <bo@example.test>", "To: Amy <amy@example.test>", "Subject: The files",
        "Message-ID: <9@example.test>", "Date: Mon, 02 Nov 2026 09:00:00 +0000", "MIME-Version: 1.0",
        "Content-Type: multipart/mixed; boundary=b", "",
        "--b", "Content-Type: text/plain", "", "All of them.",
        "--b", f"Content-Type: application/pdf; name*=utf-8''{quote(LONG)}", "Content-Disposition: attachment", "",
        "one",
        "--b", "Content-Type: text/csv; name=list.csv", "Content-Disposition: attachment", "", "two",
        "--b", "Content-Type: text/csv; name=secret.csv", "Content-Disposition: attachment", "", "three", "--b--", "",
    )
).encode()  # fmt: skip


def test_what_is_passed_on_leaves_with_the_files_that_are_shown_and_their_whole_names(writing: Writing) -> None:
    writing.dovecot.deliver("amy", [PASSED_ON])
    with engine(writing):
        until(lambda: writing.mine.reader.execute("SELECT count(*) FROM raw.raw").get, "it is here")
        message = MessageId(int(str(writing.mine.core.execute("SELECT id FROM message").get)))
        draft = writing.begin(relation=Relation.FORWARD, answers=message)
        own = drafts.enclose(writing.mine.core, draft, "mine.txt", "text/plain", [b"four"])
        kept = drafts.enclose(writing.mine.core, draft, "also mine.txt", "text/plain", [b"five"])

        def shown() -> list[str]:
            found = drafts.one(writing.mine.core, draft)
            assert found is not None
            files = along(found, of_draft(writing.mine.reader, found))
            return [*(one.name for one in files), *(one.name for one in found.files)]

        assert shown() == [LONG, "list.csv", "secret.csv", "mine.txt", "also mine.txt"]
        parts = of_draft(writing.mine.reader, drafts.one(writing.mine.core, draft)).files  # type: ignore[arg-type]
        writing.act("draft.take_out", draft=draft, file=part_key(parts[2].part))
        writing.act("draft.take_out", draft=draft, file=part_key(parts[1].part))
        writing.act("draft.take_out", draft=draft, file=file_key(own.id))
        writing.act("undo")
        writing.act("draft.take_out", draft=draft, file=file_key(kept.id))
        assert shown() == [LONG, "mine.txt"]
        seen = shown()
        writing.act("draft.send", drafts=[draft])
        writing.mine.core.execute("UPDATE outbox SET hold_until = 0")
        until(lambda: writing.server.sent and not writing.now(), "it is done")
    raw = writing.server.sent[0].raw
    sent = email.message_from_bytes(raw, policy=email.policy.default)
    assert [part.get_filename() for part in sent.iter_attachments()] == seen, "exactly what was shown"
    assert b"secret" not in raw
    assert [one.name for one in parse(raw).attachments] == seen, "and so it is read here again"
