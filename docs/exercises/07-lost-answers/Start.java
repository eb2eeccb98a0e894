// An event loop that waits for room, as it should, and has forgotten something by then.

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
    if (key.isWritable()) {
        key.interestOps(SelectionKey.OP_READ); // there is room again
        return;
    }
    int bytes = client.read(ByteBuffer.allocate(4096));
    if (bytes == -1) {
        client.close();
    } else if (bytes > 0 && client.write(ByteBuffer.wrap(ANSWER)) < ANSWER.length) {
        key.interestOps(SelectionKey.OP_WRITE); // no room: read no more until there is
    }
}

void close(SocketChannel client) {
    try {
        client.close();
    } catch (IOException e) {
        // It is closed all the same.
    }
}
