//! Members: who they are, who may look at them, and who may make them.

use members_api::types::{Action, Member, MemberPage, MemberWithUser, ResourceType, SlimRole};
use rusqlite::Transaction;
use uuid::Uuid;

use crate::error::Error;
use crate::rights::Grants;
use crate::roles::Role;
use crate::store::{Membership, Organization, User, Wanted};

/// Whoever asks.
#[derive(Clone, Debug)]
pub struct Caller {
    /// Their account.
    pub id: Uuid,
    /// What they may do throughout the site.
    pub site: Grants,
}

impl Caller {
    /// Whoever opened the session of a token.
    ///
    /// # Errors
    /// 401 where the token is not good, or not any more.
    pub fn of_session(data: &Transaction<'_>, token: &str) -> Result<Self, Error> {
        let user = User::of_session(data, token)?.ok_or(Error::Unauthenticated)?;
        let held = User::site_roles(data, user.id)?;
        let mut site = Grants::default();
        for role in Role::of_site().into_iter().filter(|it| held.contains(&it.name)) {
            site.add(role.grants);
        }
        Ok(Self { id: user.id, site })
    }

    /// Goes into an organization.
    ///
    /// # Errors
    /// 404 where there is none of that ID.
    pub fn enter(&self, data: &Transaction<'_>, organization: &str) -> Result<Inside, Error> {
        let organization = Organization::find(data, organization)?.ok_or_else(unknown)?.id;
        let mut rights = self.site.clone();
        if Membership::find(data, organization, self.id)?.is_some() {
            rights.add(Role::of_every_member());
        }
        for name in Membership::roles(data, organization, self.id)? {
            if let Some(role) = Role::find(data, organization, &name)? {
                rights.add(role.grants);
            }
        }
        Ok(Inside { caller: self.id, organization, rights })
    }
}

/// Whoever asks, inside an organization.
#[derive(Clone, Debug)]
pub struct Inside {
    /// Their account.
    pub caller: Uuid,
    /// The organization.
    pub organization: Uuid,
    /// What they may do in it.
    pub rights: Grants,
}

impl Inside {
    /// Insists that the caller may do this, to whoever it is.
    ///
    /// # Errors
    /// 403, or 404 where they may not even know of the organization.
    pub fn must(&self, action: Action, resource: ResourceType) -> Result<(), Error> {
        self.must_to(action, resource, false)
    }

    fn must_to(&self, action: Action, resource: ResourceType, own: bool) -> Result<(), Error> {
        self.must_see(Action::Read, ResourceType::OrganizationMember)?;
        if self.rights.allow(action, resource, own) {
            return Ok(());
        }
        Err(Error::Forbidden(format!(
            "You may not {} {} in this organization.",
            action.as_str(),
            resource.as_str()
        )))
    }

    /// Insists that the caller may do this, or else there is nothing to see.
    ///
    /// # Errors
    /// 404.
    pub fn must_see(&self, action: Action, resource: ResourceType) -> Result<(), Error> {
        if self.rights.allow(action, resource, false) { Ok(()) } else { Err(unknown()) }
    }

    /// Insists that the caller has all that a role permits.
    ///
    /// # Errors
    /// 403.
    pub fn must_cover(&self, role: &Role) -> Result<(), Error> {
        if self.rights.cover(&role.grants) {
            return Ok(());
        }
        let name = &role.name;
        Err(Error::Forbidden(format!("The role `{name}` permits more than you may do yourself.")))
    }

    /// The user that a request means; `me` is whoever asks.
    fn user(&self, data: &Transaction<'_>, name: &str) -> Result<Uuid, Error> {
        if name == "me" {
            return Ok(self.caller);
        }
        let found = User::find(data, name)?;
        Ok(found.ok_or_else(|| Error::NotFound("There is no such user.".into()))?.id)
    }

    fn member(&self, data: &Transaction<'_>, name: &str) -> Result<(Membership, User), Error> {
        let user = self.user(data, name)?;
        let found = Membership::find(data, self.organization, user)?;
        found.ok_or_else(|| Error::NotFound("The organization has no such member.".into()))
    }

    /// The roles that a member holds.
    fn roles(&self, data: &Transaction<'_>, user: Uuid) -> Result<Vec<Role>, Error> {
        let names = Membership::roles(data, self.organization, user)?;
        let mut roles = Vec::with_capacity(names.len());
        for name in names {
            roles.extend(Role::find(data, self.organization, &name)?);
        }
        Ok(roles)
    }

    fn spelt(&self, data: &Transaction<'_>, it: Membership) -> Result<Member, Error> {
        Ok(Member {
            user_id: Some(it.user),
            organization_id: Some(it.organization),
            created_at: Some(it.created_at),
            updated_at: Some(it.updated_at),
            roles: Some(slim(&self.roles(data, it.user)?)),
        })
    }

