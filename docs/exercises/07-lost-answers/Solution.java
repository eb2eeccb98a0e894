// An event loop that keeps what a write has left over.

static final byte[] ANSWER = "Hello world\n".getBytes(StandardCharsets.US_ASCII);

void main(String[] args) throws IOException {
    Selector selector = Selector.open();
    ServerSocketChannel listener = ServerSocketChannel.open();
    listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
    listener.bind(new InetSocketAddress("127.0.0.1", Integer.parseInt(args[0])), 4096);
    listener.configureBlocking(false);
    SelectionKey accepting = listener.register(selector, SelectionKey.OP_ACCEPT);
    long acceptAgain = System.nanoTime();
    while (true) {
        boolean paused = accepting.interestOps() == 0;
        selector.select(paused ? 100 : 0); // milliseconds; 0: until something is ready
        if (paused && System.nanoTime() - acceptAgain >= 0) {
            accepting.interestOps(SelectionKey.OP_ACCEPT);
        }
        for (SelectionKey key : selector.selectedKeys()) {
            if (key != accepting) {
                serve((SocketChannel) key.channel(), key);
            } else if (!accept(listener, selector)) { // out of files: look again in a moment
                accepting.interestOps(0);
                acceptAgain = System.nanoTime() + 100_000_000;
            }
        }
        selector.selectedKeys().clear();
    }
}

/** False: out of files, to be tried again in a moment. */
boolean accept(ServerSocketChannel listener, Selector selector) {
    SocketChannel client;
    try {
        client = listener.accept();
    } catch (IOException e) {
        return false;
    }
    if (client != null) { // null: it has left again
        try {
            client.configureBlocking(false);
            client.setOption(StandardSocketOptions.TCP_NODELAY, true);
            // Small, so that a client that does not read is noticed after megabytes of requests, not gigabytes.
            client.setOption(StandardSocketOptions.SO_SNDBUF, 64 * 1024);
            client.register(selector, SelectionKey.OP_READ);
        } catch (IOException e) {
            close(client);
        }
    }
    return true;
}

/** The client can be read from or written to. What fails here ends this client, not the loop. */
void serve(SocketChannel client, SelectionKey key) {
    try {
        readOrWrite(client, key);
    } catch (IOException e) {
        close(client);
    }
}

void readOrWrite(SocketChannel client, SelectionKey key) throws IOException {
    ByteBuffer answer = (ByteBuffer) key.attachment(); // what is still owed, or null
    if (answer == null) {
        int bytes = client.read(ByteBuffer.allocate(4096));
        if (bytes == -1) {
            client.close();
            return;
        }
        if (bytes == 0) {
            return;
        }
        answer = ByteBuffer.wrap(ANSWER);
    }
    client.write(answer); // takes what there is room for: all of it, 5 bytes of 12, or none
    boolean owed = answer.hasRemaining();
    key.attach(owed ? answer : null);
    key.interestOps(owed ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
}

void close(SocketChannel client) {
    try {
        client.close();
    } catch (IOException e) {
        // It is closed all the same.
    }
}
