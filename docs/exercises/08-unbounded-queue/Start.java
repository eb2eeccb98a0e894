// Two threads for each client: one reads, one answers, and between them is a queue.

static final byte[] ANSWER = "Hello world\n".getBytes(StandardCharsets.US_ASCII);

/** After the last request. */
static final byte[] END = {};

void main(String[] args) throws Exception {
    ServerSocket listener = new ServerSocket();
    listener.setReuseAddress(true);
    listener.bind(new InetSocketAddress("127.0.0.1", Integer.parseInt(args[0])), 4096);
    while (true) {
        try {
            Socket client = listener.accept();
            Thread.ofPlatform().start(() -> serve(client));
        } catch (IOException e) {
            Thread.sleep(100); // out of files: the client stays in the backlog, and a file may be free by then
        }
    }
}

/** Reads requests, and leaves them to the other thread. */
void serve(Socket client) {
    BlockingQueue<byte[]> requests = new LinkedBlockingQueue<>();
    Thread.ofPlatform().start(() -> answer(client, requests));
    try {
        byte[] request = new byte[4096];
        while (client.getInputStream().read(request) != -1) {
            requests.add(request);
            request = new byte[4096];
        }
    } catch (IOException | OutOfMemoryError e) {
        requests.clear(); // the client is gone; or it wanted more than there was, which has happened once
        close(client);
    }
    requests.add(END);
}

/** Answers each request, and closes. */
void answer(Socket client, BlockingQueue<byte[]> requests) {
    try (client) {
        client.setTcpNoDelay(true);
        // Small, so that a client that does not read is noticed after megabytes of requests, not gigabytes.
        client.setSendBufferSize(64 * 1024);
        while (requests.take() != END) {
            client.getOutputStream().write(ANSWER);
        }
    } catch (IOException | InterruptedException e) {
        // This client is gone. That is its own affair.
    }
}

void close(Socket client) {
    try {
        client.close();
    } catch (IOException e) {
        // It is closed all the same.
    }
}
