"""The tables of the three files, as numbered migrations that only ever go up.

``core`` holds the nouns, wishes, journal, outbox and changes; ``raw`` the messages as they came; ``search`` the
full-text index, the one file that may be rebuilt without asking.
"""

from collections.abc import Callable, Mapping

import apsw

from osone.store.reread import READING
from osone.store.schema_first import CORE_1

Step = str | Callable[[apsw.Connection], None]
"""SQL, or what does on a connection, within the step's transaction, what SQL cannot say."""

CORE_2 = "CREATE INDEX event_calendar ON event (calendar)"

# Secrets are kept under an account's uid, and two accounts may share an address; ``former`` names the entry of the
# keyring that held the password by the address alone. Settings are filed by what a service is for.
CORE_3 = """
ALTER TABLE account ADD COLUMN uid TEXT NOT NULL DEFAULT '';
ALTER TABLE account ADD COLUMN way TEXT NOT NULL DEFAULT 'password';
ALTER TABLE account ADD COLUMN former TEXT NOT NULL DEFAULT '';
ALTER TABLE account ADD COLUMN state TEXT NOT NULL DEFAULT '';
UPDATE account SET uid = lower(hex(randomblob(16)));
UPDATE account SET former = 'password:' || address WHERE kind = 'imap';
UPDATE account SET settings = json_patch(
    json_remove(settings, '$.imap', '$.smtp', '$.username', '$.smtp_username', '$.ca'),
    json_object(
        'incoming', json_object(
            'kind', 'imap',
            'server', json(json_extract(settings, '$.imap')),
            'username', coalesce(nullif(json_extract(settings, '$.username'), ''), address),
            'ca', json_extract(settings, '$.ca')
        ),
        'outgoing', json(CASE WHEN json_type(settings, '$.smtp') = 'object' THEN json_object(
            'kind', 'smtp',
            'server', json(json_extract(settings, '$.smtp')),
            'username', coalesce(
                nullif(json_extract(settings, '$.smtp_username'), ''),
                nullif(json_extract(settings, '$.username'), ''),
                address
            ),
            'ca', json_extract(settings, '$.ca')
        ) END)
    )
) WHERE json_type(settings, '$.imap') = 'object';
"""

# An outbox for any act: ``kind`` is the act and chooses the service, noun and number say what it is about. Of a flag,
# ``flags`` is the bit that ``mail.Flag`` has for it. Ids go on from where they were, for none is used again.
CORE_4 = """
ALTER TABLE outbox RENAME TO outbox_3;
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account INTEGER NOT NULL,
    kind TEXT NOT NULL,
    noun TEXT NOT NULL,
    noun_id INTEGER NOT NULL,
    value INTEGER NOT NULL DEFAULT 0,
    source INTEGER NOT NULL DEFAULT 0,
    flags INTEGER NOT NULL DEFAULT 0,
    replaces INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL,
    hold_until INTEGER NOT NULL DEFAULT 0,
    tries INTEGER NOT NULL DEFAULT 0,
    next_try INTEGER NOT NULL DEFAULT 0,
    after INTEGER,
    evidence TEXT NOT NULL DEFAULT '{}',
    body INTEGER,
    journal INTEGER,
    error TEXT NOT NULL DEFAULT ''
);
INSERT INTO outbox (
    id, account, kind, noun, noun_id, value, source, flags, replaces, state, hold_until, tries, next_try, evidence,
    journal, error
) SELECT
    id, account, CASE wish WHEN 'move' THEN 'mail.move' WHEN 'expunge' THEN 'mail.expunge' ELSE 'mail.flag' END,
    'message', message, value, source,
    CASE wish WHEN 'seen' THEN 1 WHEN 'answered' THEN 2 WHEN 'flagged' THEN 4 ELSE flags END,
    CASE WHEN wish IN ('seen', 'answered', 'flagged') THEN flags ELSE 0 END,
    state, hold_until, tries, next_try,
    CASE WHEN uidnext IS NULL THEN '{}' ELSE json_object('uidnext', uidnext) END, journal, error
FROM outbox_3 ORDER BY id;
DELETE FROM sqlite_sequence WHERE name = 'outbox';
UPDATE sqlite_sequence SET name = 'outbox' WHERE name = 'outbox_3';
DROP TABLE outbox_3;
CREATE INDEX outbox_noun ON outbox (noun_id);
CREATE INDEX outbox_account ON outbox (account, state, id);
CREATE INDEX outbox_held ON outbox (hold_until) WHERE hold_until > 0;
CREATE INDEX outbox_again ON outbox (next_try) WHERE next_try > 0;
CREATE INDEX outbox_body ON outbox (body) WHERE body IS NOT NULL;
CREATE TABLE outgoing (id INTEGER PRIMARY KEY, whole BLOB NOT NULL);
"""

