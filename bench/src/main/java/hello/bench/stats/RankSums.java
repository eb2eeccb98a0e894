package hello.bench.stats;

import java.util.Arrays;

/**
 * How far two independent samples lie apart: the Hodges-Lehmann estimate for two samples, and the exact interval of the
 * Mann-Whitney test (Annals of Mathematical Statistics 18, 1947; Hollander, Wolfe and Chicken, chapter 4). For two runs that
 * have no rounds in common. With ties the interval is somewhat wider than it need be.
 */
public final class RankSums {
    private RankSums() {}

    /**
     * Estimates the shift from one sample to another.
     *
     * @param before one sample; not empty
     * @param after the other; not empty
     * @param confidence of the interval, as 0.95
     * @return how much larger the second is
     */
    public static Interval interval(double[] before, double[] after, double confidence) {
        double[] shifts = new double[before.length * after.length];
        int n = 0;
        for (double a : after) {
            for (double b : before) {
                shifts[n++] = a - b;
            }
        }
        Arrays.sort(shifts);
        double estimate = Medians.ofSorted(shifts);
        double[] choices = choices(before.length, after.length);
        double all = Arrays.stream(choices).sum();
        double below = 0;
        int rank = 0; // so many shifts can be cut off on each side
        while (rank < shifts.length && 2 * (below + choices[rank]) / all <= 1 - confidence) {
            below += choices[rank++];
        }
        return rank == 0
                ? new Interval(estimate, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)
                : new Interval(estimate, shifts[rank - 1], shifts[shifts.length - rank]);
    }

    /** In how many orders of m and n values u of the pairs are the wrong way round: Mann and Whitney's recurrence. */
    private static double[] choices(int m, int n) {
        double[][] counts = new double[n + 1][];
        for (int i = 0; i <= n; i++) {
            counts[i] = new double[]{1};
        }
        for (int a = 1; a <= m; a++) {
            double[][] next = new double[n + 1][];
            next[0] = new double[]{1};
            for (int b = 1; b <= n; b++) {
                next[b] = new double[a * b + 1];
                for (int u = 0; u <= a * b; u++) {
                    next[b][u] = at(counts[b], u - b) + at(next[b - 1], u);
                }
            }
            counts = next;
        }
        return counts[n];
    }

    private static double at(double[] values, int i) {
        return i >= 0 && i < values.length ? values[i] : 0;
    }
}
