-- The ledger: what was read, which memo was made of what, and where it was taken. Version 1; migrations.py leads here.

-- A file or an address as it was last looked at. `changed`: what tells that its bytes may be others (time, size, tag).
CREATE TABLE files (
  place TEXT PRIMARY KEY,
  changed TEXT NOT NULL,
  digest TEXT NOT NULL,          -- of its bytes, SHA-256; of an address: of its articles
  recipe TEXT NOT NULL,          -- the program and the settings it was read with
  first_seen REAL NOT NULL,      -- seconds since 1970, as all times here
  failure TEXT NOT NULL DEFAULT '',   -- what could not be read of it: a list of failures, JSON
  tries INTEGER NOT NULL DEFAULT 1    -- nights on which it failed so
) STRICT;

-- An article as it was read. `digest` is that of its text: the same text under other metadata is no news.
CREATE TABLE articles (
  key TEXT PRIMARY KEY,          -- SHA-256 of all that is known of it
  digest TEXT NOT NULL,
  location TEXT NOT NULL,
  published TEXT,                -- as the source has it
  first_seen REAL NOT NULL,      -- its text, by any file
  arrived REAL NOT NULL,         -- its publication; the time first seen of what came late or has no date
  is_analysed INTEGER NOT NULL,
  relevance TEXT NOT NULL DEFAULT '{}',   -- how much it is about what briefs ask for: digest of the terms -> 0 to 1
  data BLOB NOT NULL             -- JSON, deflated
) STRICT;
CREATE INDEX articles_by_text ON articles (digest);
CREATE INDEX articles_by_time ON articles (arrived);
CREATE INDEX articles_by_sight ON articles (first_seen);

-- Which articles a file holds, in its order.
CREATE TABLE held (
  place TEXT NOT NULL,
  number INTEGER NOT NULL,
  location TEXT NOT NULL,
  key TEXT NOT NULL,
  PRIMARY KEY (place, location, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX held_by_key ON held (key);

-- A memo owed. `unit`: its source where a brief gives one for each article, else ''.
CREATE TABLE memos (
  name TEXT NOT NULL,
  unit TEXT NOT NULL,
  date TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('planned', 'made', 'empty', 'failed')),
  run INTEGER NOT NULL,
  at REAL NOT NULL,
  cutoff REAL NOT NULL,          -- until when its articles were looked for
  reason TEXT NOT NULL,
  why TEXT NOT NULL DEFAULT '',  -- of one that was not made
  basis TEXT NOT NULL,           -- what it was made of, by part: JSON of digests
  look TEXT NOT NULL DEFAULT '', -- how it was rendered
  PRIMARY KEY (name, unit, date)
) STRICT;

-- The files of a memo; `part`: the story where a brief gives a memo for each, else the unit.
CREATE TABLE parts (
  name TEXT NOT NULL,
  unit TEXT NOT NULL,
  date TEXT NOT NULL,
  part TEXT NOT NULL,
  number INTEGER NOT NULL,
  subject TEXT NOT NULL,
  outputs TEXT NOT NULL,         -- place -> digest, JSON
  counts TEXT NOT NULL,          -- new, updated, dropped, articles: JSON
  drafted BLOB NOT NULL,         -- the record of the brief before it was fitted, deflated
  printed BLOB NOT NULL,         -- and as it was printed
  PRIMARY KEY (name, unit, date, part),
  FOREIGN KEY (name, unit, date) REFERENCES memos (name, unit, date) ON DELETE CASCADE
) STRICT;

-- The texts that an issue of a brief had before it: what "last-issue" leaves out.
CREATE TABLE taken (
  name TEXT NOT NULL,
  digest TEXT NOT NULL,
  date TEXT NOT NULL,
  PRIMARY KEY (name, digest, date)
) STRICT, WITHOUT ROWID;
CREATE INDEX taken_by_date ON taken (name, date);

-- Deliveries; 'begun' without an end is one whose fate nobody knows.
CREATE TABLE deliveries (
  key TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  title TEXT NOT NULL,
  date TEXT NOT NULL,
  target TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('begun', 'sent', 'failed', 'refused')),
  run INTEGER NOT NULL,
  at REAL NOT NULL,
  why TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX deliveries_open ON deliveries (state);

CREATE TABLE runs (
  id INTEGER PRIMARY KEY,
  date TEXT NOT NULL,
  started REAL NOT NULL,
  ended REAL,
  asked INTEGER NOT NULL DEFAULT 0,
  read INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX runs_by_date ON runs (date);

-- Faults of the program, with the place in it.
CREATE TABLE faults (
  run INTEGER NOT NULL,
  what TEXT NOT NULL,
  trace TEXT NOT NULL
) STRICT;
