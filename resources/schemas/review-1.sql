-- The review of one plate, version 1. Names, reviewers, digests and notes are BLOBs: bytes as they came.

-- One row: which review this is. A program whose newest schema is `readable_from` or later may read the file.
CREATE TABLE review (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    id BLOB NOT NULL,
    readable_from INTEGER NOT NULL
) STRICT;

-- Where the plate was, newest last.
CREATE TABLE bindings (
    sequence INTEGER PRIMARY KEY,
    root BLOB NOT NULL,
    fingerprint BLOB NOT NULL
) STRICT;

-- Label events, numbered 1, 2, 3, … without a gap. `before` and `after` are decisions in CBOR (RFC 8949), NULL for none.
-- `hash` is SHA-256 over the previous row's hash and this row's fields; the first row follows the review's id.
CREATE TABLE events (
    sequence INTEGER PRIMARY KEY,
    uuid BLOB NOT NULL UNIQUE,
    sample BLOB NOT NULL,
    reviewer BLOB NOT NULL,
    time_ms INTEGER NOT NULL,
    cause TEXT NOT NULL,
    before BLOB,
    after BLOB,
    model BLOB NOT NULL,
    vocabulary BLOB NOT NULL,
    hash TEXT NOT NULL
) STRICT;

CREATE INDEX events_by_sample ON events (sample);

-- The newest event of each sample and reviewer; can be derived from events at any time.
CREATE TABLE current (
    sample BLOB NOT NULL,
    reviewer BLOB NOT NULL,
    sequence INTEGER NOT NULL,
    PRIMARY KEY (sample, reviewer)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events
BEGIN
    SELECT RAISE(ABORT, 'label events are never changed');
END;

CREATE TRIGGER events_are_never_deleted BEFORE DELETE ON events
BEGIN
    SELECT RAISE(ABORT, 'label events are never deleted');
END;

-- Also keeps INSERT OR REPLACE from deleting a row unseen.
CREATE TRIGGER events_are_only_appended BEFORE INSERT ON events
WHEN NEW.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM events)
    OR EXISTS (SELECT 1 FROM events WHERE uuid = NEW.uuid)
BEGIN
    SELECT RAISE(ABORT, 'label events are only appended');
END;

CREATE TABLE models (
    id INTEGER PRIMARY KEY,
    digest BLOB NOT NULL UNIQUE
) STRICT;

-- `probabilities` are 32-bit IEEE 754 numbers, little-endian, one per class.
CREATE TABLE predictions (
    model INTEGER NOT NULL REFERENCES models (id),
    sample BLOB NOT NULL,
    probabilities BLOB NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (model, sample)
) STRICT, WITHOUT ROWID;

CREATE TABLE settings (
    key BLOB PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;
