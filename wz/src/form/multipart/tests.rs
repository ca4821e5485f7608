use bytes::Bytes;

use super::*;

/// A part that is complete.
type Read = (String, Option<String>, Vec<u8>);

/// The complete parts, and the error or that the form is complete.
fn decode<'c>(
    boundary: &str,
    limits: MultipartLimits,
    chunks: impl IntoIterator<Item = &'c [u8]>,
) -> (Vec<Read>, Option<MultipartError>) {
    let mut decoder = MultipartDecoder::with_limits(&Boundary::new(boundary).unwrap(), limits);
    let (mut parts, mut part) = (Vec::new(), None::<Read>);
    let mut pull = |decoder: &mut MultipartDecoder| {
        while let Some(event) = decoder.next_event()? {
            match event {
                MultipartEvent::Part(headers) => {
                    assert!(part.is_none());
                    part = Some((headers.name().into(), headers.filename().map(Into::into), Vec::new()));
                }
                MultipartEvent::Data(data) => {
                    assert!(!data.is_empty());
                    part.as_mut().unwrap().2.extend_from_slice(&data);
                }
                MultipartEvent::End => parts.push(part.take().unwrap()),
                MultipartEvent::Done => assert!(part.is_none() && decoder.is_done()),
            }
        }
        Ok(())
    };
    let mut result = Ok(());
    for chunk in chunks {
        decoder.push(Bytes::copy_from_slice(chunk));
        result = result.and_then(|()| pull(&mut decoder));
    }
    decoder.finish();
    result = result.and_then(|()| pull(&mut decoder));
    assert!(
        decoder.is_done() == result.is_ok()
            && decoder.next_event().map(|event| assert!(event.is_none())) == result
    );
    (parts, result.err())
}

fn whole(body: &str) -> (Vec<Read>, Option<MultipartErrorKind>) {
    let (parts, error) = decode("B", MultipartLimits::new(), [body.as_bytes()]);
    (parts, error.map(|error| error.kind()))
}

/// One field `a` with this data.
fn field(data: &str) -> Vec<Read> {
    vec![("a".to_owned(), None, data.as_bytes().to_vec())]
}

const HEAD: &str = "--B\r\nContent-Disposition: form-data; name=a\r\n\r\n";

#[test]
fn all_line_ends() {
    for line_end in ["\r\n", "\n", "\r"] {
        for (start, end) in [("", "--"), (line_end, "--\r\n"), ("preamble\r\n", "-- \nepilogue\r\n--B\r\nx")]
        {
            let body = format!("{start}{HEAD}x\ny\r\n--B{end}").replace("\r\n", line_end);
            let data = format!("x{}y", "\n");
            assert_eq!(whole(&body), (field(&data), None), "{body:?}");
        }
    }
}

/// Once, and at the start only: there it is no text.
#[test]
fn a_byte_order_mark_is_skipped() {
    let body = format!("\u{feff}{HEAD}x\r\n--B--");
    for size in 1..body.len() {
        assert_eq!(decode("B", MultipartLimits::new(), body.as_bytes().chunks(size)), (field("x"), None));
    }
    let strict = MultipartLimits { strict: true, ..MultipartLimits::new() };
    assert!(
        decode("B", strict, [body.as_bytes()]).1.unwrap().to_string().contains("begin with its boundary")
    );
    for body in [format!("\u{feff}\u{feff}{HEAD}x\r\n--B--"), format!("x\u{feff}{HEAD}x\r\n--B--")] {
        assert_eq!(whole(&body), (Vec::new(), None));
    }
    for body in ["", "\u{feff}", "\u{feff}--B"] {
        for cut in 0..=body.len() {
            let (read, error) = decode("B", MultipartLimits::new(), [&body.as_bytes()[..cut]]);
            assert!(read.is_empty() && error.unwrap().to_string().contains("ends"), "{body:?} {cut}");
        }
    }
}

