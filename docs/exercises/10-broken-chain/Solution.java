// Callbacks. Each handler starts the operation whose handler comes next, on both of its ways out.

static final byte[] ANSWER = "Hello world\n".getBytes(StandardCharsets.US_ASCII);

void main(String[] args) throws Exception {
    AsynchronousChannelGroup group = AsynchronousChannelGroup.withFixedThreadPool(1, Thread.ofPlatform().factory());
    AsynchronousServerSocketChannel listener = AsynchronousServerSocketChannel.open(group);
    listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
    listener.bind(new InetSocketAddress("127.0.0.1", Integer.parseInt(args[0])), 4096);
    listener.accept(null, new WhenAccepted(listener));
}

record WhenAccepted(AsynchronousServerSocketChannel listener)
        implements CompletionHandler<AsynchronousSocketChannel, Void> {
    @Override
    public void completed(AsynchronousSocketChannel client, Void none) {
        listener.accept(null, this); // first of all the next one
        new Connection(client).read();
    }

    @Override
    public void failed(Throwable cause, Void none) {
        IO.println("accept has failed: " + cause.getMessage());
        // The client is still there, and so is the reason: at once would be to spin. And not Thread.sleep, since this
        // thread is everybody's; a timer of the JDK calls us later.
        CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS).execute(() -> listener.accept(null, this));
    }
}

/** One client: read, then write, then read again, each started by the handler of the one before. */
static class Connection implements CompletionHandler<Integer, ByteBuffer> {
    final AsynchronousSocketChannel client;
    final ByteBuffer request = ByteBuffer.allocate(4096);

    Connection(AsynchronousSocketChannel client) {
        this.client = client;
    }

    void read() {
        client.read(request.clear(), null, this);
    }

    /** Something was read (nothing is owed), or written (this is what is owed). */
    @Override
    public void completed(Integer bytes, ByteBuffer owed) {
        if (bytes == -1) {
            close();
        } else if (owed == null) {
            ByteBuffer answer = ByteBuffer.wrap(ANSWER);
            client.write(answer, answer, this);
        } else if (owed.hasRemaining()) { // done does not mean all
            client.write(owed, owed, this);
        } else {
            read();
        }
    }

    @Override
    public void failed(Throwable cause, ByteBuffer owed) {
        close(); // this client is gone; the others are not
    }

    void close() {
        try {
            client.close();
        } catch (IOException e) {
            // It is closed all the same.
        }
    }
}
