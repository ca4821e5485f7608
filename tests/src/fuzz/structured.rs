use std::fmt::{Debug, Display};
use std::str::FromStr;

use wz::header::HeaderError;
use wz::header::structured::{Dictionary, Item, List};

/// Structured fields: what is read is written in one form, which reads back the same.
pub fn structured(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    exact::<Item>(text);
    exact::<List>(text);
    exact::<Dictionary>(text);
}

fn exact<T: FromStr<Err = HeaderError> + Display + Debug + PartialEq>(text: &str) {
    match text.parse::<T>() {
        Ok(value) => {
            let written = value.to_string();
            assert!(written.bytes().all(|byte| (b' '..=b'~').contains(&byte)), "{written:?}");
            assert_eq!(written.parse(), Ok(value), "{text:?} is written as {written:?}");
        }
        Err(error) => assert!(error.position().is_some_and(|position| position <= text.len()), "{error}"),
    }
}
