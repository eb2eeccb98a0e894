package hello.bench.load;

import java.util.SplittableRandom;

/** How the requests of an open loop follow each other. */
public enum Arrivals {
    /** Evenly: each as long after the one before. */
    uniform,
    /**
     * As from many users who know nothing of each other: a Poisson process, whose gaps are exponentially distributed. There
     * are moments with none and moments with several at once, so that a queue forms even where a regular beat has none.
     */
    poisson;

    /**
     * When the requests are due.
     *
     * @param rate requests per second; more than 0
     * @param seed of what is random
     * @return a schedule that begins at zero
     */
    Schedule schedule(double rate, long seed) {
        return new Schedule(this, 1e9 / rate, new SplittableRandom(seed));
    }

    /** One request after the other. The times are summed up in floating point, so that a rate that is no whole number of
     * nanoseconds apart does not drift: 53 bits hold the nanoseconds of a hundred days. For one thread. */
    static final class Schedule {
        private final Arrivals arrivals;
        private final double meanGapNanos;
        private final SplittableRandom random;
        private double due;

        private Schedule(Arrivals arrivals, double meanGapNanos, SplittableRandom random) {
            this.arrivals = arrivals;
            this.meanGapNanos = meanGapNanos;
            this.random = random;
        }

        /** Nanoseconds from the schedule's begin to the next request; each call goes one further. */
        long next() {
            // 1 - u is never 0, of which there is no logarithm. Inverse transform sampling: Devroye, Non-Uniform Random
            // Variate Generation (1986), II.2.
            due += arrivals == uniform ? meanGapNanos : -Math.log(1 - random.nextDouble()) * meanGapNanos;
            return (long) due;
        }
    }
}
