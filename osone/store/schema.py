"""The tables of the three files, as numbered migrations that only ever go up.

``core`` holds the nouns, wishes, journal, outbox and changes; ``raw`` the messages as they came; ``search`` the
full-text index, the one file that may be rebuilt without asking.
"""

from collections.abc import Callable, Mapping

import apsw

from osone.store.reread import READING

Step = str | Callable[[apsw.Connection], None]
"""SQL, or what does on a connection, within the step's transaction, what SQL cannot say."""

CORE_1 = """
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE account (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    address TEXT NOT NULL,
    name TEXT NOT NULL,
    settings TEXT NOT NULL
);
CREATE TABLE folder (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account INTEGER NOT NULL,
    path TEXT NOT NULL,
    role TEXT NOT NULL,
    name TEXT NOT NULL,
    uidvalidity INTEGER,
    uidnext INTEGER,
    modseq INTEGER,
    total INTEGER,
    low_uid INTEGER,
    frozen INTEGER NOT NULL DEFAULT 0,
    UNIQUE (account, path)
);

CREATE TABLE message (
    id INTEGER PRIMARY KEY,
    thread INTEGER NOT NULL,
    account INTEGER NOT NULL,
    identity INTEGER NOT NULL,
    date INTEGER NOT NULL,
    sender_name TEXT NOT NULL,
    sender_email TEXT NOT NULL,
    recipients TEXT NOT NULL,
    subject TEXT NOT NULL,
    snippet TEXT NOT NULL,
    size INTEGER NOT NULL,
    attachments INTEGER NOT NULL,
    kind TEXT NOT NULL,
    reason TEXT NOT NULL,
    evidence TEXT NOT NULL
);
CREATE INDEX message_thread ON message (thread);
CREATE UNIQUE INDEX message_identity ON message (identity);
CREATE INDEX message_sender ON message (sender_email);
CREATE TABLE tombstone (id INTEGER PRIMARY KEY);
CREATE TABLE link (hash INTEGER PRIMARY KEY, thread INTEGER NOT NULL);
CREATE INDEX link_thread ON link (thread);

CREATE TABLE placement (
    folder INTEGER NOT NULL,
    uid INTEGER NOT NULL,
    message INTEGER NOT NULL,
    flags INTEGER NOT NULL,
    PRIMARY KEY (folder, uid)
) WITHOUT ROWID;
CREATE INDEX placement_message ON placement (message);
CREATE TABLE shown (
    message INTEGER NOT NULL,
    folder INTEGER NOT NULL,
    flags INTEGER NOT NULL,
    PRIMARY KEY (message, folder)
) WITHOUT ROWID;

CREATE TABLE thread (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    redirect INTEGER,
    people TEXT NOT NULL DEFAULT '',
    subject TEXT NOT NULL DEFAULT '',
    snippet TEXT NOT NULL DEFAULT '',
    count INTEGER NOT NULL DEFAULT 0,
    starred INTEGER NOT NULL DEFAULT 0,
    attachments INTEGER NOT NULL DEFAULT 0,
    kind TEXT NOT NULL DEFAULT 'notice',
    reason TEXT NOT NULL DEFAULT ''
);
CREATE TABLE listing (
    box INTEGER NOT NULL,
    newest INTEGER NOT NULL,
    thread INTEGER NOT NULL,
    unread INTEGER NOT NULL,
    PRIMARY KEY (box, newest, thread)
) WITHOUT ROWID;
CREATE INDEX listing_thread ON listing (thread);
CREATE TABLE tally (box INTEGER PRIMARY KEY, total INTEGER NOT NULL, unread INTEGER NOT NULL);

CREATE TABLE journal (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    by TEXT NOT NULL,
    call TEXT NOT NULL,
    state TEXT NOT NULL
);
CREATE INDEX journal_state ON journal (by, state, id);
CREATE INDEX journal_unfinished ON journal (id) WHERE state IN ('doing', 'undoing', 'redoing');
CREATE TABLE effect (
    journal INTEGER NOT NULL,
    n INTEGER NOT NULL,
    noun TEXT NOT NULL,
    noun_id INTEGER NOT NULL,
    field TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    PRIMARY KEY (journal, n)
) WITHOUT ROWID;
-- Words that an entry needs to be taken back or told of. They go with the entry, or once it can be neither
-- undone nor redone: n is the effect's; -1 what was said; -2 what a large command was asked, until it is done.
CREATE TABLE content (
    journal INTEGER NOT NULL,
    n INTEGER NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (journal, n)
) WITHOUT ROWID;
CREATE TABLE intent (
    journal INTEGER NOT NULL,
    n INTEGER NOT NULL,
    noun_id INTEGER NOT NULL,
    PRIMARY KEY (journal, n)
) WITHOUT ROWID;

CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account INTEGER NOT NULL,
    message INTEGER NOT NULL,
    wish TEXT NOT NULL,
    value INTEGER NOT NULL,
    source INTEGER NOT NULL DEFAULT 0,
    flags INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL,
    hold_until INTEGER NOT NULL DEFAULT 0,
    tries INTEGER NOT NULL DEFAULT 0,
    next_try INTEGER NOT NULL DEFAULT 0,
    uidnext INTEGER,
    journal INTEGER,
    error TEXT NOT NULL DEFAULT ''
);
CREATE INDEX outbox_message ON outbox (message);
CREATE INDEX outbox_account ON outbox (account, state, id);

CREATE TABLE change (seq INTEGER PRIMARY KEY AUTOINCREMENT, topic TEXT NOT NULL, ids TEXT NOT NULL);
CREATE TABLE to_index (message INTEGER PRIMARY KEY, revision INTEGER NOT NULL);
CREATE TABLE wanted (message INTEGER PRIMARY KEY);

CREATE TABLE event (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    calendar TEXT NOT NULL,
    uid TEXT NOT NULL,
    title TEXT NOT NULL,
    location TEXT NOT NULL,
    notes TEXT NOT NULL,
    start TEXT NOT NULL,
    ends TEXT NOT NULL,
    rule TEXT NOT NULL,
    ics TEXT NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL
);
CREATE INDEX event_span ON event (last, first);
CREATE INDEX event_uid ON event (uid);
CREATE TABLE task (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    title TEXT NOT NULL,
    notes TEXT NOT NULL DEFAULT '',
    project TEXT NOT NULL DEFAULT '',
    priority INTEGER NOT NULL DEFAULT 4,
    due TEXT,
    done_at INTEGER,
    position REAL NOT NULL,
    created INTEGER NOT NULL
);
CREATE INDEX task_open ON task (done_at, position);

CREATE TABLE errand (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    arguments TEXT NOT NULL,
    state TEXT NOT NULL,
    said TEXT NOT NULL
);

CREATE TABLE turn (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    said_at INTEGER NOT NULL,
    speaker TEXT NOT NULL,
    text TEXT NOT NULL,
    origin TEXT NOT NULL,
    stopped INTEGER NOT NULL DEFAULT 0
);
CREATE VIRTUAL TABLE turn_words USING fts5(
    text, content='turn', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
);
CREATE TRIGGER turn_said AFTER INSERT ON turn BEGIN
    INSERT INTO turn_words (rowid, text) VALUES (new.id, new.text);
END;
CREATE TRIGGER turn_forgotten AFTER DELETE ON turn BEGIN
    INSERT INTO turn_words (turn_words, rowid, text) VALUES ('delete', old.id, old.text);
END;
CREATE TRIGGER turn_mended AFTER UPDATE OF text ON turn BEGIN
    INSERT INTO turn_words (turn_words, rowid, text) VALUES ('delete', old.id, old.text);
    INSERT INTO turn_words (rowid, text) VALUES (new.id, new.text);
END;
"""

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

RAW_1 = """
CREATE TABLE raw (message INTEGER PRIMARY KEY, size INTEGER NOT NULL, identity INTEGER, zstd BLOB NOT NULL);
CREATE TABLE words (message INTEGER PRIMARY KEY, zstd BLOB NOT NULL);
"""

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
    "core": (CORE_1, CORE_2, CORE_3, CORE_4, CORE_5, CORE_6, CORE_7, CORE_8, CORE_9),
    "raw": (RAW_1,),
    "search": (SEARCH_1, SEARCH_2),
}
"""For each file its steps: applying the first n of them gives ``PRAGMA user_version`` n."""


def take(connection: apsw.Connection, step: Step) -> None:
    """Take one step of a file, within a transaction of the caller's."""
    if isinstance(step, str):
        connection.execute(step)
    else:
        step(connection)
