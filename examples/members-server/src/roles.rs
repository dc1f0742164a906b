//! Roles: those that come with the product, those that organizations make, and
//! who may change and give them.

use members_api::support;
use members_api::types::{
    Action, AssignableRole, CustomRole, ResourceType, Role as Spelt, SlimRole,
};
use rusqlite::Transaction;
use uuid::Uuid;

use crate::error::Error;
use crate::members::Caller;
use crate::rights::{Grants, may};

/// A role, and all that it permits.
#[derive(Clone, Debug, PartialEq)]
pub struct Role {
    /// What requests call it.
    pub name: String,
    /// What people call it.
    pub display_name: String,
    /// The organization that it belongs to, if only to one.
    pub organization: Option<Uuid>,
    /// Whether it comes with the product.
    pub built_in: bool,
    /// What it permits.
    pub grants: Grants,
}

/// What can be done to the things of an organization at all.
const ALL: &[Action] = &[
    Action::ApplicationConnect,
    Action::Assign,
    Action::Create,
    Action::CreateAgent,
    Action::Delete,
    Action::DeleteAgent,
    Action::Read,
    Action::ReadPersonal,
    Action::Share,
    Action::Ssh,
    Action::Start,
    Action::Stop,
    Action::Unassign,
    Action::Update,
    Action::UpdateAgent,
    Action::UpdatePersonal,
    Action::Use,
    Action::ViewInsights,
];

impl Role {
    /// The name of the role that permits everything throughout the site.
    pub const OWNER: &str = "owner";

    fn built_in(name: &str, display_name: &str, grants: Grants) -> Self {
        Self {
            name: name.into(),
            display_name: display_name.into(),
            organization: None,
            built_in: true,
            grants,
        }
    }

    /// The roles that reach beyond a single organization.
    pub fn of_site() -> Vec<Self> {
        let site = |site| Grants { site, ..Grants::default() };
        vec![
            Self::built_in(Self::OWNER, "Owner", site(may(ResourceType::Star, ALL))),
            Self::built_in("auditor", "Auditor", site(may(ResourceType::Star, &[Action::Read]))),
        ]
    }

    /// The roles that every organization can give.
    pub fn of_organizations() -> Vec<Self> {
        let grant = |organization| Grants { organization, ..Grants::default() };
        let mut people = may(
            ResourceType::OrganizationMember,
            &[Action::Create, Action::Read, Action::Update, Action::Delete],
        );
        people.extend(may(
            ResourceType::AssignOrgRole,
            &[Action::Read, Action::Assign, Action::Unassign],
        ));
        vec![
            Self::built_in(
                "organization-admin",
                "Organization Admin",
                Grants {
                    own_in_organization: may(ResourceType::Star, ALL),
                    ..grant(may(ResourceType::Star, ALL))
                },
            ),
            Self::built_in(
                "organization-auditor",
                "Organization Auditor",
                grant(may(ResourceType::Star, &[Action::Read])),
            ),
            Self::built_in("organization-user-admin", "Organization User Admin", grant(people)),
        ]
    }

    /// What every member may do, whatever roles they hold: see who and which
    /// roles there are, and leave.
    pub fn of_every_member() -> Grants {
        let mut all = may(ResourceType::OrganizationMember, &[Action::Read]);
        all.extend(may(ResourceType::AssignOrgRole, &[Action::Read]));
        Grants {
            organization: all,
            own_in_organization: may(ResourceType::OrganizationMember, &[Action::Delete]),
            ..Grants::default()
        }
    }

    /// The role of this name that an organization can give.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn find(
        data: &Transaction<'_>,
        organization: Uuid,
        name: &str,
    ) -> Result<Option<Self>, Error> {
        match Self::of_organizations().into_iter().find(|it| it.name == name) {
            Some(it) => Ok(Some(it)),
            None => Self::custom(data, organization, name),
        }
    }

    /// Only its names. A role that is gone has no other than that it had.
    pub fn slim(&self) -> SlimRole {
        SlimRole {
            name: Some(self.name.clone()),
            display_name: Some(self.display_name.clone()),
            organization_id: self.organization.map(|it| it.to_string()),
        }
    }

    fn spelt(self) -> Spelt {
        Spelt {
            name: Some(self.name),
            display_name: Some(self.display_name),
            organization_id: self.organization,
            site_permissions: Some(self.grants.site),
            organization_permissions: Some(self.grants.organization),
            organization_member_permissions: Some(self.grants.own_in_organization),
            user_permissions: Some(self.grants.own),
        }
    }

    fn assignable(self, assignable: bool) -> AssignableRole {
        AssignableRole {
            name: Some(self.name),
            display_name: Some(self.display_name),
            organization_id: self.organization,
            assignable: Some(assignable),
            built_in: Some(self.built_in),
            site_permissions: Some(self.grants.site),
            organization_permissions: Some(self.grants.organization),
            organization_member_permissions: Some(self.grants.own_in_organization),
            user_permissions: Some(self.grants.own),
        }
    }

    fn asked_for(asked: CustomRole, organization: Uuid) -> Self {
        let name = asked.name.into_inner();
        Self {
            display_name: asked
                .display_name
                .map_or_else(|| name.clone(), support::Text::into_inner),
            name,
            organization: Some(organization),
            built_in: false,
            grants: Grants {
                site: asked.site_permissions.unwrap_or_default(),
                organization: asked.organization_permissions.unwrap_or_default(),
                own_in_organization: asked.organization_member_permissions.unwrap_or_default(),
                own: asked.user_permissions.unwrap_or_default(),
            },
        }
    }
}

