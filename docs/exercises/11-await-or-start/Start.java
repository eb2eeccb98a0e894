// Coroutines, and nothing goes on at the same time.

import jdk.internal.vm.Continuation;
import jdk.internal.vm.ContinuationScope;

static final byte[] ANSWER = "Hello world\n".getBytes(StandardCharsets.US_ASCII);

void main(String[] args) throws IOException {
    Loop loop = new Loop();
    ServerSocketChannel listener = ServerSocketChannel.open();
    listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
    listener.bind(new InetSocketAddress("127.0.0.1", Integer.parseInt(args[0])), 4096);
    loop.start(() -> acceptAll(listener, loop));
    loop.run();
}

/** A coroutine: accepts. */
void acceptAll(ServerSocketChannel listener, Loop loop) {
    SelectionKey key = loop.register(listener);
    while (true) {
        loop.await(key, SelectionKey.OP_ACCEPT);
        try {
            SocketChannel client = listener.accept();
            if (client != null) { // null: it has left again
                serve(client, loop);
            }
        } catch (IOException e) {
            loop.sleep(100); // out of files
        }
    }
}

/** A coroutine: one client, from its first byte to its last. */
void serve(SocketChannel client, Loop loop) {
    try (client) {
        client.setOption(StandardSocketOptions.TCP_NODELAY, true);
        SelectionKey key = loop.register(client);
        ByteBuffer request = ByteBuffer.allocate(4096);
        while (true) {
            loop.await(key, SelectionKey.OP_READ);
            if (client.read(request.clear()) == -1) {
                return;
            }
            ByteBuffer answer = ByteBuffer.wrap(ANSWER);
            client.write(answer);
            while (answer.hasRemaining()) {
                loop.await(key, SelectionKey.OP_WRITE);
                client.write(answer);
            }
        }
    } catch (IOException e) {
        // This client is gone; the others are not.
    }
}

/** Resumes each coroutine when what it waits for has happened. Page 7 has it at greater length. */
static class Loop {
    static final ContinuationScope SCOPE = new ContinuationScope("exercise");

    record Timer(long due, Continuation sleeper) {}

    final Selector selector = Selector.open();
    final Queue<Continuation> ready = new ArrayDeque<>();
    final Queue<Timer> timers = new PriorityQueue<>(Comparator.comparing(Timer::due, (a, b) -> Long.signum(a - b)));
    Continuation running;

    Loop() throws IOException {}

    /** Makes a coroutine, which runs when its turn comes: the caller goes on at once. */
    void start(Runnable body) {
        ready.add(new Continuation(SCOPE, body));
    }

    /** Stops the coroutine that calls this until its channel is ready. */
    void await(SelectionKey key, int interest) {
        key.attach(running);
        key.interestOps(interest);
        Continuation.yield(SCOPE);
    }

    /** Stops the coroutine that calls this for some time. */
    void sleep(long millis) {
        timers.add(new Timer(System.nanoTime() + millis * 1_000_000, running));
        Continuation.yield(SCOPE);
    }

    SelectionKey register(SelectableChannel channel) {
        try {
            channel.configureBlocking(false);
            return channel.register(selector, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void run() throws IOException {
        while (true) {
            while (!ready.isEmpty()) {
                running = ready.remove();
                running.run(); // to its next yield, or to its end
            }
            Timer next = timers.peek();
            selector.select(next == null ? 0 : Math.max(1, (next.due - System.nanoTime()) / 1_000_000));
            for (SelectionKey key : selector.selectedKeys()) {
                key.interestOps(0); // it has what it waited for
                ready.add((Continuation) key.attachment());
            }
            selector.selectedKeys().clear();
            while (!timers.isEmpty() && timers.peek().due - System.nanoTime() <= 0) {
                ready.add(timers.remove().sleeper);
            }
        }
    }
}
