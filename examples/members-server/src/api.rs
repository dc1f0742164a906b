//! The contract: the generated trait, and how each operation is carried out.
//!
//! Nothing is decided here. A request is taken apart, the rules are asked
//! inside one transaction, and what they say becomes the answer.

use axum::http::request::Parts;
use axum::response::Response;
use members_api::members::{self as contract, Members};
use members_api::service::Service;
use members_api::support::{Context, Reason, Refusal};
use members_api::types::FieldProblem;
use rusqlite::Transaction;

use crate::error::{Error, problem};
use crate::members::{self, Caller};
use crate::roles;
use crate::store::{Store, Wanted};

/// The implementation of the contract.
#[derive(Clone, Debug)]
pub struct Api {
    store: Store,
}

impl Api {
    /// On what a store keeps.
    pub fn new(store: Store) -> Self {
        Self { store }
    }

    async fn run<T: Send + 'static>(
        &self,
        context: Context<Caller>,
        work: impl FnOnce(&Transaction<'_>, &Caller) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        self.store.run(move |data| work(data, &context.principal)).await
    }
}

impl Service for Api {
    type Error = Error;
    type Principal = Caller;

    async fn coder_session_token(
        &self,
        key: String,
        _: &[&str],
        _: &Parts,
    ) -> Result<Caller, Error> {
        self.store.run(move |data| Caller::of_session(data, &key)).await
    }

    /// The contract has one shape for everything that goes wrong.
    fn refuse(&self, refusal: Refusal) -> Response {
        let Refusal { reason, status, detail, place, pointer, .. } = refusal;
        if reason == Reason::Credentials {
            return problem(status, "Sign in to go on.".into(), None);
        }
        let Some(pointer) = pointer else { return problem(status, detail, None) };
        let field = match place {
            Some((_, name)) => format!("{name}{pointer}"),
            None => pointer,
        };
        let field = FieldProblem { field, detail };
        problem(status, "The request is not valid.".into(), Some(field))
    }
}

impl Members for Api {
    async fn list_members(
        &self,
        request: contract::ListMembersRequest,
        context: Context<Caller>,
    ) -> Result<contract::ListMembersResponse, Error> {
        let page = self
            .run(context, move |data, caller| {
                members::list(data, caller, &request.organization, &Wanted::default())
            })
            .await?;
        Ok(contract::ListMembersResponse::Status200(page.members.unwrap_or_default()))
    }

    async fn list_members_by_page(
        &self,
        request: contract::ListMembersByPageRequest,
        context: Context<Caller>,
    ) -> Result<contract::ListMembersByPageResponse, Error> {
        let wanted = Wanted {
            search: request.q,
            after: request.after_id,
            limit: Some(request.limit.get()).filter(|it| *it > 0),
            offset: request.offset.get(),
        };
        let page = self
            .run(context, move |data, caller| {
                members::list(data, caller, &request.organization, &wanted)
            })
            .await?;
        Ok(contract::ListMembersByPageResponse::Status200(vec![page]))
    }

    async fn get_member(
        &self,
        request: contract::GetMemberRequest,
        context: Context<Caller>,
    ) -> Result<contract::GetMemberResponse, Error> {
        let member = self
            .run(context, move |data, caller| {
                members::get(data, caller, &request.organization, &request.user)
            })
            .await?;
        Ok(contract::GetMemberResponse::Status200(member))
    }

    async fn add_member(
        &self,
        request: contract::AddMemberRequest,
        context: Context<Caller>,
    ) -> Result<contract::AddMemberResponse, Error> {
        let member = self
            .run(context, move |data, caller| {
                members::add(data, caller, &request.organization, &request.user)
            })
            .await?;
        Ok(contract::AddMemberResponse::Status200(member))
    }

    async fn remove_member(
        &self,
        request: contract::RemoveMemberRequest,
        context: Context<Caller>,
    ) -> Result<contract::RemoveMemberResponse, Error> {
        self.run(context, move |data, caller| {
            members::remove(data, caller, &request.organization, &request.user)
        })
        .await?;
        Ok(contract::RemoveMemberResponse::Status204)
    }

    async fn assign_member_roles(
        &self,
        request: contract::AssignMemberRolesRequest,
        context: Context<Caller>,
    ) -> Result<contract::AssignMemberRolesResponse, Error> {
        let member = self
            .run(context, move |data, caller| {
                let names = &request.body.roles;
                members::assign(data, caller, &request.organization, &request.user, names)
            })
            .await?;
        Ok(contract::AssignMemberRolesResponse::Status200(member))
    }

    async fn list_organization_roles(
        &self,
        request: contract::ListOrganizationRolesRequest,
        context: Context<Caller>,
    ) -> Result<contract::ListOrganizationRolesResponse, Error> {
        let roles = self
            .run(context, move |data, caller| {
                roles::of_organization(data, caller, request.organization)
            })
            .await?;
        Ok(contract::ListOrganizationRolesResponse::Status200(roles))
    }

    async fn insert_custom_role(
        &self,
        request: contract::InsertCustomRoleRequest,
        context: Context<Caller>,
    ) -> Result<contract::InsertCustomRoleResponse, Error> {
        let role = self
            .run(context, move |data, caller| {
                roles::insert(data, caller, request.organization, request.body)
            })
            .await?;
        Ok(contract::InsertCustomRoleResponse::Status200(vec![role]))
    }

    async fn update_custom_role(
        &self,
        request: contract::UpdateCustomRoleRequest,
        context: Context<Caller>,
    ) -> Result<contract::UpdateCustomRoleResponse, Error> {
        let role = self
            .run(context, move |data, caller| {
                roles::update(data, caller, request.organization, request.body)
            })
            .await?;
        Ok(contract::UpdateCustomRoleResponse::Status200(vec![role]))
    }

    async fn delete_custom_role(
        &self,
        request: contract::DeleteCustomRoleRequest,
        context: Context<Caller>,
    ) -> Result<contract::DeleteCustomRoleResponse, Error> {
        let role = self
            .run(context, move |data, caller| {
                roles::delete(data, caller, request.organization, &request.role_name)
            })
            .await?;
        Ok(contract::DeleteCustomRoleResponse::Status200(vec![role]))
    }

    async fn list_site_roles(
        &self,
        _: contract::ListSiteRolesRequest,
        context: Context<Caller>,
    ) -> Result<contract::ListSiteRolesResponse, Error> {
        Ok(contract::ListSiteRolesResponse::Status200(roles::of_site(&context.principal)))
    }
}
