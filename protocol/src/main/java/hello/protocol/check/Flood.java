package hello.protocol.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import hello.protocol.Protocol;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Scanner;

/**
 * A client that sends as fast as it can and never reads, until the server stops reading from it.
 *
 * <p>
 * A right server stops, but late: each 4,096 bytes make 12 bytes of answers, and a server's send buffer holds 2.6 to 4 MB of
 * them before a write finds no room. So it takes 0.9 to 1.5 GB of requests, in a second or three. A server that reads on well
 * beyond that keeps what it reads, or drops what it owes.
 */
final class Flood {
    /** The largest send buffer that Linux gives a connection by itself: three numbers, least, first and most, in bytes. */
    private static final Path SEND_BUFFER = Path.of("/proc/sys/net/ipv4/tcp_wmem");

    private static final long USUAL_SEND_BUFFER = 4L << 20;

    /** How long nothing must be taken before we say that the server has stopped reading. */
    private static final Duration STOPPED = Duration.ofSeconds(1);

    /** A server that is slow but right may take minutes to fill the buffers: from here on its memory decides. */
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(15);

    /** Memory that may come and go without meaning anything: garbage, compiled code, a heap that is being used for once. */
    private static final long UNSUSPICIOUS = 256L << 20;

    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    /** What others do meanwhile. */
    @FunctionalInterface
    interface Others {
        void askForAnAnswer() throws Failure;
    }

    private final Candidate server;
    private final Client flooder;
    private final Others others;
    private final long most = mostThatFits();
    private long sent;

    Flood(Candidate server, Client flooder, Others others) {
        this.server = server;
        this.flooder = flooder;
        this.others = others;
    }

    /** How many bytes have been sent. */
    long sent() {
        return sent;
    }

    /** Returns when the server no longer takes anything, with the client's sending side still open. */
    void untilTheServerStopsReading() throws Failure, Undecided, IOException, InterruptedException {
        fillTheWindow();
        SocketChannel channel = flooder.channel();
        channel.configureBlocking(false);
        try (Selector selector = Selector.open()) {
            channel.register(selector, SelectionKey.OP_WRITE);
            send(channel, selector);
        } finally {
            channel.configureBlocking(true);
        }
        flooder.did(String.format("%,d bytes without reading", sent));
    }

    /**
     * Lets answers come, one at a time, until this client has no room for more. If they came in the midst of a flood, several
     * would be on their way when the room runs out; Linux (6.17 and later) drops them, and with them the acknowledgements that
     * they carry, for good. Then the flood stops although the server goes on reading: TCP itself is stuck, in both directions.
     */
    private void fillTheWindow() throws IOException, InterruptedException {
        long start = System.nanoTime();
        int received = -1;
        while (flooder.bytesToRead() > received && System.nanoTime() - start < LONG_ENOUGH.toNanos()) {
            received = flooder.bytesToRead();
            flooder.sendQuietly(1);
            sent++;
            long asked = System.nanoTime();
            while (flooder.bytesToRead() == received && System.nanoTime() - asked < STOPPED.toNanos()) {
                Thread.sleep(Duration.ofNanos(50_000));
            }
        }
    }

    private void send(SocketChannel channel, Selector selector)
            throws Failure, Undecided, IOException, InterruptedException {
        ByteBuffer requests = ByteBuffer.allocateDirect(256 * 1024);
        OptionalLong memoryBefore = memory();
        long start = System.nanoTime();
        long lastTaken = start;
        long nextLook = start;
        while (true) {
            int taken = write(channel, requests);
            long now = System.nanoTime();
            sent += taken;
            if (taken > 0) {
                lastTaken = now;
            } else if (now - lastTaken >= STOPPED.toNanos()) {
                return;
            } else {
                selector.select(LOOK_EVERY.toMillis());
                selector.selectedKeys().clear();
            }
            if (sent >= most) {
                throw readsWithoutEnd(memoryBefore);
            }
            if (now >= nextLook) {
                others.askForAnAnswer();
                nextLook = now + LOOK_EVERY.toNanos();
            }
            if (now - start >= LONG_ENOUGH.toNanos()) {
                decideByMemory(memoryBefore);
                return;
            }
        }
    }

    private int write(SocketChannel channel, ByteBuffer requests) throws Failure, IOException {
        try {
            return channel.write(requests.clear());
        } catch (IOException e) {
            flooder.did(String.format("%,d bytes without reading", sent));
            throw flooder.failure("that the server stops reading and waits", "the connection broke: " + e.getMessage(),
                    "The server gives up a client that does not read, or has died, or is out of memory for what it keeps. "
                            + "It need not: while an answer does not go out, it just does not read the next request, and "
                            + "the client's own send blocks.");
        }
    }

    /** Twice the requests whose answers fill the largest send buffer: no right server takes so many. */
    private static long mostThatFits() {
        long buffer = USUAL_SEND_BUFFER;
        try (Scanner numbers = new Scanner(SEND_BUFFER, UTF_8)) {
            numbers.nextLong();
            numbers.nextLong();
            buffer = Math.max(buffer, numbers.nextLong());
        } catch (IOException e) {
            // Not Linux: what is usual there is no more than that.
        }
        return 2 * buffer / Protocol.ANSWER.length() * Protocol.MAX_REQUEST;
    }

    private Failure readsWithoutEnd(OptionalLong memoryBefore) throws InterruptedException {
        flooder.did(String.format("%,d bytes without reading", sent));
        return flooder.failure("that it stops reading, so that this client's send blocks",
                "it went on reading" + growth(memoryBefore).map(g -> "; its memory grew by " + megabytes(g)).orElse(""),
                "There is no backpressure: the server reads requests although their answers do not go out. Either it keeps "
                        + "them, in a list or a queue that grows without bound, or it drops answers. Do not read from a "
                        + "client while you owe it an answer.");
    }

    private void decideByMemory(OptionalLong memoryBefore) throws Failure, Undecided, InterruptedException {
        long grown = growth(memoryBefore).orElseThrow(() -> new Undecided(String.format(
                "after %s and %,d bytes the server was still reading, slowly, and its memory cannot be looked at here",
                Client.seconds(LONG_ENOUGH), sent)));
        if (grown > UNSUSPICIOUS && grown > sent / 2) {
            throw readsWithoutEnd(memoryBefore);
        }
    }

    private Optional<Long> growth(OptionalLong memoryBefore) {
        OptionalLong now = memory();
        return memoryBefore.isPresent() && now.isPresent()
                ? Optional.of(now.getAsLong() - memoryBefore.getAsLong())
                : Optional.empty();
    }

    private OptionalLong memory() {
        return server.process() == null
                ? OptionalLong.empty()
                : ProcessUsage.of(server.process().handle()).map(ProcessUsage::residentBytes)
                        .orElse(OptionalLong.empty());
    }

    private static String megabytes(long bytes) {
        return String.format("%,d MB", bytes / 1_000_000);
    }
}