/// The roles of the site, and whether the caller may give them.
pub fn of_site(caller: &Caller) -> Vec<AssignableRole> {
    let allowed = caller.site.allow(Action::Assign, ResourceType::AssignRole, false);
    let all = Role::of_site().into_iter();
    all.map(|it| {
        let assignable = allowed && caller.site.cover(&it.grants);
        it.assignable(assignable)
    })
    .collect()
}

/// The roles of an organization, and whether the caller may give them.
///
/// # Errors
/// 404 where there is no such organization, or none that they may know of.
pub fn of_organization(
    data: &Transaction<'_>,
    caller: &Caller,
    organization: Uuid,
) -> Result<Vec<AssignableRole>, Error> {
    let inside = caller.enter(data, &organization.to_string())?;
    inside.must_see(Action::Read, ResourceType::AssignOrgRole)?;
    let allowed = inside.rights.allow(Action::Assign, ResourceType::AssignOrgRole, false);
    let mut all = Role::of_organizations();
    all.extend(Role::customs(data, organization)?);
    let assignable = |it: Role| {
        let assignable = allowed && inside.rights.cover(&it.grants);
        it.assignable(assignable)
    };
    Ok(all.into_iter().map(assignable).collect())
}

/// Makes a custom role.
///
/// # Errors
/// 403 where the caller may not, or has less than the role; 404 as above; 409
/// where the name is taken.
pub fn insert(
    data: &Transaction<'_>,
    caller: &Caller,
    organization: Uuid,
    asked: CustomRole,
) -> Result<Spelt, Error> {
    let role = Role::asked_for(asked, organization);
    let inside = caller.enter(data, &organization.to_string())?;
    inside.must(Action::Create, ResourceType::AssignOrgRole)?;
    inside.must_cover(&role)?;
    if Role::find(data, organization, &role.name)?.is_some() {
        return Err(Error::Conflict("The organization has a role of this name.".into()));
    }
    role.keep(data, organization)?;
    Ok(role.spelt())
}

/// Replaces a custom role.
///
/// # Errors
/// 403 where the caller may not, has less than the role, or it is built in;
/// 404 where there is none.
pub fn update(
    data: &Transaction<'_>,
    caller: &Caller,
    organization: Uuid,
    asked: CustomRole,
) -> Result<Spelt, Error> {
    let role = Role::asked_for(asked, organization);
    let inside = caller.enter(data, &organization.to_string())?;
    inside.must(Action::Update, ResourceType::AssignOrgRole)?;
    changeable(data, organization, &role.name)?;
    inside.must_cover(&role)?;
    role.keep(data, organization)?;
    Ok(role.spelt())
}

/// Deletes a custom role, and takes it from whoever holds it.
///
/// # Errors
/// 403 where the caller may not, or it is built in; 404 where there is none.
pub fn delete(
    data: &Transaction<'_>,
    caller: &Caller,
    organization: Uuid,
    name: &str,
) -> Result<Spelt, Error> {
    let inside = caller.enter(data, &organization.to_string())?;
    inside.must(Action::Delete, ResourceType::AssignOrgRole)?;
    let role = changeable(data, organization, name)?;
    role.forget(data, organization)?;
    Ok(role.spelt())
}

/// The custom role of this name.
fn changeable(data: &Transaction<'_>, organization: Uuid, name: &str) -> Result<Role, Error> {
    match Role::find(data, organization, name)? {
        None => Err(Error::NotFound("The organization has no such role.".into())),
        Some(it) if it.built_in => {
            Err(Error::Forbidden("Roles that come with the product cannot be changed.".into()))
        }
        Some(it) => Ok(it),
    }
}
