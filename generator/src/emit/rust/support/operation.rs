/// The function that serves an operation. The request is received from
/// `anyone`, from someone `known`, from someone `perhaps` known, or from
/// `nobody`; it is read, and what the implementation answers is sent.
macro_rules! operation {
    (
        $tr:ident::$method:ident($request:ident) at $template:literal, from $who:ident $($needed:expr)?
        $(, takes $($form:ident($media:literal))|+)? $(, invalid $status:literal)? $(,)?
    ) => {
        #[doc = concat!("Serves `", $template, "`.")]
        pub async fn $method<A: $tr>(
            axum::extract::State(api): axum::extract::State<std::sync::Arc<A>>,
            request: axum::extract::Request,
        ) -> axum::response::Response {
            let operation = super::support::Operation {
                template: $template,
                takes: &[$($(super::support::Taken::$form($media)),+)?],
                invalid: [$($status,)? 400][0],
            };
            match super::service::$who::<A, $request>(&*api, request, operation $(, $needed)?).await {
                Ok((request, context)) => super::support::answered(<A as $tr>::$method(&api, request, context).await),
                Err(response) => response,
            }
        }
    };
}
pub(crate) use operation;

/// What is asked of every request for an operation.
#[derive(Clone, Copy, Debug)]
pub struct Operation {
    /// Its path.
    pub template: &'static str,
    /// The media types of its body.
    pub takes: &'static [Taken],
    /// The status that answers a body which is not what it must be.
    pub invalid: u16,
}

/// A media type of a body, and how much of the body is read beforehand.
#[derive(Clone, Copy, Debug)]
pub enum Taken {
    /// All of it.
    Whole(&'static str),
    /// All of it, which is a form in parts.
    Parts(&'static str),
    /// Nothing: that is up to the implementation.
    Stream(&'static str),
}

impl Taken {
    fn media(&self) -> &'static str {
        match self {
            Self::Whole(media) | Self::Parts(media) | Self::Stream(media) => media,
        }
    }
}

/// What an operation is asked with.
pub trait Asked: Sized {
    /// Reads it from a request, whose body has been received.
    fn read(call: &mut Call) -> Result<Self, Refusal>;
}

/// What an implementation answers, or fails with.
pub fn answered<R: IntoResponse, E: IntoResponse>(answer: Result<R, E>) -> Response {
    match answer {
        Ok(answer) => answer.into_response(),
        Err(error) => error.into_response(),
    }
}

/// Refuses everyone: what is asked for is declared nowhere.
pub fn nobody() -> Result<(), Refusal> {
    Err(Refusal::new(Reason::Credentials, "credentials are missing"))
}
