//! What a new database starts with: the organization and the people that the
//! examples of the contract speak of, so that each of them can be tried.

use jiff::SignedDuration;
use members_api::types::UserStatus;
use uuid::{Uuid, uuid};

use crate::error::Error;
use crate::roles::Role;
use crate::store::{Membership, NewUser, Organization, Store, User};

/// The organization that there is.
pub const ORGANIZATION: Uuid = uuid!("7c60d51f-b44e-4682-87d6-449835ea4de6");

/// Username, full name, and whether they are a member from the start.
const PEOPLE: &[(&str, &str, bool)] = &[
    ("ada", "Ada Lovelace", true),
    ("grace", "Grace Hopper", true),
    ("mary", "Mary Somerville", true),
    ("alan", "Alan Turing", false),
];

/// Fills a database in which there is nobody yet. Tells the token of a session
/// of `ada`, who owns the site: the one that is given, or one made up.
///
/// # Errors
/// Where the database fails.
pub fn sow(store: &Store, token: Option<String>) -> Result<Option<String>, Error> {
    store.run_here(|data| {
        if User::is_any(data)? {
            return Ok(None);
        }
        Organization::insert(data, ORGANIZATION, "analysts")?;
        for (username, name, is_member) in PEOPLE {
            let email = format!("{username}@example.com");
            let status = UserStatus::Active;
            let user = User::insert(data, NewUser { username, name, email: &email, status })?;
            if *is_member {
                Membership::insert(data, ORGANIZATION, user)?;
            }
        }
        let ada = User::find(data, "ada")?.ok_or(Error::Unauthenticated)?.id;
        User::give_site_role(data, ada, Role::OWNER)?;
        let token = token.unwrap_or_else(|| Uuid::new_v4().simple().to_string());
        User::open_session(data, ada, &token, SignedDuration::from_hours(24 * 365))?;
        Ok(Some(token))
    })
}