# A calendar is a row, the first one's own, and an event names it by its id: in the journal too, so that an event
# that was added or deleted before can be taken back and done again.
CORE_5 = """
CREATE TABLE calendar (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    account INTEGER,
    href TEXT NOT NULL DEFAULT '',
    etag TEXT NOT NULL DEFAULT '',
    token TEXT NOT NULL DEFAULT '',
    read_only INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX calendar_name ON calendar (name);
INSERT INTO calendar (id, name) VALUES (1, 'Personal');
CREATE TEMP TABLE told AS
    SELECT e.journal, e.n, e.field, c.words FROM effect e
    JOIN content c ON c.journal = e.journal AND c.n = e.n
    WHERE e.noun = 'event' AND e.field IN ('whole', 'calendar');
INSERT INTO calendar (name)
    SELECT name FROM (
        SELECT calendar AS name FROM event
        UNION SELECT json_extract(words, '$[0].calendar') FROM told WHERE field = 'whole'
        UNION SELECT json_extract(words, '$[1].calendar') FROM told WHERE field = 'whole'
        UNION SELECT json_extract(words, '$[0]') FROM told WHERE field = 'calendar'
        UNION SELECT json_extract(words, '$[1]') FROM told WHERE field = 'calendar'
    ) WHERE name IS NOT NULL AND name <> 'Personal' ORDER BY name;
UPDATE content SET words = (
    SELECT CASE told.field
        WHEN 'whole' THEN json_replace(
            words,
            '$[0].calendar', (SELECT id FROM calendar WHERE name = json_extract(words, '$[0].calendar')),
            '$[1].calendar', (SELECT id FROM calendar WHERE name = json_extract(words, '$[1].calendar'))
        )
        ELSE json_array(
            (SELECT id FROM calendar WHERE name = json_extract(words, '$[0]')),
            (SELECT id FROM calendar WHERE name = json_extract(words, '$[1]'))
        )
    END FROM told WHERE told.journal = content.journal AND told.n = content.n
) WHERE EXISTS (SELECT 1 FROM told WHERE told.journal = content.journal AND told.n = content.n);
DROP TABLE told;
DROP INDEX event_calendar;
ALTER TABLE event RENAME COLUMN calendar TO former;
ALTER TABLE event ADD COLUMN calendar INTEGER NOT NULL DEFAULT 1;
UPDATE event SET calendar = (SELECT id FROM calendar WHERE name = event.former);
ALTER TABLE event DROP COLUMN former;
CREATE INDEX event_calendar ON event (calendar);
"""

# A folder keeps its name as the server writes it, byte for byte; ``maybe`` is what it may be for beside others, and
# ``chosen`` what the person said that it is for; ``missed`` in how many looks running the server did not name it.
CORE_6 = """
ALTER TABLE folder ADD COLUMN wire BLOB;
ALTER TABLE folder ADD COLUMN maybe TEXT NOT NULL DEFAULT '';
ALTER TABLE folder ADD COLUMN chosen TEXT NOT NULL DEFAULT '';
ALTER TABLE folder ADD COLUMN missed INTEGER NOT NULL DEFAULT 0;
"""

# Messages that felled who read them (``aside.py``).
CORE_7 = """
CREATE TABLE aside (print INTEGER PRIMARY KEY, falls INTEGER NOT NULL, version TEXT NOT NULL);
"""

# What a new profile holds was all read as it is read now (``reread.py``).
CORE_8 = f"CREATE TABLE reading AS SELECT {READING} version, 0 below WHERE NOT EXISTS (SELECT 1 FROM message)"

