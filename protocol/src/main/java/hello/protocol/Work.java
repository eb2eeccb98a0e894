package hello.protocol;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * What a request has to do before it is answered: one of the two classes of tasks that the course starts with, or nothing.
 *
 * <p>
 * In a model where each client has a thread of its own, a request simply does its work: {@link #perform()}. In a model
 * that shares one thread, the kinds must be told apart: a {@link Wait} is handed to a timer, and a {@link Cpu} holds up
 * everybody, whatever one does.
 */
public sealed interface Work {
    /** No work: answer at once. */
    record None() implements Work {
        @Override
        public String toString() {
            return "none";
        }
    }

    /**
     * An I/O-bound task: the request waits, as for the answer of a database. It needs no thread while it waits, only
     * someone who remembers it.
     *
     * @param duration how long; more than zero
     */
    record Wait(Duration duration) implements Work {
        // region wait
        @Override
        public void perform() throws InterruptedIOException {
            try {
                Thread.sleep(duration);
            } catch (InterruptedException e) {
                // The flag stays set, for whoever owns this thread.
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while a request waited");
            }
        }
        // endregion

        @Override
        public String toString() {
            return "wait:" + Durations.format(duration);
        }
    }

    /**
     * A CPU-bound task: the request computes. A fixed amount of computation, not a spin on the clock: two of them on one
     * CPU take twice as long, as real work does.
     *
     * @param rounds how often the computation's one step is done; more than zero
     */
    record Cpu(long rounds) implements Work {
        // region compute
        @Override
        public void perform() {
            // Marsaglia's xorshift64 (Journal of Statistical Software 8, 2003): each step needs the one before, so neither
            // the compiler nor the CPU can do two at once. It never reaches 0 from another state; asking keeps the
            // compiler from throwing the loop away as unused.
            long x = 88172645463325252L;
            for (long i = 0; i < rounds; i++) {
                x ^= x << 13;
                x ^= x >>> 7;
                x ^= x << 17;
            }
            if (x == 0) {
                throw new AssertionError("xorshift64 has reached 0");
            }
        }
        // endregion

        @Override
        public String toString() {
            return "cpu:" + rounds;
        }

        /**
         * How many rounds take about so long on this machine, on a CPU of one's own. Takes some ten times as long as asked
         * for, at least half a second: the first runs are the compiler's.
         *
         * @param duration how long a request shall compute; more than zero
         * @return work of that size; pass it on as {@code cpu:ROUNDS}, so that every server does the same
         */
        public static Cpu calibrate(Duration duration) {
            long rounds = 1_000_000;
            long best = Long.MAX_VALUE;
            for (int i = 0; i < 100; i++) {
                long start = System.nanoTime();
                new Cpu(rounds).perform();
                // The fastest run is the one that nobody disturbed.
                best = Math.min(best, System.nanoTime() - start);
            }
            double nanosPerRound = (double) best / rounds;
            return new Cpu(Math.max(1, Math.round(duration.toNanos() / nanosPerRound)));
        }
    }

    /**
     * Does the work on the calling thread, which is held for as long as it takes.
     *
     * @throws InterruptedIOException if the thread is interrupted while it waits
     */
    default void perform() throws InterruptedIOException {}

    /**
     * Reads {@code none}, {@code wait:20ms}, {@code cpu:5ms} or {@code cpu:2500000}. A CPU time is calibrated at once,
     * which takes about half a second; a number of rounds is taken as it is.
     *
     * @param text what the user wrote
     * @return the work
     * @throws IllegalArgumentException if it is not written so; the message says how it is
     */
    static Work parse(String text) {
        if (text.equals("none")) {
            return new None();
        }
        String amount = text.substring(text.indexOf(':') + 1);
        if (text.startsWith("wait:")) {
            return new Wait(positive(amount));
        }
        if (text.startsWith("cpu:")) {
            return ROUNDS.matcher(amount).matches()
                    ? new Cpu(Long.parseLong(amount))
                    : Cpu.calibrate(positive(amount));
        }
        throw new IllegalArgumentException("'" + text + "' is not a work: write none, wait:20ms or cpu:5ms");
    }

    /** A number of rounds, as {@link Cpu#toString()} writes it. */
    Pattern ROUNDS = Pattern.compile("[1-9]\\d{0,17}");

    private static Duration positive(String amount) {
        Duration duration = Durations.parse(amount);
        if (duration.isZero()) {
            throw new IllegalArgumentException("a work of " + amount + " is none: write none");
        }
        return duration;
    }
}
