package hello.callbacks;

import hello.protocol.HelloServer;
import hello.protocol.Protocol;
import hello.protocol.ServerLog;
import hello.protocol.ServerMain;
import hello.protocol.ServerOptions;
import hello.protocol.Work;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.AsynchronousChannelGroup;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Callbacks: start an operation, say what shall be called when it is done, and return. {@link AsynchronousSocketChannel} and
 * {@link CompletionHandler}, the JDK's callback API.
 *
 * <p>
 * The event loop is still there, inside the channel group, whose one thread calls every handler. It differs from
 * {@code nio-loop} in what it reports: not "you can read now" (readiness) but "I have read 5 bytes into your buffer"
 * (completion). So each connection must hand over a buffer before there is anything to put into it.
 *
 * <p>
 * What reads as "accept, then read, then write, then read again" in the blocking server is here a chain of handlers, each of
 * which starts the next: {@link Connection}.
 */
public final class CallbacksServer implements HelloServer {
    private final AsynchronousChannelGroup group;
    private final AsynchronousServerSocketChannel listener;
    private final InetSocketAddress address;
    private final Work work;
    private final ServerLog log;

    /**
     * Waits for us where {@code wait} work or a pause is due: the channel API has no timers of its own. Once it is shut
     * down nothing is due any more, so what comes too late is discarded.
     */
    private final ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(1,
            Thread.ofPlatform().daemon().name("callbacks-timer").factory(),
            new ThreadPoolExecutor.DiscardPolicy());

    /** Opened by {@link #close()}: {@link #run()} has nothing else to do than to wait for it. */
    private final CountDownLatch closed = new CountDownLatch(1);

    private CallbacksServer(AsynchronousChannelGroup group, AsynchronousServerSocketChannel listener,
            ServerOptions options) throws IOException {
        this.group = group;
        this.listener = listener;
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
    public static CallbacksServer bind(ServerOptions options) throws IOException {
        // One thread: handlers run one after another, never two at once.
        AsynchronousChannelGroup group = AsynchronousChannelGroup.withFixedThreadPool(1,
                Thread.ofPlatform().daemon().name("callbacks-loop").factory());
        try {
            AsynchronousServerSocketChannel listener = AsynchronousServerSocketChannel.open(group);
            listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            listener.bind(options.address(), Protocol.BACKLOG);
            return new CallbacksServer(group, listener, options);
        } catch (IOException e) {
            group.shutdownNow(); // closes the listener too
            throw e;
        }
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    /** Starts the first accept. From then on each handler starts what comes next, on the group's thread; this one waits. */
    @Override
    public void run() {
        accept();
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
        }
    }

    private void accept() {
        if (listener.isOpen()) {
            listener.accept(null, whenAccepted);
        }
    }

    private final CompletionHandler<AsynchronousSocketChannel, Void> whenAccepted = new CompletionHandler<>() {
        @Override
        public void completed(AsynchronousSocketChannel client, Void none) {
            accept(); // first of all the next one: whatever happens to this client, others are accepted
            new Connection(client, work, timers, log).start();
        }

        @Override
        public void failed(Throwable cause, Void none) {
            // Closed by close(): the chain ends. Or out of files: those who are connected are served on, and the chain
            // goes on after a pause. At once would be to spin.
            if (listener.isOpen()) {
                log.acceptPaused(cause);
                Future<?> _ = timers.schedule(
                        CallbacksServer.this::accept, Protocol.ACCEPT_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    };

    @Override
    public void close() {
        try {
            // Closes every channel of the group, the listener among them. What was under way completes with an exception.
            group.shutdownNow();
        } catch (IOException e) {
            // They are closed all the same, and there is nobody left to tell.
        }
        timers.shutdownNow();
        closed.countDown();
    }

    /**
     * Press run, then start two clients: {@code nc 127.0.0.1 5001}. Both are answered.
     *
     * @param args port and work, both optional: {@code 5001 wait:20ms}
     */
    public static void main(String[] args) {
        ServerMain.run(CallbacksServer::bind, args);
    }
}
