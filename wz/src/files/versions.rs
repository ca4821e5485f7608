use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Read, Seek};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use wz_rule::ContentHash;

use super::opened::{Content, Opened};

/// How many files are remembered; more than that is a folder whose files are not asked for by their hash.
const REMEMBERED: usize = 10_000;

/// A file that was changed within this time may be changed again without another date.
const SETTLED: Duration = Duration::from_secs(2);

/// The hashes of files on a disk, each made once until the file changes.
#[derive(Debug, Default)]
pub(super) struct Versions(Mutex<HashMap<PathBuf, Known>>);

#[derive(Debug)]
struct Known {
    length: u64,
    modified: SystemTime,
    hash: ContentHash,
}

impl Versions {
    /// The hash of a file that has been opened at a path, and of which nothing has been read. Blocks.
    pub(super) fn of(&self, path: &Path, opened: &Opened) -> io::Result<ContentHash> {
        let file = match &opened.content {
            Content::Disk(file) => file,
            Content::Embedded(file) => return Ok(file.hash()),
        };
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = known.get(path)
            && (known.length, Some(known.modified)) == (opened.length, opened.modified)
        {
            return Ok(known.hash);
        }
        // Others need not wait while it is read.
        drop(known);
        let hash = hash(file)?;
        if let Some(modified) = opened.modified.filter(|modified| is_settled(*modified)) {
            known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            if known.len() >= REMEMBERED {
                known.clear();
            }
            known.insert(path.to_owned(), Known { length: opened.length, modified, hash });
        }
        Ok(hash)
    }
}

fn is_settled(modified: SystemTime) -> bool {
    modified.elapsed().is_ok_and(|age| age > SETTLED)
}

/// Reads all of a file, and goes back to its start.
fn hash(mut file: &File) -> io::Result<ContentHash> {
    let (mut hash, mut buffer) = (ContentHash::EMPTY, vec![0; 64 * 1024]);
    loop {
        match file.read(&mut buffer)? {
            0 => break,
            read => hash = hash.and(&buffer[..read]),
        }
    }
    file.rewind()?;
    Ok(hash)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::files::StaticFolder;
    use crate::request::Request;
    use crate::test_support::block_on;

    const FOREVER: &str = "public, max-age=31536000, immutable";

    #[test]
    fn a_hash_is_that_of_the_file_as_it_is_now() {
        let folder = std::env::temp_dir().join(format!("wz-versions-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join("app.css");
        let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
        let write = |content: &str, modified: SystemTime| {
            fs::write(&path, content).unwrap();
            File::options().write(true).open(&path).unwrap().set_modified(modified).unwrap();
        };
        let site = StaticFolder::new(&folder).versioned(true).with_cache_control("private".parse().unwrap());
        let get = |site: &StaticFolder, version: &str| {
            let request = Request::get(&format!("/app.css?a=1&v={version}&v=x"));
            let answer = block_on(site.answer(&request, "app.css")).unwrap();
            answer.headers()["cache-control"].to_str().unwrap().to_owned()
        };
        let (one, two) = (ContentHash::of(b"one").to_string(), ContentHash::of(b"two").to_string());
        let now = SystemTime::now();
        // Of the same length, and in the second step of the same date.
        for (content, modified, current, other) in [
            ("one", now, &one, &two),
            ("two", now, &two, &one),
            ("two", long_ago, &two, &one),
            ("one", long_ago + Duration::from_secs(1), &one, &two),
        ] {
            write(content, modified);
            for _ in 0..2 {
                assert_eq!((get(&site, current).as_str(), get(&site, other).as_str()), (FOREVER, "private"));
            }
        }
        assert_eq!(site.policy.versions.0.lock().unwrap().len(), 1);
        assert_eq!(get(&site.clone().versioned(false), &one), "private");
        let _ = fs::remove_dir_all(&folder);
    }
}
