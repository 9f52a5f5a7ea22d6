-- A profile of the second version of core, as the code of that version made and filled it: core, raw, search.
-- Wishes in every state, a large command half done, and entries to take back and to do again.

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
CREATE INDEX event_calendar ON event (calendar);
INSERT INTO account VALUES
(1, 'imap', 'me@there.example', 'There', '{}'),
(2, 'local', 'here@this.computer', 'Here', '{}');
INSERT INTO content VALUES
(1, -1, 'Starred 1 conversation'),
(2, -1, 'Archived 1 conversation'),
(3, -1, 'Deleted 1 conversation'),
(4, -1, 'Archived 1 conversation'),
(5, -1, ''),
(6, -1, 'Marked 1 conversation as unread'),
(7, -1, 'Archived 1 conversation'),
(8, -1, 'Added “Buy lamps”'),
(8, 0, '[null, {"created": 1772443800, "done_at": null, "due": "2026-03-03", "notes": "", "position": 1024.0, "priority": 4, "project": "", "title": "Buy lamps"}]'),
(9, -1, 'Added “lunch”, Tue 3 Mar, 12:30 to 13:30.'),
(9, 0, '[null, {"calendar": "Personal", "ends": "2026-03-03T13:30:00+00:00 UTC", "first": 1772454600, "ics": "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//OS One//OS One//EN\r\nBEGIN:VEVENT\r\nSUMMARY:lunch\r\nDTSTART:20260303T123000Z\r\nDTEND:20260303T133000Z\r\nDTSTAMP:20260302T093000Z\r\nUID:de79f810-dcbb-4770-adcd-3d4919eed94c\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n", "last": 1772631000, "location": "", "notes": "", "rule": "", "start": "2026-03-03T12:30:00+00:00 UTC", "title": "lunch", "uid": "de79f810-dcbb-4770-adcd-3d4919eed94c"}]'),
(10, -1, 'Added “standup”, Fri 6 Mar, 09:00 to 10:00, every week on Friday.'),
(10, 0, '[null, {"calendar": "Personal", "ends": "2026-03-06T10:00:00", "first": 1772701200, "ics": "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//OS One//OS One//EN\r\nBEGIN:VEVENT\r\nSUMMARY:standup\r\nDTSTART:20260306T090000\r\nDTEND:20260306T100000\r\nDTSTAMP:20260302T093000Z\r\nUID:1586161b-2af4-4590-9b35-ef6b0b1cb6df\r\nRRULE:FREQ=WEEKLY;BYDAY=FR\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n", "last": 1099511627776, "location": "", "notes": "", "rule": "FREQ=WEEKLY;BYDAY=FR", "start": "2026-03-06T09:00:00", "title": "standup", "uid": "1586161b-2af4-4590-9b35-ef6b0b1cb6df"}]'),
(11, -1, 'Deleted “lunch”.'),
(11, 0, '[{"calendar": "Personal", "ends": "2026-03-03T13:30:00+00:00 UTC", "first": 1772454600, "ics": "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//OS One//OS One//EN\r\nBEGIN:VEVENT\r\nSUMMARY:lunch\r\nDTSTART:20260303T123000Z\r\nDTEND:20260303T133000Z\r\nDTSTAMP:20260302T093000Z\r\nUID:de79f810-dcbb-4770-adcd-3d4919eed94c\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n", "last": 1772631000, "location": "", "notes": "", "rule": "", "start": "2026-03-03T12:30:00+00:00 UTC", "title": "lunch", "uid": "de79f810-dcbb-4770-adcd-3d4919eed94c"}, null]'),
(12, -1, ''),
(12, 0, '[null, 110]'),
(13, -2, '{}'),
(13, -1, 'Delete: move it to the trash: 16'),
(14, -1, 'Starred 1 conversation');
INSERT INTO effect VALUES
(1, 0, 'message', 435200000000, 'flagged', 'false', 'true'),
(2, 0, 'message', 435200015360, 'place', '1', '2'),
(3, 0, 'message', 435200030720, 'place', '1', '4'),
(4, 0, 'message', 435200046080, 'place', '1', '2'),
(5, 0, 'message', 435200061440, 'seen', 'false', 'true'),
(6, 0, 'message', 435200076800, 'seen', 'true', 'false'),
(7, 0, 'message', 435200092160, 'place', '1', '2'),
(8, 0, 'task', 1, 'whole', '', ''),
(9, 0, 'event', 1, 'whole', '', ''),
(10, 0, 'event', 2, 'whole', '', ''),
(11, 0, 'event', 1, 'whole', '', ''),
(12, 0, 'setting', 0, 'look.scale', '', ''),
(13, 0, 'message', 435207680000, 'place', '7', '10'),
(13, 1, 'message', 435207695360, 'place', '7', '10'),
(13, 2, 'message', 435207710720, 'place', '7', '10'),
(13, 3, 'message', 435207726080, 'place', '7', '10'),
(14, 0, 'message', 435200138240, 'flagged', 'false', 'true');
INSERT INTO event VALUES
(2, 'Personal', '1586161b-2af4-4590-9b35-ef6b0b1cb6df', 'standup', '', '', '2026-03-06T09:00:00', '2026-03-06T10:00:00', 'FREQ=WEEKLY;BYDAY=FR', 'BEGIN:VCALENDAR'||char(13,10)||'VERSION:2.0'||char(13,10)||'PRODID:-//OS One//OS One//EN'||char(13,10)||'BEGIN:VEVENT'||char(13,10)||'SUMMARY:standup'||char(13,10)||'DTSTART:20260306T090000'||char(13,10)||'DTEND:20260306T100000'||char(13,10)||'DTSTAMP:20260302T093000Z'||char(13,10)||'UID:1586161b-2af4-4590-9b35-ef6b0b1cb6df'||char(13,10)||'RRULE:FREQ=WEEKLY;BYDAY=FR'||char(13,10)||'END:VEVENT'||char(13,10)||'END:VCALENDAR'||char(13,10)||'', 1772701200, 1099511627776);
INSERT INTO folder VALUES
(1, 1, 'INBOX', 'inbox', 'Inbox', NULL, NULL, NULL, NULL, NULL, 0),
(2, 1, 'Archive', 'archive', 'Archive', NULL, NULL, NULL, NULL, NULL, 0),
(3, 1, 'Sent', 'sent', 'Sent', NULL, NULL, NULL, NULL, NULL, 0),
(4, 1, 'Trash', 'trash', 'Trash', NULL, NULL, NULL, NULL, NULL, 0),
(5, 1, 'Junk', 'junk', 'Junk', NULL, NULL, NULL, NULL, NULL, 0),
(6, 1, 'House', 'other', 'House', NULL, NULL, NULL, NULL, NULL, 0),
(7, 2, 'INBOX', 'inbox', 'Inbox', NULL, NULL, NULL, NULL, NULL, 0),
(8, 2, 'Archive', 'archive', 'Archive', NULL, NULL, NULL, NULL, NULL, 0),
(9, 2, 'Sent', 'sent', 'Sent', NULL, NULL, NULL, NULL, NULL, 0),
(10, 2, 'Trash', 'trash', 'Trash', NULL, NULL, NULL, NULL, NULL, 0),
(11, 2, 'Junk', 'junk', 'Junk', NULL, NULL, NULL, NULL, NULL, 0),
(12, 2, 'House', 'other', 'House', NULL, NULL, NULL, NULL, NULL, 0);
INSERT INTO intent VALUES
(13, 0, 17),
(13, 1, 18),
(13, 2, 19),
(13, 3, 20),
(13, 4, 21),
(13, 5, 22),
(13, 6, 23),
(13, 7, 24),
(13, 8, 25),
(13, 9, 26),
(13, 10, 27),
(13, 11, 28);
INSERT INTO journal VALUES
(1, 1772443800, 'person', '["mail.star", {}]', 'done'),
(2, 1772443800, 'person', '["mail.archive", {}]', 'done'),
(3, 1772443800, 'person', '["mail.trash", {}]', 'done'),
(4, 1772443800, 'person', '["mail.archive", {}]', 'done'),
(5, 1772443800, 'person', '["mail.read", {}]', 'done'),
(6, 1772443800, 'person', '["mail.unread", {}]', 'done'),
(7, 1772443800, 'person', '["mail.archive", {}]', 'done'),
(8, 1772443800, 'person', '["task.add", {}]', 'done'),
(9, 1772443800, 'person', '["event.add", {}]', 'done'),
(10, 1772443800, 'person', '["event.add", {}]', 'done'),
(11, 1772443800, 'person', '["event.delete", {}]', 'done'),
(12, 1772443800, 'person', '["settings.set", {}]', 'done'),
(13, 1772443800, 'person', '["mail.trash", {}]', 'doing'),
(14, 1772443800, 'person', '["mail.star", {}]', 'undone');
INSERT INTO link VALUES
(-8670277595997171331, 17),
(-8658133770820713552, 6),
(-7512857919024173514, 20),
(-7462227411515360021, 12),
(-6837554060026386201, 28),
(-6607958261206301349, 14),
(-6332210106993546144, 22),
(-5480458065734198836, 13),
(-4685704704268338714, 5),
(-3924739073724203378, 19),
(-3572990612660966817, 4),
(-2896414005546097525, 26),
(-2204791437348033524, 7),
(-810326448549782503, 25),
(540552420848904401, 21),
(951794669461702916, 1),
(1482064378463315794, 8),
(1652875888521701689, 27),
(2163773251495507313, 23),
(3293687153993786824, 9),
(3659906898558669230, 11),
(4772115231456543042, 24),
(5271927196752199063, 3),
(5338447730900924558, 2),
(6220982591215975860, 16),
(8007262369241533802, 15),
(8597793365877167373, 10),
(8741588552987686128, 18);
INSERT INTO listing VALUES
(1, 435200000000, 1, 1),
(1, 435200061440, 5, 0),
(1, 435200076800, 6, 1),
(1, 435200122880, 9, 1),
(1, 435200138240, 10, 0),
(1, 435200153600, 11, 1),
(1, 435200168960, 12, 0),
(1, 435207741440, 17, 1),
(1, 435207756800, 18, 1),
(1, 435207772160, 19, 1),
(1, 435207787520, 20, 1),
(1, 435207802880, 21, 1),
(1, 435207818240, 22, 1),
(1, 435207833600, 23, 1),
(1, 435207848960, 24, 1),
(1, 435207864320, 25, 1),
(1, 435207879680, 26, 1),
(1, 435207895040, 27, 1),
(1, 435207910400, 28, 1),
(2, 435200000000, 1, 1),
(3, 435200015360, 2, 0),
(3, 435200046080, 4, 0),
(3, 435200092160, 7, 1),
(6, 435200030720, 3, 1),
(6, 435207680000, 13, 1),
(6, 435207695360, 14, 1),
(6, 435207710720, 15, 1),
(6, 435207726080, 16, 1),
(11, 435200000000, 1, 1),
(11, 435200076800, 6, 1),
(11, 435200153600, 11, 1),
(11, 435207756800, 18, 1),
(11, 435207833600, 23, 1),
(11, 435207910400, 28, 1),
(12, 435200061440, 5, 0),
(12, 435200122880, 9, 1),
(12, 435207741440, 17, 1),
(12, 435207802880, 21, 1),
(12, 435207864320, 25, 1),
(13, 435200138240, 10, 0),
(13, 435207818240, 22, 1),
(13, 435207879680, 26, 1),
(14, 435200168960, 12, 0),
(14, 435207772160, 19, 1),
(14, 435207787520, 20, 1),
(14, 435207848960, 24, 1),
(14, 435207895040, 27, 1);
INSERT INTO message VALUES
(435200000000, 1, 1, 5736337312867830681, 1700000000, 'Amy Ferrante', 'amy@x', '[[["Me", "me@there.example"]], []]', 'About 0', 'Words of 0', 1000, 0, 'person', 'Asks you something', '{}'),
(435200015360, 2, 1, -1144362414312152111, 1700000060, 'Ben Okri', 'ben@x', '[[["Me", "me@there.example"]], []]', 'About 1', 'Words of 1', 1001, 0, 'letter', '', '{}'),
(435200030720, 3, 1, 3703214370773587028, 1700000120, 'Chloe Adler', 'chloe@x', '[[["Me", "me@there.example"]], []]', 'About 2', 'Words of 2', 1002, 0, 'receipt', '', '{}'),
(435200046080, 4, 1, 8592082867545330008, 1700000180, 'Dev Rao', 'dev@x', '[[["Me", "me@there.example"]], []]', 'About 3', 'Words of 3', 1003, 0, 'notice', '', '{}'),
(435200061440, 5, 1, 5048488209666321030, 1700000240, 'Amy Ferrante', 'amy@x', '[[["Me", "me@there.example"]], []]', 'About 4', 'Words of 4', 1004, 0, 'person', '', '{}'),
(435200076800, 6, 1, 6617405276841184864, 1700000300, 'Ben Okri', 'ben@x', '[[["Me", "me@there.example"]], []]', 'About 5', 'Words of 5', 1005, 0, 'letter', 'Asks you something', '{}'),
(435200092160, 7, 1, -470794235266778696, 1700000360, 'Chloe Adler', 'chloe@x', '[[["Me", "me@there.example"]], []]', 'About 6', 'Words of 6', 1006, 0, 'receipt', '', '{}'),
(435200107520, 8, 1, -1685213204900118360, 1700000420, 'Dev Rao', 'dev@x', '[[["Me", "me@there.example"]], []]', 'About 7', 'Words of 7', 1007, 0, 'notice', '', '{}'),
(435200122880, 9, 1, -6783757462721499970, 1700000480, 'Amy Ferrante', 'amy@x', '[[["Me", "me@there.example"]], []]', 'About 8', 'Words of 8', 1008, 0, 'person', '', '{}'),
(435200138240, 10, 1, 7722452219045472691, 1700000540, 'Ben Okri', 'ben@x', '[[["Me", "me@there.example"]], []]', 'About 9', 'Words of 9', 1009, 0, 'letter', '', '{}'),
(435200153600, 11, 1, 5160101070468857350, 1700000600, 'Chloe Adler', 'chloe@x', '[[["Me", "me@there.example"]], []]', 'About 10', 'Words of 10', 1010, 0, 'receipt', 'Asks you something', '{}'),
(435200168960, 12, 1, -7185574547148333689, 1700000660, 'Dev Rao', 'dev@x', '[[["Me", "me@there.example"]], []]', 'About 11', 'Words of 11', 1011, 0, 'notice', '', '{}'),
(435207680000, 13, 2, 2158795321963116666, 1700030000, 'Amy Ferrante', 'amy@x', '[[["Me", "me@there.example"]], []]', 'About 500', 'Words of 500', 1500, 0, 'person', 'Asks you something', '{}'),
(435207695360, 14, 2, -1346898974938124857, 1700030060, 'Ben Okri', 'ben@x', '[[["Me", "me@there.example"]], []]', 'About 501', 'Words of 501', 1501, 0, 'letter', '', '{}'),
(435207710720, 15, 2, -2083237568006523251, 1700030120, 'Chloe Adler', 'chloe@x', '[[["Me", "me@there.example"]], []]', 'About 502', 'Words of 502', 1502, 0, 'receipt', '', '{}'),
(435207726080, 16, 2, -7917430371334345792, 1700030180, 'Dev Rao', 'dev@x', '[[["Me", "me@there.example"]], []]', 'About 503', 'Words of 503', 1503, 0, 'notice', '', '{}'),
(435207741440, 17, 2, 5892437557235526030, 1700030240, 'Amy Ferrante', 'amy@x', '[[["Me", "me@there.example"]], []]', 'About 504', 'Words of 504', 1504, 0, 'person', '', '{}'),
(435207756800, 18, 2, 1904752342991906593, 1700030300, 'Ben Okri', 'ben@x', '[[["Me", "me@there.example"]], []]', 'About 505', 'Words of 505', 1505, 0, 'letter', 'Asks you something', '{}'),
(435207772160, 19, 2, -2326714213704646399, 1700030360, 'Chloe Adler', 'chloe@x', '[[["Me", "me@there.example"]], []]', 'About 506', 'Words of 506', 1506, 0, 'receipt', '', '{}'),
(435207787520, 20, 2, 377573414173674023, 1700030420, 'Dev Rao', 'dev@x', '[[["Me", "me@there.example"]], []]', 'About 507', 'Words of 507', 1507, 0, 'notice', '', '{}'),
(435207802880, 21, 2, -4590384436922278976, 1700030480, 'Amy Ferrante', 'amy@x', '[[["Me", "me@there.example"]], []]', 'About 508', 'Words of 508', 1508, 0, 'person', '', '{}'),
(435207818240, 22, 2, 5984683596435635377, 1700030540, 'Ben Okri', 'ben@x', '[[["Me", "me@there.example"]], []]', 'About 509', 'Words of 509', 1509, 0, 'letter', '', '{}'),
(435207833600, 23, 2, -1317982777406891786, 1700030600, 'Chloe Adler', 'chloe@x', '[[["Me", "me@there.example"]], []]', 'About 510', 'Words of 510', 1510, 0, 'receipt', 'Asks you something', '{}'),
(435207848960, 24, 2, -6961384636764875952, 1700030660, 'Dev Rao', 'dev@x', '[[["Me", "me@there.example"]], []]', 'About 511', 'Words of 511', 1511, 0, 'notice', '', '{}'),
(435207864320, 25, 2, -7599850479245185864, 1700030720, 'Amy Ferrante', 'amy@x', '[[["Me", "me@there.example"]], []]', 'About 512', 'Words of 512', 1512, 0, 'person', '', '{}'),
(435207879680, 26, 2, -999472803221766447, 1700030780, 'Ben Okri', 'ben@x', '[[["Me", "me@there.example"]], []]', 'About 513', 'Words of 513', 1513, 0, 'letter', '', '{}'),
(435207895040, 27, 2, 7192196737802560449, 1700030840, 'Chloe Adler', 'chloe@x', '[[["Me", "me@there.example"]], []]', 'About 514', 'Words of 514', 1514, 0, 'receipt', '', '{}'),
(435207910400, 28, 2, -1223288268336040701, 1700030900, 'Dev Rao', 'dev@x', '[[["Me", "me@there.example"]], []]', 'About 515', 'Words of 515', 1515, 0, 'notice', 'Asks you something', '{}');
INSERT INTO outbox VALUES
(1, 1, 435200000000, 'flagged', 1, 0, 0, 'waiting', 0, 0, 0, NULL, 1, ''),
(2, 1, 435200015360, 'move', 2, 1, 0, 'leaving', 0, 1, 0, 40, 2, ''),
(3, 1, 435200030720, 'move', 4, 1, 0, 'doubtful', 0, 1, 0, 40, 3, ''),
(4, 1, 435200046080, 'move', 2, 1, 1, 'done', 0, 1, 0, 40, 4, ''),
(5, 1, 435200061440, 'seen', 1, 0, 0, 'doubtful', 0, 1, 0, NULL, 5, ''),
(6, 1, 435200076800, 'seen', 0, 0, 0, 'waiting', 1772500000, 0, 0, NULL, 6, ''),
(7, 1, 435200092160, 'move', 2, 1, 0, 'waiting', 0, 0, 1772500600, NULL, 7, 'NO [SERVERBUG] later'),
(8, 1, 435200107520, 'expunge', 0, 1, 0, 'waiting', 0, 0, 0, NULL, NULL, ''),
(9, 1, 435200122880, 'answered', 1, 0, 1, 'waiting', 0, 0, 0, NULL, NULL, '');
INSERT INTO placement VALUES
(1, 1, 435200000000, 0),
(1, 2, 435200015360, 1),
(1, 3, 435200030720, 0),
(1, 5, 435200061440, 0),
(1, 6, 435200076800, 1),
(1, 7, 435200092160, 0),
(1, 8, 435200107520, 1),
(1, 9, 435200122880, 0),
(1, 10, 435200138240, 1),
(1, 11, 435200153600, 0),
(1, 12, 435200168960, 1),
(7, 504, 435207741440, 0),
(7, 505, 435207756800, 0),
(7, 506, 435207772160, 0),
(7, 507, 435207787520, 0),
(7, 508, 435207802880, 0),
(7, 509, 435207818240, 0),
(7, 510, 435207833600, 0),
(7, 511, 435207848960, 0),
(7, 512, 435207864320, 0),
(7, 513, 435207879680, 0),
(7, 514, 435207895040, 0),
(7, 515, 435207910400, 0),
(10, 1, 435207680000, 0),
(10, 2, 435207695360, 0),
(10, 3, 435207710720, 0),
(10, 4, 435207726080, 0);
INSERT INTO setting VALUES
('look.scale', '110'),
('person.name', '"Amy"');
INSERT INTO shown VALUES
(435200000000, 1, 4),
(435200015360, 2, 1),
(435200030720, 4, 0),
(435200046080, 2, 1),
(435200061440, 1, 1),
(435200076800, 1, 0),
(435200092160, 2, 0),
(435200122880, 1, 2),
(435200138240, 1, 1),
(435200153600, 1, 0),
(435200168960, 1, 1),
(435207680000, 10, 0),
(435207695360, 10, 0),
(435207710720, 10, 0),
(435207726080, 10, 0),
(435207741440, 7, 0),
(435207756800, 7, 0),
(435207772160, 7, 0),
(435207787520, 7, 0),
(435207802880, 7, 0),
(435207818240, 7, 0),
(435207833600, 7, 0),
(435207848960, 7, 0),
(435207864320, 7, 0),
(435207879680, 7, 0),
(435207895040, 7, 0),
(435207910400, 7, 0);
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES
('account', 2),
('folder', 12),
('change', 31),
('thread', 28),
('journal', 14),
('outbox', 10),
('task', 1),
('event', 2);
INSERT INTO tally VALUES
(1, 19, 16),
(2, 1, 1),
(3, 3, 1),
(6, 5, 5),
(11, 6, 6),
(12, 5, 4),
(13, 3, 2),
(14, 5, 4);
INSERT INTO task VALUES
(1, 'Buy lamps', '', '', 4, '2026-03-03', NULL, 1024.0, 1772443800);
INSERT INTO thread VALUES
(1, NULL, 'Amy Ferrante', 'About 0', 'Words of 0', 1, 1, 0, 'person', 'Asks you something'),
(2, NULL, 'Ben Okri', 'About 1', 'Words of 1', 1, 0, 0, 'letter', ''),
(3, NULL, 'Chloe Adler', 'About 2', 'Words of 2', 1, 0, 0, 'receipt', ''),
(4, NULL, 'Dev Rao', 'About 3', 'Words of 3', 1, 0, 0, 'notice', ''),
(5, NULL, 'Amy Ferrante', 'About 4', 'Words of 4', 1, 0, 0, 'person', ''),
(6, NULL, 'Ben Okri', 'About 5', 'Words of 5', 1, 0, 0, 'letter', 'Asks you something'),
(7, NULL, 'Chloe Adler', 'About 6', 'Words of 6', 1, 0, 0, 'receipt', ''),
(8, NULL, '', '', '', 0, 0, 0, 'notice', ''),
(9, NULL, 'Amy Ferrante', 'About 8', 'Words of 8', 1, 0, 0, 'person', ''),
(10, NULL, 'Ben Okri', 'About 9', 'Words of 9', 1, 0, 0, 'letter', ''),
(11, NULL, 'Chloe Adler', 'About 10', 'Words of 10', 1, 0, 0, 'receipt', 'Asks you something'),
(12, NULL, 'Dev Rao', 'About 11', 'Words of 11', 1, 0, 0, 'notice', ''),
(13, NULL, 'Amy Ferrante', 'About 500', 'Words of 500', 1, 0, 0, 'person', 'Asks you something'),
(14, NULL, 'Ben Okri', 'About 501', 'Words of 501', 1, 0, 0, 'letter', ''),
(15, NULL, 'Chloe Adler', 'About 502', 'Words of 502', 1, 0, 0, 'receipt', ''),
(16, NULL, 'Dev Rao', 'About 503', 'Words of 503', 1, 0, 0, 'notice', ''),
(17, NULL, 'Amy Ferrante', 'About 504', 'Words of 504', 1, 0, 0, 'person', ''),
(18, NULL, 'Ben Okri', 'About 505', 'Words of 505', 1, 0, 0, 'letter', 'Asks you something'),
(19, NULL, 'Chloe Adler', 'About 506', 'Words of 506', 1, 0, 0, 'receipt', ''),
(20, NULL, 'Dev Rao', 'About 507', 'Words of 507', 1, 0, 0, 'notice', ''),
(21, NULL, 'Amy Ferrante', 'About 508', 'Words of 508', 1, 0, 0, 'person', ''),
(22, NULL, 'Ben Okri', 'About 509', 'Words of 509', 1, 0, 0, 'letter', ''),
(23, NULL, 'Chloe Adler', 'About 510', 'Words of 510', 1, 0, 0, 'receipt', 'Asks you something'),
(24, NULL, 'Dev Rao', 'About 511', 'Words of 511', 1, 0, 0, 'notice', ''),
(25, NULL, 'Amy Ferrante', 'About 512', 'Words of 512', 1, 0, 0, 'person', ''),
(26, NULL, 'Ben Okri', 'About 513', 'Words of 513', 1, 0, 0, 'letter', ''),
(27, NULL, 'Chloe Adler', 'About 514', 'Words of 514', 1, 0, 0, 'receipt', ''),
(28, NULL, 'Dev Rao', 'About 515', 'Words of 515', 1, 0, 0, 'notice', 'Asks you something');
INSERT INTO to_index VALUES
(435200000000, 1),
(435200015360, 1),
(435200030720, 1),
(435200046080, 1),
(435200061440, 1),
(435200076800, 1),
(435200092160, 1),
(435200107520, 1),
(435200122880, 1),
(435200138240, 1),
(435200153600, 1),
(435200168960, 1),
(435207680000, 1),
(435207695360, 1),
(435207710720, 1),
(435207726080, 1),
(435207741440, 1),
(435207756800, 1),
(435207772160, 1),
(435207787520, 1),
(435207802880, 1),
(435207818240, 1),
(435207833600, 1),
(435207848960, 1),
(435207864320, 1),
(435207879680, 1),
(435207895040, 1),
(435207910400, 1);
-- raw
CREATE TABLE raw (message INTEGER PRIMARY KEY, size INTEGER NOT NULL, identity INTEGER, zstd BLOB NOT NULL);
CREATE TABLE words (message INTEGER PRIMARY KEY, zstd BLOB NOT NULL);
INSERT INTO raw VALUES (435200000000, 29, 5736337312867830681, X'28b52ffd201de900005375626a6563743a2041626f757420300d0a0d0a746865206c616d7073');
INSERT INTO words VALUES (435200000000, X'28b52ffd2009490000746865206c616d7073');
-- search
CREATE VIRTUAL TABLE words USING fts5(
    subject, sender, recipients, body,
    content='', contentless_delete=1, prefix='1 3', tokenize='unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE places USING fts5vocab(words, 'instance');
