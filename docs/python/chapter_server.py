"""The chapter's server, as a student types it in; it only takes another port than 5001, if one is given."""

import socket
import sys

PORT = int(sys.argv[1]) if len(sys.argv) > 1 else 5001

# region steps-1-to-4
server_socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)    # 1
server_socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # 2
server_socket.bind(("localhost", PORT))                              # 3
server_socket.listen()                                               # 4
# endregion

# region steps-5-to-8
while True:                                                          # 5
    client_socket, addr = server_socket.accept()                     # 6
    print('Connection from', addr)
    while True:                                                      # 7
        request = client_socket.recv(4096)                           # 8
        if not request:
            break
        else:
            response = "Hello world\n".encode()
            client_socket.send(response)
# endregion
