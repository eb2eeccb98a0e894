package hello.bench.stats;

import java.util.stream.IntStream;

/**
 * Whether a series still rises or falls: Mann's test (Econometrica 13, 1945), which counts the pairs that are in order, with
 * Kendall's exact distribution, and the slope of Theil and Sen (Journal of the American Statistical Association 63, 1968).
 *
 * @param p how likely so many ordered pairs are where there is no trend, on both sides
 * @param change from the first value to the last by the slope, as a share of the median
 */
public record Trend(double p, double change) {
    /**
     * Looks at a series.
     *
     * @param series in the order of time; two values at least
     * @return what it does
     */
    public static Trend of(double... series) {
        int n = series.length;
        int score = 0; // Kendall's S
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                score += Double.compare(series[j], series[i]);
            }
        }
        double[] time = IntStream.range(0, n).asDoubleStream().toArray();
        double median = Medians.of(series);
        return new Trend(p(n, Math.abs(score)), median == 0 ? 0 : Lines.slope(time, series) * (n - 1) / median);
    }

    /** The share of all orders of n values whose score is as far from 0, or farther. Equal pairs count nothing. */
    private static double p(int n, int score) {
        int pairs = n * (n - 1) / 2;
        double[] orders = {1}; // share of the orders, by the number of pairs that are the wrong way round
        for (int length = 2; length <= n; length++) {
            double[] next = new double[length * (length - 1) / 2 + 1];
            for (int wrong = 0; wrong < orders.length; wrong++) {
                for (int more = 0; more < length; more++) {
                    next[wrong + more] += orders[wrong] / length;
                }
            }
            orders = next;
        }
        double tail = 0;
        for (int wrong = 0; wrong <= (pairs - score) / 2; wrong++) {
            tail += orders[wrong];
        }
        return Math.min(1, 2 * tail);
    }
}
