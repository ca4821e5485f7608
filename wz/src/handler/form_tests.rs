use std::collections::HashMap;

use bytes::Bytes;
use serde::Deserialize;

use crate::form::multipart::MultipartLimits;
use crate::test_support::{block_on, chunks};
use crate::{FormData, FromForm, HttpError, Limits, Request, UploadedFile};

const END: &str = "--B--\r\n";

fn text(name: &str, value: &str) -> String {
    format!("--B\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
}

fn file(name: &str, filename: &str, content: &str) -> String {
    format!(
        "--B\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{filename}\"\r\n\
         Content-Type: image/png\r\n\r\n{content}\r\n"
    )
}

fn sent(parts: &[String]) -> Request {
    let body = parts.concat() + END;
    Request::post("/", body).with_header("content-type", "multipart/form-data; boundary=B")
}

fn plain(body: &'static str) -> Request {
    Request::post("/", body).with_header("content-type", "application/x-www-form-urlencoded")
}

fn read<T: FromForm>(parts: &[String]) -> Result<T, HttpError> {
    block_on(sent(parts).form())
}

fn content(file: &UploadedFile) -> Bytes {
    block_on(file.bytes()).unwrap()
}

#[derive(Deserialize, Debug)]
struct Avatar {
    name: String,
    image: UploadedFile,
    more: Vec<UploadedFile>,
    cv: Option<UploadedFile>,
    size: Option<u8>,
}

#[test]
fn serde_reads_texts_and_files() {
    let avatar: Avatar = read(&[
        file("more", "1.png", "m1"),
        text("name", "Ada"),
        file("image", "a.png", "1234"),
        text("size", ""),
        file("more", "2.png", ""),
        file("cv", "", ""),
        file("unknown", "x", "y"),
    ])
    .unwrap();
    assert_eq!((avatar.name.as_str(), avatar.size, avatar.cv.is_none()), ("Ada", None, true));
    assert_eq!((avatar.image.filename(), avatar.image.len()), (Some("a.png"), 4));
    assert_eq!(avatar.image.content_type().unwrap().essence(), "image/png");
    assert_eq!(content(&avatar.image), "1234");
    let more: Vec<_> = avatar.more.iter().map(|file| (file.filename().unwrap(), content(file))).collect();
    assert_eq!(more, [("1.png", "m1".into()), ("2.png", "".into())]);
}

#[test]
fn files_in_maps_pairs_and_newtypes() {
    #[derive(Deserialize)]
    struct Photo(UploadedFile);

    let parts = [file("a", "1", "x"), file("b", "2", "y")];
    let map: HashMap<String, Photo> = read(&parts).unwrap();
    assert_eq!((content(&map["a"].0), content(&map["b"].0)), ("x".into(), "y".into()));
    let pairs: Vec<(String, UploadedFile)> = read(&parts).unwrap();
    assert_eq!((pairs[1].0.as_str(), content(&pairs[1].1)), ("b", "y".into()));
    let lists: HashMap<String, Vec<UploadedFile>> = read(&parts).unwrap();
    assert_eq!(lists["a"].len(), 1);
}

#[test]
fn what_does_not_fit_is_named() {
    let (name, image) = (|| text("name", "Ada"), || file("image", "a.png", "1"));
    for (parts, words) in [
        (vec![name()], "`image` is missing"),
        (vec![name(), file("image", "", "")], "`image` is missing"),
        (vec![image()], "`name` is missing"),
        (vec![name(), text("image", "7")], "`image`: expected a file, found `7`"),
        (vec![name(), image(), text("more", "0")], "`more`: expected a file, found `0`"),
        (vec![name(), image(), text("cv", "0")], "`cv`: expected a file, found `0`"),
        (vec![file("name", "n", "Ada"), image()], "`name`: expected a text, found a file"),
        (
            vec![name(), image(), file("size", "s", "7")],
            "`size`: expected an integer from 0 to 255, found a file",
        ),
    ] {
        let error = read::<Avatar>(&parts).unwrap_err();
        assert_eq!(error.status(), 400);
        assert!(error.description().contains(words), "{words}: {error}");
    }
    // A plain form has no files.
    let error = block_on(plain("name=Ada&image=0").form::<Avatar>()).unwrap_err();
    assert!(error.description().contains("`image`: expected a file, found `0`"), "{error}");
}

#[test]
fn nothing_but_a_file_is_a_file() {
    #[derive(Deserialize, Debug)]
    #[serde(untagged)]
    enum Buffered {
        #[expect(dead_code)]
        File(UploadedFile),
    }
    #[derive(Deserialize, Debug)]
    struct Nested {
        #[serde(deserialize_with = "foreign")]
        #[expect(dead_code)]
        a: UploadedFile,
    }
    fn foreign<'de, D: serde::Deserializer<'de>>(field: D) -> Result<UploadedFile, D::Error> {
        use serde::de::value::{Error, U64Deserializer, UnitDeserializer};

        // These call the visitor whatever it has asked for.
        let number: usize = String::deserialize(field)?.parse().unwrap();
        let number = U64Deserializer::<Error>::new(number as u64);
        assert!(UploadedFile::deserialize(UnitDeserializer::<Error>::new()).is_err());
        UploadedFile::deserialize(number).map_err(serde::de::Error::custom)
    }

    assert!(read::<HashMap<String, Buffered>>(&[text("a", "0"), file("b", "f", "x")]).is_err());
    let error = read::<Nested>(&[text("a", "0"), file("b", "f", "x")]).unwrap_err();
    assert!(error.description().contains("expected a file of a form"), "{error}");
}

#[test]
fn nothing_stays_behind_when_a_visitor_panics() {
    #[derive(Debug)]
    struct Panics;
    impl<'de> Deserialize<'de> for Panics {
        fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Panics, D::Error> {
            struct Visitor;
            impl serde::de::Visitor<'_> for Visitor {
                type Value = Panics;
                fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    f.write_str("nothing")
                }
                fn visit_unit<E>(self) -> Result<Panics, E> {
                    panic!("a visitor that is not ours")
                }
            }
            deserializer.deserialize_newtype_struct(crate::form::handed::FILE, Visitor)
        }
    }

    let panicked =
        std::panic::catch_unwind(|| read::<HashMap<String, Panics>>(&[file("a", "f", "x")]).map(drop));
    assert!(panicked.is_err() && crate::form::handed::take().is_none());
}

