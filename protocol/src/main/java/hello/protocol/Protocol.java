package hello.protocol;

import static java.net.StandardSocketOptions.SO_KEEPALIVE;
import static java.net.StandardSocketOptions.TCP_NODELAY;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static jdk.net.ExtendedSocketOptions.TCP_KEEPIDLE;

import java.io.IOException;
import java.net.Socket;
import java.nio.channels.NetworkChannel;
import java.time.Duration;

/**
 * The protocol in numbers, the same for all models: a client sends bytes, and each read of up to {@value #MAX_REQUEST}
 * of them is answered by the twelve bytes {@code Hello world\n}.
 *
 * <p>
 * The rules, and why each is there, are in {@code docs/en/protocol.md}.
 */
public final class Protocol {
    /** The answer to every request, as text; on the wire it is ASCII. */
    public static final String ANSWER = "Hello world\n";

    /** The most bytes that one read takes, and so the longest request that gets one answer. */
    public static final int MAX_REQUEST = 4096;

    /** The port that the chapter uses. */
    public static final int DEFAULT_PORT = 5001;

    /**
     * How many connections may wait for {@code accept}. The JDK's default of 50 drops bursts; the system may give less
     * than is asked for (on Linux, {@code net.core.somaxconn}).
     */
    public static final int BACKLOG = 4096;

    /**
     * How long a server stops accepting when {@code accept} fails, for instance with "Too many open files". To try again
     * at once would be to spin: the connection that could not be accepted is still there, and so is the reason.
     */
    public static final Duration ACCEPT_PAUSE = Duration.ofMillis(100);

    /** Seconds of silence before the first keepalive probe, where the system lets us say so; its own default is 2 hours. */
    private static final int KEEPALIVE_IDLE_SECONDS = 60;

    private Protocol() {}

    /**
     * The answer as it goes over the wire.
     *
     * @return a new array of 12 bytes, the caller's own
     */
    public static byte[] answer() {
        return ANSWER.getBytes(US_ASCII);
    }

    /**
     * Sets the options that every accepted connection has, in every model.
     * <ul>
     * <li>{@code TCP_NODELAY}: an answer leaves at once. With Nagle's algorithm a second small answer would wait for
     * the client to acknowledge the first.
     * <li>{@code SO_KEEPALIVE}: a client that vanished without a word (its cable was pulled) is found out by probes. An
     * idle client that answers them may stay for as long as it likes: there is no idle timeout.
     * </ul>
     *
     * @param client a connection that was just accepted
     * @throws IOException if the connection is already gone
     */
    public static void configure(Socket client) throws IOException {
        client.setOption(TCP_NODELAY, true);
        client.setOption(SO_KEEPALIVE, true);
        if (client.supportedOptions().contains(TCP_KEEPIDLE)) {
            client.setOption(TCP_KEEPIDLE, KEEPALIVE_IDLE_SECONDS);
        }
    }

    /**
     * The same for a channel: the JDK has no type that is both.
     *
     * @param client a connection that was just accepted
     * @throws IOException if the connection is already gone
     */
    public static void configure(NetworkChannel client) throws IOException {
        client.setOption(TCP_NODELAY, true);
        client.setOption(SO_KEEPALIVE, true);
        if (client.supportedOptions().contains(TCP_KEEPIDLE)) {
            client.setOption(TCP_KEEPIDLE, KEEPALIVE_IDLE_SECONDS);
        }
    }
}
