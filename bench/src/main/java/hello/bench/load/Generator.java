package hello.bench.load;

import hello.bench.load.LoadPlan.Pace;
import hello.protocol.Protocol;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/**
 * Makes a load and measures what comes of it: the closed loop and the open one, on one thread with one selector.
 *
 * <p>
 * A connection has at most one request under way. In a closed loop it asks again when it has its answer (and has thought). In
 * an open loop requests are due at their own time: whichever connection has been free for longest sends the next one; if none
 * is free it waits here, and its latency is counted from the nanosecond at which it was due all the same. (To count from the
 * sending would leave out the very requests that a stall has delayed: "coordinated omission", Gil Tene, How NOT to Measure
 * Latency.)
 *
 * <p>
 * In the measured part nothing is allocated for an answer: the buffers, the histograms and the clients are made beforehand.
 * Only a client that connects again needs new objects. (The JDK's own selector boxes the number of a ready file. Beyond 127
 * that is 16 bytes, unless the JVM runs with {@code -XX:AutoBoxCacheMax}.)
 */
public final class Generator {
    /** Answers are timed up to here, in nanoseconds, to 3 significant digits; what takes longer counts as this. */
    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(2);
    private static final int DIGITS = 3;

    /** So many connections at most are on their way at once: a listener's queue may be as short as 128. */
    private static final int CONNECTING_AT_ONCE = 64;

    /** A straggler's byte comes so long after its last answer. */
    private static final Duration STRAGGLING = Duration.ofMillis(100);

    /** How long after an open loop's end the answers that are still owed may come; after that they are censored. */
    private static final Duration DRAIN = Duration.ofSeconds(1);

    private static final long WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int MOST_WINDOWS = 1_200;

    private static final long MILLI = 1_000_000;

    private static final byte[] ANSWER = Protocol.answer();

    private final LoadPlan plan;
    private final boolean open;
    private final long thinkNanos;
    private final Histogram timesToAnswer = histogram();
    private final Histogram latencies = histogram();
    private final Histogram lags = histogram();
    private final ByteBuffer incoming = ByteBuffer.allocateDirect(Protocol.MAX_REQUEST);
    private final ByteBuffer request;
    private final ByteBuffer straggle = ByteBuffer.allocateDirect(1);
    private final ByteBuffer flood = ByteBuffer.allocateDirect(64 * 1024);
    private final List<Client> clients = new ArrayList<>();
    private final Queue speakers;
    private final Queue stragglers;
    private final long windowNanos;
    private final int[] windows;

    /** Made once: a method reference in the loop would be a new object each time round. */
    private final Consumer<SelectionKey> ready = this::ready;

    private Selector selector;
    private Arrivals.Schedule schedule;
    private int connecting;
    private int nextSource;
    private int speaking; // speakers with a connection, or on their way to one
    private long connected;
    private long answered;
    private long refused;
    private long lost;
    private long earlyCloses;
    private long wrongAnswers;
    private String firstTrouble;

    private boolean counting; // the measured part has begun
    private long from; // nanoTime at which it began
    private long scheduleStart; // nanoTime
    private long due; // nanoTime at which the next request of an open loop is due
    private long dueCounted; // requests of the measured part
    private long sentCounted;
    private long restNanos; // time in which an open loop found nothing to do

    /** What {@link #answered} is, for whoever shows progress. */
    private final AtomicLong answers = new AtomicLong();

    /** What a connection is there for. */
    private enum Role {
        SPEAKER,
        STRAGGLER,
        IDLE,
        NEVER_READS
    }

    /** One client: its connection and where it is. Owned by the loop's thread. */
    private static final class Client {
        final Role role;
        SocketChannel channel;
        SelectionKey key;
        boolean asksAtOnce; // when it is connected: it has left and come back
        boolean asking; // a request is under way
        long due; // nanoTime at which that was due
        long sentAt; // nanoTime at which it was sent
        long freeSince; // nanoTime at which the connection could have been used
        long mayCome; // bytes of answers that may still come
        int taken; // bytes of an answer that have come
        int requests; // sent on this connection
        boolean gone; // it will not connect again
        boolean served; // it ever had an answer