#[derive(FromForm, Debug)]
struct Limited {
    #[form(limit = 10)]
    name: String,
    #[form(limit = "5B")]
    image: Option<UploadedFile>,
    #[form(rename = "n", default)]
    size: u8,
    #[form(default)]
    tags: Vec<String>,
}

#[test]
fn the_derive_reads_fields() {
    let parts = [text("name", "Ada"), file("image", "f", "12345"), text("tags", "a"), text("tags", "b")];
    let form: Limited = read(&parts).unwrap();
    assert_eq!((form.name.as_str(), form.size, form.tags.join(" ")), ("Ada", 0, "a b".into()));
    assert_eq!(content(&form.image.unwrap()), "12345");
    let form: Limited = block_on(plain("n=7&name=Ada&image=").form()).unwrap();
    assert_eq!((form.size, form.image.is_none()), (7, true));
    for (parts, words) in [
        (vec![], "`name` is missing"),
        (vec![text("name", ""), text("n", "x")], "`n`: expected an integer from 0 to 255, found `x`"),
        (vec![text("name", ""), text("n", "")], "`n`: expected an integer"),
        (vec![text("name", ""), text("image", "1")], "`image`: expected a file"),
    ] {
        let error = read::<Limited>(&parts).unwrap_err();
        assert!(error.status() == 400 && error.description().contains(words), "{words}: {error}");
    }
}

