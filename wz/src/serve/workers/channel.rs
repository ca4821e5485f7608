use std::io::{self, IoSlice, IoSliceMut};
use std::mem::MaybeUninit;
use std::os::fd::{BorrowedFd, OwnedFd};
use std::os::unix::net::UnixStream;

use rustix::net::{
    RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, SendAncillaryBuffer, SendAncillaryMessage,
    SendFlags, recvmsg, sendmsg,
};

/// From the supervisor, with the sockets.
const SOCKETS: u8 = b'L';
/// From the worker: it serves.
pub(super) const READY: u8 = b'R';
/// From the supervisor: stop, and be quick.
pub(super) const STOP: u8 = b'S';
/// From the supervisor: another has taken its place, so that there is time.
pub(super) const GIVE_WAY: u8 = b'G';

/// How many sockets can be handed over.
pub(super) const MOST: usize = 64;

pub(super) fn send(channel: &UnixStream, sockets: &[BorrowedFd<'_>]) -> io::Result<()> {
    let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(MOST))];
    let mut message = SendAncillaryBuffer::new(&mut space);
    if sockets.len() > MOST || !message.push(SendAncillaryMessage::ScmRights(sockets)) {
        return Err(io::Error::other(format!("workers take at most {MOST} listeners")));
    }
    sendmsg(channel, &[IoSlice::new(&[SOCKETS])], &mut message, SendFlags::empty())?;
    Ok(())
}

pub(super) fn receive(channel: &UnixStream) -> io::Result<Vec<OwnedFd>> {
    let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(MOST))];
    let mut message = RecvAncillaryBuffer::new(&mut space);
    let mut first = [0];
    // The programs that a worker starts are not to hold the sockets open.
    #[cfg(target_os = "linux")]
    let flags = RecvFlags::CMSG_CLOEXEC;
    #[cfg(not(target_os = "linux"))]
    let flags = RecvFlags::empty();
    let received = recvmsg(channel, &mut [IoSliceMut::new(&mut first)], &mut message, flags)?;
    if received.bytes != 1 || first != [SOCKETS] {
        return Err(io::Error::other("the supervisor has not sent the sockets"));
    }
    let mut sockets = Vec::new();
    for message in message.drain() {
        if let RecvAncillaryMessage::ScmRights(received) = message {
            sockets.extend(received);
        }
    }
    Ok(sockets)
}

#[cfg(test)]
mod tests {
    use std::os::fd::AsFd;

    use super::*;

    #[test]
    fn sockets_go_over_the_channel() {
        let (here, there) = UnixStream::pair().unwrap();
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        send(&here, &[listener.as_fd(), here.as_fd()]).unwrap();
        let received = receive(&there).unwrap();
        let twin = std::net::TcpListener::from(received.into_iter().next().unwrap());
        assert_eq!(twin.local_addr().unwrap(), listener.local_addr().unwrap());

        drop(here);
        assert!(receive(&there).is_err());
    }

    #[test]
    fn more_than_there_is_room_for() {
        let (here, _there) = UnixStream::pair().unwrap();
        let error = send(&here, &vec![here.as_fd(); MOST + 1]).unwrap_err();
        assert!(error.to_string().contains("64"), "{error}");
    }
}
