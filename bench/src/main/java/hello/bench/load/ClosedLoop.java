package hello.bench.load;

import hello.protocol.Protocol;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/**
 * The closed loop: each client sends one byte, waits for its answer, and sends the next at once. There is always exactly one
 * request under way for each connection, so what this measures is capacity: how much the server does when it is never left
 * waiting. The time to answer that goes with it is the time to answer at saturation, and depends on the number of clients
 * (Little's law); latency as a user meets it needs an open loop.
 *
 * <p>
 * One thread does everything. In the measured part nothing is allocated for an answer: the buffers, the histogram and the
 * clients are made beforehand.
 */
public final class ClosedLoop {
    /** Answers are timed up to here, in nanoseconds, to 3 significant digits; what takes longer counts as this. */
    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(2);
    private static final int DIGITS = 3;

    /** So many connections at most are on their way at once: a listener's queue may be as short as 128. */
    private static final int CONNECTING_AT_ONCE = 64;

    private static final byte[] ANSWER = Protocol.answer();

    private final LoadPlan plan;
    private final Histogram histogram = new Histogram(1, LONGEST_NANOS, DIGITS);
    private final ByteBuffer incoming = ByteBuffer.allocateDirect(Protocol.MAX_REQUEST);
    private final ByteBuffer request = ByteBuffer.allocateDirect(1).put((byte) 'x').flip();
    private final List<Client> clients = new ArrayList<>();

    /** Made once: a method reference in the loop would be a new object each time round. */
    private final Consumer<SelectionKey> ready = this::ready;

    private int connecting;
    private int open;
    private long answered;
    private int refused;
    private long lost;
    private long wrongAnswers;
    private String firstTrouble;

    /** What {@link #answered} is, for whoever shows progress. */
    private final AtomicLong answers = new AtomicLong();

    /**
     * Makes a generator.
     *
     * @param plan what load to make
     */
    public ClosedLoop(LoadPlan plan) {
        this.plan = plan;
    }

    /** One client: its connection and where it is. Owned by the loop's thread. */
    private static final class Client {
        SocketChannel channel;
        long sentAt; // nanoTime of the request under way
        int taken; // bytes of its answer that have come
        boolean connected;
        boolean served; // whether it ever had an answer
    }

    /** Called at the moments between which the counting is done, on the loop's thread. */
    public interface Listener {
        /** All are connected that ever will be; warm-up begins. */
        default void warmingUp() {}

        /** Warm-up is over; counting begins now. */
        default void measuring() {}

        /** Counting has ended just now; the connections are still open. */
        default void measured() {}
    }

    /**
     * How many answers there were so far, warm-up included.
     *
     * @return a number that grows; any thread may ask
     */
    public long answersSoFar() {
        return answers.getOpaque();
    }

    /**
     * Makes the load. Returns when the time is over, or when no connection is left.
     *
     * @param listener is told when the counting begins and ends
     * @return what was found
     * @throws IOException if nobody can connect, or the machine has no more sockets to give
     */
    public LoadResult run(Listener listener) throws IOException {
        try (Selector selector = Selector.open()) {
            connectAll(selector);
            if (open == 0) {
                throw new ConnectException(firstTrouble == null ? "no connection within the deadline" : firstTrouble);
            }
            listener.warmingUp();
            long start = System.nanoTime();
            for (Client client : clients) {
                if (client.connected) {
                    begin(client);
                }
            }
            talk(selector, start + plan.warmup().toNanos());
            histogram.reset();
            listener.measuring();
            long from = System.nanoTime();
            talk(selector, from + plan.duration().toNanos());
            long nanos = System.nanoTime() - from;
            listener.measured();
            return result(nanos);
        } finally {
            for (Client client : clients) {
                client.channel.close();
            }
        }
    }

    private void begin(Client client) {
        try {
            send(client, System.nanoTime());
        } catch (IOException e) {
            lose(client, e);
        }
    }

