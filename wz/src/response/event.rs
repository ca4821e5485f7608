use std::fmt;
use std::time::Duration;

/// One event of an [`EventStream`](super::EventStream): what a browser's `EventSource` gets (HTML §9.2.5).
///
/// Written, it is its lines and an empty one.
///
/// ```
/// use std::time::Duration;
/// use wz::response::Event;
///
/// let event = Event::data("two\nlines").event("news")?.id("7")?.retry(Duration::from_secs(2));
/// assert_eq!(event.to_string(), "event: news\nid: 7\nretry: 2000\ndata: two\ndata: lines\n\n");
/// # Ok::<_, wz::response::EventError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Event {
    comment: Option<String>,
    event: Option<String>,
    id: Option<String>,
    retry: Option<Duration>,
    data: Option<String>,
}

impl Event {
    /// An event with this text. It may have several lines, which end with LF, CR, or both: the browser gets LF for each
    /// of these.
    ///
    /// ```
    /// use wz::response::Event;
    ///
    /// assert_eq!(Event::data("a\r\nb\rc\n").to_string(), "data: a\ndata: b\ndata: c\ndata: \n\n");
    /// ```
    pub fn data(text: impl Into<String>) -> Event {
        Event { data: Some(text.into()), ..Event::default() }
    }

    /// An event with this value as JSON, for `JSON.parse(event.data)`.
    ///
    /// ```
    /// use wz::response::Event;
    ///
    /// assert_eq!(Event::json(&[1, 2])?.to_string(), "data: [1,2]\n\n");
    /// # Ok::<_, wz::response::EventError>(())
    /// ```
    ///
    /// # Errors
    /// A value that is not to be written as JSON, such as a map whose keys are not texts.
    #[cfg(feature = "json")]
    pub fn json<T: serde::Serialize + ?Sized>(value: &T) -> Result<Event, EventError> {
        match serde_json::to_string(value) {
            Ok(text) => Ok(Event::data(text)),
            Err(error) => Err(EventError(Kind::Json(std::any::type_name::<T>(), error.to_string()))),
        }
    }

    /// A comment, which the browser does not show to the page. One now and then keeps proxies from closing a connection
    /// on which nothing happens; a server of wz does so [by itself](super::EventStream::keep_alive).
    ///
    /// ```
    /// use wz::response::Event;
    ///
    /// assert_eq!(Event::comment("still here").to_string(), ": still here\n\n");
    /// ```
    pub fn comment(text: impl Into<String>) -> Event {
        Event { comment: Some(text.into()), ..Event::default() }
    }

    /// The name of the event, for which the page listens with `addEventListener`. Without one it is `message`.
    ///
    /// ```
    /// use wz::response::Event;
    ///
    /// assert_eq!(Event::data("x").event("news")?.to_string(), "event: news\ndata: x\n\n");
    /// assert!(Event::data("x").event("a\nb").is_err());
    /// # Ok::<_, wz::response::EventError>(())
    /// ```
    ///
    /// # Errors
    /// A name with a CR, LF or NUL.
    pub fn event(mut self, name: impl Into<String>) -> Result<Event, EventError> {
        self.event = Some(on_one_line("event", name.into())?);
        Ok(self)
    }

    /// The id, which the browser sends as [`Last-Event-ID`](crate::header::LastEventId) when it connects again. An empty one
    /// makes it forget the last.
    ///
    /// ```
    /// use wz::response::Event;
    ///
    /// assert_eq!(Event::data("x").id("7")?.to_string(), "id: 7\ndata: x\n\n");
    /// assert!(Event::data("x").id("\0").is_err());
    /// # Ok::<_, wz::response::EventError>(())
    /// ```
    ///
    /// # Errors
    /// An id with a CR, LF or NUL.
    pub fn id(mut self, id: impl Into<String>) -> Result<Event, EventError> {
        self.id = Some(on_one_line("id", id.into())?);
        Ok(self)
    }

    /// How long the browser waits from now on before it connects again, in whole milliseconds.
    ///
    /// ```
    /// use std::time::Duration;
    /// use wz::response::Event;
    ///
    /// assert_eq!(Event::default().retry(Duration::from_secs(10)).to_string(), "retry: 10000\n\n");
    /// ```
    #[must_use]
    pub fn retry(mut self, wait: Duration) -> Event {
        self.retry = Some(wait);
        self
    }
}

