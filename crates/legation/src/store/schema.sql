-- The record, version 1. docs/store.md tells what each table and view holds.
-- Keys are numbers in the order of arrival and mean nothing outside this file; ids are made from content.

CREATE TABLE runs (
    key INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    coder TEXT NOT NULL,
    tables TEXT NOT NULL,
    model TEXT NOT NULL,
    kinds TEXT NOT NULL
) STRICT;

CREATE TABLE documents (
    key INTEGER PRIMARY KEY,
    id INTEGER NOT NULL UNIQUE,
    name TEXT NOT NULL,
    section_start INTEGER NOT NULL,
    title TEXT,
    published TEXT,
    published_basis TEXT,
    day TEXT,
    publisher TEXT,
    -- Who is counted as publisher: the name in lower case, else the host of the address.
    outlet TEXT,
    url TEXT,
    language TEXT,
    text TEXT NOT NULL,
    sketch BLOB NOT NULL,
    -- The smallest key among the documents that are copies of each other.
    story INTEGER NOT NULL
) STRICT;
CREATE INDEX documents_by_day ON documents (day);
CREATE INDEX documents_by_story ON documents (story);

-- Every name under which a document came in, copies included.
CREATE TABLE names (
    name TEXT NOT NULL,
    document INTEGER NOT NULL REFERENCES documents (key) ON DELETE CASCADE,
    PRIMARY KEY (name, document)
) STRICT, WITHOUT ROWID;

-- Where near duplicates of a document are looked for.
CREATE TABLE bands (
    band INTEGER NOT NULL,
    document INTEGER NOT NULL REFERENCES documents (key),
    PRIMARY KEY (band, document)
) STRICT, WITHOUT ROWID;

CREATE TABLE codings (
    run INTEGER NOT NULL REFERENCES runs (key) ON DELETE CASCADE,
    document INTEGER NOT NULL REFERENCES documents (key) ON DELETE CASCADE,
    n_tokens INTEGER NOT NULL,
    n_sentences INTEGER NOT NULL,
    PRIMARY KEY (run, document)
) STRICT, WITHOUT ROWID;

-- Who or what is named, one line for each form of an entity; `form` is its JSON without the words' place.
CREATE TABLE actors (
    key INTEGER PRIMARY KEY,
    hash INTEGER NOT NULL UNIQUE,
    entity TEXT NOT NULL,
    name TEXT NOT NULL,
    country TEXT,
    sectors TEXT NOT NULL,
    form TEXT NOT NULL
) STRICT;
CREATE INDEX actors_by_entity ON actors (entity);

CREATE TABLE places (
    key INTEGER PRIMARY KEY,
    hash INTEGER NOT NULL UNIQUE,
    name TEXT NOT NULL,
    country TEXT,
    form TEXT NOT NULL
) STRICT;

CREATE TABLE reasons (
    key INTEGER PRIMARY KEY,
    hash INTEGER NOT NULL UNIQUE,
    form TEXT NOT NULL
) STRICT;

-- One line for each coded row of every kind.
CREATE TABLE rows (
    key INTEGER PRIMARY KEY,
    id INTEGER NOT NULL,
    nth INTEGER NOT NULL,
    run INTEGER NOT NULL REFERENCES runs (key) ON DELETE CASCADE,
    -- Whether questions are answered from it: of the codings of a document, one is.
    shown INTEGER NOT NULL,
    document INTEGER NOT NULL REFERENCES documents (key) ON DELETE CASCADE,
    kind INTEGER NOT NULL,
    status INTEGER NOT NULL,
    -- Event type of a mention, stance, outcome, role or manner of the others.
    what TEXT NOT NULL,
    -- First and last possible day; the last only where it is another one.
    date_start TEXT,
    date_end TEXT,
    -- Where it stands in time: the last possible day, else the day of publication, else ''.
    day TEXT NOT NULL,
    confidence REAL NOT NULL,
    place INTEGER REFERENCES places (key),
    coding TEXT NOT NULL,
    event INTEGER REFERENCES events (key) ON DELETE SET NULL
) STRICT;
CREATE INDEX rows_by_id ON rows (id);
CREATE INDEX rows_by_document ON rows (document, run);
CREATE INDEX rows_by_day ON rows (day, kind);
CREATE INDEX rows_by_event ON rows (event) WHERE event IS NOT NULL;

-- Who has which part in a row.
CREATE TABLE parties (
    actor INTEGER NOT NULL REFERENCES actors (key),
    row INTEGER NOT NULL REFERENCES rows (key) ON DELETE CASCADE,
    part INTEGER NOT NULL,
    PRIMARY KEY (actor, row, part)
) STRICT, WITHOUT ROWID;
CREATE INDEX parties_by_row ON parties (row);

-- What happened in the world: one or more mentions.
CREATE TABLE events (
    key INTEGER PRIMARY KEY,
    id INTEGER NOT NULL,
    nth INTEGER NOT NULL,
    what TEXT NOT NULL,
    status INTEGER NOT NULL,
    day TEXT NOT NULL,
    confidence REAL NOT NULL,
    place INTEGER REFERENCES places (key),
    n_mentions INTEGER NOT NULL,
    n_documents INTEGER NOT NULL,
    n_publishers INTEGER NOT NULL,
    n_stories INTEGER NOT NULL,
    -- The mention that tells most; of several mentions also what was merged, as JSON.
    best INTEGER NOT NULL,
    merged TEXT
) STRICT;
CREATE UNIQUE INDEX events_by_id ON events (id, nth);
CREATE INDEX events_by_day ON events (day);

-- Ids that are no longer in use, and the mention that stands for each.
CREATE TABLE retired (
    id INTEGER NOT NULL,
    nth INTEGER NOT NULL,
    new_id INTEGER NOT NULL,
    new_nth INTEGER NOT NULL,
    PRIMARY KEY (id, nth)
) STRICT, WITHOUT ROWID;

-- What people decided; never changed, only added to. A row is named by its id, and found again in a new coding by where its
-- trigger stands.
CREATE TABLE corrections (
    key INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    action TEXT NOT NULL,
    id TEXT NOT NULL,
    document INTEGER NOT NULL,
    trigger_start INTEGER NOT NULL,
    -- The other mention of a join; the part of a split.
    other TEXT,
    change TEXT,
    note TEXT
) STRICT;

-- What the corrections come to for each row.
CREATE TABLE reviews (
    row INTEGER PRIMARY KEY REFERENCES rows (key) ON DELETE CASCADE,
    state TEXT NOT NULL,
    change TEXT
) STRICT;

-- What has to be done again: days from which events are to be merged anew.
CREATE TABLE pending (
    day TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- Feeds that `watch` polls, with what the last poll gave.
CREATE TABLE feeds (
    url TEXT PRIMARY KEY,
    state TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE words USING fts5 (
    title, text,
    content = 'documents', content_rowid = 'key',
    tokenize = 'porter unicode61 remove_diacritics 2'
);
