/// The function that serves an operation: it finds out who asks, reads the
/// request, and sends what the implementation answers.
macro_rules! operation {
    ($tr:ident::$method:ident($request:ident) at $template:literal $(, $how:ident $($what:expr)?)* $(,)?) => {
        #[doc = concat!("Serves `", $template, "`.")]
        pub async fn $method<A: $tr>(
            axum::extract::State(api): axum::extract::State<std::sync::Arc<A>>,
            request: axum::extract::Request,
        ) -> axum::response::Response {
            let answer = async {
                let mut call = super::support::Call::new(request, $template, A::BODY_LIMIT)?;
                let principal = ();
                $(super::support::operation!(@ $how, api, call, principal, $($what)?);)*
                let request = $request::read(&mut call).await?;
                let answer = <A as $tr>::$method(&api, request, call.context(principal)).await;
                let answer = answer.map_err(super::support::Failure::failed)?;
                Ok(axum::response::IntoResponse::into_response(answer))
            };
            super::service::answer(&*api, answer.await)
        }
    };
    (@ asks, $api:ident, $call:ident, $principal:ident, $all:expr) => {
        let () = $principal;
        let $principal = super::service::authorize(&*$api, &$call, $all).await?;
    };
    (@ maybe, $api:ident, $call:ident, $principal:ident, $all:expr) => {
        let () = $principal;
        let $principal = super::service::authorize_if_shown(&*$api, &$call, $all).await?;
    };
    (@ refused, $api:ident, $call:ident, $principal:ident,) => {
        super::support::nobody()?;
    };
    (@ invalid, $api:ident, $call:ident, $principal:ident, $status:expr) => {
        $call.answer_invalid_with($status);
    };
}
pub(crate) use operation;

/// Refuses everyone: what is asked for is declared nowhere.
pub fn nobody() -> Result<(), Refusal> {
    Err(Refusal::new(Reason::Credentials, "credentials are missing"))
}
