package hello.coroutines;

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
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Coroutines: the straight-line code of the blocking server, on one thread, for all clients at once.
 *
 * <p>
 * Read in this order: {@link Generator}, a function that can stop in the middle; {@link Await}, what a function that stops
 * may wait for; {@link EventLoop}, which resumes it; {@link CoroutineSocket}, in which {@code read} is "stop until there is
 * something"; and here the server, which uses them and does not show it. It is what Python's asyncio and Java's own virtual
 * threads are made of.
 *
 * <p>
 * Everything runs on the thread that called {@link #run()}, the loop. There is no lock but one: {@link #close()}, which may
 * come from any thread, waits for it, so that it never touches a connection while the loop does.
 */
public final class CoroutinesServer implements HelloServer {
    /** The twelve bytes, once for all: off the heap, so that the system can read them without a copy. */
    private static final ByteBuffer ANSWER = ByteBuffer.allocateDirect(Protocol.ANSWER.length()).put(Protocol.answer())
            .flip();

    private final ServerSocketChannel listener;
    private final EventLoop loop;
    private final InetSocketAddress address;
    private final Work work;
    private final ServerLog log;

    /** Held by the loop for as long as it runs, and by whoever releases what it owned. */
    private final ReentrantLock running = new ReentrantLock();

    private volatile boolean closing;

    private CoroutinesServer(ServerSocketChannel listener, EventLoop loop, ServerOptions options) throws IOException {
        this.listener = listener;
        this.loop = loop;
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
    public static CoroutinesServer bind(ServerOptions options) throws IOException {
        EventLoop loop = new EventLoop();
        ServerSocketChannel listener = ServerSocketChannel.open();
        try {
            listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            listener.bind(options.address(), Protocol.BACKLOG);
            return new CoroutinesServer(listener, loop, options);
        } catch (IOException e) {
            listener.close();
            loop.close();
            throw e;
        }
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    /** Starts the coroutine that accepts, and turns the loop that resumes it and those it starts. */
    @Override
    public void run() throws IOException {
        running.lock();
        try {
            if (!closing) {
                SelectionKey key = loop.register(listener);
                loop.start(out -> acceptAll(new Await.Ready(key, SelectionKey.OP_ACCEPT), out));
            }
            while (!closing) {
                loop.turn();
            }
        } finally {
            release();
            running.unlock();
        }
    }

    /** A coroutine: accepts, and starts another coroutine for each client. */
    private void acceptAll(Await acceptable, Generator.Out<Await> out) {
        while (true) {
            out.yield(acceptable);
            try {
                SocketChannel client = listener.accept();
                if (client != null) { // null: it left again before its turn came
                    loop.start(clientOut -> serve(client, clientOut));
                }
            } catch (IOException e) {
                // Out of files: those who are connected are served on. At once again would be to spin.
                log.acceptPaused(e);
                out.yield(new Await.Sleep(Protocol.ACCEPT_PAUSE));
            }
        }
    }

    // region serve
    /** A coroutine: one client, from its first byte to its last. Compare with the blocking server: it is the same code. */
    private void serve(SocketChannel client, Generator.Out<Await> out) {
        SocketAddress address = client.socket().getRemoteSocketAddress();
        try (client) {
            log.connectionFrom(address);
            Protocol.configure(client);
            CoroutineSocket socket = new CoroutineSocket(client, loop, out);
            // Local variables, as in the blocking server: a coroutine that stops keeps its stack. Shared by all they would be
            // a mistake that is hard to find: others run between two of these lines.
            ByteBuffer request = ByteBuffer.allocate(Protocol.MAX_REQUEST);
            ByteBuffer answer = ANSWER.duplicate();
            while (socket.read(request.clear()) != -1) {
                perform(out);
                socket.write(answer.clear());
            }
        } catch (IOException | RuntimeException e) {
            log.connectionLost(address, e);
        }
    }
    // endregion

    private void perform(Generator.Out<Await> out) {
        switch (work) {
            case Work.None() -> {
            }
            case Work.Wait(Duration duration) -> out.yield(new Await.Sleep(duration));
            // There is nothing to yield for in a computation. Every other client waits now.
            case Work.Cpu cpu -> cpu.perform();
        }
    }

    /** Wakes the loop, which then releases everything; or releases it here, when there is no loop. */
    @Override
    public void close() {
        closing = true;
        loop.wakeup();
        running.lock();
        try {
            release();
        } finally {
            running.unlock();
        }
    }

    /** Closes port and connections; may be called twice. The caller holds {@link #running}. */
    private void release() {
        loop.close();
        try {
            listener.close(); // the loop has closed it, unless it was never run
        } catch (IOException e) {
            // It is closed all the same, and there is nobody left to tell.
        }
    }

    /**
     * Press run, with the flag {@code --add-exports java.base/jdk.internal.vm=ALL-UNNAMED}, then start two clients:
     * {@code nc 127.0.0.1 5001}. One thread answers both.
     *
     * @param args port and work, both optional: {@code 5001 wait:20ms}
     */
    public static void main(String[] args) {
        if (!Object.class.getModule().isExported("jdk.internal.vm", CoroutinesServer.class.getModule())) {
            System.err.println("coroutines needs the JVM option --add-exports java.base/jdk.internal.vm=ALL-UNNAMED");
            System.exit(2);
        }
        ServerMain.run(CoroutinesServer::bind, args);
    }
}
