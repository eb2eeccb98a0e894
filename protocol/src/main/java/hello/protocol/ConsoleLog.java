package hello.protocol;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells people. Safe for use by any thread: a {@link PrintStream} is.
 *
 * @param out where connections are announced
 * @param err where trouble goes
 * @param connections whether connections that come, and those that are lost, are worth a line
 */
record ConsoleLog(PrintStream out, PrintStream err, boolean connections, AtomicLong pauseSaidAt) implements ServerLog {
    /** A server that is out of files tries again ten times a second; people are told once in so many nanoseconds. */
    private static final long PAUSE_SAID_EVERY = TimeUnit.SECONDS.toNanos(5);

    ConsoleLog(PrintStream out, PrintStream err, boolean connections) {
        this(out, err, connections, new AtomicLong(System.nanoTime() - PAUSE_SAID_EVERY));
    }

    @Override
    public void connectionFrom(SocketAddress client) {
        if (connections) {
            out.println("Connection from " + text(client));
        }
    }

    @Override
    public void connectionLost(SocketAddress client, Throwable cause) {
        // A connection that breaks is daily life. Anything else is a mistake in the server, and is never hushed up.
        if (connections || !(cause instanceof IOException)) {
            err.println("Connection from " + text(client) + " lost: " + cause);
        }
    }

    @Override
    public void acceptPaused(Throwable cause) {
        long now = System.nanoTime();
        long last = pauseSaidAt.get();
        if (now - last >= PAUSE_SAID_EVERY && pauseSaidAt.compareAndSet(last, now)) {
            err.println("Not accepting for now: " + cause);
        }
    }

    /** {@code 127.0.0.1:50112}: {@link InetSocketAddress#toString()} would put a slash before it. */
    private static String text(SocketAddress client) {
        return client instanceof InetSocketAddress inet
                ? inet.getAddress().getHostAddress() + ":" + inet.getPort()
                : String.valueOf(client);
    }
}
