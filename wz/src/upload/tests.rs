use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use super::content::Content;
use super::{UploadedFile, not_stored};
use crate::form::multipart::{Boundary, MultipartDecoder, MultipartEvent, PartHeaders};
use crate::test_support::block_on;

fn headers() -> PartHeaders {
    let mut decoder = MultipartDecoder::new(&Boundary::new("B").unwrap());
    decoder.push("--B\r\nContent-Disposition: form-data; name=f; filename=f\r\n\r\n");
    match decoder.next_event() {
        Ok(Some(MultipartEvent::Part(headers))) => headers,
        other => panic!("{other:?}"),
    }
}

/// A folder of its own, gone at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("wz-test-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(&self.0).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn memory(content: &'static str) -> UploadedFile {
    UploadedFile::new(headers(), Content::Memory(content.into()))
}

#[cfg(unix)]
fn is_private(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;

    std::fs::metadata(path).unwrap().permissions().mode() & 0o777 == 0o600
}

#[cfg(not(unix))]
fn is_private(_: &Path) -> bool {
    true
}

#[test]
fn memory_is_persisted_whole_or_not_at_all() {
    let folder = Folder::new("memory");
    let target = folder.0.join("a.txt");
    block_on(memory("one").persist(&target)).unwrap();
    assert!(is_private(&target));
    block_on(memory("two").persist(&target)).unwrap();
    assert_eq!(
        (std::fs::read(&target).unwrap(), folder.names()),
        (b"two".to_vec(), vec!["a.txt".to_owned()])
    );

    // There is a folder in its place, or none at all around it.
    std::fs::create_dir(folder.0.join("b")).unwrap();
    assert!(block_on(memory("x").persist(folder.0.join("b"))).is_err());
    assert!(block_on(memory("x").persist(folder.0.join("no/c"))).is_err());
    assert!(block_on(memory("x").persist("/")).is_err());
    assert_eq!(folder.names().len(), 2);
}

#[test]
fn it_may_go_to_other_threads() {
    fn assert<T: Send + Sync>() {}
    assert::<UploadedFile>();
    assert::<super::UploadReader>();
}

#[test]
fn memory_is_read() {
    let file = memory("12345");
    let mut reader = file.open().unwrap();
    reader.seek(SeekFrom::End(-2)).unwrap();
    let mut end = String::new();
    reader.read_to_string(&mut end).unwrap();
    assert_eq!((end.as_str(), block_on(reader.chunk()).unwrap()), ("45", None));
    reader.rewind().unwrap();
    assert_eq!(block_on(reader.chunk()).unwrap().unwrap(), "12345");
    assert!(file.path().is_none() && !file.is_empty());
}

#[test]
fn a_full_disk_is_not_the_clients_fault() {
    for (number, status) in [(28, 507), (122, 507), (13, 500), (2, 500)] {
        let error = not_stored(std::io::Error::from_raw_os_error(number));
        if cfg!(target_os = "linux") {
            assert_eq!(error.status(), status, "{number}");
        }
        assert!(std::error::Error::source(&error).is_some());
    }
}

#[cfg(feature = "upload")]
mod on_disk {
    use super::super::Spool;
    use super::super::disk::Disk;
    use super::*;

    async fn spooled(length: usize) -> UploadedFile {
        let mut spool = Spool::new(10);
        for chunk in bytes(length).chunks(70_000) {
            spool.push(chunk).await.unwrap();
        }
        spool.finish(headers()).await.unwrap()
    }

    fn bytes(length: usize) -> Vec<u8> {
        (0..length).map(|i| (i % 251) as u8).collect()
    }

    #[test]
    fn it_is_private_and_gone_with_its_value() {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        for length in [11, 262_143, 262_144, 1_000_000] {
            for file in [block_on(spooled(length)), runtime.block_on(spooled(length))] {
                let path = file.path().unwrap().to_owned();
                assert!(is_private(&path) && file.len() == length as u64);
                assert!(path.file_name().unwrap().to_str().unwrap().starts_with("wz-upload-"));
                assert_eq!(runtime.block_on(file.bytes()).unwrap(), bytes(length));
                let (mut reader, mut read) = (file.open().unwrap(), Vec::new());
                while let Some(chunk) = runtime.block_on(reader.chunk()).unwrap() {
                    assert!(chunk.len() <= 64 * 1024);
                    read.extend_from_slice(&chunk);
                }
                assert_eq!(read, bytes(length));
                drop(file);
                assert!(!path.exists());
            }
        }
    }

    #[test]
    fn it_is_moved_to_its_place() {
        let folder = Folder::new("move");
        let target = folder.0.join("a");
        std::fs::write(&target, "old").unwrap();
        let file = block_on(spooled(1000));
        let path = file.path().unwrap().to_owned();
        block_on(file.persist(&target)).unwrap();
        assert_eq!(std::fs::read(&target).unwrap(), bytes(1000));
        assert!(is_private(&target) && !path.exists());

        let file = block_on(spooled(1000));
        let path = file.path().unwrap().to_owned();
        assert!(block_on(file.persist(folder.0.join("no/b"))).is_err());
        assert!(!path.exists());
    }

    #[test]
    fn it_is_copied_to_another_file_system() {
        let memory = Path::new("/dev/shm");
        let target = memory.join(format!("wz-test-{}", std::process::id()));
        if std::fs::write(&target, "").is_err() {
            eprintln!("skipped: no /dev/shm");
            return;
        }
        let before = std::fs::read_dir(memory).unwrap().count();
        let file = block_on(spooled(300_000));
        let path = file.path().unwrap().to_owned();
        let persisted = block_on(file.persist(&target));
        let content = std::fs::read(&target).unwrap();
        std::fs::remove_file(&target).unwrap();
        persisted.unwrap();
        assert!(content == bytes(300_000) && !path.exists());
        assert_eq!(std::fs::read_dir(memory).unwrap().count(), before - 1);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_leaves_nothing() {
        use std::sync::Mutex;

        static PATH: Mutex<Option<PathBuf>> = Mutex::new(None);
        // What is written goes to a device that is always full; the file beside it stands for the name.
        fn full() -> std::io::Result<(std::fs::File, tempfile::TempPath)> {
            let (_, path) = tempfile::Builder::new().prefix("wz-test-full-").tempfile()?.into_parts();
            *PATH.lock().unwrap() = Some(path.to_path_buf());
            Ok((std::fs::OpenOptions::new().write(true).open("/dev/full")?, path))
        }
        let mut spool = Spool::with_disk(Disk::with(3, full));
        block_on(spool.push(b"123")).unwrap();
        let error = not_stored(block_on(spool.push(b"4")).unwrap_err());
        assert_eq!(error.status(), 507);
        assert!(!PATH.lock().unwrap().take().unwrap().exists());
    }
}
