"""On what do recv and send wait? One connection, seen from the server's end of it."""

import socket

listener = socket.create_server(('127.0.0.1', 0))
client = socket.create_connection(listener.getsockname())
server, _ = listener.accept()
server.settimeout(0.3)  # whoever would wait for ever gives up after 0.3 s

# region fill
sent = 0
try:
    while True:
        sent += server.send(bytes(65536))
except TimeoutError:
    print('send waits: the send buffer is full, the client does not read')
# endregion

# region recv
client.send(b'hello')
print('recv returns', server.recv(4096), 'at once: the send buffer is as full as before')
try:
    server.recv(4096)
except TimeoutError:
    print('recv waits: the receive buffer is empty')
# endregion

# region drain
while sent > 0:
    sent -= len(client.recv(65536))
server.send(b'x')
print('send returns at once: the client has read, there is room again')
try:
    server.recv(4096)
except TimeoutError:
    print('recv still waits: room in the send buffer is nothing to it')
# endregion
