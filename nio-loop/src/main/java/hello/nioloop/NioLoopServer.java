package hello.nioloop;

import hello.protocol.HelloServer;
import hello.protocol.Protocol;
import hello.protocol.ServerLog;
import hello.protocol.ServerMain;
import hello.protocol.ServerOptions;
import hello.protocol.Work;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.ReentrantLock;

/**
 * NIO loop: one thread, one {@link Selector}. The event loop, written out.
 *
 * <p>
 * The idea in one sentence: never call anything that may have to wait, but ask the selector which connections are ready, do
 * for each what can be done at once, and ask again.
 *
 * <pre>
 *        ┌───────────────── select: sleep until something is ready, or a timer is due ◄──┐
 *        │                                                                               │
 *        ├─ the listener is ready ──► accept, register the new connection                │
 *        ├─ a connection is ready ──► {@link Connection}: read, or go on writing           │
 *        └─ a timer is due ─────────► {@link Timers}: what waited goes on                  │
 *                      └─────────────────────────────────────────────────────────────────┘
 * </pre>
 *
 * <p>
 * Everything here belongs to the thread that called {@link #run()}, the loop. There is no lock but one: {@link #close()},
 * which may come from any thread, waits for it, so that it never touches a connection while the loop does.
 */
public final class NioLoopServer implements HelloServer {
    private final ServerSocketChannel listener;
    private final Selector selector;
    private final InetSocketAddress address;
    private final Work work;
    private final ServerLog log;
    private final Timers timers = new Timers();

    /**
     * Where every connection reads into. One is enough for all: a request is answered in the turn that reads it, and its
     * bytes do not matter. Off the heap, so that the system can write into it without a copy.
     */
    private final ByteBuffer request = ByteBuffer.allocateDirect(Protocol.MAX_REQUEST);

    /** Held by the loop for as long as it runs, and by whoever releases what it owned. */
    private final ReentrantLock loop = new ReentrantLock();

    private volatile boolean closing;

    private NioLoopServer(ServerSocketChannel listener, Selector selector, ServerOptions options) throws IOException {
        this.listener = listener;
        this.selector = selector;
        this.address = (InetSocketAddress) listener.getLocalAddress();
        this.work = options.work();
        this.log = options.log();
    }

    /**
     * Takes the port.
     *
     * @param options where to listen, and what each request has to do
     * @return a server that is bound; {@link #run()} serves
     * @throws IOException if the port cannot be had
     */
    public static NioLoopServer bind(ServerOptions options) throws IOException {
        Selector selector = Selector.open();
        ServerSocketChannel listener = ServerSocketChannel.open();
        try {
            listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            listener.bind(options.address(), Protocol.BACKLOG);
            // region register-listener
            // It must be non-blocking! An accept or a read that waits would stop the loop, and with it every client.
            listener.configureBlocking(false);
            listener.register(selector, SelectionKey.OP_ACCEPT);
            // endregion
            return new NioLoopServer(listener, selector, options);
        } catch (IOException e) {
            listener.close();
            selector.close();
            throw e;
        }
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    // region loop
    /** The loop. */
    @Override
    public void run() throws IOException {
        loop.lock();
        try {
            while (!closing) {
                // The one place where this thread sleeps. 0 means "until something is ready".
                selector.select(this::ready, timers.millisToNext());
                timers.runDue();
            }
        } finally {
            release();
            loop.unlock();
        }
    }

    /** One key is ready. Whatever goes wrong with a connection ends that connection; the loop goes on. */
    private void ready(SelectionKey key) {
        if (key.attachment() instanceof Connection connection) {
            connection.ready();
        } else {
            accept(key);
        }
    }
    // endregion

    // region accept
    /** A client is waiting. One accept for each time round is enough: the selector asks again while others wait. */
    private void accept(SelectionKey key) {
        try {
            SocketChannel client = listener.accept();
            if (client != null) { // null: it left again before its turn came
                register(client);
            }
        } catch (IOException e) {
            // Out of files. The client stays in the backlog, and the listener stays ready: to ask again at once would spin.
            log.acceptPaused(e);
            key.interestOps(0);
            timers.after(Protocol.ACCEPT_PAUSE, () -> key.interestOps(SelectionKey.OP_ACCEPT));
        }
    }
    // endregion

    /** Takes the client into the loop. What fails here ends this client, not the loop. */
    private void register(SocketChannel client) throws IOException {
        SocketAddress from = client.getRemoteAddress();
        try {
            log.connectionFrom(from);
            Protocol.configure(client);
            client.configureBlocking(false);
            SelectionKey key = client.register(selector, SelectionKey.OP_READ);
            key.attach(new Connection(client, key, request, work, timers, log));
        } catch (IOException | RuntimeException e) {
            log.connectionLost(from, e);
            client.close();
        }
    }

    /** Wakes the loop, which then releases everything; or releases it here, when there is no loop. */
    @Override
    public void close() {
        closing = true;
        selector.wakeup();
        loop.lock();
        try {
            release();
        } finally {
            loop.unlock();
        }
    }

    /** Closes port, connections and selector; may be called twice. The caller holds {@link #loop}. */
    private void release() {
        if (!selector.isOpen()) {
            return;
        }
        for (SelectionKey key : selector.keys()) {
            closeQuietly(key.channel());
        }
        // A closed channel is let go by its selector, and only then by the system: without this the port stays taken.
        closeQuietly(selector);
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            // It is closed all the same, and there is nobody left to tell.
        }
    }

    /**
     * Press run, then start two clients: {@code nc 127.0.0.1 5001}. One thread answers both.
     *
     * @param args port and work, both optional: {@code 5001 wait:20ms}
     */
    public static void main(String[] args) {
        ServerMain.run(NioLoopServer::bind, args);
    }
}
