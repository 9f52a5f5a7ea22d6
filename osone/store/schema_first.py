"""The first step of ``core``: the tables of the first version, before any later step changed them."""

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
