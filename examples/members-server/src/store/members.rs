//! Memberships, and the roles that come with them.

use jiff::Timestamp;
use rusqlite::{OptionalExtension as _, Row, Transaction, named_params, params};
use uuid::Uuid;

use super::{User, id, now, time};
use crate::error::Error;

/// The membership of one user in one organization.
#[derive(Clone, Copy, Debug)]
pub struct Membership {
    /// The user.
    pub user: Uuid,
    /// The organization.
    pub organization: Uuid,
    /// When they became a member.
    pub created_at: Timestamp,
    /// When the membership, or its roles, last changed.
    pub updated_at: Timestamp,
}

/// Which members are wanted.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// What to look for in their names and addresses.
    pub search: Option<String>,
    /// The member that they come after.
    pub after: Option<Uuid>,
    /// How many at most; `None` is all.
    pub limit: Option<i64>,
    /// How many to pass over.
    pub offset: i64,
}

const COLUMNS: &str = "members.organization_id, members.user_id, members.created_at AS member_created_at, \
                       members.updated_at AS member_updated_at, users.*";

impl Membership {
    fn from_row(row: &Row<'_>) -> Result<(Self, User), rusqlite::Error> {
        let membership = Self {
            user: id(row, "user_id")?,
            organization: id(row, "organization_id")?,
            created_at: time(row, "member_created_at")?,
            updated_at: time(row, "member_updated_at")?,
        };
        Ok((membership, User::from_row(row)?))
    }

    /// Those that are wanted of an organization's members, in the order of
    /// their IDs, and how many match the search in all.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn list(
        data: &Transaction<'_>,
        organization: Uuid,
        wanted: &Wanted,
    ) -> Result<(Vec<(Self, User)>, u64), Error> {
        let from = "FROM members JOIN users ON users.id = members.user_id \
                    WHERE organization_id = :organization \
                    AND (instr(lower(users.username), :search) OR instr(lower(users.name), :search) \
                    OR instr(lower(users.email), :search))";
        let organization = organization.to_string();
        let search = wanted.search.as_deref().unwrap_or_default().to_lowercase();
        let count: i64 = data.prepare_cached(&format!("SELECT count(*) {from}"))?.query_row(
            named_params! { ":organization": organization, ":search": search },
            |it| it.get(0),
        )?;
        let after = wanted.after.map(|it| it.to_string()).unwrap_or_default();
        let sql = format!(
            "SELECT {COLUMNS} {from} AND user_id > :after ORDER BY user_id LIMIT :limit OFFSET :offset"
        );
        let mut found = data.prepare_cached(&sql)?;
        let rows = found.query_map(
            named_params! {
                ":organization": organization,
                ":search": search,
                ":after": after,
                ":limit": wanted.limit.unwrap_or(-1),
                ":offset": wanted.offset,
            },
            Self::from_row,
        )?;
        Ok((rows.collect::<Result<_, _>>()?, count.unsigned_abs()))
    }

    /// A user's membership, if they are a member.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn find(
        data: &Transaction<'_>,
        organization: Uuid,
        user: Uuid,
    ) -> Result<Option<(Self, User)>, Error> {
        let sql = format!(
            "SELECT {COLUMNS} FROM members JOIN users ON users.id = members.user_id \
             WHERE organization_id = ?1 AND user_id = ?2"
        );
        let mut found = data.prepare_cached(&sql)?;
        let key = [organization.to_string(), user.to_string()];
        Ok(found.query_row(key, Self::from_row).optional()?)
    }

    /// Makes a user a member. `false` where they are one already.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn insert(data: &Transaction<'_>, organization: Uuid, user: Uuid) -> Result<bool, Error> {
        let sql = "INSERT OR IGNORE INTO members (organization_id, user_id, created_at, updated_at) \
                   VALUES (?1, ?2, ?3, ?3)";
        Ok(data.execute(sql, params![organization.to_string(), user.to_string(), now()])? > 0)
    }

    /// Ends a membership. `false` where there is none.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn delete(data: &Transaction<'_>, organization: Uuid, user: Uuid) -> Result<bool, Error> {
        let sql = "DELETE FROM members WHERE organization_id = ?1 AND user_id = ?2";
        Ok(data.execute(sql, [organization.to_string(), user.to_string()])? > 0)
    }

    /// The names of the roles that a member holds, in the order in which they
    /// were given.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn roles(
        data: &Transaction<'_>,
        organization: Uuid,
        user: Uuid,
    ) -> Result<Vec<String>, Error> {
        let sql = "SELECT role FROM member_roles WHERE organization_id = ?1 AND user_id = ?2 \
                   ORDER BY position";
        let mut found = data.prepare_cached(sql)?;
        let key = [organization.to_string(), user.to_string()];
        let names = found.query_map(key, |it| it.get(0))?;
        Ok(names.collect::<Result<_, _>>()?)
    }

    /// Replaces the roles that a member holds.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn set_roles(
        data: &Transaction<'_>,
        organization: Uuid,
        user: Uuid,
        roles: &[String],
    ) -> Result<(), Error> {
        let (organization, user) = (organization.to_string(), user.to_string());
        let sql = "DELETE FROM member_roles WHERE organization_id = ?1 AND user_id = ?2";
        data.execute(sql, [&organization, &user])?;
        let mut insert = data.prepare_cached(
            "INSERT OR IGNORE INTO member_roles (organization_id, user_id, position, role) \
             VALUES (?1, ?2, ?3, ?4)",
        )?;
        for (position, role) in (0_i64..).zip(roles) {
            insert.execute(params![organization, user, position, role])?;
        }
        let sql = "UPDATE members SET updated_at = ?3 WHERE organization_id = ?1 AND user_id = ?2";
        data.execute(sql, params![organization, user, now()])?;
        Ok(())
    }
}
