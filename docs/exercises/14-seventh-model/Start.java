// A seventh model: several event loops, so that they use several CPUs. How does a client get into its loop?

static final byte[] ANSWER = "Hello world\n".getBytes(StandardCharsets.US_ASCII);

void main(String[] args) throws Exception {
    List<Loop> loops = new ArrayList<>();
    for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
        Loop loop = new Loop();
        Thread.ofPlatform().name("loop-" + i).start(loop);
        loops.add(loop);
    }
    ServerSocketChannel listener = ServerSocketChannel.open(); // blocking: this thread does nothing but accept
    listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
    listener.bind(new InetSocketAddress("127.0.0.1", Integer.parseInt(args[0])), 4096);
    for (int next = 0;; next = (next + 1) % loops.size()) {
        try {
            loops.get(next).take(listener.accept());
        } catch (IOException e) {
            Thread.sleep(100); // out of files
        }
    }
}

/** One of several event loops. All but {@link #take} runs on its own thread. */
static class Loop implements Runnable {
    final Selector selector = Selector.open();
    final Queue<SocketChannel> accepted = new ConcurrentLinkedQueue<>(); // by the other thread, and not yet registered

    Loop() throws IOException {}

    /** Takes a client. Called by the thread that accepts. */
    void take(SocketChannel client) {
        // Here something is missing.
    }

    @Override
    public void run() {
        try {
            while (true) {
                selector.select();
                // Here, too.
                for (SelectionKey key : selector.selectedKeys()) {
                    serve((SocketChannel) key.channel(), key);
                }
                selector.selectedKeys().clear();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    static void close(SocketChannel client) {
        try {
            client.close();
        } catch (IOException e) {
            // It is closed all the same.
        }
    }
}