#[test]
fn what_looks_like_a_boundary_is_data() {
    for data in [
        "--B",
        "x--B--",
        "\r\n--Bx",
        "\r\n--B-",
        "\r\n--B -",
        "\r\n-B--",
        "\r",
        "\n",
        "\r\n",
        "--",
        "\r\n--",
        "--Bx",
        "\r\n\r\n",
        "-",
        "",
    ] {
        let body = format!("{HEAD}_{data}\r\n--B--");
        assert_eq!(whole(&body), (field(&format!("_{data}")), None), "{body:?}");
    }
    // The blank line before the data is a line break, too.
    assert_eq!(whole(&format!("{HEAD}--B--")), (field(""), None));
    assert_eq!(whole(&format!("{HEAD}--Bx\n--B--")), (field("--Bx"), None));
    assert_eq!(whole(&format!("x{HEAD}y\r\n--B--")), (vec![], None));
}

#[test]
fn what_is_not_complete_is_an_error() {
    let truncated = Some(MultipartErrorKind::Truncated);
    for body in
        ["", "x", "--B", "--B-", "--B\r", "--B\r\n", "--B\r\nContent-Disposition: form-data; name=a\r\n"]
    {
        assert_eq!(whole(body), (vec![], truncated), "{body:?}");
    }
    for end in ["", "x", "x\r\n--B", "\r\n--B-", "\r\n--B \r"] {
        assert_eq!(whole(&format!("{HEAD}{end}")).1, truncated, "{end:?}");
    }
    assert_eq!(whole(&format!("{HEAD}x\r\n--B\r\n")), (field("x"), truncated));
    let (_, error) = decode("B", MultipartLimits::new(), [HEAD.as_bytes()]);
    let message = "the form ends in the data of part 1, its last boundary is missing";
    assert_eq!(error.unwrap().to_string(), message);
}

#[test]
fn limits_are_exact_and_say_how_to_raise_them() {
    let file = HEAD.replace("name=a", "name=a; filename=f");
    let body = format!("{HEAD}12345\r\n{file}678\r\n--B--");
    let fits = MultipartLimits::new().parts(2).field_bytes(5).file_bytes(3).header_bytes(50);
    let error = |limits| decode("B", limits, [body.as_bytes()]).1.map(|error| error.to_string());
    assert_eq!(error(fits), None);
    for (limits, message) in [
        (fits.parts(1), "the form has more than 1 parts, the limit `MultipartLimits::parts`"),
        (
            fits.field_bytes(4),
            "the field `a` has more than 4 bytes, the limit `MultipartLimits::field_bytes`",
        ),
        (
            fits.file_bytes(2),
            "the file of `a` has more than 2 bytes, the limit `MultipartLimits::file_bytes`",
        ),
        (
            fits.header_bytes(49),
            "the headers of part 2 have more than 49 bytes, the limit `MultipartLimits::header_bytes`",
        ),
    ] {
        assert_eq!(error(limits).as_deref(), Some(message));
    }
    // Without an end of the headers, too, and in many chunks.
    let endless = format!("--B\r\nX: {}", "y".repeat(100));
    let (_, error) = decode("B", fits, endless.as_bytes().chunks(7));
    assert_eq!(error.unwrap().kind(), MultipartErrorKind::HeaderBytes);
}

