# The chapter's server, as a student types it in: it never closes the client's socket, and catches nothing.
import socket
import sys

server_socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
server_socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
server_socket.bind(('127.0.0.1', int(sys.argv[1])))
server_socket.listen()

while True:
    client_socket, address = server_socket.accept()
    print('Connection from', address)

    while True:
        request = client_socket.recv(4096)

        if not request:
            break
        client_socket.send('Hello world\n'.encode())