        Client(Role role) {
            this.role = role;
        }
    }

    /** Clients that wait for their turn, first come, first served; a ring, so that nothing is allocated. */
    private static final class Queue {
        private final Client[] ring;
        private int head;
        private int size;

        Queue(int capacity) {
            ring = new Client[capacity];
        }

        void add(Client client) {
            ring[(head + size++) % ring.length] = client;
        }

        /** The next who is still there, or null. */
        Client peek() {
            while (size > 0 && ring[head].gone) {
                remove();
            }
            return size == 0 ? null : ring[head];
        }

        void remove() {
            ring[head] = null;
            head = (head + 1) % ring.length;
            size--;
        }
    }

    /** Called at the moments between which the counting is done, on the loop's thread. */
    public interface Listener {
        /**
         * All are connected that ever will be. Warm-up begins when this returns: generators that are to begin together wait for
         * each other here.
         *
         * @throws InterruptedException if the thread is interrupted while it waits
         */
        default void connected() throws InterruptedException {}

        /** Warm-up begins. */
        default void warmingUp() {}

        /** Warm-up is over; counting begins now. */
        default void measuring() {}

        /** Counting has ended just now; the connections are still open. */
        default void measured() {}
    }

    /**
     * Makes a generator.
     *
     * @param plan what load to make
     */
    public Generator(LoadPlan plan) {
        this.plan = plan;
        switch (plan.pace()) {
            case Pace.Closed(Duration think) -> {
                open = false;
                thinkNanos = think.toNanos();
            }
            case Pace.Open(double rate, Arrivals arrivals, long seed) -> {
                open = true;
                thinkNanos = 0;
                schedule = arrivals.schedule(rate, seed);
            }
        }
        request = ByteBuffer.allocateDirect(plan.payload());
        speakers = new Queue(plan.connections());
        stragglers = new Queue(Math.max(1, plan.bystanders().stragglers()));
        windowNanos = Math.max(WINDOW_NANOS, plan.duration().toNanos() / MOST_WINDOWS);
        windows = new int[(int) Math.ceilDiv(plan.duration().toNanos(), windowNanos)];
    }

