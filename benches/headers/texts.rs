//! What browsers and servers send, short and long.

pub(crate) const COOKIE: &str = "session=eyJfZnJlc2giOmZhbHNlfQ.ZbK1xw.8f2c7Yw1V9f3; theme=dark";
pub(crate) const COOKIES: &str = "_ga=GA1.2.1234567890.1700000000; _gid=GA1.2.987654321.1700000000; \
    _ga_ABCDEF1234=GS1.1.1700000000.3.1.1700000123.0.0.0; OptanonAlertBoxClosed=2024-01-25T18:12:43.123Z; \
    OptanonConsent=isGpcEnabled=0&datestamp=Thu+Jan+25+2024&version=202309.1.0&hosts=&groups=C0001%3A1%2CC0002%3A0; \
    csrftoken=4XxzJYk0sQ3bC1nN7xLpXvTgBbq0Rz0pYt9Ad8Ee; logged_in=yes; color_mode=auto; tz=Europe%2FBerlin; \
    _octo=GH1.1.1234567890.1700000000; preferred_language=de-CH; \
    session=.eJwlzjEOAjEMBdG7pKaIYzv2z2VQEsegbXa1FeLuIDG1VHM_5D2uO_9I27Md-yP28i9hNqS0kVJNgYF8.ZbK1xw.8f2c7Yw1V9f3Qh0";

pub(crate) const ACCEPT: &str = "application/json";
pub(crate) const ACCEPT_PAGE: &str =
    "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8";
pub(crate) const ACCEPT_LANGUAGE: &str = "en-US,en;q=0.5";
pub(crate) const ACCEPT_LANGUAGES: &str =
    "de-CH,de;q=0.9,fr-CH;q=0.8,fr;q=0.7,en-US;q=0.6,en;q=0.5,it;q=0.4,*;q=0.1";
pub(crate) const ACCEPT_ENCODING: &str = "gzip, deflate, br, zstd";
pub(crate) const ACCEPT_ENCODINGS: &str =
    "br;q=1.0, gzip;q=0.8, deflate;q=0.6, zstd;q=0.9, identity;q=0.2, *;q=0.1";

pub(crate) const ETAG: &str = "\"33a64df551425fcc55e4d42a148795d9f25f89d4\"";
pub(crate) const WEAK_ETAG: &str = "W/\"65b2b5c7-1f40\"";
pub(crate) const ETAGS: &str = "W/\"65b2b5c7-1f40\", \"0123456789abcdef\", W/\"67ab43\", \"54ed21\", \"7892dd\", \
    \"deadbeefdeadbeefdeadbeefdeadbeef\", \"33a64df551425fcc55e4d42a148795d9f25f89d4\"";

pub(crate) const RANGE: &str = "bytes=1048576-";
pub(crate) const RANGES: &str = "bytes=0-499, 1000-1499, 2000-2499, 4000-4499, 8000-8499, -500";

pub(crate) const CACHE_CONTROL: &str = "max-age=0";
pub(crate) const CACHE_CONTROLS: &str =
    "public, max-age=31536000, s-maxage=86400, must-revalidate, no-transform, immutable";

pub(crate) const FIXDATE: &str = "Sun, 06 Nov 1994 08:49:37 GMT";
pub(crate) const RFC_850: &str = "Sunday, 06-Nov-94 08:49:37 GMT";
pub(crate) const ASCTIME: &str = "Sun Nov  6 08:49:37 1994";

pub(crate) const CONTENT_TYPE: &str = "application/json";
pub(crate) const CONTENT_TYPE_CHARSET: &str = "text/html; charset=utf-8";
pub(crate) const CONTENT_TYPE_FORM: &str =
    "multipart/form-data; boundary=----WebKitFormBoundary7MA4YWxkTrZu0gW8";

pub(crate) const DISPOSITION: &str = "form-data; name=\"avatar\"; filename=\"me and my cat.png\"";
pub(crate) const DISPOSITION_EXTENDED: &str =
    "attachment; filename=\"naive file.txt\"; filename*=UTF-8''na%C3%AFve%20file%20%E2%82%AC.txt";

pub(crate) const QUERY: &str = "q=rust+http&page=2";
pub(crate) const QUERY_LONG: &str = "utm_source=newsletter&utm_medium=email&utm_campaign=spring+sale&utm_content=hero%20button&\
    q=caf%C3%A9+cr%C3%A8me&filter%5Bcolor%5D=blue&filter%5Bsize%5D=xl&tags=a&tags=b&tags=c&sort=-price&page=3&per_page=50&\
    redirect=https%3A%2F%2Fexample.com%2Fa%3Fb%3Dc";

pub(crate) const PATH: &str = "/static/images/logo.svg";
pub(crate) const PATH_UNICODE: &str = "/wiki/Größenordnung und Übersicht/日本語 (メイン).html";
