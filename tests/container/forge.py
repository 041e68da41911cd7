#!/usr/bin/env python3
"""A forge for tests: git over https with a token, as GitHub serves it.

    forge.py ROOT TOKEN CERTIFICATE KEY

Serves the bare repositories below ROOT by `git http-backend` on a port of its own, which it prints; asks for Basic authentication with TOKEN, and
logs every request with the depth it asks for.
"""
import base64
import http.server
import os
import re
import ssl
import subprocess
import sys

root, token, certificate, key = sys.argv[1:5]
wanted = "Basic " + base64.b64encode(f"x-access-token:{token}".encode()).decode()
own = {"GIT_PROJECT_ROOT": root, "GIT_HTTP_EXPORT_ALL": "1"}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.serve()

    do_POST = do_GET

    def serve(self):
        body = self.body()
        depth = re.search(rb"deepen (\d+)", body)
        seen = "with" if "Authorization" in self.headers else "without"
        self.log_message("%s %s %s a token, depth %s", self.command, self.path, seen, depth[1].decode() if depth else "-")
        if self.headers.get("Authorization") != wanted:
            return self.answer(401, [("WWW-Authenticate", 'Basic realm="GitHub"')], b"")
        path, _, query = self.path.partition("?")
        request = {"PATH_INFO": path, "QUERY_STRING": query, "REQUEST_METHOD": self.command, "CONTENT_LENGTH": str(len(body)),
                   "CONTENT_TYPE": self.headers.get("Content-Type", "")}
        out = subprocess.run(["git", "http-backend"], input=body, env={**os.environ, **own, **request}, stdout=subprocess.PIPE, check=False).stdout
        head, _, rest = out.partition(b"\r\n\r\n")
        headers = dict(line.split(": ", 1) for line in head.decode().split("\r\n") if line)
        self.answer(int(headers.pop("Status", "200").split()[0]), headers.items(), rest)

    def body(self):
        if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length", 0)))
        body = b""
        while size := int(self.rfile.readline(), 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return body

    def answer(self, code, headers, body):
        self.send_response_only(code)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(certificate, key)
server.socket = context.wrap_socket(server.socket, server_side=True)
print(server.server_address[1], flush=True)
server.serve_forever()
