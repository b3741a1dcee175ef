//! What is asked of commands that fetch.

use clap::Args;
use legation::fetch::{Cidr, Limits};

/// Where addresses of the web may lead.
#[derive(Debug, Args)]
pub(crate) struct FetchArgs {
    /// Network of this machine or house that may be connected to, such as 192.168.0.0/16; may be given several times
    #[arg(long, value_name = "NETWORK", help_heading = "Options for addresses")]
    allow_private: Vec<Cidr>,
}

impl FetchArgs {
    /// The usual limits, and these networks.
    pub(crate) fn limits(&self) -> Limits {
        Limits { allow_private: self.allow_private.clone(), ..Limits::default() }
    }
}