    /** Connects everybody, a few at a time. Who is not connected when the time is up stays so. */
    private void connectAll(Selector selector) throws IOException {
        long deadline = System.nanoTime() + plan.connectDeadline().toNanos();
        while (clients.size() < plan.connections() || connecting > 0) {
            while (clients.size() < plan.connections() && connecting < CONNECTING_AT_ONCE) {
                connect(selector);
            }
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                break;
            }
            if (connecting > 0) {
                selector.select(this::finishConnect, Math.ceilDiv(left, 1_000_000L));
            }
        }
        for (SelectionKey key : selector.keys()) {
            if (key.isValid() && key.interestOps() == SelectionKey.OP_CONNECT) {
                key.cancel(); // too late: it must not be taken for an answer later
            }
        }
    }

    private void connect(Selector selector) throws IOException {
        Client client = new Client();
        client.channel = SocketChannel.open();
        clients.add(client);
        client.channel.configureBlocking(false);
        client.channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        try {
            boolean atOnce = client.channel.connect(plan.target());
            client.channel.register(selector, atOnce ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, client);
            if (atOnce) {
                client.connected = true;
                open++;
            } else {
                connecting++;
            }
        } catch (IOException e) {
            refused(e);
        }
    }

    private void finishConnect(SelectionKey key) {
        Client client = (Client) key.attachment();
        if (!key.isConnectable()) {
            return; // it is connected already, and has nothing to say yet
        }
        connecting--;
        try {
            client.channel.finishConnect();
            key.interestOps(SelectionKey.OP_READ);
            client.connected = true;
            open++;
        } catch (IOException e) {
            key.cancel();
            refused(e);
        }
    }

    private void refused(IOException e) {
        refused++;
        trouble(e);
    }

    /** Answers requests with requests until the time is up. */
    private void talk(Selector selector, long until) throws IOException {
        for (long left = until - System.nanoTime(); left > 0 && open > 0; left = until - System.nanoTime()) {
            selector.select(ready, Math.ceilDiv(left, 1_000_000L));
            answers.setOpaque(answered);
        }
    }

    /** An answer, or a part of it, has come. */
    private void ready(SelectionKey key) {
        Client client = (Client) key.attachment();
        try {
            incoming.clear();
            int bytes = client.channel.read(incoming);
            if (bytes < 0) {
                throw new EOFException("the server closed the connection early");
            }
            for (int i = 0; i < bytes; i++) {
                if (client.taken == ANSWER.length || incoming.get(i) != ANSWER[client.taken]) {
                    wrongAnswers++;
                    throw new IOException("a wrong answer");
                }
                client.taken++;
            }
            if (client.taken == ANSWER.length) {
                long now = System.nanoTime();
                histogram.recordValue(Math.min(now - client.sentAt, LONGEST_NANOS));
                answered++;
                client.served = true;
                send(client, now);
            }
        } catch (IOException e) {
            lose(client, e);
        }
    }

    private void send(Client client, long now) throws IOException {
        client.taken = 0;
        client.sentAt = now;
        request.clear();
        if (client.channel.write(request) == 0) {
            throw new IOException("no room for a request of one byte, although its predecessor was answered");
        }
    }

    private void lose(Client client, IOException why) {
        lost++;
        open--;
        trouble(why);
        try {
            client.channel.close();
        } catch (IOException e) {
            // It is closed all the same.
        }
    }

    private void trouble(IOException e) {
        if (firstTrouble == null) {
            firstTrouble = String.valueOf(e.getMessage());
        }
    }

    private LoadResult result(long nanos) {
        int served = 0;
        for (Client client : clients) {
            served += client.served ? 1 : 0;
        }
        return new LoadResult(plan.connections(), plan.connections() - served, histogram.getTotalCount(), nanos / 1e9,
                refused, lost, wrongAnswers, firstTrouble, Latency.of(histogram), HistogramText.write(histogram));
    }
}
