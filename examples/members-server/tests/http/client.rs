//! A server on a random port, and a client of it.

use std::net::SocketAddr;
use std::thread::JoinHandle;

use jiff::SignedDuration;
use members_server::store::User;
use members_server::{Store, seed};
use serde_json::Value;
use tokio::sync::oneshot;

/// The organization that a new database has.
pub(crate) const ORGANIZATION: &str = "7c60d51f-b44e-4682-87d6-449835ea4de6";

/// A running server, and whoever asks it; a user's token is their name.
pub(crate) struct Client {
    at: SocketAddr,
    agent: ureq::Agent,
    store: Store,
    running: Option<(oneshot::Sender<()>, JoinHandle<()>)>,
}

/// What came back.
pub(crate) struct Answer {
    status: u16,
    media: String,
    pub(crate) text: String,
}

impl Client {
    /// With everything in memory.
    pub(crate) fn start() -> Self {
        Self::on(Store::in_memory().unwrap())
    }

    /// On a store.
    pub(crate) fn on(store: Store) -> Self {
        seed::sow(&store, Some("ada".into())).unwrap();
        let sessions = store.run_here(|data| {
            for name in ["ada", "grace", "mary", "alan"] {
                let user = User::find(data, name)?.unwrap().id;
                User::open_session(data, user, name, SignedDuration::from_hours(1))?;
            }
            Ok(())
        });
        sessions.unwrap();
        let (stop, stopped) = oneshot::channel();
        let (ready, address) = std::sync::mpsc::channel();
        let app = members_server::app(store.clone());
        let thread = std::thread::spawn(move || {
            let runtime =
                tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
                ready.send(listener.local_addr().unwrap()).unwrap();
                let stopped = async { drop(stopped.await) };
                axum::serve(listener, app).with_graceful_shutdown(stopped).await.unwrap();
            });
        });
        let agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
        Self { at: address.recv().unwrap(), agent, store, running: Some((stop, thread)) }
    }

    pub(crate) fn get(&self, path: &str, who: &str) -> Answer {
        self.by(who, "GET", path, None)
    }

    pub(crate) fn by(&self, who: &str, method: &str, path: &str, body: Option<Value>) -> Answer {
        self.signed(method, path, who, body)
    }

    pub(crate) fn signed(
        &self,
        method: &str,
        path: &str,
        token: &str,
        body: Option<Value>,
    ) -> Answer {
        match body {
            None => self.send(method, path, token, &[], b""),
            Some(body) => {
                let json = [("Content-Type", "application/json")];
                self.send(method, path, token, &json, body.to_string().as_bytes())
            }
        }
    }

    pub(crate) fn send(
        &self,
        method: &str,
        path: &str,
        token: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Answer {
        let uri = format!("http://{}{path}", self.at);
        let mut request = ureq::http::Request::builder().method(method).uri(uri);
        if !token.is_empty() {
            request = request.header("Coder-Session-Token", token);
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let answer = if body.is_empty() {
            self.agent.run(request.body(()).unwrap())
        } else {
            self.agent.run(request.body(body).unwrap())
        };
        let mut answer = answer.unwrap();
        let media = answer.headers().get("content-type");
        Answer {
            status: answer.status().as_u16(),
            media: media.map_or_else(String::new, |it| it.to_str().unwrap().to_owned()),
            text: answer.body_mut().read_to_string().unwrap(),
        }
    }

    /// Suspends a user.
    pub(crate) fn close_account(&self, name: &str) {
        let suspend = |data: &rusqlite::Transaction<'_>| {
            let sql = "UPDATE users SET status = 'suspended' WHERE username = ?1";
            assert_eq!(data.execute(sql, [name])?, 1);
            Ok(())
        };
        self.store.run_here(suspend).unwrap();
    }

    /// Asks the server to stop, and waits for it.
    pub(crate) fn stop(mut self) {
        let (stop, thread) = self.running.take().unwrap();
        stop.send(()).unwrap();
        // A connection that is kept open would be waited for.
        drop(self.agent);
        thread.join().unwrap();
    }
}

impl Answer {
    #[track_caller]
    pub(crate) fn is(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", self.text);
        self
    }

    pub(crate) fn json(&self) -> Value {
        assert_eq!(self.media, "application/json");
        serde_json::from_str(&self.text).unwrap()
    }

    #[track_caller]
    pub(crate) fn problem(&self, message: &str) {
        assert_eq!(self.json()["message"], message);
    }

    /// A problem with one field.
    #[track_caller]
    pub(crate) fn invalid(&self, field: &str, detail: &str) {
        let problem = self.json();
        assert_eq!(problem["message"], "The request is not valid.");
        assert_eq!(problem["validations"], serde_json::json!([{"field": field, "detail": detail}]));
    }
}
