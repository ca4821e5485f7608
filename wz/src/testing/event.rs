use std::time::Duration;

/// An event as a browser's `EventSource` gets it (HTML section 9.2.6).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceivedEvent {
    /// The name: `message` when the server gave none.
    pub event: String,
    /// The last id that the server has given, with this event or one before.
    pub id: Option<String>,
    /// The text; of several lines, with LF between them.
    pub data: String,
}

/// Makes events of the bytes of a stream, however they are cut.
#[derive(Debug, Default)]
pub(super) struct EventReader {
    buffer: Vec<u8>,
    started: bool,
    event: String,
    data: Option<String>,
    id: Option<String>,
    retry: Option<Duration>,
}

impl EventReader {
    pub(super) fn push(&mut self, bytes: &[u8]) {
        self.buffer.extend_from_slice(bytes);
    }

    /// How long the browser is to wait before it comes again, as far as it has been said.
    pub(super) fn retry(&self) -> Option<Duration> {
        self.retry
    }

    /// The next event, when all of it is there.
    pub(super) fn next(&mut self) -> Option<ReceivedEvent> {
        while let Some(line) = self.line() {
            if line.is_empty() {
                let event = std::mem::take(&mut self.event);
                if let Some(data) = self.data.take() {
                    let event = if event.is_empty() { "message".to_owned() } else { event };
                    return Some(ReceivedEvent { event, id: self.id.clone(), data });
                }
            } else {
                self.field(&line);
            }
        }
        None
    }

    /// The next line, without its end. A CR at the end of what is there may be half of CRLF.
    fn line(&mut self) -> Option<String> {
        let end = self.buffer.iter().position(|byte| matches!(byte, b'\r' | b'\n'))?;
        let next = match (self.buffer[end], self.buffer.get(end + 1)) {
            (b'\r', None) => return None,
            (b'\r', Some(b'\n')) => end + 2,
            _ => end + 1,
        };
        let line = String::from_utf8_lossy(&self.buffer[..end]).into_owned();
        self.buffer.drain(..next);
        let is_first = !std::mem::replace(&mut self.started, true);
        Some(match line.strip_prefix('\u{feff}') {
            Some(rest) if is_first => rest.to_owned(),
            _ => line,
        })
    }

    fn field(&mut self, line: &str) {
        let (name, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match name {
            "event" => value.clone_into(&mut self.event),
            "data" => match &mut self.data {
                Some(data) => data.extend(["\n", value]),
                None => self.data = Some(value.to_owned()),
            },
            "id" if !value.contains('\0') => self.id = Some(value.to_owned()),
            "retry" => {
                let digits = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
                let millis = if digits { value.parse().ok() } else { None };
                self.retry = millis.map(Duration::from_millis).or(self.retry);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_however_they_are_cut() {
        let text = "\u{feff}: hi\nretry: 20\n\nid: 7\r\nevent: news\r\ndata:a\r\ndata: b\r\n\r\ndata\n\nid\nx: y\ndata:  c\r\revent: lost\n";
        let event = |event: &str, id: Option<&str>, data: &str| ReceivedEvent {
            event: event.into(),
            id: id.map(str::to_owned),
            data: data.into(),
        };
        let all = [
            event("news", Some("7"), "a\nb"),
            event("message", Some("7"), ""),
            event("message", Some(""), " c"),
        ];
        for size in 1..text.len() {
            let mut reader = EventReader::default();
            let mut got = Vec::new();
            for piece in text.as_bytes().chunks(size) {
                reader.push(piece);
                got.extend(std::iter::from_fn(|| reader.next()));
            }
            assert_eq!(
                (got.as_slice(), reader.retry()),
                (&all[..], Some(Duration::from_millis(20))),
                "{size}"
            );
        }
    }
}