    private static Histogram histogram() {
        return new Histogram(1, LONGEST_NANOS, DIGITS);
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
     * @throws IOException if nobody can connect, the machine has no more sockets to give, or the listener was interrupted
     */
    public LoadResult run(Listener listener) throws IOException {
        try (Selector opened = Selector.open()) {
            selector = opened;
            connectAll();
            if (speaking == 0) {
                throw new ConnectException(firstTrouble == null ? "no connection within the deadline" : firstTrouble);
            }
            listener.connected();
            listener.warmingUp();
            begin();
            talk(System.nanoTime() + plan.warmup().toNanos());
            listener.measuring();
            startCounting();
            long until = from + plan.duration().toNanos();
            talk(until);
            long nanos = System.nanoTime() - from;
            listener.measured();
            if (open) {
                drain(until);
            }
            return result(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted before the load began");
        } finally {
            for (Client client : clients) {
                client.channel.close();
            }
        }
    }

    private void startCounting() {
        timesToAnswer.reset();
        latencies.reset();
        lags.reset();
        restNanos = 0;
        from = System.nanoTime();
        counting = true;
    }

    // Connecting

    /** Connects everybody, a few at a time. Who is not connected when the time is up stays so. */
    private void connectAll() throws IOException {
        // Bystanders first: they are there when the others come.
        List<Role> roles = new ArrayList<>();
        LoadPlan.Bystanders others = plan.bystanders();
        for (int i = 0; i < plan.allConnections(); i++) {
            roles.add(i < others.idle()
                    ? Role.IDLE
                    : i < others.idle() + others.stragglers()
                            ? Role.STRAGGLER
                            : i < others.total() ? Role.NEVER_READS : Role.SPEAKER);
        }
        long start = System.nanoTime();
        long deadline = start + plan.connectDeadline().toNanos();
        int begun = 0;
        while (begun < roles.size() || connecting > 0) {
            long now = System.nanoTime();
            for (int i = 0; i < CONNECTING_AT_ONCE && begun < roles.size() && connecting < CONNECTING_AT_ONCE
                    && now - start >= connectAfter(begun); i++) {
                Client client = new Client(roles.get(begun++));
                clients.add(client);
                speaking += client.role == Role.SPEAKER ? 1 : 0;
                connect(client);
            }
            if (now - deadline >= 0) {
                break;
            }
            long next = begun < roles.size() && connecting < CONNECTING_AT_ONCE
                    ? start + connectAfter(begun)
                    : deadline;
            selector.select(ready, Math.max(1, (Math.min(next, deadline) - now) / MILLI));
        }
        speaking = 0;
        for (Client client : clients) {
            if (client.key != null && client.key.isValid() && client.key.interestOps() == SelectionKey.OP_CONNECT) {
                client.key.cancel(); // too late: it must not be taken for an answer later
                client.gone = true;
            }
            speaking += client.role == Role.SPEAKER && !client.gone ? 1 : 0;
        }
        connecting = 0;
    }

    /** Nanoseconds from the start to the n-th connection's begin, at the rate that was asked for. */
    private long connectAfter(int n) {
        return plan.connectsPerSecond() == 0 ? 0 : (long) (n / plan.connectsPerSecond() * 1e9);
    }

    private void connect(Client client) throws IOException {
        client.channel = SocketChannel.open();
        client.channel.configureBlocking(false);
        client.channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        client.mayCome = 0;
        client.taken = 0;
        client.requests = 0;
        try {
            if (!plan.sources().isEmpty()) {
                client.channel.bind(
                        new InetSocketAddress(plan.sources().get(nextSource++ % plan.sources().size()), 0));
            }
            boolean atOnce = client.channel.connect(plan.target());
            client.key = client.channel.register(selector, SelectionKey.OP_CONNECT, client);
            connecting++;
            if (atOnce) {
                finishConnect(client);
            }
        } catch (IOException e) {
            refused(client, e);
        }
    }

    private void finishConnect(Client client) {
        connecting--;
        try {
            client.channel.finishConnect();
            connected++;
            client.key.interestOps(client.role == Role.NEVER_READS ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
            if (client.asksAtOnce) {
                comeBack(client);
            }
        } catch (IOException e) {
            refused(client, e);
        }
    }

    /** A client that has left after its last answer is connected again. */
    private void comeBack(Client client) throws IOException {
        client.asksAtOnce = false;
        if (open) {
            client.freeSince = System.nanoTime();
            speakers.add(client);
        } else {
            long began = client.due;
            send(client, began);
            client.sentAt = began; // connecting is a part of what it waits for
        }
    }

    private void refused(Client client, IOException e) {
        refused++;
        leave(client, e);
    }

    // Talking

    private void begin() {
        long now = System.nanoTime();
        scheduleStart = now;
        if (open) {
            due = scheduleStart + schedule.next();
        }
        int speaker = 0;
        int straggler = 0;
        for (Client client : clients) {
            if (client.gone) {
                continue;
            }
            switch (client.role) {
                case SPEAKER -> {
                    // Who thinks would otherwise think in step with all the others.
                    client.freeSince = now + thinkNanos * speaker++ / plan.connections();
                    speakers.add(client);
                }
                case STRAGGLER -> {
                    client.freeSince = now + STRAGGLING.toNanos() * straggler++ / plan.bystanders().stragglers();
                    stragglers.add(client);
                }
                case IDLE, NEVER_READS -> {
                }
            }
        }
    }

    /** Sends what is due and takes what comes, until the time is up. */
    private void talk(long until) throws IOException {
        while (speaking > 0) {
            long now = System.nanoTime();
            if (now - until >= 0) {
                return;
            }
            boolean sent = open ? sendDue(now, until) : sendFree(now);
            if (stragglers.size > 0) {
                straggle(now);
            }
            long before = System.nanoTime();
            long left = wake(until) - before;
            // A selector sleeps whole milliseconds; what is left of them is watched on the clock.
            boolean sleeps = left >= MILLI;
            int came = sleeps ? selector.select(ready, left / MILLI) : selector.selectNow(ready);
            if (open && (sleeps || (came == 0 && !sent))) {
                restNanos += System.nanoTime() - before;
            }
            answers.setOpaque(answered);
        }
    }

    /** When there will be something to do although nothing comes. */
    private long wake(long until) {
        long wake = until;
        Client free = speakers.peek();
        if (free != null) {
            wake = Math.min(wake, open ? due : free.freeSince);
        }
        Client straggler = stragglers.size == 0 ? null : stragglers.peek();
        return straggler == null ? wake : Math.min(wake, straggler.freeSince);
    }

    // region due
    /** The open loop: what is due by now and before the end, as far as connections are free. */
    private boolean sendDue(long now, long until) throws IOException {
        boolean sent = false;
        for (Client client = speakers.peek(); client != null && due - now <= 0 && due - until < 0; client = speakers
                .peek()) {
            speakers.remove();
            send(client, due);
            if (counting) {
                lags.recordValue(Math.clamp(client.sentAt - Math.max(due, client.freeSince), 1, LONGEST_NANOS));
                if (due - from >= 0) {
                    sentCounted++;
                    dueCounted++;
                }
            }
            due = scheduleStart + schedule.next();
            sent = true;
        }
        return sent;
    }
    // endregion

    /** The closed loop: who has thought for long enough. Without thinking this is for the first request alone. */
    private boolean sendFree(long now) throws IOException {
        boolean sent = false;
        for (Client client = speakers.peek(); client != null
                && client.freeSince - now <= 0; client = speakers.peek()) {
            speakers.remove();
            send(client, client.freeSince);
            sent = true;
        }
        return sent;
    }

    private void straggle(long now) {
        for (Client client = stragglers.peek(); client != null
                && client.freeSince - now <= 0; client = stragglers.peek()) {
            stragglers.remove();
            client.asking = true;
            client.mayCome += ANSWER.length;
            try {
                client.channel.write(straggle.clear());
            } catch (IOException e) {
                lose(client, e);
            }
        }
    }

    private void send(Client client, long dueAt) throws IOException {
        client.due = dueAt;
        client.sentAt = System.nanoTime();
        client.asking = true;
        client.requests++;
        client.mayCome += (long) plan.payload() * ANSWER.length;
        try {
            if (client.channel.write(request.clear()) < plan.payload()) {
                throw new IOException("no room for a request, although its predecessor was answered");
            }
        } catch (IOException e) {
            lose(client, e);
        }
    }

    /** A connection has something for us. */
    private void ready(SelectionKey key) {
        Client client = (Client) key.attachment();
        if (key.isConnectable()) {
            finishConnect(client);
        } else if (client.role == Role.NEVER_READS) {
            flood(client);
        } else {
            take(client);
        }
    }

    private void flood(Client client) {
        try {
            client.channel.write(flood.clear());
        } catch (IOException e) {
            lose(client, e);
        }
    }

    /** An answer, or a part of it, has come. Each byte is looked at. */
    private void take(Client client) {
        try {
            int bytes = client.channel.read(incoming.clear());
            if (bytes < 0) {
                earlyCloses++;
                leave(client, new IOException("the server closed the connection early"));
                return;
            }
            client.mayCome -= bytes;
            if (client.mayCome < 0) {
                wrong(client);
                return;
            }
            for (int i = 0; i < bytes; i++) {
                if (incoming.get(i) != ANSWER[client.taken]) {
                    wrong(client);
                    return;
                }
                client.taken++;
                if (client.taken == ANSWER.length) {
                    client.taken = 0;
                    // A request of several bytes may be split on its way, and gets several answers then: the first counts.
                    if (client.asking && client.role == Role.SPEAKER && answered(client)) {
                        return;
                    }
                }
            }
            if (client.asking && client.taken == 0 && client.role == Role.STRAGGLER) {
                client.asking = false;
                client.freeSince = System.nanoTime() + STRAGGLING.toNanos();
                stragglers.add(client);
            }
        } catch (IOException e) {
            lose(client, e);
        }
    }

    /** Says whether the client has left its connection. */
    private boolean answered(Client client) throws IOException {
        long now = System.nanoTime();
        client.asking = false;
        client.served = true;
        answered++;
        if (counting) {
            count(client, now);
        }
        if (client.requests == plan.requestsPerConnection()) {
            client.asksAtOnce = true;
            client.due = now;
            client.channel.close();
            connect(client);
            return true;
        }
        if (open) {
            client.freeSince = now;
            speakers.add(client);
        } else if (thinkNanos == 0) {
            send(client, now);
        } else {
            client.freeSince = now + thinkNanos;
            speakers.add(client);
        }
        return false;
    }

    private void count(Client client, long now) {
        int window = (int) ((now - from) / windowNanos);
        if (window < windows.length) {
            windows[window]++;
        }
        if (open && client.due - from < 0) {
            return; // due in the warm-up: a late one is the warm-up's
        }
        timesToAnswer.recordValue(Math.clamp(now - client.sentAt, 1, LONGEST_NANOS));
        if (open) {
            latencies.recordValue(Math.clamp(now - client.due, 1, LONGEST_NANOS));
        }
    }

    private void wrong(Client client) {
        wrongAnswers++;
        leave(client, new IOException("a wrong answer"));
    }

    private void lose(Client client, IOException why) {
        lost++;
        leave(client, why);
    }

    /** This client is of no more use. */
    private void leave(Client client, IOException why) {
        client.gone = true;
        speaking -= client.role == Role.SPEAKER ? 1 : 0;
        if (firstTrouble == null) {
            firstTrouble = String.valueOf(why.getMessage());
        }
        try {
            client.channel.close();
        } catch (IOException e) {
            // It is closed all the same.
        }
    }

    // The end

    /** Takes the answers that are still owed to an open loop, for a while, and sends what was due before its end. */
    private void drain(long until) throws IOException {
        long end = System.nanoTime() + DRAIN.toNanos();
        while (speaking > 0 && System.nanoTime() - end < 0 && (due - until < 0 || isAsking())) {
            sendDue(System.nanoTime(), until);
            selector.select(ready, 1);
        }
        long now = System.nanoTime();
        for (Client client : clients) {
            if (client.role == Role.SPEAKER && client.asking && client.due - from >= 0) {
                latencies.recordValue(Math.min(now - client.due, LONGEST_NANOS));
            }
        }
        // If all connections broke, the end came before its time.
        for (; due - until < 0 && due - now <= 0; due = scheduleStart + schedule.next()) {
            if (due - from >= 0) {
                dueCounted++;
                latencies.recordValue(Math.min(now - due, LONGEST_NANOS));
            }
        }
    }

    private boolean isAsking() {
        for (Client client : clients) {
            if (client.role == Role.SPEAKER && client.asking && !client.gone) {
                return true;
            }
        }
        return false;
    }

    private LoadResult result(long nanos) {
        int served = 0;
        for (Client client : clients) {
            served += client.role == Role.SPEAKER && client.served ? 1 : 0;
        }
        double seconds = nanos / 1e9;
        long counted = timesToAnswer.getTotalCount();
        return new LoadResult(plan.connections(), connected, plan.connections() - served, counted, seconds, refused,
                lost, earlyCloses, wrongAnswers, firstTrouble, Latency.of(timesToAnswer),
                HistogramText.write(timesToAnswer), open ? openResult(seconds) : null,
                counted == 0 ? 0 : counted / seconds * timesToAnswer.getMean() / 1e9, windowNanos / 1e9,
                Arrays.stream(windows).boxed().toList());
    }

    private LoadResult.Open openResult(double seconds) {
        return new LoadResult.Open(((Pace.Open) plan.pace()).rate(), dueCounted, sentCounted, Latency.of(latencies),
                HistogramText.write(latencies), dueCounted - timesToAnswer.getTotalCount(),
                lags.getValueAtPercentile(99) / 1e3, lags.getMaxValue() / 1e3,
                1 - restNanos / 1e9 / seconds);
    }
}
