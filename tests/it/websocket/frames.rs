//! The cases of Autobahn's test suite, by its numbers, against a handler that echoes.

use wz_tests::Frames;

use super::site::app;
use crate::server::Running;

/// A frame of the client: its first byte and its payload.
type Sent<'s> = (u8, &'s [u8]);

/// Sends the frames in pieces of this size, and compares what comes back, and the code at the end.
#[track_caller]
fn case(server: &Running, path: &str, piece: usize, sent: &[Sent<'_>], expected: &[Sent<'_>], code: u16) {
    let mut socket = Frames::connect(server.addr, path);
    let mut bytes: Vec<u8> =
        sent.iter().flat_map(|(first, payload)| Frames::frame(*first, payload)).collect();
    if code == 1000 {
        bytes.extend(Frames::frame(0x88, b"\x03\xe8"));
    }
    for piece in bytes.chunks(piece) {
        // It may have been told that it is wrong.
        if !socket.send_bytes(piece) {
            break;
        }
    }
    for (first, payload) in expected {
        let received = socket.receive();
        assert!(received == (*first, payload.to_vec()), "{received:?} in place of {first} {payload:?}");
    }
    assert_eq!(socket.closed(), code, "{sent:?}");
}

#[test]
fn autobahn() {
    let server = Running::of(app());
    let long = vec![b'*'; 65_536];
    let kappa = "κόσμε".as_bytes();
    let mut cases: Vec<(Vec<Sent<'_>>, Vec<Sent<'_>>, u16)> = Vec::new();
    // 1: messages of all lengths.
    for length in [0, 1, 125, 126, 127, 128, 65_535, 65_536] {
        for first in [0x81, 0x82] {
            cases.push((vec![(first, &long[..length])], vec![(first, &long[..length])], 1000));
        }
    }
    // 2: pings and pongs.
    cases.push((vec![(0x89, b"")], vec![(0x8a, b"")], 1000));
    cases.push((vec![(0x89, &[0xfe; 125])], vec![(0x8a, &[0xfe; 125])], 1000));
    cases.push((vec![(0x89, &[0xfe; 126])], vec![], 1002));
    cases.push((vec![(0x8a, b"")], vec![], 1000));
    cases.push((vec![(0x8a, b"x"), (0x89, b"y")], vec![(0x8a, b"y")], 1000));
    let pings: Vec<[u8; 1]> = (0..10).map(|number| [number]).collect();
    let frames = |first| pings.iter().map(move |ping| (first, &ping[..])).collect::<Vec<_>>();
    cases.push((frames(0x89), frames(0x8a), 1000));
    // 3 and 4: reserved bits and opcodes.
    for first in [0x91, 0xa1, 0xb1, 0xc1, 0xd1, 0xe1, 0xf1, 0xc9, 0xc8, 0x83, 0x84, 0x87, 0x8b, 0x8c, 0x8f] {
        cases.push((vec![(first, b"")], vec![], 1002));
    }
    // 5: fragments.
    cases.push((vec![(0x09, b"a"), (0x80, b"b")], vec![], 1002));
    cases.push((vec![(0x01, b"a"), (0x80, b"b")], vec![(0x81, b"ab")], 1000));
    cases.push((vec![(0x01, b"a"), (0x89, b"p"), (0x80, b"b")], vec![(0x8a, b"p"), (0x81, b"ab")], 1000));
    cases.push((vec![(0x80, b"a"), (0x81, b"b")], vec![], 1002));
    cases.push((vec![(0x00, b"a"), (0x81, b"b")], vec![], 1002));
    cases.push((vec![(0x01, b"a"), (0x81, b"b")], vec![], 1002));
    cases.push((vec![(0x02, b"a"), (0x00, b""), (0x00, b"b"), (0x80, b"")], vec![(0x82, b"ab")], 1000));
    // 6: UTF-8.
    cases.push((vec![(0x01, &kappa[..3]), (0x80, &kappa[3..])], vec![(0x81, kappa)], 1000));
    for wrong in
        [&b"\xce\xba\xe1\xbd\xb9\xcf\x83\xce\xbc\xce\xb5\xed\xa0\x80edited"[..], b"\xf8", b"\xc0\x80"]
    {
        cases.push((vec![(0x81, wrong)], vec![], 1007));
        cases.push((vec![(0x01, b"a"), (0x00, wrong), (0x80, b"")], vec![], 1007));
    }
    cases.push((vec![(0x81, b"\xf4\x8f\xbf\xbf")], vec![(0x81, b"\xf4\x8f\xbf\xbf")], 1000));
    // 7: closes.
    cases.push((vec![(0x81, b"a"), (0x88, b"")], vec![(0x81, b"a")], 1005));
    cases.push((vec![(0x88, b"\x03\xe8"), (0x89, b"")], vec![], 1000));
    cases.push((vec![(0x88, b"a")], vec![], 1002));
    cases.push((vec![(0x88, b"\x03\xe8\xff")], vec![], 1007));
    for code in [1001, 1002, 1003, 1007, 1011, 3000, 4999_u16] {
        // In a box for as long as the test runs.
        cases.push((vec![(0x88, Vec::leak(code.to_be_bytes().to_vec()))], vec![], code));
    }
    for code in [0, 999, 1004, 1005, 1006, 1016, 2999, 5000_u16] {
        cases.push((vec![(0x88, Vec::leak(code.to_be_bytes().to_vec()))], vec![], 1002));
    }
    for (sent, expected, code) in &cases {
        case(&server, "/echo", usize::MAX, sent, expected, *code);
        if sent.iter().all(|(_, payload)| payload.len() < 200) {
            case(&server, "/echo", 1, sent, expected, *code);
        }
    }
    assert_eq!(server.failures(), [""; 0]);
    server.stop();
}

