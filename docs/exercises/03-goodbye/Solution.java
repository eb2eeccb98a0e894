// The chapter's server in Java, with its ends: of a conversation, of a broken one, and of the files.

static final byte[] ANSWER = "Hello world\n".getBytes(StandardCharsets.US_ASCII);

void main(String[] args) throws Exception {
    ServerSocket listener = new ServerSocket();
    listener.setReuseAddress(true);
    listener.bind(new InetSocketAddress("127.0.0.1", Integer.parseInt(args[0])), 4096);
    while (true) {
        try {
            Socket client = listener.accept();
            IO.println("Connection from " + client.getRemoteSocketAddress());
            serve(client);
        } catch (IOException e) {
            // Too many open files. Not a reason to end; but at once it would only happen again.
            Thread.sleep(100);
        }
    }
}

/** One client, from its first byte to its last. */
void serve(Socket client) {
    try (client) { // closes it on every way out
        client.setTcpNoDelay(true);
        byte[] request = new byte[4096];
        while (true) {
            int bytes = client.getInputStream().read(request);
            if (bytes == -1) {
                break;
            }
            client.getOutputStream().write(ANSWER);
        }
    } catch (IOException e) {
        // It has reset its connection: inside the loop over clients this ends one of them, around it, the server.
        IO.println("Connection lost: " + e.getMessage());
    }
}
