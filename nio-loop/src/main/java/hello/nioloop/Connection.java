package hello.nioloop;

import hello.protocol.Protocol;
import hello.protocol.ServerLog;
import hello.protocol.Work;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/**
 * One client of the loop. What a thread would keep on its stack, "where was I?", is kept here as a state:
 *
 * <pre>
 *            readable: a request             work is done
 *   READING ──────────────────────► WORKING ─────────────► WRITING
 *      ▲ │                                                  │   │ ▲
 *      │ └─► end of stream: close          all 12 bytes sent│   └─┘ writable: a few more bytes
 *      └────────────────────────────────────────────────────┘
 * </pre>
 *
 * <p>
 * Interest follows state: while an answer is owed there is no interest in reading. A client that sends and never reads is
 * therefore not read from either; its requests fill the system's buffers, then its own, and its {@code send} blocks. That is
 * backpressure, and it is why nothing here can grow.
 *
 * <p>
 * Owned by the loop's thread: no lock, nothing volatile.
 */
final class Connection {
    /** The twelve bytes, once for all: off the heap, so that the system can read them without a copy. */
    private static final ByteBuffer ANSWER = ByteBuffer.allocateDirect(Protocol.ANSWER.length()).put(Protocol.answer())
            .flip();

    private final SocketChannel client;
    private final SelectionKey key;
    private final ByteBuffer request; // the loop's, shared by all connections
    private final Work work;
    private final Timers timers;
    private final ServerLog log;

    // region state
    /** The answer being sent: its position is how far the client has taken it. Empty when nothing is owed. */
    private final ByteBuffer answer = ANSWER.duplicate().limit(0);
    // endregion

    Connection(SocketChannel client, SelectionKey key, ByteBuffer request, Work work, Timers timers, ServerLog log) {
        this.client = client;
        this.key = key;
        this.request = request;
        this.work = work;
        this.timers = timers;
        this.log = log;
    }

    // region read
    /** The client can be read from or, when an answer is owed, written to. What fails here ends this client, not the loop. */
    void ready() {
        try {
            if (answer.hasRemaining()) {
                write();
            } else {
                read();
            }
        } catch (IOException | RuntimeException e) {
            lost(e);
        }
    }

    private void read() throws IOException {
        request.clear();
        int bytes = client.read(request);
        if (bytes == -1) {
            client.close(); // nothing is owed: while something is, we do not read
        } else if (bytes > 0) { // 0: a false alarm of the selector, which may happen
            work();
        }
    }
    // endregion

    // region work
    /** Does the request's work without ever waiting for it here: this thread is everybody's. */
    private void work() throws IOException {
        switch (work) {
            case Work.None() -> answer();
            case Work.Wait(Duration duration) -> {
                key.interestOps(0); // neither reading nor writing: only the timer takes us further
                timers.after(duration, this::workDone);
            }
            case Work.Cpu cpu -> {
                // There is no asking a computation to come back later. Every other client waits now.
                cpu.perform();
                answer();
            }
        }
    }
    // endregion

    /** The timer's call. From here on an answer is owed, so being ready means to write it. */
    private void workDone() {
        answer.clear();
        ready();
    }

    private void answer() throws IOException {
        answer.clear();
        write();
    }

    // region write
    /** Writes what the send buffer takes, which may be nothing, or 5 bytes of 12. The rest has to wait for room. */
    private void write() throws IOException {
        client.write(answer);
        int interest = answer.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ;
        // Only on a change: it costs a system call. And never OP_WRITE without need: a socket is nearly always writable,
        // so the selector would return at once, for ever.
        if (key.interestOps() != interest) {
            key.interestOps(interest);
        }
    }
    // endregion

    private void lost(Exception cause) {
        try (client) {
            SocketAddress address = client.getRemoteAddress();
            log.connectionLost(address, cause);
        } catch (IOException e) {
            // It is closed all the same.
        }
    }
}
