# An event loop on the standard library's selectors: one thread, and for each client what is still owed to it.
import selectors
import socket
import sys
import time

ANSWER = b'Hello world\n'
PAUSE = 0.1  # seconds

selector = selectors.DefaultSelector()
owed = {}  # of each client: the bytes of its answer that have not been sent


def listen(port):
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(('127.0.0.1', port))
    listener.listen(4096)
    listener.setblocking(False)
    return listener


def accept(listener):
    """False: out of files, to be tried again in a moment."""
    try:
        client, _ = listener.accept()
    except BlockingIOError:
        return True  # it has left again
    except OSError:
        return False
    client.setblocking(False)
    client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    owed[client] = b''
    selector.register(client, selectors.EVENT_READ)
    return True


def serve(client):
    """The client can be read from or, while something is owed to it, written to."""
    try:
        if not owed[client]:
            if not client.recv(4096):
                close(client)
                return
            owed[client] = ANSWER
        sent = client.send(owed[client])  # may take some of it only
        owed[client] = owed[client][sent:]
    except BlockingIOError:
        pass  # no room, or a false alarm
    except OSError:
        close(client)  # this client is gone; the others are not
        return
    # Interest follows from what is owed: who does not read is not read from either.
    selector.modify(client, selectors.EVENT_WRITE if owed[client] else selectors.EVENT_READ)


def close(client):
    selector.unregister(client)
    del owed[client]
    client.close()


def main():
    listener = listen(int(sys.argv[1]))
    selector.register(listener, selectors.EVENT_READ)
    accept_again = None  # when, while accepting is paused
    while True:
        ready = selector.select(PAUSE if accept_again else None)
        for key, _ in ready:
            if key.fileobj is not listener:
                serve(key.fileobj)
            elif not accept(listener):
                selector.unregister(listener)
                accept_again = time.monotonic() + PAUSE
        if accept_again and time.monotonic() >= accept_again:
            selector.register(listener, selectors.EVENT_READ)
            accept_again = None


main()
