use super::listen::Run;
use crate::app::App;
use crate::error::{Error, Result};

/// `check`: what was looked at, when nothing is wrong with it.
pub(super) fn text(app: &App) -> Result<String> {
    let checked = app.check();
    // All at once: what is wrong with the address, too.
    match (checked, Run::default().addresses(app)) {
        (Ok(()), Ok(_)) => {}
        (Ok(()), Err(wrong)) => return Err(Error::msg(wrong.to_string())),
        (Err(error), Ok(_)) => return Err(error.into()),
        (Err(error), Err(wrong)) => return Err(Error::msg(format!("{error}\n  {wrong}"))),
    }
    let checked = app.checked();
    Ok(format!("checked {checked}: nothing is wrong\n"))
}
