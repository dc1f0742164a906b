//! Security schemes and what an operation asks for.

use crate::ir::{Extensions, Place, Reference, Said};
use crate::text::Span;

/// A way to show who one is.
#[derive(Debug)]
pub struct Scheme {
    /// Where the object stands.
    pub at: Option<Span>,
    /// The name that requirements use; its place is the key.
    pub name: Said,
    /// The reference that leads to it, if it stands elsewhere.
    pub via: Option<Box<Reference<Scheme>>>,
    /// Prose, in Markdown.
    pub description: Option<Said>,
    /// What it is.
    pub kind: SchemeKind,
    /// 3.2: whether its use is discouraged.
    pub deprecated: Option<bool>,
    /// `x-…` keys.
    pub extensions: Extensions,
}

/// The kinds of security schemes.
#[derive(Debug)]
pub enum SchemeKind {
    /// A secret under a name.
    ApiKey {
        /// The name of the header, query parameter or cookie.
        name: Said,
        /// Where it goes.
        place: Place,
    },
    /// An HTTP authentication scheme. 2.0's `basic` is one.
    Http {
        /// Its name in the registry: `basic`, `bearer`.
        scheme: Said,
        /// A hint at how the bearer token is made.
        bearer_format: Option<Said>,
    },
    /// OAuth 2.
    OAuth2 {
        /// Its flows, in order.
        flows: Vec<Flow>,
        /// 3.2: where the metadata is.
        metadata_url: Option<Said>,
    },
    /// OpenID Connect Discovery.
    OpenIdConnect {
        /// Where the discovery document is.
        url: Option<Said>,
    },
    /// 3.1: a client certificate.
    MutualTls,
    /// What no version allows, or what says too little; a finding tells.
    Unknown,
}

impl SchemeKind {
    /// Whether the scheme is used by sending a bearer token.
    pub fn takes_a_token(&self) -> bool {
        match self {
            Self::OAuth2 { .. } | Self::OpenIdConnect { .. } => true,
            Self::Http { scheme, .. } => scheme.eq_ignore_ascii_case("bearer"),
            _ => false,
        }
    }
}

/// A flow of OAuth 2.
#[derive(Debug)]
pub struct Flow {
    /// Where the object stands.
    pub at: Option<Span>,
    /// Which flow it is.
    pub kind: FlowKind,
    /// Where a user authorises.
    pub authorization_url: Option<Said>,
    /// Where a token is got.
    pub token_url: Option<Said>,
    /// Where a token is renewed.
    pub refresh_url: Option<Said>,
    /// 3.2: where a device authorises.
    pub device_authorization_url: Option<Said>,
    /// Scopes with their descriptions, in order.
    pub scopes: Vec<(Said, Said)>,
    /// `x-…` keys.
    pub extensions: Extensions,
}

/// The flows of OAuth 2.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FlowKind {
    /// `implicit`
    Implicit,
    /// `password`
    Password,
    /// `clientCredentials`, 2.0's `application`
    ClientCredentials,
    /// `authorizationCode`, 2.0's `accessCode`
    AuthorizationCode,
    /// 3.2: `deviceAuthorization`
    DeviceAuthorization,
}

impl FlowKind {
    /// As it is written since 3.0.
    pub fn name(self) -> &'static str {
        match self {
            Self::Implicit => "implicit",
            Self::Password => "password",
            Self::ClientCredentials => "clientCredentials",
            Self::AuthorizationCode => "authorizationCode",
            Self::DeviceAuthorization => "deviceAuthorization",
        }
    }
}

/// One alternative of what a caller must show: all of its schemes.
/// Without schemes, nothing is asked.
#[derive(Debug, Default)]
pub struct Requirement {
    /// Where the object stands.
    pub at: Option<Span>,
    /// Every scheme that is needed, with the scopes, in order.
    pub schemes: Vec<Scopes>,
}

/// A scheme that is needed, and the scopes or roles for it.
#[derive(Debug, Default)]
pub struct Scopes {
    /// The name of the scheme.
    pub scheme: Said,
    /// The scopes, in order.
    pub scopes: Vec<Said>,
}
