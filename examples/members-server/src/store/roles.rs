//! The roles that organizations made for themselves.

use members_api::types::{Permission, Role as Spelt};
use rusqlite::types::Type;
use rusqlite::{OptionalExtension as _, Row, Transaction, params};
use uuid::Uuid;

use crate::error::Error;
use crate::rights::Grants;
use crate::roles::Role;

impl Role {
    fn from_row(row: &Row<'_>) -> Result<Self, rusqlite::Error> {
        let json: String = row.get("grants")?;
        let spelt: Spelt = serde_json::from_str(&json).map_err(|why| {
            rusqlite::Error::FromSqlConversionFailure(0, Type::Text, Box::new(why))
        })?;
        Ok(Self {
            name: row.get("name")?,
            display_name: row.get("display_name")?,
            organization: Some(super::id(row, "organization_id")?),
            built_in: false,
            grants: Grants {
                site: spelt.site_permissions.unwrap_or_default(),
                organization: spelt.organization_permissions.unwrap_or_default(),
                own_in_organization: spelt.organization_member_permissions.unwrap_or_default(),
                own: spelt.user_permissions.unwrap_or_default(),
            },
        })
    }

    /// The custom roles of an organization, by name.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn customs(data: &Transaction<'_>, organization: Uuid) -> Result<Vec<Self>, Error> {
        let sql = "SELECT * FROM custom_roles WHERE organization_id = ?1 ORDER BY name";
        let mut found = data.prepare_cached(sql)?;
        let rows = found.query_map([organization.to_string()], Self::from_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// A custom role of an organization.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn custom(
        data: &Transaction<'_>,
        organization: Uuid,
        name: &str,
    ) -> Result<Option<Self>, Error> {
        let sql = "SELECT * FROM custom_roles WHERE organization_id = ?1 AND name = ?2";
        let mut found = data.prepare_cached(sql)?;
        Ok(found.query_row(params![organization.to_string(), name], Self::from_row).optional()?)
    }

    /// Keeps a custom role, in place of the one of its name if there is one.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn keep(&self, data: &Transaction<'_>, organization: Uuid) -> Result<(), Error> {
        let some = |all: &[Permission]| Some(all.to_vec());
        let grants = Spelt {
            site_permissions: some(&self.grants.site),
            organization_permissions: some(&self.grants.organization),
            organization_member_permissions: some(&self.grants.own_in_organization),
            user_permissions: some(&self.grants.own),
            ..Spelt::default()
        };
        let json = serde_json::to_string(&grants)
            .map_err(|why| rusqlite::Error::ToSqlConversionFailure(Box::new(why)))?;
        let sql = "INSERT OR REPLACE INTO custom_roles (organization_id, name, display_name, grants) \
                   VALUES (?1, ?2, ?3, ?4)";
        data.execute(sql, params![organization.to_string(), self.name, self.display_name, json])?;
        Ok(())
    }

    /// Forgets a custom role, and takes it from whoever holds it.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn forget(&self, data: &Transaction<'_>, organization: Uuid) -> Result<(), Error> {
        let key = params![organization.to_string(), self.name];
        data.execute("DELETE FROM custom_roles WHERE organization_id = ?1 AND name = ?2", key)?;
        data.execute("DELETE FROM member_roles WHERE organization_id = ?1 AND role = ?2", key)?;
        Ok(())
    }
}