#[test]
fn a_field_has_its_own_limit_while_it_arrives() {
    let image = |length| file("image", "f", &"1".repeat(length));
    let long = [text("name", "12345678901"), image(5)];
    for (request, words) in [
        (sent(&long), "the field `name` has more than 10 bytes"),
        (plain("name=12345678901"), "the field `name` has more than 10 bytes"),
        (sent(&[text("name", "a"), image(6)]), "the file of `image` has more than 5 bytes"),
    ] {
        let mut request = request;
        let error = block_on(request.form::<Limited>()).unwrap_err();
        assert_eq!(error.status(), 413);
        for word in [words, "`#[form(limit = \"...\")]`"] {
            assert!(error.description().contains(word), "{error}");
        }
    }
    // The end is never asked for.
    let mut endless = Request::new(
        http::Method::POST,
        "/",
        chunks(["--B\r\nContent-Disposition: form-data; name=name\r\n\r\n", "123456", "123456"]),
    )
    .with_header("content-type", "multipart/form-data; boundary=B");
    assert_eq!(block_on(endless.form::<Limited>()).unwrap_err().status(), 413);
    // It is in place of the general one, also when it is more.
    let mut request = sent(&[text("name", "1234567890"), image(5)]);
    request.set_limits(Limits::new().multipart(MultipartLimits::new().file_bytes(1).field_bytes(1)));
    assert!(block_on(request.form::<Limited>()).is_ok());
}

#[test]
fn fields_are_limited_as_a_whole() {
    let fields: Vec<_> = (0..40).map(|i| text(&format!("f{i}"), "0123456789")).collect();
    let limited = |limit| {
        let mut request = sent(&fields);
        request.set_limits(Limits::new().buffered_body(limit));
        block_on(request.form::<FormData>())
    };
    assert_eq!(limited(10_000).unwrap().fields.len(), 40);
    let error = limited(400).unwrap_err();
    assert_eq!(error.status(), 413);
    for word in ["400 bytes", "`buffered_body`", "App::limits"] {
        assert!(error.description().contains(word), "{error}");
    }
    // Headers are held as well.
    let files: Vec<_> = (0..40).map(|_| file("f", &"x".repeat(300), "")).collect();
    let mut request = sent(&files);
    request.set_limits(Limits::new().buffered_body(10_000));
    assert_eq!(block_on(request.form::<FormData>()).unwrap_err().status(), 413);
}

#[cfg(not(feature = "upload"))]
#[test]
fn files_in_memory_are_limited_together() {
    let files = [file("a", "1", &"x".repeat(1500)), file("b", "2", &"x".repeat(1500))];
    let limited = |limit| {
        let mut request = sent(&files);
        request.set_limits(Limits::new().buffered_body(limit));
        block_on(request.form::<FormData>())
    };
    assert_eq!(limited(3000).unwrap().files.len(), 2);
    let error = limited(2999).unwrap_err();
    assert_eq!(error.status(), 413);
    for word in ["2999 bytes", "`buffered_body`", "feature `upload`"] {
        assert!(error.description().contains(word), "{error}");
    }
}

#[cfg(feature = "upload")]
#[test]
fn files_beyond_a_limit_go_to_disk() {
    let files = |lengths: &[usize]| -> Vec<String> {
        lengths.iter().map(|length| file("f", "f", &"x".repeat(*length))).collect()
    };
    let on_disk = |lengths: &[usize], limits: Limits| {
        let mut request = sent(&files(lengths));
        request.set_limits(limits);
        let form: FormData = block_on(request.form()).unwrap();
        assert!(form.files.get_all("f").map(|file| file.len() as usize).eq(lengths.iter().copied()));
        assert!(form.files.iter().all(|(_, file)| content(file).len() as u64 == file.len()));
        form.files.iter().map(|(_, file)| file.path().is_some()).collect::<Vec<_>>()
    };
    let limits = Limits::new();
    assert_eq!(on_disk(&[512_000, 512_001, 2_000_000, 0], limits), [false, true, true, false]);
    assert_eq!(on_disk(&[10, 11], limits.spool_threshold(10)), [false, true]);
    // All that is in memory is limited together.
    assert_eq!(on_disk(&[3000, 3000, 1000, 1000], limits.buffered_body(4000)), [false, true, false, true]);
}

