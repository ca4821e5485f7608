"""Werkzeug's side of the headers bench, which starts this for one of its rows.

Standard input holds a line for each job: the name of the group, a function below, and a text. Printed is for each the name
and the nanoseconds that one call takes: the tenth percentile of samples, as for the other rows.
"""

import sys
from time import perf_counter_ns
from urllib.parse import parse_qsl, urlencode

from werkzeug import http, urls
from werkzeug.datastructures import LanguageAccept, MIMEAccept, ResponseCacheControl

ROUNDS = 50
BATCH = 100

JOBS = {
    "parse_cookie": http.parse_cookie,
    "dump_cookie": lambda text: http.dump_cookie(
        "session", text, max_age=3600, domain="example.com", secure=True, httponly=True, samesite="Lax"
    ),
    "accept_mime": lambda text: http.parse_accept_header(text, MIMEAccept).best_match(
        ["application/json", "text/html", "text/plain"]
    ),
    "accept_language": lambda text: http.parse_accept_header(text, LanguageAccept).best_match(["en", "fr", "de"]),
    "accept_encoding": lambda text: http.parse_accept_header(text).best_match(["br", "gzip", "identity"]),
    "unquote_etag": http.unquote_etag,
    "parse_etags": lambda text: http.parse_etags(text).contains_weak("33a64df551425fcc55e4d42a148795d9f25f89d4"),
    "parse_range_header": http.parse_range_header,
    "parse_cache_control": lambda text: http.parse_cache_control_header(text, cls=ResponseCacheControl).max_age,
    "dump_cache_control": lambda text: http.dump_header({"public": None, "max-age": text}),
    "parse_date": http.parse_date,
    "http_date": lambda text: http.http_date(int(text)),
    "parse_options_header": http.parse_options_header,
    "dump_options_header": lambda text: http.dump_options_header("attachment", {"filename": text}),
    "parse_qsl": lambda text: parse_qsl(text, keep_blank_values=True, errors="werkzeug.url_quote"),
    "urlencode": lambda text: urlencode(
        [("q", text), ("page", "3"), ("redirect", "https://example.com/a?b=c"), ("tags", "a")],
        safe="!$'()*,/:;?@",
    ),
    "iri_to_uri": urls.iri_to_uri,
    "uri_to_iri": urls.uri_to_iri,
}


def nanoseconds(job, text):
    samples = []
    for _ in range(ROUNDS):
        clock = perf_counter_ns()
        for _ in range(BATCH):
            job(text)
        samples.append((perf_counter_ns() - clock) / BATCH)
    return sorted(samples)[ROUNDS // 10]


def main():
    for line in sys.stdin.read().splitlines():
        name, job, text = line.split("\t")
        print(f"{name}\t{nanoseconds(JOBS[job], text)}")


if __name__ == "__main__":
    main()
