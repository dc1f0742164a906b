/// An operation: what its request is asked for, and the function that serves
/// it. The request is received from `anyone`, from someone `known`, from someone
/// `perhaps` known, or from `nobody`; it is read, and what the implementation
/// answers is sent.
macro_rules! operation {
    (
        $tr:ident::$method:ident($request:ident) -> $response:ident at $template:literal, from $who:ident $($needed:expr)?
        $(, takes $($form:ident($media:literal))|+)? $(, refuses $statuses:expr)? $(,)?
    ) => {
        impl<A: $tr> super::service::Served<A> for $request {
            const OPERATION: &'static super::support::Operation = &super::support::Operation {
                name: concat!(stringify!($tr), "::", stringify!($method)),
                template: $template,
                takes: &[$($(super::support::Taken::$form($media)),+)?],
                $(refuses: $statuses,)?
                ..super::support::OPERATION
            };
            $(const NEEDED: &'static [&'static [super::service::Needed]] = $needed;)?
            type Asker = super::support::asker!($who A);
            type Answer = $response;

            fn serve(
                self,
                api: &A,
                context: super::support::Context<Self::Asker>,
            ) -> impl Future<Output = Result<$response, A::Error>> + Send {
                <A as $tr>::$method(api, self, context)
            }
        }

        #[doc = concat!("Serves `", $template, "`.")]
        pub fn $method<A: $tr>(
            api: std::sync::Arc<A>,
            request: axum::extract::Request,
        ) -> super::support::Answer {
            super::service::$who::<A, $request>(api, request)
        }
    };
}
pub(crate) use operation;

/// Whom an implementation knows, by who may ask.
macro_rules! asker {
    (known $api:ident) => { $api::Principal };
    (perhaps $api:ident) => { Option<$api::Principal> };
    ($anyone:ident $api:ident) => { () };
}
pub(crate) use asker;

/// The answer that an operation comes to, later.
pub type Answer = std::pin::Pin<Box<dyn Future<Output = Response> + Send>>;

/// The function that serves an operation.
pub type Handler<A> = fn(Arc<A>, Request) -> Answer;

/// Such a function as axum takes it: the answer is the future that it waits for.
struct Handled<A>(Handler<A>);

impl<A> Clone for Handled<A> {
    fn clone(&self) -> Self {
        Self(self.0)
    }
}

impl<A: Send + Sync + 'static> axum::handler::Handler<(), Arc<A>> for Handled<A> {
    type Future = Answer;

    fn call(self, request: Request, api: Arc<A>) -> Answer {
        self.0(api, request)
    }
}

/// Routes requests: by method, path and handler. Those of a path stand together.
pub fn router<A: Send + Sync + 'static>(api: Arc<A>, routes: &[(&str, &str, Handler<A>)]) -> Router {
    let mut router = Router::new().without_v07_checks();
    for at_path in routes.chunk_by(|one, next| one.1 == next.1) {
        if let Some((_, path, _)) = at_path.first() {
            router = router.route(path, methods_of(at_path));
        }
    }
    router.with_state(api)
}

fn methods_of<A: Send + Sync + 'static>(routes: &[(&str, &str, Handler<A>)]) -> MethodRouter<Arc<A>> {
    let mut router = MethodRouter::new();
    let mut others: Vec<(Method, Handler<A>)> = Vec::new();
    for &(method, _, handler) in routes {
        let Ok(method) = Method::from_bytes(method.as_bytes()) else { continue };
        match MethodFilter::try_from(method.clone()) {
            Ok(filter) => router = router.on(filter, Handled(handler)),
            // Axum has no filter for it.
            Err(_) => others.push((method, handler)),
        }
    }
    if others.is_empty() {
        return router;
    }
    router.fallback(async move |State(api), request: Request| {
        match others.iter().find(|it| it.0 == *request.method()) {
            Some((_, handler)) => handler(api, request).await,
            None => answers::empty(StatusCode::METHOD_NOT_ALLOWED),
        }
    })
}

/// What is asked of every request for an operation.
#[derive(Clone, Copy, Debug)]
pub struct Operation {
    /// The trait and the method that it is.
    pub name: &'static str,
    /// Its path.
    pub template: &'static str,
    /// The media types of its body.
    pub takes: &'static [Taken],
    /// The statuses that the document states for what cannot be read, for a
    /// body that is not what it must be, for its media type, and for its size.
    pub refuses: [u16; 4],
}

impl Operation {
    /// A refusal, with the status that the document states for it.
    pub fn refused(&self, mut why: Refusal) -> Refusal {
        let [unread, broken, media, large] = self.refuses;
        let status = match why.reason {
            Reason::Parameter | Reason::Syntax => unread,
            Reason::Body => broken,
            Reason::MediaType => media,
            Reason::TooLarge => large,
            Reason::Path | Reason::Credentials | Reason::Unsupported => why.status.as_u16(),
        };
        why.status = StatusCode::from_u16(status).unwrap_or(why.status);
        why.operation = self.name;
        why
    }
}

/// An operation that takes no body.
pub const OPERATION: Operation = Operation { name: "", template: "/", takes: &[], refuses: [400, 400, 415, 413] };

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
pub trait Asked: Sized + Send {
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
