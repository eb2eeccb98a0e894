// One thread, one client at a time: a right server of its kind. Make the second client wait less.

static final byte[] ANSWER = "Hello world\n".getBytes(StandardCharsets.US_ASCII);

void main(String[] args) throws Exception {
    ServerSocket listener = new ServerSocket();
    listener.setReuseAddress(true);
    listener.bind(new InetSocketAddress("127.0.0.1", Integer.parseInt(args[0])), 4096);
    while (true) {
        try {
            Socket client = listener.accept();
            serve(client);
        } catch (IOException e) {
            Thread.sleep(100); // out of files: the client stays in the backlog, and a file may be free by then
        }
    }
}

/** One client, from its first byte to its last. */
void serve(Socket client) {
    try (client) {
        client.setTcpNoDelay(true);
        byte[] request = new byte[4096];
        while (client.getInputStream().read(request) != -1) {
            client.getOutputStream().write(ANSWER);
        }
    } catch (IOException e) {
        // This client is gone. That is its own affair.
    }
}
