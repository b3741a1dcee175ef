//! `legation serve`: the record in a browser.

use legation_server::{Server, Settings};

use crate::args::ServeArgs;
use crate::commands::store;
use crate::exit::Exit;
use crate::printer::Printer;

/// Serves until the user stops it.
pub(crate) fn run(args: &ServeArgs, printer: &Printer) -> anyhow::Result<Exit> {
    // Tells now what is wrong with the file, and merges what waits to be merged.
    drop(store::to_read(&args.store, printer)?);
    let settings = Settings {
        store: args.store.store.clone(),
        host: args.host.clone(),
        port: args.port,
        token: args.token.clone(),
    };
    let server = Server::bind(&settings)?;
    printer.text(&format!("{}\n", server.address()))?;
    printer.flush()?;
    if settings.token.is_some() {
        printer.note("open it once with ?token=… behind it, or send the token as `Authorization: Bearer`");
    }
    printer.note("Ctrl-C stops it");
    printer.end_myself();
    server.run(|| printer.is_interrupted())?;
    Ok(Exit::Interrupted)
}
