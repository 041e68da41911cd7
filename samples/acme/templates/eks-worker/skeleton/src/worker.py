"""Reads the queue ${{ values.queue }}."""

import os
import signal
import threading

stop = threading.Event()
signal.signal(signal.SIGTERM, lambda *_: stop.set())

queue = os.environ.get("QUEUE", "${{ values.queue }}")
while not stop.wait(1):
    print(f"waiting for messages of {queue}", flush=True)
