"""Reads the form on standard input with Werkzeug's decoder, in chunks: `werkzeug_multipart.py BOUNDARY CHUNK`. Prints the
best time of three, in seconds."""

import sys
from time import perf_counter

from werkzeug.sansio.multipart import Epilogue, MultipartDecoder, NeedData


def read(boundary, chunks):
    decoder = MultipartDecoder(boundary)
    for chunk in [*chunks, None]:
        decoder.receive_data(chunk)
        event = decoder.next_event()
        while not isinstance(event, (Epilogue, NeedData)):
            event = decoder.next_event()


def timed(*arguments):
    start = perf_counter()
    read(*arguments)
    return perf_counter() - start


if __name__ == "__main__":
    boundary, size = sys.argv[1].encode(), int(sys.argv[2])
    body = sys.stdin.buffer.read()
    chunks = [body[at : at + size] for at in range(0, len(body), size)]
    print(min(timed(boundary, chunks) for _ in range(3)))
