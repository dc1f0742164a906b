//! What the server keeps, in SQLite.
//!
//! One connection does everything, a transaction at a time, on threads where
//! waiting is allowed; SQLite has one writer anyway.

mod members;
mod organizations;
mod roles;
mod users;

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use rusqlite::types::Type;
use rusqlite::{Connection, Row, Transaction, TransactionBehavior};
use uuid::Uuid;

use crate::error::Error;

pub use members::{Membership, Wanted};
pub use organizations::Organization;
pub use users::{NewUser, User};

/// The version of `schema.sql` that a database was made with.
const VERSION: i64 = 1;

/// A database; its clones are the same one.
#[derive(Clone, Debug)]
pub struct Store {
    connection: Arc<Mutex<Connection>>,
}

impl Store {
    /// Opens the database in a file, and makes it if it is not there.
    ///
    /// # Errors
    /// Where the file cannot be opened, or a later version made it.
    pub fn open(path: &Path) -> Result<Self, rusqlite::Error> {
        let connection = Connection::open(path)?;
        // Readers of other processes, such as a backup, do not wait for us.
        connection.pragma_update(None, "journal_mode", "WAL")?;
        Self::prepare(connection)
    }

    /// A database that is gone with the process.
    ///
    /// # Errors
    /// Where there is not even memory.
    pub fn in_memory() -> Result<Self, rusqlite::Error> {
        Self::prepare(Connection::open_in_memory()?)
    }

    fn prepare(connection: Connection) -> Result<Self, rusqlite::Error> {
        connection.pragma_update(None, "foreign_keys", true)?;
        let version: i64 = connection.pragma_query_value(None, "user_version", |it| it.get(0))?;
        match version {
            0 => {
                let schema = include_str!("store/schema.sql");
                let set = format!("BEGIN; {schema} PRAGMA user_version = {VERSION}; COMMIT;");
                connection.execute_batch(&set)?;
            }
            VERSION => {}
            _ => return Err(rusqlite::Error::InvalidQuery),
        }
        Ok(Self { connection: Arc::new(Mutex::new(connection)) })
    }

    /// Does some work in one transaction, which is kept only if it succeeds.
    ///
    /// # Errors
    /// What the work fails with.
    pub async fn run<T, W>(&self, work: W) -> Result<T, Error>
    where
        T: Send + 'static,
        W: FnOnce(&Transaction<'_>) -> Result<T, Error> + Send + 'static,
    {
        let store = self.clone();
        match tokio::task::spawn_blocking(move || store.run_here(work)).await {
            Ok(it) => it,
            Err(why) => std::panic::resume_unwind(why.into_panic()),
        }
    }

    /// The same, on this thread.
    ///
    /// # Errors
    /// What the work fails with.
    pub fn run_here<T>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        // A panic rolled its transaction back, so the connection is sound.
        let mut connection = self.connection.lock().unwrap_or_else(PoisonError::into_inner);
        let data = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let made = work(&data)?;
        data.commit()?;
        Ok(made)
    }
}

/// A column that is text and means something.
fn parsed<T>(row: &Row<'_>, column: &str) -> Result<T, rusqlite::Error>
where
    T: std::str::FromStr,
    T::Err: std::error::Error + Send + Sync + 'static,
{
    let text: String = row.get(column)?;
    text.parse()
        .map_err(|why| rusqlite::Error::FromSqlConversionFailure(0, Type::Text, Box::new(why)))
}

fn id(row: &Row<'_>, column: &str) -> Result<Uuid, rusqlite::Error> {
    parsed(row, column)
}

fn time(row: &Row<'_>, column: &str) -> Result<Timestamp, rusqlite::Error> {
    parsed(row, column)
}

/// Now, as precisely as it is kept: to the microsecond, with a fixed width, so
/// that times sort as text.
fn now() -> String {
    format!("{:.6}", Timestamp::now())
}
