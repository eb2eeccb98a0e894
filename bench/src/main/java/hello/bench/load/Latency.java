package hello.bench.load;

import org.HdrHistogram.Histogram;

/**
 * A distribution of times in a few numbers, all in microseconds.
 *
 * @param mean the arithmetic mean
 * @param p50 half are no longer than this
 * @param p90 nine of ten
 * @param p99 99 of 100
 * @param p999 999 of 1,000
 * @param max the longest
 */
public record Latency(double mean, double p50, double p90, double p99, double p999, double max) {
    static Latency of(Histogram nanos) {
        if (nanos.getTotalCount() == 0) {
            return null; // nothing was timed: there are no such numbers
        }
        return new Latency(nanos.getMean() / 1e3, at(nanos, 50), at(nanos, 90), at(nanos, 99), at(nanos, 99.9),
                nanos.getMaxValue() / 1e3);
    }

    private static double at(Histogram nanos, double percentile) {
        return nanos.getValueAtPercentile(percentile) / 1e3;
    }
}