fn on_one_line(field: &'static str, text: String) -> Result<String, EventError> {
    if text.contains(['\r', '\n', '\0']) { Err(EventError(Kind::Lines(field, text))) } else { Ok(text) }
}

impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(text) = &self.comment {
            lines(text).try_for_each(|line| writeln!(f, ": {line}"))?;
        }
        if let Some(name) = &self.event {
            writeln!(f, "event: {name}")?;
        }
        if let Some(id) = &self.id {
            writeln!(f, "id: {id}")?;
        }
        if let Some(wait) = &self.retry {
            writeln!(f, "retry: {}", wait.as_millis())?;
        }
        if let Some(text) = &self.data {
            lines(text).try_for_each(|line| writeln!(f, "data: {line}"))?;
        }
        f.write_str("\n")
    }
}

/// The lines of a text, as a browser would divide it; always at least one.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let Some(end) = text.find(['\r', '\n']) else { return rest.take() };
        let behind = &text[end..];
        rest = Some(behind.strip_prefix("\r\n").unwrap_or(&behind[1..]));
        Some(&text[..end])
    })
}

/// Why something cannot be an [`Event`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventError(Kind);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    Lines(&'static str, String),
    #[cfg(feature = "json")]
    Json(&'static str, String),
}

impl fmt::Display for EventError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Lines(field, text) => write!(
                f,
                "the field `{field}` of an event can contain neither line breaks nor NUL, as in {text:?}: \
                 texts belong into its data"
            ),
            #[cfg(feature = "json")]
            Kind::Json(ty, error) => write!(f, "`{ty}` cannot be written as JSON: {error}"),
        }
    }
}

impl std::error::Error for EventError {}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a browser makes of it (HTML §9.2.6), one event: its name, its data, the id.
    fn read(text: &str) -> (String, String, String) {
        let (mut name, mut data, mut id) = (String::new(), String::new(), String::new());
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let lines = text.strip_suffix("\n\n").unwrap().split('\n');
        for line in lines {
            assert!(!line.is_empty(), "it ends early: {text:?}");
            let (field, value) = line.split_once(':').unwrap();
            let value = value.strip_prefix(' ').unwrap_or(value);
            match field {
                "data" => data += &format!("{value}\n"),
                "event" => name = value.to_owned(),
                "id" => id = value.to_owned(),
                _ => {}
            }
        }
        data.pop();
        (name, data, id)
    }

    #[test]
    fn data_arrives_as_it_was() {
        for (sent, got) in [
            ("", ""),
            ("a", "a"),
            (" a ", " a "),
            ("\n", "\n"),
            ("a\n\nb", "a\n\nb"),
            ("a\r\rb\r\n", "a\n\nb\n"),
            ("\n\r", "\n\n"),
            ("id: 5\n\nevent: x", "id: 5\n\nevent: x"),
            ("ä\u{2028}\u{0}\u{85}", "ä\u{2028}\u{0}\u{85}"),
        ] {
            let event = Event::data(sent).event("e").unwrap().id(" i").unwrap();
            assert_eq!(read(&event.to_string()), ("e".into(), got.into(), " i".into()), "{sent:?}");
        }
    }

    #[test]
    fn comments_hide_nothing() {
        assert_eq!(Event::comment("a\ndata: x\r\n\rb").to_string(), ": a\n: data: x\n: \n: b\n\n");
        assert_eq!(Event::comment("").to_string(), ": \n\n");
    }

    #[test]
    fn fields_stay_on_their_line() {
        for text in ["a\nb", "a\r", "\0"] {
            let error = Event::default().id(text).unwrap_err().to_string();
            assert!(error.contains("`id`") && error.contains(&format!("{text:?}")), "{error}");
            assert!(Event::default().event(text).is_err());
        }
    }

    #[cfg(feature = "json")]
    #[test]
    fn what_is_not_json() {
        let error = Event::json(&std::collections::HashMap::from([((1, 2), 3)])).unwrap_err();
        assert!(error.to_string().contains("cannot be written as JSON"), "{error}");
    }
}
