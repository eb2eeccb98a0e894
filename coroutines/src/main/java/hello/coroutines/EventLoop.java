package hello.coroutines;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * Resumes coroutines. One thread lets each run until it yields what it waits for ({@link Await}), remembers that, and resumes
 * it when it has happened. Put a pool of threads in the place of the one, and {@code read} in the place of {@code yield}, and
 * you have made virtual threads.
 *
 * <p>
 * Everything here belongs to the thread that calls {@link #turn()}; only {@link #wakeup()} may be called by others.
 */
final class EventLoop implements AutoCloseable {
    private final Selector selector;

    // nanoTime may overflow, so times are compared by their difference.
    private final PriorityQueue<Timer> timers = new PriorityQueue<>(
            Comparator.comparing(Timer::dueNanos, (a, b) -> Long.signum(a - b)));

    /** Made, and not yet run. */
    private final Queue<Coroutine> started = new ArrayDeque<>();

    EventLoop() throws IOException {
        selector = Selector.open();
    }

    /** A coroutine, and what the loop remembers of it: the key, if any, by which the selector may still report it. */
    private static final class Coroutine {
        final Generator<Await> body;
        SelectionKey armed;

        Coroutine(Consumer<Generator.Out<Await>> body) {
            this.body = new Generator<>(body);
        }
    }

    private record Timer(long dueNanos, Coroutine coroutine) {}

    /**
     * Makes a coroutine. It first runs in the next turn, not here: the caller is usually a coroutine itself, and only the loop
     * resumes coroutines, never one another. (asyncio's create_task does the same.)
     */
    void start(Consumer<Generator.Out<Await>> body) {
        started.add(new Coroutine(body));
    }

    /** Lets the loop watch a channel, for nothing as yet. */
    SelectionKey register(SelectableChannel channel) throws IOException {
        // It must be non-blocking! A read that waits would stop the loop, and with it every coroutine.
        channel.configureBlocking(false);
        return channel.register(selector, 0);
    }

    // region turn
    /** One turn: sleeps until something is ready or due, then resumes whoever waited for it. */
    void turn() throws IOException {
        while (!started.isEmpty()) {
            resume(started.remove());
        }
        selector.select(millisToNextTimer());
        // After select, not from within it: select holds monitors, and see Generator for what that does to a yield.
        for (SelectionKey key : selector.selectedKeys()) {
            resume((Coroutine) key.attachment());
        }
        selector.selectedKeys().clear();
        while (!timers.isEmpty() && timers.peek().dueNanos - System.nanoTime() <= 0) {
            resume(timers.poll().coroutine);
        }
    }

    /** Goes into the coroutine, where its last {@code yield} returns, and comes back with its next wish. */
    private void resume(Coroutine coroutine) {
        if (!coroutine.body.hasNext()) {
            return; // it has run to its end
        }
        switch (coroutine.body.next()) {
            case Await.Ready(SelectionKey key, int interest) -> {
                if (!key.equals(coroutine.armed)) {
                    disarm(coroutine);
                    key.attach(coroutine);
                    coroutine.armed = key;
                }
                // Only on a change: it costs a system call. A connection that is read again and again needs none.
                if (key.interestOps() != interest) {
                    key.interestOps(interest);
                }
            }
            case Await.Sleep(Duration duration) -> {
                // It must not be woken by its socket while it sleeps.
                disarm(coroutine);
                timers.add(new Timer(System.nanoTime() + duration.toNanos(), coroutine));
            }
        }
    }
    // endregion

    private static void disarm(Coroutine coroutine) {
        if (coroutine.armed != null) {
            coroutine.armed.interestOps(0);
            coroutine.armed = null;
        }
    }

    /** How long {@code select} may sleep: 0 means for ever, as {@code select} understands it, so "now" is 1 ms. */
    private long millisToNextTimer() {
        Timer next = timers.peek();
        return next == null ? 0 : Math.max(1, Math.ceilDiv(next.dueNanos - System.nanoTime(), 1_000_000L));
    }

    /** Ends the turn that is under way. Any thread. */
    void wakeup() {
        selector.wakeup();
    }

    /**
     * Closes all channels that the loop watches; may be called twice. A coroutine that waits is not resumed any more: it is
     * garbage now, with all that is on its stack, and its finally blocks never run. (Python throws GeneratorExit into it.)
     */
    @Override
    public void close() {
        if (!selector.isOpen()) {
            return;
        }
        for (SelectionKey key : selector.keys()) {
            closeQuietly(key.channel());
        }
        // A closed channel is let go by its selector, and only then by the system: without this the port stays taken.
        closeQuietly(selector);
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            // It is closed all the same, and there is nobody left to tell.
        }
    }
}
