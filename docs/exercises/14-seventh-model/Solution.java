// A seventh model: several event loops, so that they use several CPUs.

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
        accepted.add(client);
        selector.wakeup(); // it may be asleep, and would not look
    }

    @Override
    public void run() {
        try {
            while (true) {
                selector.select();
                for (SocketChannel client = accepted.poll(); client != null; client = accepted.poll()) {
                    register(client);
                }
                for (SelectionKey key : selector.selectedKeys()) {
                    serve((SocketChannel) key.channel(), key);
                }
                selector.selectedKeys().clear();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Here, and not where it was accepted: a selector and its keys are one thread's affair. */
    void register(SocketChannel client) {
        try {
            client.configureBlocking(false);
            client.setOption(StandardSocketOptions.TCP_NODELAY, true);
            client.register(selector, SelectionKey.OP_READ);
        } catch (IOException e) {
            close(client); // it has left again
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
