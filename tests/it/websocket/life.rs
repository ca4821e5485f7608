//! How a WebSocket ends, and what happens meanwhile.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use wz_tests::Frames;

use super::site::{ENDED, Sent, app, wait_until};
use crate::server::Running;

/// Those that count ends run one after the other.
static COUNTING: Mutex<()> = Mutex::new(());

fn counted(test: impl FnOnce(usize)) {
    let _turn = COUNTING.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    test(ENDED.load(Ordering::SeqCst));
}

#[test]
fn a_handler_ends_with_a_code() {
    counted(|before| {
        let server = Running::of(app());
        for (word, code) in
            [("ok", 1000), ("error", 1011), ("panic", 1011), ("refuse", 1008), ("close", 4001)]
        {
            let mut socket = Frames::connect(server.addr, "/end");
            socket.send(0x81, word);
            if word == "close" {
                let (first, payload) = socket.receive();
                assert_eq!((first, &payload[..]), (0x88, &b"\x0f\xa1enough"[..]));
                socket.send(0x88, &payload);
                assert_eq!(socket.client().rest(), b"");
            } else {
                assert_eq!(socket.closed(), code, "{word}");
            }
        }
        wait_until("all have ended", || ENDED.load(Ordering::SeqCst) == before + 5);
        let failures = server.failures();
        assert_eq!(failures.len(), 2, "{failures:?}");
        assert!(failures[0].starts_with("GET /end error: the till is broken\n  at "), "{failures:?}");
        assert!(failures[1].starts_with("GET /end panicked: the handler panics\n  at "), "{failures:?}");
        server.assert_all_closed();
        server.stop();
    });
}

#[test]
fn both_may_close_at_once() {
    counted(|before| {
        let server = Running::of(app());
        let mut socket = Frames::connect(server.addr, "/end");
        socket.send(0x81, "answer");
        socket.send(0x81, "more");
        socket.send(0x88, 4000_u16.to_be_bytes());
        let start = Instant::now();
        assert_eq!(socket.closed(), 1000);
        wait_until("it has ended", || ENDED.load(Ordering::SeqCst) == before + 1);
        assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
        assert_eq!(server.failures(), [""; 0]);
        server.stop();
    });
}

