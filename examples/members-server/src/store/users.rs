//! Users, their roles throughout the site, and their sessions.

use std::fmt::Write as _;

use jiff::{SignedDuration, Timestamp};
use members_api::types::{LoginType, UserStatus};
use rusqlite::{OptionalExtension as _, Row, Transaction, params};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::{id, now, parsed, time};
use crate::error::Error;

/// A user, as the site knows them.
#[derive(Clone, Debug)]
pub struct User {
    /// What they are known by.
    pub id: Uuid,
    /// The short name that they go by.
    pub username: String,
    /// Their full name.
    pub name: String,
    /// Where they get mail.
    pub email: String,
    /// Where their picture is; empty if there is none.
    pub avatar_url: String,
    /// How they prove who they are.
    pub login_type: LoginType,
    /// Whether their account can be used.
    pub status: UserStatus,
    /// Whether they are a program.
    pub is_service_account: bool,
    /// Whether they take up an AI seat.
    pub has_ai_seat: bool,
    /// When the account was made.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// When they were last active.
    pub last_seen_at: Timestamp,
}

/// A user who is to be.
#[derive(Clone, Copy, Debug)]
pub struct NewUser<'a> {
    /// The short name that they go by.
    pub username: &'a str,
    /// Their full name.
    pub name: &'a str,
    /// Where they get mail.
    pub email: &'a str,
    /// Whether their account can be used.
    pub status: UserStatus,
}

impl User {
    pub(super) fn from_row(row: &Row<'_>) -> Result<Self, rusqlite::Error> {
        Ok(Self {
            id: id(row, "id")?,
            username: row.get("username")?,
            name: row.get("name")?,
            email: row.get("email")?,
            avatar_url: row.get("avatar_url")?,
            login_type: parsed(row, "login_type")?,
            status: parsed(row, "status")?,
            is_service_account: row.get("is_service_account")?,
            has_ai_seat: row.get("has_ai_seat")?,
            created_at: time(row, "created_at")?,
            updated_at: time(row, "updated_at")?,
            last_seen_at: time(row, "last_seen_at")?,
        })
    }

    /// The user with this ID or name.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn find(data: &Transaction<'_>, name: &str) -> Result<Option<Self>, Error> {
        let (column, value) = match Uuid::try_parse(name) {
            Ok(id) => ("id", id.to_string()),
            Err(_) => ("username", name.to_owned()),
        };
        let sql = format!("SELECT * FROM users WHERE {column} = ?1");
        Ok(data.prepare_cached(&sql)?.query_row([value], Self::from_row).optional()?)
    }

    /// Whoever opened the session of this token, if that is still good and the
    /// account can be used.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn of_session(data: &Transaction<'_>, token: &str) -> Result<Option<Self>, Error> {
        let sql = "SELECT users.* FROM users JOIN sessions ON sessions.user_id = users.id \
                   WHERE token_hash = ?1 AND expires_at > ?2 AND status = 'active'";
        let mut found = data.prepare_cached(sql)?;
        let user = found.query_row([hash(token), now()], Self::from_row).optional()?;
        if let Some(user) = &user
            && user.last_seen_at.duration_until(Timestamp::now()) > SignedDuration::from_mins(1)
        {
            data.prepare_cached("UPDATE users SET last_seen_at = ?2 WHERE id = ?1")?
                .execute([user.id.to_string(), now()])?;
        }
        Ok(user)
    }

    /// Makes an account.
    ///
    /// # Errors
    /// Where the database fails, or the name is taken.
    pub fn insert(data: &Transaction<'_>, new: NewUser<'_>) -> Result<Uuid, Error> {
        let id = Uuid::new_v4();
        let sql = "INSERT INTO users (id, username, name, email, login_type, status, \
                   created_at, updated_at, last_seen_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7, ?7)";
        let login = LoginType::Token.as_str();
        let status = new.status.as_str();
        let NewUser { username, name, email, .. } = new;
        data.execute(sql, params![id.to_string(), username, name, email, login, status, now()])?;
        Ok(id)
    }

    /// Whether there is anyone at all.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn is_any(data: &Transaction<'_>) -> Result<bool, Error> {
        Ok(data.query_row("SELECT EXISTS (SELECT 1 FROM users)", [], |it| it.get(0))?)
    }

    /// The names of the roles that a user holds throughout the site.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn site_roles(data: &Transaction<'_>, user: Uuid) -> Result<Vec<String>, Error> {
        let sql = "SELECT role FROM user_roles WHERE user_id = ?1 ORDER BY role";
        let mut found = data.prepare_cached(sql)?;
        let names = found.query_map([user.to_string()], |it| it.get(0))?;
        Ok(names.collect::<Result<_, _>>()?)
    }

    /// Gives a user a role throughout the site.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn give_site_role(data: &Transaction<'_>, user: Uuid, role: &str) -> Result<(), Error> {
        let sql = "INSERT OR IGNORE INTO user_roles (user_id, role) VALUES (?1, ?2)";
        data.execute(sql, params![user.to_string(), role])?;
        Ok(())
    }

    /// Opens a session. Only what its token hashes to is kept.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn open_session(
        data: &Transaction<'_>,
        user: Uuid,
        token: &str,
        lasts: SignedDuration,
    ) -> Result<(), Error> {
        let ends = Timestamp::now().saturating_add(lasts).unwrap_or(Timestamp::MAX);
        let sql =
            "INSERT OR REPLACE INTO sessions (token_hash, user_id, expires_at) VALUES (?1, ?2, ?3)";
        data.execute(sql, params![hash(token), user.to_string(), format!("{ends:.6}")])?;
        Ok(())
    }
}

fn hash(token: &str) -> String {
    Sha256::digest(token).iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
