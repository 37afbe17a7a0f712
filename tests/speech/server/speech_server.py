"""A server of its own process that speaks `/v1/audio/speech` in beeps: the model's name says how well.

It prints its port, answers until its standard input ends, and tells at /seen what it was asked.
"""

from __future__ import annotations

import base64
import contextlib
import json
import select
import struct
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np

RATE = 22_050
SECONDS_PER_LETTER = 0.06


def beeps(text: str, speed: float, rate: int) -> tuple[np.ndarray, list[dict[str, object]]]:
    """Beep each word, as long as it is; give the samples and when each word was said."""
    pieces, marks, position = [], [], 0.1
    pieces.append(np.zeros(round(0.1 * rate)))
    for number, word in enumerate(text.split()):
        count = round(len(word) * SECONDS_PER_LETTER / speed * rate)
        pieces.append(0.3 * np.sin(np.arange(count) * 2 * np.pi * (300 + 20 * (number % 5)) / rate))
        marks.append({"word": word, "start_time": position, "end_time": position + count / rate})
        pieces.append(np.zeros(round(0.03 * rate)))
        position += count / rate + 0.03
    return np.concatenate(pieces), marks


def wav(samples: np.ndarray, rate: int, *, size: int | None = None) -> bytes:
    data = (samples * 32767).astype("<i2").tobytes()
    told = len(data) if size is None else size
    head = struct.pack("<4sI4s4sIHHIIHH4sI", b"RIFF", min(told + 36, 0xFFFFFFFF), b"WAVE", b"fmt ", 16, 1, 1,
                       rate, rate * 2, 2, 16, b"data", told)  # fmt: skip
    return head + data


class Seen:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.requests: list[dict[str, object]] = []
        self.connections: set[tuple[str, int]] = set()
        self.running = self.most_at_once = 0
        self.tries: dict[str, int] = {}


SEEN = Seen()
BAD: dict[str, tuple[int, str, bytes]] = {  # status, type, body
    "down": (503, "text/plain", b"loading"),
    "forbidden": (401, "application/json", b'{"error": {"message": "no such key: sk-secret"}}'),
    "refusing": (400, "application/json", b'{"error": {"message": "text too \x1b[31mlong"}}'),
    "mp3": (200, "audio/mpeg", b"\xff\xfb" + bytes(500)),
    "message": (200, "text/plain", b"the model is not here, sorry "),
    "apologetic": (200, "application/json", '{"error": {"message": "no such voice – sorry"}}'.encode()),
    "empty": (200, "audio/wav", b""),
    "deep": (400, "application/json", b"[" * 100_000),
    "kokoro": (
        400,
        "application/json",
        b'{"detail": {"error": "validation_error", "message": "no voice low"}}',
    ),
    "fastapi": (422, "application/json", b'{"detail": [{"loc": ["body", "speed"], "msg": "too fast"}]}'),
}
BUSY = {"busy": (2, "0.05"), "resting": (1, "30"), "away": (9, "3600")}  # how often, and what it asks for
ENDLESS: dict[str, tuple[bytes, bytes]] = {  # what is sent first, and then without end
    "continuing": (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "dripping-head": (b"HTTP/1.1 200 OK\r\nX-Long: ", b"x"),
    "dripping": (b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nRIFF", b"x"),
    "dripping-trailers": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", b"X: y\r\n"),
    "silent-line": (b"HTTP/1.1 200 OK\r\nContent-Type: audio/wav\r\n\r\n", b""),
    "negative": (b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nRIFF", b""),
    "many-lengths": (b"HTTP/1.1 200 OK\r\nContent-Length: 5, 6\r\n\r\nRIFF", b""),
}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if self.path == "/forget":
            SEEN.__init__()  # type: ignore[misc]
            self.answer(200, "text/plain", b"forgotten")
        elif self.path == "/seen":
            document = {
                "requests": SEEN.requests,
                "connections": len(SEEN.connections),
                "most_at_once": SEEN.most_at_once,
            }
            self.answer(200, "application/json", json.dumps(document).encode())
        elif self.path == "/v1/models":
            models = [{"id": "beeps", "object": "model", "owned_by": "tests", "created": time.time_ns()}]
            models[0]["permission"] = [{"id": f"modelperm-{time.time_ns()}", "allow_sampling": True}]
            self.answer(200, "application/json", json.dumps({"object": "list", "data": models}).encode())
        else:
            self.answer(404, "application/json", b'{"detail": "Not Found"}')

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with SEEN.lock:
            SEEN.connections.add(self.client_address)
            SEEN.running += 1
            SEEN.most_at_once = max(SEEN.most_at_once, SEEN.running)
            told = {"path": self.path, "authorization": self.headers.get("Authorization", "")}
            SEEN.requests.append(told | body)
            tried = SEEN.tries[body["input"]] = SEEN.tries.get(body["input"], 0) + 1
        try:
            self.speak(body, tried)
        finally:
            with SEEN.lock:
                SEEN.running -= 1

    def speak(self, body: dict[str, object], tried: int) -> None:
        how, text, speed = str(body["model"]), str(body["input"]), float(str(body["speed"]))
        samples, marks = beeps(text, speed, RATE)
        if how == "slow":
            time.sleep(0.2)
        if how in ENDLESS or (how == "hanging-later" and len(SEEN.requests) > 1):
            self.go_on(*ENDLESS.get(how, (b"", b"")))
        elif how == "closing" and tried == 1:
            self.close_connection = True
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nRIFF")
        elif how in BUSY and tried <= BUSY[how][0]:
            self.answer(429, "application/json", b"{}", {"Retry-After": BUSY[how][1]})
        elif how in BAD:
            self.answer(*BAD[how])
        elif how in {"silent", "streamed"}:
            sound = wav(samples * 0, RATE) if how == "silent" else wav(samples, RATE, size=0xFFFFFFFF)
            self.answer(200, "audio/wav", sound)
        elif self.path == "/dev/captioned_speech":
            kept = marks[:-1] if how == "forgetful" else marks
            document = {"audio": base64.b64encode(wav(samples, RATE)).decode(), "timestamps": kept}
            self.answer(200, "application/json", json.dumps(document).encode())
        elif body["response_format"] == "pcm":
            self.answer(200, f"audio/pcm;rate={RATE}", (samples * 32767).astype("<i2").tobytes())
        else:
            self.answer(200, "audio/wav", wav(samples, RATE))

    def go_on(self, begin: bytes, more: bytes) -> None:
        """Keep the line open, and send more and more, until nobody is there."""
        self.close_connection = True
        with contextlib.suppress(OSError):
            self.wfile.write(begin)
            while not select.select([self.connection], [], [], 0.01)[0]:
                self.wfile.write(more)

    def answer(self, status: int, kind: str, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {
            "Content-Type": kind,
            "Content-Length": str(len(body)),
            **(headers or {}),
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_port, flush=True)  # noqa: T201 - to the test that started it
    sys.stdin.read()
