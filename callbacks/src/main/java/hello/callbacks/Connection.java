package hello.callbacks;

import hello.protocol.Protocol;
import hello.protocol.ServerLog;
import hello.protocol.Work;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * One client, as a chain of callbacks. Each starts one operation and returns; the operation's handler starts the next:
 *
 * <pre>
 *   start ──► read ··► {@link #whenRead} ──► work ··► write ··► {@link #whenWritten} ──┐
 *              ▲          │                            ▲            │           │
 *              │          └─► end of stream: close     └─ bytes left┘           │
 *              └────────────────────────────────────────────────────────────────┘
 *   ──► a call       ··► "call me when it is done"
 * </pre>
 *
 * <p>
 * There is never more than one operation under way, so there is nothing to lock: whichever thread makes the next step, the
 * step before has happened. A client that never reads is never read from: the write does not complete, so the next read does
 * not start. That is backpressure.
 */
final class Connection {
    private final AsynchronousSocketChannel client;
    private final Work work;
    private final ScheduledExecutorService timers;
    private final ServerLog log;

    /** The price of completion: a buffer for each client, idle ones too, for the bytes that may come some day. */
    private final ByteBuffer request = ByteBuffer.allocate(Protocol.MAX_REQUEST);
    private final ByteBuffer answer = ByteBuffer.wrap(Protocol.answer());

    /** Kept for when it is gone, and can no longer be asked. */
    private SocketAddress address;

    Connection(AsynchronousSocketChannel client, Work work, ScheduledExecutorService timers, ServerLog log) {
        this.client = client;
        this.work = work;
        this.timers = timers;
        this.log = log;
    }

    void start() {
        guarded(() -> {
            address = client.getRemoteAddress();
            log.connectionFrom(address);
            Protocol.configure(client);
            read();
        });
    }

    // region read
    private void read() {
        request.clear();
        client.read(request, null, whenRead);
    }

    private final CompletionHandler<Integer, Void> whenRead = new Handler() {
        @Override
        void done(int bytes) throws IOException {
            if (bytes == -1) {
                client.close(); // nothing is owed: the read was started when the last answer had gone
            } else {
                work();
            }
        }
    };
    // endregion

    /** Does the request's work without ever waiting for it here: the group's thread is everybody's. */
    private void work() {
        switch (work) {
            case Work.None() -> answer();
            case Work.Wait(Duration duration) -> {
                // An error must not end up in a Future that nobody asks.
                Future<?> _ = timers.schedule(
                        () -> guarded(this::answer), duration.toNanos(), TimeUnit.NANOSECONDS);
            }
            case Work.Cpu cpu -> {
                // There is no asking a computation to come back later. Every other client waits now.
                cpu.perform();
                answer();
            }
        }
    }

    // region write
    private void answer() {
        answer.clear();
        write();
    }

    private void write() {
        client.write(answer, null, whenWritten);
    }

    private final CompletionHandler<Integer, Void> whenWritten = new Handler() {
        @Override
        void done(int bytes) {
            // Done does not mean all: it may have taken 5 bytes of 12.
            if (answer.hasRemaining()) {
                write();
            } else {
                // When there is something to read already, this completes at once and calls whenRead from here, which
                // writes, which completes at once… The JDK stops that: after 16 handlers on top of one another it queues
                // the next (sun.nio.ch.Invoker), so a client in a hurry cannot overflow the stack.
                read();
            }
        }
    };
    // endregion

    // region handler
    /**
     * A handler that loses no error. An exception in {@code completed} does not lead to {@code failed}: it would go to the
     * thread's uncaught exception handler, and the connection would stay open for ever, with nobody to serve it.
     */
    private abstract class Handler implements CompletionHandler<Integer, Void> {
        abstract void done(int bytes) throws IOException;

        @Override
        public final void completed(Integer bytes, Void none) {
            guarded(() -> done(bytes));
        }

        @Override
        public final void failed(Throwable cause, Void none) {
            lost(cause);
        }
    }

    /** Takes one step. What fails in it ends this connection, not the others. */
    private void guarded(Step step) {
        try {
            step.take();
        } catch (IOException | RuntimeException e) {
            lost(e);
        }
    }
    // endregion

    private void lost(Throwable cause) {
        if (!(cause instanceof AsynchronousCloseException)) { // the server's own close() ends operations with that
            log.connectionLost(address, cause);
        }
        try {
            client.close();
        } catch (IOException e) {
            // It is closed all the same.
        }
    }

    @FunctionalInterface
    private interface Step {
        void take() throws IOException;
    }
}
