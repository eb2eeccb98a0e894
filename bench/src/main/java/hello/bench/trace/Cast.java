package hello.bench.trace;

import hello.bench.trace.ClientLane.Mark;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The clients of a script, each on a virtual thread of its own, and what they know of each other. Played once; then read.
 */
final class Cast {
    /** So many may be connected and unanswered at once before the next one connects: more would overflow the backlog. */
    private static final int UNANSWERED = 2_000;

    private final Script script;
    private final InetSocketAddress address;
    private final Duration patience;
    private final List<Client> clients = new ArrayList<>();

    /** Given back with the first answer. */
    private final Semaphore mayConnect = new Semaphore(UNANSWERED);

    /** What has happened to whom how often, and who is done; guarded by the lock. */
    private final Map<String, Map<Mark.Kind, Integer>> happened = new HashMap<>();
    private final Map<String, Boolean> done = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();

    private long origin;
    private Instant startedAt;
    private long duration;

    /**
     * Makes it.
     *
     * @param patience how long a client waits for an answer before it gives up
     */
    Cast(Script script, InetSocketAddress address, Duration patience) {
        this.script = script;
        this.address = address;
        this.patience = patience;
    }

    /** Plays the script to its end: until every client is gone. */
    void play() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (Script.Part part : script.parts()) {
            Client client = new Client(part, this);
            clients.add(client);
            threads.add(Thread.ofVirtual().name("client-" + part.client()).unstarted(client));
        }
        setClock();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        duration = now();
    }

    /** Both clocks at one moment: of several pairs the one that was read fastest. */
    private void setClock() {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 100; i++) {
            long before = System.nanoTime();
            Instant instant = Instant.now();
            long took = System.nanoTime() - before;
            if (took < best) {
                best = took;
                origin = before + took / 2;
                startedAt = instant;
            }
        }
    }

    /** Nanoseconds since the start. */
    long now() {
        return System.nanoTime() - origin;
    }

    /** The moment that is 0, on the clock of the system, which the server's events are on too. */
    Instant startedAt() {
        return startedAt;
    }

    /** Until the last client was gone. */
    long durationNanos() {
        return duration;
    }

    List<ClientLane> lanes() {
        return clients.stream().map(Client::lane).toList();
    }

    InetSocketAddress address() {
        return address;
    }

    Duration patience() {
        return patience;
    }

    /** Lets no more of them in than the backlog holds. A server that answers nobody for a second gets them all. */
    void awaitTurnToConnect() throws InterruptedException {
        if (!mayConnect.tryAcquire(1, TimeUnit.SECONDS)) {
            mayConnect.release(UNANSWERED);
        }
    }

    void isAnswered() {
        mayConnect.release();
    }

    void tell(String client, Mark.Kind what) {
        lock.lock();
        try {
            happened.computeIfAbsent(client, _ -> new EnumMap<>(Mark.Kind.class)).merge(what, 1, Integer::sum);
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void tellDone(String client) {
        lock.lock();
        try {
            done.put(client, true);
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until it has happened, or cannot any more because that client is gone. */
    void await(Step.After after) throws InterruptedException {
        lock.lock();
        try {
            while (!done.containsKey(after.client())
                    && happened.getOrDefault(after.client(), Map.of()).getOrDefault(after.what(), 0) < after.times()) {
                more.await();
            }
        } finally {
            lock.unlock();
        }
    }
}
