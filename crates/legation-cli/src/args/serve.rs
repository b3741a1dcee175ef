//! What can be asked of the server.

use clap::Args;
use legation_server::DEFAULT_PORT;

use super::StoreArgs;

/// Show the record in a browser: events, the reports that tell of them, documents with all that was coded
///
/// The page is for this machine alone, reads the record and never changes it, and needs no scripts and no network. It takes
/// the filters of `events` in its address. Ctrl-C stops it.
#[derive(Debug, Args)]
#[command(after_help = AFTER_SERVE)]
pub(crate) struct ServeArgs {
    #[command(flatten)]
    pub(crate) store: StoreArgs,

    /// Port; 0 takes a free one
    #[arg(long, value_name = "N", default_value_t = DEFAULT_PORT)]
    pub(crate) port: u16,

    /// Address or name to listen at, for other machines to see; needs --token
    #[arg(long, value_name = "HOST")]
    pub(crate) host: Option<String>,

    /// What visitors must bring, 32 characters or more
    #[arg(long, value_name = "TOKEN", env = "LEGATION_TOKEN", hide_env_values = true)]
    pub(crate) token: Option<String>,
}

const AFTER_SERVE: &str = "\
Examples:
  legation serve                           open http://127.0.0.1:8765/ in a browser
  legation serve --store gaza.db --port 0  another file, at a port that is free
  curl 'http://127.0.0.1:8765/events.csv?actor=ISR&type=ASSAULT&since=2024' > events.csv
  LEGATION_TOKEN=$(openssl rand -hex 32) legation serve --host 192.0.2.7

With a token, open /?token=… once after each start, or send it as `Authorization: Bearer`. Between machines
nothing is encrypted: put a server that speaks HTTPS, or a tunnel (ssh -L), in front of it.";
