//! Organizations.

use rusqlite::{OptionalExtension as _, Transaction, params};
use uuid::Uuid;

use crate::error::Error;

/// An organization.
#[derive(Clone, Debug)]
pub struct Organization {
    /// What it is known by.
    pub id: Uuid,
}

impl Organization {
    /// The organization with this ID; `None` also where it is no ID at all.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn find(data: &Transaction<'_>, name: &str) -> Result<Option<Self>, Error> {
        let Ok(id) = Uuid::try_parse(name) else { return Ok(None) };
        let found = data
            .prepare_cached("SELECT 1 FROM organizations WHERE id = ?1")?
            .query_row(params![id.to_string()], |_| Ok(Self { id }));
        Ok(found.optional()?)
    }

    /// Makes an organization.
    ///
    /// # Errors
    /// Where the database fails, or the name is taken.
    pub fn insert(data: &Transaction<'_>, id: Uuid, name: &str) -> Result<Self, Error> {
        let sql = "INSERT INTO organizations (id, name) VALUES (?1, ?2)";
        data.execute(sql, params![id.to_string(), name])?;
        Ok(Self { id })
    }
}
