use std::io::{self, ErrorKind, Write};

use crate::error::Result;

/// Prints to standard output. A reader that has seen enough (`| head`) is no error.
pub(super) fn print(text: &str) -> Result {
    match write(text) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

fn write(text: &str) -> io::Result<()> {
    let mut output = io::stdout().lock();
    output.write_all(text.as_bytes())?;
    output.flush()
}
