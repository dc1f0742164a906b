//! What someone may do, which follows from the roles that they hold.

use members_api::types::{Action, Permission, ResourceType};

/// What a role permits, by how far it reaches.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grants {
    /// Throughout the site.
    pub site: Vec<Permission>,
    /// In the organization of the role.
    pub organization: Vec<Permission>,
    /// On the holder's own resources in that organization.
    pub own_in_organization: Vec<Permission>,
    /// On whatever belongs to the holder.
    pub own: Vec<Permission>,
}

impl Grants {
    /// Takes in what another role permits.
    pub fn add(&mut self, other: Self) {
        self.site.extend(other.site);
        self.organization.extend(other.organization);
        self.own_in_organization.extend(other.own_in_organization);
        self.own.extend(other.own);
    }

    /// Whether its holder may do this to a resource of the organization, which
    /// may be `own`. A prohibition wins over any leave.
    pub fn allow(&self, action: Action, resource: ResourceType, own: bool) -> bool {
        let everyones = [&self.site, &self.organization];
        let theirs = [&self.own_in_organization, &self.own];
        let speaking = || {
            let all = everyones.into_iter().chain(theirs.into_iter().filter(|_| own)).flatten();
            all.filter(|it| it.action == action && speaks_of(it, resource))
        };
        speaking().next().is_some() && speaking().all(|it| !is_negated(it))
    }

    /// Whether its holder may do all that another role permits, as far as that
    /// role reaches. Nobody hands out what they do not have.
    pub fn cover(&self, other: &Self) -> bool {
        let site = Self { site: self.site.clone(), ..Self::default() };
        let within = |mine: &Self, asked: &[Permission], own: bool| {
            asked
                .iter()
                .filter(|it| !is_negated(it))
                .all(|it| mine.allow(it.action, it.resource_type, own))
        };
        within(&site, &other.site, false)
            && within(self, &other.organization, false)
            && within(self, &other.own_in_organization, true)
            && within(&Self { own: self.own.clone(), ..site.clone() }, &other.own, true)
    }
}

/// Whether a permission has a say on a type of resource. Whoever is kept from
/// one type has no leave for all of them.
fn speaks_of(it: &Permission, resource: ResourceType) -> bool {
    it.resource_type == ResourceType::Star
        || it.resource_type == resource
        || is_negated(it) && resource == ResourceType::Star
}

fn is_negated(it: &Permission) -> bool {
    it.negate == Some(true)
}

/// Leave to take these actions on one type of resource.
pub fn may(resource: ResourceType, actions: &[Action]) -> Vec<Permission> {
    let one = |action: &Action| Permission {
        resource_type: resource,
        action: *action,
        negate: Some(false),
    };
    actions.iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::{Action, Grants, Permission, ResourceType, may};

    fn organization(all: Vec<Permission>) -> Grants {
        Grants { organization: all, ..Grants::default() }
    }

    #[test]
    fn a_prohibition_wins_over_any_leave() {
        let mut all = may(ResourceType::Star, &[Action::Read, Action::Update]);
        let mut none = may(ResourceType::Template, &[Action::Update]);
        none[0].negate = Some(true);
        all.extend(none);
        let grants = organization(all);
        assert!(grants.allow(Action::Update, ResourceType::Workspace, false));
        assert!(grants.allow(Action::Read, ResourceType::Template, false));
        assert!(!grants.allow(Action::Update, ResourceType::Template, false));
        assert!(!grants.allow(Action::Update, ResourceType::Star, false));
    }

    #[test]
    fn what_is_for_the_holder_reaches_nobody_else() {
        let own = may(ResourceType::OrganizationMember, &[Action::Delete]);
        let grants = Grants { own_in_organization: own, ..Grants::default() };
        assert!(grants.allow(Action::Delete, ResourceType::OrganizationMember, true));
        assert!(!grants.allow(Action::Delete, ResourceType::OrganizationMember, false));
    }

    #[test]
    fn nobody_covers_more_than_they_have() {
        let one = organization(may(ResourceType::Template, &[Action::Read]));
        let star = organization(may(ResourceType::Star, &[Action::Read]));
        assert!(star.cover(&one));
        assert!(!one.cover(&star));
        let site = Grants { site: one.organization.clone(), ..Grants::default() };
        assert!(site.cover(&one));
        assert!(!one.cover(&site), "an organization's leave does not reach the site");
    }
}