#[test]
fn strictness_refuses_what_is_forgiven() {
    let strict = |body: &str| decode("B", MultipartLimits::new().strict(), [body.as_bytes()]);
    let file = "--B\r\nContent-Disposition: form-data; name=\"a\"; filename=\"f\"\r\nX: y\r\n\r\n";
    let good = [
        format!("{HEAD}x\ny\r--Bx\r\n--Bx\r\n--B--"),
        format!("{HEAD}\r\n--B--\r\nepilogue\n--B"),
        format!("{HEAD}--B--"),
        format!("{file}1\r\r\n{HEAD}\r\n--B--\r\n"),
        "--B--\r\n".to_owned(),
    ];
    for body in good {
        assert_eq!(strict(&body), decode("B", MultipartLimits::new(), [body.as_bytes()]));
        assert_eq!(strict(&body).1, None, "{body:?}");
    }
    let end = "\r\n--B--";
    for (body, problem) in [
        (format!("\r\n{HEAD}x{end}"), "begin with its boundary"),
        (format!("preamble\r\n{HEAD}x{end}"), "begin with its boundary"),
        ("x".to_owned(), "begin with its boundary"),
        (format!("{}x{end}", HEAD.replacen("--B\r", "--B", 1)), "a boundary after part 0"),
        (format!("{}x{end}", HEAD.replacen("--B", "--B ", 1)), "a boundary after part 0"),
        (
            format!("{}x{end}", HEAD.replacen("\r\n\r\n", "\n\n", 1)),
            "in part 1 a line does not end with CRLF",
        ),
        (
            format!("{}x{end}", HEAD.replacen("\r\n\r\n", "\r\r", 1)),
            "in part 1 a line does not end with CRLF",
        ),
        (format!("{HEAD}x\n--B--"), "a boundary after part 1"),
        (format!("{HEAD}x\r--B--"), "a boundary after part 1"),
        (format!("{HEAD}x\r\n--B\t\r\n"), "a boundary after part 1"),
        (
            format!("{HEAD}x\r\n{}", HEAD.replace("\r\n\r\n", "\r\nX: y\r\n z\r\n\r\n")),
            "in part 2 a header is folded",
        ),
        (HEAD.replace(": ", " : "), "in part 1 there is a blank before the colon"),
        (HEAD.replace("name=a", "name=a; filename*=UTF-8''b"), "in part 1 the Content-Disposition is not"),
    ] {
        let (parts, error) = strict(&body);
        let error = error.unwrap();
        assert_eq!(error.kind(), MultipartErrorKind::NotStrict, "{body:?}");
        assert!(error.to_string().contains(problem), "{body:?}: {error}");
        // Wherever it is cut.
        for size in 1..body.len() {
            let chunked = decode("B", MultipartLimits::new().strict(), body.as_bytes().chunks(size));
            assert_eq!(chunked, (parts.clone(), Some(error.clone())), "{body:?}");
        }
    }
}

#[test]
fn what_is_written_reads_back() {
    let names = ["a", "é b", "a\"; filename=\"x", "\\", "c:\\d\\", "a\r\n\r\n--B--", "\0", ";=", "日本"];
    let data = ["", "\r\n", "--B", "\r\n--B", "\r\n--B ", "\n", "x\r"];
    let boundary = Boundary::new("B C").unwrap();
    let mut encoder = MultipartEncoder::new(boundary.clone());
    let mut expected = Vec::new();
    let mut body = Vec::new();
    // Control characters that a browser does not escape are lost.
    let read = |name: &str| name.replace('\0', " ");
    for name in names {
        for data in data {
            body.extend_from_slice(&encoder.field(name));
            body.extend_from_slice(data.as_bytes());
            expected.push((read(name), None, data.as_bytes().to_vec()));
            body.extend_from_slice(&encoder.file(name, name, &"text/plain".parse().unwrap()));
            body.extend_from_slice(data.as_bytes());
            expected.push((read(name), Some(read(name)), data.as_bytes().to_vec()));
        }
    }
    body.extend_from_slice(&encoder.finish());
    assert_eq!(decode("B C", MultipartLimits::new(), [&body[..]]), (expected, None));
    let empty = MultipartEncoder::new(boundary).finish();
    assert_eq!(decode("B C", MultipartLimits::new(), [&empty[..]]), (vec![], None));
}

#[test]
fn data_is_not_copied() {
    let body = Bytes::from(format!("{HEAD}{}\r\n--B--", "x".repeat(1000)));
    let mut decoder = MultipartDecoder::new(&Boundary::new("B").unwrap());
    decoder.push(body.clone());
    decoder.next_event().unwrap();
    let Ok(Some(MultipartEvent::Data(data))) = decoder.next_event() else { panic!() };
    assert_eq!((data.as_ptr(), data.len()), (body[HEAD.len()..].as_ptr(), 1000));
}

/// SplitMix64.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % n as u64) as usize
    }
}