# What a server would not give of a folder, by UID: a row, a text, or (UID 0) the folder itself; and when to ask again.
CORE_9 = """
CREATE TABLE withheld (
    folder INTEGER NOT NULL,
    uid INTEGER NOT NULL,
    part TEXT NOT NULL,
    words TEXT NOT NULL DEFAULT '',
    tries INTEGER NOT NULL DEFAULT 0,
    again INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (folder, uid, part)
) WITHOUT ROWID;
"""

# What calendar files hold that could not be read, each as a calendar of its own, and how it was read last (``ics``).
CORE_10 = """
CREATE TABLE unread (
    id INTEGER PRIMARY KEY,
    digest BLOB NOT NULL UNIQUE,
    calendar TEXT NOT NULL,
    reading INTEGER NOT NULL,
    zstd BLOB NOT NULL
);
CREATE INDEX unread_reading ON unread (reading);
"""

# Messages that are being written; files, and what stands ready to leave, in pieces (``drafts.py``). Nothing was ever
# kept in ``outgoing`` before.
CORE_11 = """
CREATE TABLE draft (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account INTEGER NOT NULL,
    sender TEXT NOT NULL,
    recipients TEXT NOT NULL,
    subject TEXT NOT NULL,
    blocks TEXT NOT NULL,
    relation TEXT NOT NULL,
    answers INTEGER,
    quotes INTEGER NOT NULL,
    stage TEXT NOT NULL,
    message_id TEXT NOT NULL,
    changed INTEGER NOT NULL
);
CREATE TABLE enclosed (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    draft INTEGER NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    content_id TEXT NOT NULL
);
CREATE INDEX enclosed_draft ON enclosed (draft);
CREATE TABLE enclosed_piece (owner INTEGER NOT NULL, n INTEGER NOT NULL, bytes BLOB NOT NULL, UNIQUE (owner, n));
DROP TABLE outgoing;
CREATE TABLE outgoing (id INTEGER PRIMARY KEY AUTOINCREMENT, size INTEGER NOT NULL);
CREATE TABLE outgoing_piece (owner INTEGER NOT NULL, n INTEGER NOT NULL, bytes BLOB NOT NULL, UNIQUE (owner, n));
"""

# In which order accounts stand, and what the person calls each (``accounts.py``).
CORE_12 = """
ALTER TABLE account ADD COLUMN place INTEGER NOT NULL DEFAULT 0;
ALTER TABLE account ADD COLUMN label TEXT NOT NULL DEFAULT '';
UPDATE account SET place = id;
"""

# Messages that were deleted for good, until what is kept of them is forgotten (``erasing.py``).
CORE_13 = "CREATE TABLE to_forget (message INTEGER PRIMARY KEY)"

# Conversations that are put off, by a message of theirs (``snooze.py``).
CORE_14 = """
CREATE TABLE snooze (
    message INTEGER PRIMARY KEY,
    state TEXT NOT NULL,
    until INTEGER NOT NULL,
    since INTEGER NOT NULL,
    why TEXT NOT NULL
);
CREATE INDEX snooze_asleep ON snooze (message) WHERE state = 'asleep';
"""

# Files that a person left out of a draft again: those of the message that it passes on, and its own (``drafts.py``).
CORE_15 = "ALTER TABLE draft ADD COLUMN left_out TEXT NOT NULL DEFAULT '[]'"

# When a person is reminded of a message that nobody answers, as a draft has it and once it was sent (``reminders.py``).
CORE_16 = """
ALTER TABLE draft ADD COLUMN remind TEXT NOT NULL DEFAULT '';
CREATE TABLE reminder (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    draft INTEGER NOT NULL,
    account INTEGER NOT NULL,
    hash INTEGER NOT NULL,
    answers INTEGER,
    until INTEGER NOT NULL,
    leaves INTEGER NOT NULL,
    sent INTEGER NOT NULL
);
"""

# The id of a task that was brought in with a calendar file, and the text that it came as; empty for one's own.
CORE_17 = """
ALTER TABLE task ADD COLUMN uid TEXT NOT NULL DEFAULT '';
ALTER TABLE task ADD COLUMN ics TEXT NOT NULL DEFAULT '';
CREATE INDEX task_uid ON task (uid);
"""

