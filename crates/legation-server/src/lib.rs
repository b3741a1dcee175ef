//! The pages of Legation: events with the words that show them, documents with all that was coded in them, in a browser.
//!
//! Pages are made here and work without scripts. Only this machine can ask, unless the user opens it with a token; nothing is
//! ever written to the record, and nothing of a text reaches a page but as escaped text. `serve` listens, `guard` decides who
//! is answered, `routes` ask the record, `views` are functions from what it says to HTML.
#![deny(missing_docs)]

mod access;
mod app;
mod ask;
mod connections;
mod error;
mod guard;
pub mod limits;
mod problem;
mod routes;
mod serve;
mod settings;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod views;

pub use error::ServeError;
pub use serve::Server;
pub use settings::{DEFAULT_PORT, LEAST_TOKEN_CHARS, Settings};
