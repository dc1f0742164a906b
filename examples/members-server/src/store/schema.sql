-- The whole state of the server. Times are RFC 3339 in UTC, so they sort as text;
-- permissions are JSON, as they are on the wire.

CREATE TABLE users (
  id                 TEXT PRIMARY KEY,
  username           TEXT NOT NULL UNIQUE COLLATE NOCASE,
  name               TEXT NOT NULL,
  email              TEXT NOT NULL,
  avatar_url         TEXT NOT NULL DEFAULT '',
  login_type         TEXT NOT NULL,
  status             TEXT NOT NULL DEFAULT 'active',
  is_service_account INTEGER NOT NULL DEFAULT 0,
  has_ai_seat        INTEGER NOT NULL DEFAULT 0,
  created_at         TEXT NOT NULL,
  updated_at         TEXT NOT NULL,
  last_seen_at       TEXT NOT NULL
) STRICT;

CREATE TABLE user_roles (
  user_id TEXT NOT NULL REFERENCES users ON DELETE CASCADE,
  role    TEXT NOT NULL,
  PRIMARY KEY (user_id, role)
) STRICT, WITHOUT ROWID;

-- Tokens themselves are never kept.
CREATE TABLE sessions (
  token_hash TEXT PRIMARY KEY,
  user_id    TEXT NOT NULL REFERENCES users ON DELETE CASCADE,
  expires_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE organizations (
  id   TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE
) STRICT;

CREATE TABLE members (
  organization_id TEXT NOT NULL REFERENCES organizations ON DELETE CASCADE,
  user_id         TEXT NOT NULL REFERENCES users ON DELETE CASCADE,
  created_at      TEXT NOT NULL,
  updated_at      TEXT NOT NULL,
  PRIMARY KEY (organization_id, user_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE member_roles (
  organization_id TEXT NOT NULL,
  user_id         TEXT NOT NULL,
  position        INTEGER NOT NULL,
  role            TEXT NOT NULL,
  PRIMARY KEY (organization_id, user_id, role),
  FOREIGN KEY (organization_id, user_id) REFERENCES members ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE custom_roles (
  organization_id TEXT NOT NULL REFERENCES organizations ON DELETE CASCADE,
  name            TEXT NOT NULL,
  display_name    TEXT NOT NULL,
  grants          TEXT NOT NULL,
  PRIMARY KEY (organization_id, name)
) STRICT, WITHOUT ROWID;