    fn with_user(
        &self,
        data: &Transaction<'_>,
        (it, user): (Membership, User),
    ) -> Result<MemberWithUser, Error> {
        let held = User::site_roles(data, user.id)?;
        let mut global = Role::of_site();
        global.retain(|it| held.contains(&it.name));
        Ok(MemberWithUser {
            user_id: Some(it.user),
            organization_id: Some(it.organization),
            created_at: Some(it.created_at),
            updated_at: Some(it.updated_at),
            roles: Some(slim(&self.roles(data, it.user)?)),
            global_roles: Some(slim(&global)),
            username: Some(user.username),
            name: Some(user.name),
            email: Some(user.email),
            avatar_url: Some(user.avatar_url),
            login_type: Some(user.login_type),
            status: Some(user.status),
            is_service_account: Some(user.is_service_account),
            has_ai_seat: Some(user.has_ai_seat),
            user_created_at: Some(user.created_at),
            user_updated_at: Some(user.updated_at),
            last_seen_at: Some(user.last_seen_at),
        })
    }
}

fn slim(roles: &[Role]) -> Vec<SlimRole> {
    roles.iter().map(Role::slim).collect()
}

fn unknown() -> Error {
    Error::NotFound("There is no such organization.".into())
}

/// Those that are wanted of an organization's members, and how many there are.
///
/// # Errors
/// 404 where there is no such organization, or none that they may know of.
pub fn list(
    data: &Transaction<'_>,
    caller: &Caller,
    organization: &str,
    wanted: &Wanted,
) -> Result<MemberPage, Error> {
    let inside = caller.enter(data, organization)?;
    inside.must_see(Action::Read, ResourceType::OrganizationMember)?;
    let (found, count) = Membership::list(data, inside.organization, wanted)?;
    let members = found.into_iter().map(|it| inside.with_user(data, it));
    Ok(MemberPage { members: Some(members.collect::<Result<_, _>>()?), count: Some(count) })
}

/// One member.
///
/// # Errors
/// 404 where there is none, or none that they may know of.
pub fn get(
    data: &Transaction<'_>,
    caller: &Caller,
    organization: &str,
    user: &str,
) -> Result<MemberWithUser, Error> {
    let inside = caller.enter(data, organization)?;
    inside.must_see(Action::Read, ResourceType::OrganizationMember)?;
    let member = inside.member(data, user)?;
    inside.with_user(data, member)
}

/// Makes a user a member.
///
/// # Errors
/// 403 where the caller may not; 404 where there is no such user or
/// organization; 409 where they are one already.
pub fn add(
    data: &Transaction<'_>,
    caller: &Caller,
    organization: &str,
    user: &str,
) -> Result<Member, Error> {
    let inside = caller.enter(data, organization)?;
    inside.must(Action::Create, ResourceType::OrganizationMember)?;
    let user = inside.user(data, user)?;
    if !Membership::insert(data, inside.organization, user)? {
        let why = "The user is already a member of this organization.";
        return Err(Error::Conflict(why.into()));
    }
    let (made, _) = inside.member(data, &user.to_string())?;
    inside.spelt(data, made)
}

/// Ends a membership. Everyone may end their own.
///
/// # Errors
/// 403 where the caller may not; 404 where there is no such member.
pub fn remove(
    data: &Transaction<'_>,
    caller: &Caller,
    organization: &str,
    user: &str,
) -> Result<(), Error> {
    let inside = caller.enter(data, organization)?;
    let own = inside.user(data, user).is_ok_and(|it| it == caller.id);
    inside.must_to(Action::Delete, ResourceType::OrganizationMember, own)?;
    let (member, _) = inside.member(data, user)?;
    Membership::delete(data, inside.organization, member.user)?;
    Ok(())
}

/// Replaces the roles that a member holds.
///
/// # Errors
/// 403 where the caller may not give or take one of them; 404 where there is no
/// such member, or no such role.
pub fn assign(
    data: &Transaction<'_>,
    caller: &Caller,
    organization: &str,
    user: &str,
    names: &[String],
) -> Result<Member, Error> {
    let inside = caller.enter(data, organization)?;
    inside.must(Action::Assign, ResourceType::AssignOrgRole)?;
    let (member, _) = inside.member(data, user)?;
    let held = inside.roles(data, member.user)?;
    for name in names {
        let role = Role::find(data, inside.organization, name)?
            .ok_or_else(|| Error::NotFound("The organization has no such role.".into()))?;
        if !held.contains(&role) {
            inside.must_cover(&role)?;
        }
    }
    if held.iter().any(|it| !names.contains(&it.name)) {
        inside.must(Action::Unassign, ResourceType::AssignOrgRole)?;
    }
    Membership::set_roles(data, inside.organization, member.user, names)?;
    let (member, _) = inside.member(data, user)?;
    inside.spelt(data, member)
}