#[test]
fn a_client_that_vanishes_ends_the_handler() {
    counted(|before| {
        let server = Running::of(app());
        // One waits to receive, one sends, one waits for the end alone.
        for word in [None, Some("send"), Some("closed")] {
            let mut socket = Frames::connect(server.addr, "/end");
            if let Some(word) = word {
                socket.send(0x81, word);
            }
            if word == Some("send") {
                socket.receive();
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        let start = Instant::now();
        wait_until("all have ended", || ENDED.load(Ordering::SeqCst) == before + 3);
        assert!(start.elapsed() < Duration::from_secs(5));
        // That is no failure of the program.
        assert_eq!(server.failures(), [""; 0]);
        server.assert_all_closed();
        server.stop();
    });
}

#[test]
fn a_server_that_stops_says_so() {
    counted(|before| {
        let server = Running::of(app());
        let mut idle = Frames::connect(server.addr, "/end");
        let mut echo = Frames::connect(server.addr, "/echo");
        echo.send(0x81, "x");
        assert_eq!(echo.receive().1, b"x");
        let clients = std::thread::spawn(move || {
            for socket in [&mut idle, &mut echo] {
                let (first, payload) = socket.receive();
                assert_eq!((first, &payload[..2]), (0x88, &1001_u16.to_be_bytes()[..]));
                socket.send(0x88, &payload);
                assert_eq!(socket.client().rest(), b"");
            }
        });
        let start = Instant::now();
        server.stop();
        assert!(start.elapsed() < Duration::from_secs(5), "no grace is needed: {:?}", start.elapsed());
        clients.join().unwrap();
        assert_eq!(ENDED.load(Ordering::SeqCst), before + 1);
    });
}

#[test]
fn a_server_that_stops_does_not_wait_for_ever() {
    counted(|before| {
        let server = Running::serve(app(), |server| server.grace(Duration::from_millis(300)));
        let mut socket = Frames::connect(server.addr, "/end");
        socket.send(0x81, "hang");
        std::thread::sleep(Duration::from_millis(50));
        let start = Instant::now();
        server.stop();
        assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
        assert_eq!(ENDED.load(Ordering::SeqCst), before + 1);
        drop(socket);
    });
}

#[test]
fn pings_are_answered_while_a_handler_is_busy() {
    let server = Running::of(app());
    let mut socket = Frames::connect(server.addr, "/busy");
    for number in 0..5_u8 {
        socket.send(0x89, [number]);
        assert_eq!(socket.receive(), (0x8a, vec![number]));
    }
    assert_eq!(socket.receive(), (0x81, b"done".to_vec()));
    assert_eq!(socket.closed(), 1000);
    server.stop();
}

#[test]
fn silence_is_asked_about() {
    counted(|before| {
        let server = Running::of(app());
        let mut socket = Frames::connect(server.addr, "/impatient");
        // Who answers stays.
        for _ in 0..4 {
            assert_eq!(socket.receive(), (0x89, Vec::new()));
            socket.send(0x8a, "");
        }
        // Who does not is given up.
        assert_eq!(socket.receive(), (0x89, Vec::new()));
        socket.client().rest();
        wait_until("the handler has ended", || ENDED.load(Ordering::SeqCst) == before + 1);
        assert_eq!(server.failures(), [""; 0]);
        server.assert_all_closed();
        server.stop();
    });
}

#[test]
fn who_does_not_agree_to_the_end_is_given_up() {
    counted(|before| {
        let server = Running::of(app());
        let mut socket = Frames::connect(server.addr, "/impatient");
        socket.send(0x81, "close");
        let start = Instant::now();
        loop {
            match socket.receive() {
                (0x89, _) => {}
                (0x88, payload) => break assert_eq!(payload, 1000_u16.to_be_bytes()),
                other => panic!("{other:?}"),
            }
        }
        socket.client().rest();
        assert!(start.elapsed() > Duration::from_millis(150), "{:?}", start.elapsed());
        wait_until("the handler has ended", || ENDED.load(Ordering::SeqCst) == before + 1);
        server.assert_all_closed();
        server.stop();
    });
}

#[test]
fn a_handler_that_hangs_after_the_end_is_dropped() {
    counted(|before| {
        let server = Running::of(app());
        let mut socket = Frames::connect(server.addr, "/impatient");
        socket.send(0x81, "hang");
        socket.send(0x88, "");
        assert_eq!(socket.closed(), 1005);
        wait_until("the handler is dropped", || ENDED.load(Ordering::SeqCst) == before + 1);
        server.assert_all_closed();
        server.stop();
    });
}

#[test]
fn halves_go_their_own_ways() {
    let server = Running::of(app());
    let mut socket = Frames::connect(server.addr, "/halves");
    for _ in 0..3 {
        assert_eq!(socket.receive(), (0x81, b"tick".to_vec()));
    }
    socket.send(0x81, "still there");
    assert_eq!(socket.receive(), (0x81, b"still there".to_vec()));
    socket.send(0x88, "");
    assert_eq!(socket.closed(), 1005);
    server.assert_all_closed();
    server.stop();
}

#[test]
fn who_does_not_read_is_not_sent_more() {
    let sent = Arc::new(AtomicUsize::new(0));
    let server = Running::serve(app().state(Sent(Arc::clone(&sent))), |server| {
        server.write_timeout(Duration::from_secs(1))
    });
    let socket = Frames::connect(server.addr, "/flood");
    // The buffers of both systems hold a few megabytes, the socket's own 64 KiB and a message.
    server.assert_all_closed();
    assert!(sent.load(Ordering::SeqCst) < 1000, "{sent:?}");
    assert_eq!(server.failures(), [""; 0]);
    drop(socket);
    server.stop();
}

/// Only the last of many pings needs an answer, so they cost no memory while nobody reads those.
#[test]
fn a_flood_of_pings_is_survived() {
    let server = Running::of(app());
    let mut socket = Frames::connect(server.addr, "/echo");
    let pings = Frames::frame(0x89, &[7; 125]).repeat(1000);
    for _ in 0..200 {
        assert!(socket.send_bytes(&pings));
    }
    socket.send(0x81, "fine");
    let mut pongs = 0;
    loop {
        match socket.receive() {
            (0x8a, payload) => assert_eq!(payload, [7; 125]),
            (first, payload) => break assert_eq!((first, &payload[..]), (0x81, &b"fine"[..])),
        }
        pongs += 1;
    }
    assert!((1..=200_000).contains(&pongs), "{pongs}");
    drop(socket);
    server.stop();
}
