"""A server of its own process that speaks «chat completions», well or badly: the model's name says how.

It prints its port, answers until its standard input ends, and tells at /seen what it was asked.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

NOTES = """## Hook
Who has not lost a button and looked for it all day long?

## How it works
A button is small enough to hide behind anything larger.

## Example
Take the coat with one button on the floor under the drawer.

## Why it matters
Without its button the coat stays open.

## Limit
No lamp finds a button that was never there.

## Take-away
Look again for the button, and keep a spare one.
"""
CHATTY = (
    f"<think>They want notes.</think>Sure! Here are the notes you asked for:\n\n```markdown\n{NOTES}```\n"
    "Let me know!"
)
INVENTED = NOTES.replace("Take the coat", "In 1912 Ada Buttonwell of the Zipper Guild took the coat")


def told(text: str, finish: str = "stop") -> dict[str, object]:
    return {
        "choices": [{"message": {"role": "assistant", "content": text}, "finish_reason": finish}],
        "usage": {"prompt_tokens": 120, "completion_tokens": 80},
    }


ANSWERS: dict[str, tuple[int, str, bytes]] = {  # status, type, body
    "good": (200, "application/json", json.dumps(told(NOTES)).encode()),
    "chatty": (200, "application/json", json.dumps(told(CHATTY)).encode()),
    "invented": (200, "application/json", json.dumps(told(INVENTED)).encode()),
    "cut": (200, "application/json", json.dumps(told(NOTES[:-20], "length")).encode()),
    "page": (200, "text/html", b"<!doctype html><html><body>Welcome to the router</body></html>"),
    "words": (200, "application/json", b"Welcome to the router"),
    "list": (200, "application/json", b"[1, 2, 3]"),
    "empty": (200, "application/json", b'{"choices": [{"message": {"content": null}}]}'),
    "nothing": (200, "application/json", b""),
    "latin": (200, "application/json", '{"choices": "é"}'.encode("latin-1")),
    "trouble": (200, "application/json", b'{"error": {"message": "the model is not loaded"}}'),
    "prose": (200, "application/json", json.dumps(told("I would rather talk about zips.")).encode()),
    "huge": (200, "application/json", b" " * (5 * 2**20)),
    "forbidden": (401, "application/json", b'{"error": {"message": "no such key"}}'),
    "missing": (404, "application/json", b'{"error": {"message": "model not found"}}'),
}
EVENTS = (
    b"".join(
        b"data: " + json.dumps({"choices": [{"delta": {"content": line + "\n"}}]}).encode() + b"\n\n"
        for line in NOTES.split("\n")
    )
    + b"data: [DONE]\n\n"
)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    seen: list[dict[str, object]] = []  # noqa: RUF012 - one server, one list

    def do_GET(self) -> None:
        self.reply(200, "application/json", json.dumps(self.seen).encode())

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        model = body["model"]
        before = sum(one["body"]["model"] == model for one in self.seen)  # type: ignore[index]
        self.seen.append({"path": self.path, "key": self.headers["Authorization"], "body": body})
        kind = model.split("-")[0]
        if special := getattr(self, f"as_{kind}", None):
            special(body, before)
        else:
            self.reply(*ANSWERS[kind])

    def reply(self, status: int, kind: str, body: bytes, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def as_busy(self, _: object, before: int) -> None:
        """Answer 429 twice, then well."""
        self.reply(
            *(ANSWERS["good"] if before > 1 else (429, "application/json", b'{"detail": "slow down"}'))
        )

    def as_never(self, _: object, before: int) -> None:
        self.reply(503, "text/html", b"<html>overloaded</html>")

    def as_later(self, _: object, before: int) -> None:
        self.reply(429, "application/json", b"{}", Retry_After="3600")

    def as_picky(self, body: dict[str, object], before: int) -> None:
        """Take neither max_tokens nor temperature, and say so one after the other."""
        for name in ("max_tokens", "temperature"):
            if name in body:
                self.reply(
                    400,
                    "application/json",
                    json.dumps({"error": {"message": f"Unsupported: {name}"}}).encode(),
                )
                return
        self.reply(*ANSWERS["good"])

    def as_moved(self, _: object, before: int) -> None:
        self.reply(302, "text/plain", b"", Location="http://127.0.0.1:9/elsewhere")

    def as_lost(self, _: object, before: int) -> None:
        """Lead to what is no address."""
        self.reply(302, "text/plain", b"", Location="http://[elsewhere")

    def as_telltale(self, _: object, before: int) -> None:
        self.reply(
            403, "application/json", json.dumps({"error": f"bad {self.headers['Authorization']}"}).encode()
        )

    def as_chunked(self, _: object, before: int) -> None:
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        body = ANSWERS["good"][2]
        for start in range(0, len(body), 50):
            part = body[start : start + 50]
            self.wfile.write(f"{len(part):x}\r\n".encode() + part + b"\r\n")
        self.wfile.write(b"0\r\n\r\n")

    def as_stream(self, _: object, before: int) -> None:
        self.reply(200, "text/event-stream", EVENTS)

    def as_drip(self, _: object, before: int) -> None:
        """Send a space now and then."""
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        for _ in range(40):
            try:
                self.wfile.write(b" ")
                self.wfile.flush()
            except OSError:
                return
            time.sleep(0.05)

    def as_silent(self, _: object, before: int) -> None:
        time.sleep(1.5)
        self.close_connection = True

    def as_broken(self, _: object, before: int) -> None:
        """Break off within the first answer."""
        body = ANSWERS["good"][2]
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body if before else body[:40])
        self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Say nothing."""


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdout.write(f"{server.server_address[1]}\n")
    sys.stdout.flush()
    sys.stdin.read()
