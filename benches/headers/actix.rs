//! The typed headers of actix-web, which are read from a message.

use std::cell::{Ref, RefCell, RefMut};

use actix_web::HttpMessage;
use actix_web::dev::{Extensions, Payload};
use actix_web::http::header::{HeaderMap, HeaderName, HeaderValue};

/// A message with one header.
pub(crate) struct Message {
    headers: HeaderMap,
    extensions: RefCell<Extensions>,
}

pub(crate) fn message(name: &'static str, value: &'static str) -> Message {
    let mut headers = HeaderMap::new();
    headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    Message { headers, extensions: RefCell::default() }
}

impl HttpMessage for Message {
    type Stream = ();

    fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    fn take_payload(&mut self) -> Payload<()> {
        Payload::None
    }

    fn extensions(&self) -> Ref<'_, Extensions> {
        self.extensions.borrow()
    }

    fn extensions_mut(&self) -> RefMut<'_, Extensions> {
        self.extensions.borrow_mut()
    }
}