#[test]
fn a_form_in_memory_can_be_read_again() {
    let mut request = sent(&[text("a", "1"), file("f", "f", "x")]);
    block_on(request.bytes()).unwrap();
    for _ in 0..2 {
        let form: FormData = block_on(request.form()).unwrap();
        assert_eq!((form.fields.len(), form.files.len()), (1, 1));
    }
    assert!(block_on(request.bytes()).unwrap().starts_with(b"--B"));
}

#[test]
fn a_form_that_breaks_off_is_refused() {
    let whole = text("a", "1") + &file("f", "f", "xyz") + END;
    for end in [1, 20, 60, 100, whole.len() - 8] {
        let body = whole.as_bytes()[..end].to_vec();
        let mut request =
            Request::post("/", body).with_header("content-type", "multipart/form-data; boundary=B");
        assert_eq!(block_on(request.form::<FormData>()).unwrap_err().status(), 400, "{end}");
    }
}

#[test]
fn parts_go_where_they_are_told() {
    let parts = [file("a", "a", "12345"), file("b", "b", "12345"), text("c", "1"), file("d", "d", "12345")];
    block_on(async {
        let mut request = sent(&parts);
        let mut form = request.multipart()?;
        let mut first = form.next_part().await?.unwrap();
        assert!(first.chunk().await?.is_some());
        assert_eq!(first.file().await?.len(), 0);
        form.next_part().await?.unwrap().discard().await?;
        let field = form.next_part().await?.unwrap();
        assert_eq!(field.name(), "c");
        assert_eq!(field.file().await?.bytes().await.unwrap(), "1");
        #[cfg(any(feature = "server", feature = "upload"))]
        {
            use tokio::io::AsyncReadExt;

            let mut part = form.next_part().await?.unwrap();
            let mut three = [0; 3];
            part.read_exact(&mut three).await.unwrap();
            let mut rest = Vec::new();
            assert_eq!(part.copy_to(&mut rest).await?, 2);
            assert_eq!((&three, &rest[..]), (b"123", &b"45"[..]));
        }
        Ok::<_, HttpError>(())
    })
    .unwrap();
}

#[cfg(any(feature = "server", feature = "upload"))]
#[test]
fn a_part_as_a_reader_keeps_the_answer() {
    use tokio::io::AsyncReadExt;

    async fn read(mut request: Request) -> crate::Result<usize> {
        let mut form = request.multipart()?;
        let mut part = form.next_part().await?.unwrap();
        Ok(part.read_to_end(&mut Vec::new()).await?)
    }
    let whole = file("f", "f", "12345") + END;
    let cut = |length: usize| {
        Request::post("/", whole[..length].to_owned())
            .with_header("content-type", "multipart/form-data; boundary=B")
    };
    assert_eq!(block_on(read(cut(whole.len()))).unwrap(), 5);
    assert_eq!(block_on(read(cut(whole.len() - 8))).unwrap_err().status(), 400);
}

#[cfg(any(feature = "server", feature = "upload"))]
#[test]
fn a_writer_that_fails_is_no_mistake_of_the_client() {
    struct Full;
    impl tokio::io::AsyncWrite for Full {
        fn poll_write(
            self: std::pin::Pin<&mut Self>,
            _: &mut std::task::Context<'_>,
            _: &[u8],
        ) -> std::task::Poll<std::io::Result<usize>> {
            std::task::Poll::Ready(Err(std::io::ErrorKind::StorageFull.into()))
        }
        fn poll_flush(
            self: std::pin::Pin<&mut Self>,
            _: &mut std::task::Context<'_>,
        ) -> std::task::Poll<std::io::Result<()>> {
            std::task::Poll::Ready(Ok(()))
        }
        fn poll_shutdown(
            self: std::pin::Pin<&mut Self>,
            _: &mut std::task::Context<'_>,
        ) -> std::task::Poll<std::io::Result<()>> {
            std::task::Poll::Ready(Ok(()))
        }
    }
    let error = block_on(async {
        let mut request = sent(&[file("f", "f", "1")]);
        let mut form = request.multipart()?;
        form.next_part().await?.unwrap().copy_to(&mut Full).await
    })
    .unwrap_err();
    assert_eq!(error.status(), 507);
    assert!(!error.description().contains("storage full"), "{error}");
}