/// 9: what is long, and what is too long.
#[test]
fn limits_are_told() {
    let server = Running::of(app());
    let bytes = vec![7; 1001];
    case(&server, "/small", usize::MAX, &[(0x82, &bytes[..800])], &[(0x82, &bytes[..800])], 1000);
    case(&server, "/small", usize::MAX, &[(0x82, &bytes[..801])], &[], 1009);
    let two = [(0x02, &bytes[..800]), (0x80, &bytes[..200])];
    case(&server, "/small", usize::MAX, &two, &[(0x82, &bytes[..1000])], 1000);
    case(&server, "/small", usize::MAX, &[(0x02, &bytes[..800]), (0x80, &bytes[..201])], &[], 1009);

    // The frame is announced only, and its client goes on sending: it is told all the same.
    let mut socket = Frames::connect(server.addr, "/echo");
    socket.send_bytes(b"\x82\xff\0\0\0\x02\0\0\0\0\0\0\0\0");
    let mut twin = socket.client().twin();
    let sending = std::thread::spawn(move || {
        let piece = vec![0; 64 * 1024];
        (0..200).take_while(|_| twin.send(&piece)).count()
    });
    let (first, payload) = socket.receive();
    assert_eq!((first, &payload[..2]), (0x88, &1009_u16.to_be_bytes()[..]));
    let reason = String::from_utf8(payload[2..].to_vec()).unwrap();
    assert_eq!(reason, "more than 1048576 bytes, the limit `WebSocketLimits::frame`");
    drop(socket);
    sending.join().unwrap();
    server.assert_all_closed();
    server.stop();
}

#[test]
fn many_messages_come_back_in_order() {
    let server = Running::of(app());
    let mut socket = Frames::connect(server.addr, "/echo");
    let mut twin = socket.client().twin();
    let sending = std::thread::spawn(move || {
        for number in 0..5000_u32 {
            twin.send(Frames::frame(0x82, &number.to_be_bytes().repeat(number as usize % 300)));
        }
    });
    for number in 0..5000_u32 {
        let (first, payload) = socket.receive();
        assert!(first == 0x82 && payload == number.to_be_bytes().repeat(number as usize % 300), "{number}");
    }
    sending.join().unwrap();
    drop(socket);
    server.stop();
}
