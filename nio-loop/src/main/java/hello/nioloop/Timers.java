package hello.nioloop;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * What shall happen later, earliest first. The loop asks how long it may sleep, and runs what is due. Owned by the loop's
 * thread.
 */
final class Timers {
    private record Timer(long dueNanos, Runnable task) {}

    // nanoTime may overflow, so times are compared by their difference.
    private final PriorityQueue<Timer> queue = new PriorityQueue<>(
            Comparator.comparing(Timer::dueNanos, (a, b) -> Long.signum(a - b)));

    void after(Duration delay, Runnable task) {
        queue.add(new Timer(System.nanoTime() + delay.toNanos(), task));
    }

    /** How long {@code select} may sleep: 0 means for ever, as {@code select} understands it, so "now" is 1 ms. */
    long millisToNext() {
        Timer next = queue.peek();
        if (next == null) {
            return 0;
        }
        // Rounded up: woken too early, the loop would go round in vain until the last millisecond has passed.
        return Math.max(1, Math.ceilDiv(next.dueNanos - System.nanoTime(), 1_000_000L));
    }

    void runDue() {
        if (queue.isEmpty()) {
            return; // the usual case: do not even look at the clock
        }
        long now = System.nanoTime();
        while (!queue.isEmpty() && queue.peek().dueNanos - now <= 0) {
            queue.poll().task.run();
        }
    }
}
