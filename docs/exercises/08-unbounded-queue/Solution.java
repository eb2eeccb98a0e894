// Two threads for each client, and a queue between them that is full at some time: who puts into a full one waits.

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

/** Reads requests, as long as the other thread keeps up, and leaves them to it. */
void serve(Socket client) {
    BlockingQueue<byte[]> requests = new ArrayBlockingQueue<>(16);
    Thread.ofPlatform().start(() -> answer(client, requests));
    try {
        try {
            byte[] request = new byte[4096];
            while (client.getInputStream().read(request) != -1) {
                requests.put(request); // waits while the queue is full: then we do not read, and the client cannot send
                request = new byte[4096];
            }
        } catch (IOException e) {
            // This client is gone. That is its own affair.
        }
        requests.put(END);
    } catch (InterruptedException e) {
        throw new AssertionError("nobody interrupts this thread", e);
    }
}

/** Answers each request, and closes. */
void answer(Socket client, BlockingQueue<byte[]> requests) {
    try {
        try (client) {
            client.setTcpNoDelay(true);
            // Small, so that a client that does not read is noticed after megabytes of requests, not gigabytes.
            client.setSendBufferSize(64 * 1024);
            while (requests.take() != END) {
                client.getOutputStream().write(ANSWER);
            }
            return;
        } catch (IOException e) {
            // This client is gone. That is its own affair.
        }
        // The other thread may be waiting for room in the queue. The socket is closed, so its next read fails: it ends.
        while (requests.take() != END) {
            // Nobody wants this answer any more.
        }
    } catch (InterruptedException e) {
        throw new AssertionError("nobody interrupts this thread", e);
    }
}