# What people wrote whose words are not here, looked for before it is said that nobody waits (``listing.read_through``).
CORE_18 = "CREATE INDEX thread_wordless ON thread (id) WHERE snippet = '' AND kind = 'person'"

# What stands beneath what is written from an account, in lines of plain text (``accounts.py``).
CORE_19 = "ALTER TABLE account ADD COLUMN signature TEXT NOT NULL DEFAULT ''"

# Conversations that are muted, by a message of theirs (``muting.py``).
CORE_20 = "CREATE TABLE muted (message INTEGER PRIMARY KEY)"

# Addresses whose mail goes to junk from a second on (``blocking.py``).
CORE_21 = """
CREATE TABLE blocked (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    email TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    since INTEGER NOT NULL
);
"""

# Turns of the talk that are deleted, until their words stand nowhere any more (``forgetting.forget_said``).
CORE_22 = "CREATE TABLE turn_to_forget (turn INTEGER PRIMARY KEY)"

# Of which messages a turn of the talk speaks, so that it goes with them; 0 where nobody knows of which (``talk.py``).
CORE_23 = """
CREATE TABLE turn_about (turn INTEGER NOT NULL, message INTEGER NOT NULL, PRIMARY KEY (turn, message)) WITHOUT ROWID;
CREATE INDEX turn_about_message ON turn_about (message);
INSERT INTO turn_about SELECT id, 0 FROM turn WHERE speaker = 'companion';
"""

# What was answered to the invitation in a message, once a server took that (``answers.py``).
CORE_24 = "CREATE TABLE answer (message INTEGER PRIMARY KEY, answer TEXT NOT NULL, at INTEGER NOT NULL)"

# What servers would not do, for good, until a person was told of it (``refusals.py``).
CORE_25 = """
CREATE TABLE refusal (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account INTEGER NOT NULL,
    wish TEXT NOT NULL,
    value INTEGER NOT NULL,
    source INTEGER NOT NULL,
    code TEXT NOT NULL,
    words TEXT NOT NULL,
    messages TEXT NOT NULL,
    entries TEXT NOT NULL
);
"""

RAW_1 = """
CREATE TABLE raw (message INTEGER PRIMARY KEY, size INTEGER NOT NULL, identity INTEGER, zstd BLOB NOT NULL);
CREATE TABLE words (message INTEGER PRIMARY KEY, zstd BLOB NOT NULL);
"""

# The names of the files that a message brings, one on each line, are searched too.
RAW_2 = "ALTER TABLE words ADD COLUMN files TEXT NOT NULL DEFAULT ''"

SEARCH_1 = """
CREATE VIRTUAL TABLE words USING fts5(
    subject, sender, recipients, body,
    content='', contentless_delete=1, prefix='2 3', tokenize='unicode61 remove_diacritics 2'
);
"""

# Beginnings of two letters cost more than those of one, and are those of three that there are (``search.spread``).
# From here on letters are folded (``text.folding``).
SEARCH_2 = """
DROP TABLE words;
CREATE VIRTUAL TABLE words USING fts5(
    subject, sender, recipients, body,
    content='', contentless_delete=1, prefix='1 3', tokenize='unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE places USING fts5vocab(words, 'instance');
"""

MIGRATIONS: Mapping[str, tuple[Step, ...]] = {
    "core": (
        CORE_1,
        CORE_2,
        CORE_3,
        CORE_4,
        CORE_5,
        CORE_6,
        CORE_7,
        CORE_8,
        CORE_9,
        CORE_10,
        CORE_11,
        CORE_12,
        CORE_13,
        CORE_14,
        CORE_15,
        CORE_16,
        CORE_17,
        CORE_18,
        CORE_19,
        CORE_20,
        CORE_21,
        CORE_22,
        CORE_23,
        CORE_24,
        CORE_25,
    ),
    "raw": (RAW_1, RAW_2),
    "search": (SEARCH_1, SEARCH_2),
}
"""For each file its steps: applying the first n of them gives ``PRAGMA user_version`` n."""


def take(connection: apsw.Connection, step: Step) -> None:
    """Take one step of a file, within a transaction of the caller's."""
    if isinstance(step, str):
        connection.execute(step)
    else:
        step(connection)
