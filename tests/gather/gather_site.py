"""A real HTTP server on this machine, whose pages each test writes down."""

import gzip
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGE = "<html><head><title>Le pont</title></head><body><p>Le pont a rouvert lundi.</p></body></html>"


@dataclass
class Answer:
    """What the server answers: a body, or a function that writes to the socket itself."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    write: object = None


class Site:
    """The pages of a server by their paths, and the requests that it got."""

    def __init__(self):
        self.answers = {}
        self.requests = []
        self.lock = threading.Lock()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    @property
    def root(self):
        return f"http://127.0.0.1:{self.server.server_port}"

    def page(self, path, body=PAGE, *, media_type="text/html", status=200, write=None, **headers):
        content = body.encode() if isinstance(body, str) else body
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers[path] = Answer(content, status, {"Content-Type": media_type, **named}, write)
        return self.root + path

    def asked(self, path=None):
        return [r for r in self.requests if path is None or r["path"] == path]

    def _handler(self):
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                with site.lock:
                    site.requests.append({"path": self.path, "headers": self.headers, "at": time.monotonic()})
                answer = site.answers.get(self.path, Answer(status=404))
                etag = answer.headers.get("ETag")
                if etag and self.headers.get("If-None-Match") == etag:
                    answer = Answer(status=304, headers={"ETag": etag})
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                if answer.write is None and "Transfer-Encoding" not in answer.headers:
                    self.send_header("Content-Length", str(len(answer.body)))
                self.end_headers()
                try:
                    if answer.write is not None:
                        answer.write(self.wfile)
                        self.close_connection = True
                    else:
                        self.wfile.write(answer.body)
                except OSError:
                    self.close_connection = True

            def log_message(self, *_):
                pass

        return Handler


def rss(*items):
    """An RSS feed; each item is a link, or a link and the rest of its elements."""
    rows = [(item, "") if isinstance(item, str) else item for item in items]
    inner = "".join(f"<item><link>{link}</link>{rest}</item>" for link, rest in rows)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>T</title>{inner}</channel></rss>'


def bomb(size):
    """Gzip of so many zeros."""
    return gzip.compress(bytes(size))
