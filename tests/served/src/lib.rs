//! An implementation that answers with what it was asked, as it understood it,
//! and by whom.
#![forbid(unsafe_code)]

use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};

include!(concat!(env!("OUT_DIR"), "/contract.rs"));

pub mod relay;

use contract::service::Service;
use contract::support::{Basic, Context, Invalid};
use contract::types::Payment;
use contract::{bodies, doors, paths, payments, styles};

/// All routes.
pub fn app() -> axum::Router {
    contract::router(Echo)
}

/// Says what it hears.
#[derive(Debug)]
pub struct Echo;

/// What is shown is not accepted.
#[derive(Debug)]
pub struct Denied;

impl IntoResponse for Denied {
    fn into_response(self) -> Response {
        StatusCode::FORBIDDEN.into_response()
    }
}

impl From<Invalid> for Denied {
    fn from(_: Invalid) -> Self {
        Self
    }
}

/// Accepts what does not say that it is bad, and notes by which scheme and for
/// which scopes it was shown.
fn accept(scheme: &str, shown: &str, scopes: &[&str]) -> Result<String, Denied> {
    if shown.contains("bad") { Err(Denied) } else { Ok(format!("{scheme}={shown}{scopes:?}")) }
}

impl Service for Echo {
    type Error = Denied;
    type Principal = String;

    const BODY_LIMIT: usize = 4096;

    async fn header(&self, key: String, scopes: &[&str], _: &Parts) -> Result<String, Denied> {
        accept("header", &key, scopes)
    }

    async fn query(&self, key: String, scopes: &[&str], _: &Parts) -> Result<String, Denied> {
        accept("query", &key, scopes)
    }

    async fn cookie(&self, key: String, scopes: &[&str], _: &Parts) -> Result<String, Denied> {
        accept("cookie", &key, scopes)
    }

    async fn basic(&self, basic: Basic, scopes: &[&str], _: &Parts) -> Result<String, Denied> {
        accept("basic", &format!("{}/{}", basic.user, basic.password), scopes)
    }

    async fn bearer(&self, token: String, scopes: &[&str], _: &Parts) -> Result<String, Denied> {
        accept("bearer", &token, scopes)
    }

    async fn digest(&self, token: String, scopes: &[&str], _: &Parts) -> Result<String, Denied> {
        accept("digest", &token, scopes)
    }

    async fn oauth(&self, token: String, scopes: &[&str], _: &Parts) -> Result<String, Denied> {
        accept("oauth", &token, scopes)
    }

    async fn oidc(&self, token: String, scopes: &[&str], _: &Parts) -> Result<String, Denied> {
        accept("oidc", &token, scopes)
    }

    async fn certificate(&self, scopes: &[&str], parts: &Parts) -> Result<String, Denied> {
        let name = parts.headers.get("x-certificate").and_then(|it| it.to_str().ok());
        accept("certificate", name.unwrap_or("bad"), scopes)
    }

    fn both(&self, one: String, other: String) -> Result<String, Denied> {
        Ok(format!("{one} and {other}"))
    }
}

/// Methods that answer with their request, and with who asks.
macro_rules! echo {
    ($module:ident, $who:ty: $($method:ident($request:ident) -> $response:ident),* $(,)?) => {$(
        async fn $method(
            &self,
            request: $module::$request,
            context: Context<$who>,
        ) -> Result<$module::$response, Denied> {
            let who = context.principal;
            Ok($module::$response::Status200(format!("{request:?} by {who:?}")))
        }
    )*};
}

impl styles::Styles for Echo {
    echo!(styles, ():
        simple(SimpleRequest) -> SimpleResponse,
        label(LabelRequest) -> LabelResponse,
        matrix(MatrixRequest) -> MatrixResponse,
        query(QueryRequest) -> QueryResponse,
        headers(HeadersRequest) -> HeadersResponse,
        cookies(CookiesRequest) -> CookiesResponse,
    );
}

impl bodies::Bodies for Echo {
    echo!(bodies, ():
        json(JsonRequest) -> JsonResponse,
        tree(TreeRequest) -> TreeResponse,
        vendor(VendorRequest) -> VendorResponse,
        form(FormRequest) -> FormResponse,
        multipart(MultipartRequest) -> MultipartResponse,
        text(TextRequest) -> TextResponse,
        many(ManyRequest) -> ManyResponse,
    );

    async fn bytes(
        &self,
        request: bodies::BytesRequest,
        _: Context<()>,
    ) -> Result<bodies::BytesResponse, Denied> {
        let bytes = axum::body::to_bytes(request.body, usize::MAX).await.map_err(|_| Denied)?;
        Ok(bodies::BytesResponse::Status200(format!("{} bytes", bytes.len())))
    }
}

impl doors::Doors for Echo {
    echo!(doors, (): open(OpenRequest) -> OpenResponse);
    echo!(doors, Option<String>: optional(OptionalRequest) -> OptionalResponse);
    echo!(doors, String:
        header(HeaderRequest) -> HeaderResponse,
        in_query(InQueryRequest) -> InQueryResponse,
        cookie(CookieRequest) -> CookieResponse,
        basic(BasicRequest) -> BasicResponse,
        bearer(BearerRequest) -> BearerResponse,
        digest(DigestRequest) -> DigestResponse,
        oauth(OauthRequest) -> OauthResponse,
        oidc(OidcRequest) -> OidcResponse,
        certificate(CertificateRequest) -> CertificateResponse,
        either(EitherRequest) -> EitherResponse,
        both(BothRequest) -> BothResponse,
        mixed(MixedRequest) -> MixedResponse,
        undeclared(UndeclaredRequest) -> UndeclaredResponse,
        partly_undeclared(PartlyUndeclaredRequest) -> PartlyUndeclaredResponse,
    );
}

impl paths::Paths for Echo {
    echo!(paths, ():
        compare(CompareRequest) -> CompareResponse,
        file_json(FileJsonRequest) -> FileJsonResponse,
        file(FileRequest) -> FileResponse,
        parts(PartsRequest) -> PartsResponse,
        cancel(CancelRequest) -> CancelResponse,
        tables(TablesRequest) -> TablesResponse,
        odd(OddRequest) -> OddResponse,
        asked_one(AskedOneRequest) -> AskedOneResponse,
        asked_two(AskedTwoRequest) -> AskedTwoResponse,
        fragment(FragmentRequest) -> FragmentResponse,
    );
}

impl payments::Payments for Echo {
    async fn pay(
        &self,
        request: payments::PayRequest,
        _: Context<()>,
    ) -> Result<payments::PayResponse, Denied> {
        let asked = request.body.into_inner();
        let address = asked.address.filter(|_| !request.forget);
        let again = Payment { card: asked.card, address, parts: asked.parts };
        Ok(payments::PayResponse::Status200(again.try_into()?))
    }
}
