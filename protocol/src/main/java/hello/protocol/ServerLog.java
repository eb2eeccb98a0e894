package hello.protocol;

import java.net.SocketAddress;

/**
 * Who is told what happens in a server. A server calls it on whichever thread the thing happened, so an implementation
 * must be safe for use by several threads at once, and must not block for long: in a model with one thread it holds up
 * every client.
 */
public interface ServerLog {
    /**
     * A client was accepted.
     *
     * @param client its address
     */
    void connectionFrom(SocketAddress client);

    /**
     * A connection ended otherwise than by the client's end of stream: it was reset, or its handler failed. The others go on.
     *
     * @param client its address
     * @param cause what happened
     */
    void connectionLost(SocketAddress client, Throwable cause);

    /**
     * {@code accept} failed, as it does with too many open files. The server goes on serving, and accepts again after
     * {@link Protocol#ACCEPT_PAUSE}.
     *
     * @param cause what happened
     */
    void acceptPaused(Throwable cause);

    /**
     * Prints {@code Connection from …} to standard output, as the chapter does, and trouble to standard error.
     *
     * @return a log for people
     */
    static ServerLog console() {
        return new ConsoleLog(System.out, System.err, true);
    }

    /**
     * Says nothing of connections that come and go, nor of those that are lost; only a pause of {@code accept} and a
     * handler that failed for another reason than its connection, which are the server's own trouble, go to standard error.
     *
     * @return a log for measurements and tests
     */
    static ServerLog quiet() {
        return new ConsoleLog(System.out, System.err, false);
    }
}