const PIECES: [&str; 40] = [
    "\r\n--B\r\n",
    "\r\n--B\r\n",
    "\n--B\n",
    "\r--B\r",
    "\r\n--B--\r\n",
    "\r\n--B--",
    "\r\n--B",
    "--B",
    "--",
    "-",
    "B",
    "\r\n",
    "\r\n",
    "\r\n\r\n",
    "\r",
    "\n",
    "\r\r",
    "\n\n",
    "\r\r\n",
    " ",
    "\t",
    "\x0b",
    "Content-Disposition: form-data; name=a",
    "Content-Disposition: form-data; name=a\r\n\r\n",
    "Content-Disposition: form-data; name=\"b\"; filename=\"c\\d\"\r\nX: y\r\n\r\n",
    "Content-Disposition: form-data;\r\n name=c\n\n",
    "content-disposition:a;name=d\r\r",
    "\r\nContent-Type: x/y",
    "X: y\r\n",
    "X",
    ":",
    "\0",
    "ü",
    "data",
    "\r\n-",
    "\r\n--",
    "\r\n--Bx\r\n",
    "                                                                ",
    "\r\n--B  \t \r\n",
    "0123456789",
];

/// A body: a form that has been damaged, or any pieces.
fn body(random: &mut Random) -> String {
    let mut body = String::new();
    if random.below(4) > 0 {
        for _ in 0..random.below(5) {
            body.push_str(&HEAD.replace("=a", ["=a", "=a; filename=f"][random.below(2)]));
            (0..random.below(5)).for_each(|_| body.push_str(PIECES[7 + random.below(PIECES.len() - 7)]));
            body.push_str("\r\n");
        }
        body.push_str("--B--\r\n");
    }
    for _ in 0..[0, 1, 9][random.below(3)] {
        let at = body.floor_char_boundary(random.below(body.len() + 1));
        body.insert_str(at, PIECES[random.below(PIECES.len())]);
    }
    body
}

#[test]
fn every_chunking_reads_the_same() {
    let mut random = Random(5);
    let limits = MultipartLimits::new().parts(3).field_bytes(60).file_bytes(8).header_bytes(100);
    let mut kinds = std::collections::HashMap::new();
    for round in 0..500 {
        let body = body(&mut random);
        let body = body.as_bytes();
        let limits = if round % 4 == 0 { limits.strict() } else { limits };
        let expected = decode("B", limits, [body]);
        *kinds.entry(expected.1.as_ref().map(MultipartError::kind)).or_insert(0) += 1;
        let same = |chunks: &[&[u8]]| {
            assert_eq!(decode("B", limits, chunks.iter().copied()), expected, "{round}: {chunks:?}");
        };
        same(&body.chunks(1).collect::<Vec<_>>());
        (0..=body.len()).for_each(|at| same(&[&body[..at], &body[at..]]));
        for _ in 0..8 {
            let (mut rest, mut chunks) = (body, Vec::new());
            while !rest.is_empty() {
                let (chunk, after) = rest.split_at(random.below(rest.len().min(12) + 1));
                chunks.push(chunk);
                rest = after;
            }
            same(&chunks);
        }
    }
    // All that can happen has happened.
    assert!(kinds.len() == 9 && kinds.values().all(|&times| times > 4), "{kinds:?}");
}

#[test]
fn reads_that_end_within_the_last_boundary() {
    let body = format!("{HEAD}x\r\n--B--\r\n");
    for end in body.len() - 9..=body.len() {
        for start in body.len() - 10..end {
            let chunks = [&body[..start], &body[start..end], &body[end..]];
            let expected = (field("x"), None);
            assert_eq!(decode("B", MultipartLimits::new(), chunks.map(str::as_bytes)), expected);
        }
    }
}

/// What no disk takes is no safe name: writing it would fail, and look like a failure of the server.
#[test]
fn a_name_that_no_disk_takes_is_not_safe() {
    for (length, safe) in [(255, true), (256, false)] {
        let mut decoder = MultipartDecoder::new(&Boundary::new("B").unwrap());
        let name = "a".repeat(length);
        let head = format!("--B\r\nContent-Disposition: form-data; name=f; filename={name}\r\n\r\n");
        decoder.push(head);
        let Some(MultipartEvent::Part(part)) = decoder.next_event().unwrap() else { unreachable!() };
        assert_eq!(part.filename(), Some(name.as_str()));
        assert_eq!(part.secure_filename(), safe.then_some(name));
    }
}
