"""A hello server on coroutines, and the loop that resumes them: the loop knows nothing of async and await.

python3 coroutines.py PORT yield      coroutines written as generators: yield and yield from
python3 coroutines.py PORT await      the same written with async and await
"""
import heapq
import itertools
import selectors
import socket
import sys
import time
import types
from collections import deque

# region loop
selector = selectors.DefaultSelector()
ready = deque()  # coroutines that can go on
timers = []  # (when, tie-breaker, coroutine)
counter = itertools.count()


def start(coroutine):
    ready.append(coroutine)


def run_loop():
    while True:
        while ready:
            resume(ready.popleft())
        due_in = max(0, timers[0][0] - time.monotonic()) if timers else None
        for key, _ in selector.select(due_in):
            selector.unregister(key.fileobj)
            ready.append(key.data)
        while timers and timers[0][0] <= time.monotonic():
            ready.append(heapq.heappop(timers)[2])


def resume(coroutine):
    try:
        wish, *details = coroutine.send(None)  # into it, where its last yield returns; back with its next wish
    except StopIteration:
        return  # it has run to its end
    if wish == "ready":
        sock, events = details
        selector.register(sock, events, coroutine)
    elif wish == "sleep":
        heapq.heappush(timers, (time.monotonic() + details[0], next(counter), coroutine))


# endregion


# region wishes
def until_ready(sock, events):
    yield "ready", sock, events


def sleep(seconds):
    yield "sleep", seconds


# endregion


# region yield
def read(sock):
    yield from until_ready(sock, selectors.EVENT_READ)
    return sock.recv(4096)


def write(sock, data):
    while data:
        yield from until_ready(sock, selectors.EVENT_WRITE)
        data = data[sock.send(data):]


def serve(sock):
    with sock:
        try:
            while (yield from read(sock)):
                yield from write(sock, b"Hello world\n")
        except OSError:
            pass  # the client is gone; the others stay


# endregion


# region await
until_ready_async = types.coroutine(until_ready)  # the same generator, allowed after await


async def read_async(sock):
    await until_ready_async(sock, selectors.EVENT_READ)
    return sock.recv(4096)


async def write_async(sock, data):
    while data:
        await until_ready_async(sock, selectors.EVENT_WRITE)
        data = data[sock.send(data):]


async def serve_async(sock):
    with sock:
        try:
            while await read_async(sock):
                await write_async(sock, b"Hello world\n")
        except OSError:
            pass


# endregion


def accept_all(listener, serve_one):
    while True:
        yield from until_ready(listener, selectors.EVENT_READ)
        try:
            client, _ = listener.accept()
        except OSError:  # out of files, or the client has left again
            yield from sleep(0.1)
            continue
        client.setblocking(False)
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        client.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        if hasattr(socket, "TCP_KEEPIDLE"):
            client.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, 60)
        start(serve_one(client))


if __name__ == "__main__":
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", int(sys.argv[1])))
        listener.listen(4096)
        listener.setblocking(False)
        print(f"Serving on 127.0.0.1:{sys.argv[1]}\n", end="", flush=True)
        start(accept_all(listener, serve_async if sys.argv[2] == "await" else serve))
        try:
            run_loop()
        except KeyboardInterrupt:
            pass
