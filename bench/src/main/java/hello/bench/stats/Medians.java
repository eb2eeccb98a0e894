package hello.bench.stats;

import java.util.Arrays;

/** The middle of a sample, and what it says of the middle of what it was drawn from. */
public final class Medians {
    private Medians() {}

    /**
     * The median.
     *
     * @param values in any order
     * @return the middle one, or the mean of the middle two; NaN if there are none
     */
    public static double of(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return ofSorted(sorted);
    }

    static double ofSorted(double[] sorted) {
        int n = sorted.length;
        return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }

    /**
     * The median with an interval that assumes nothing of the distribution: each value is as likely below the true median as
     * above, so the number below is binomial, and two values of the sample, counted from both ends, bound it (Hollander, Wolfe
     * and Chicken, section 3.6; also ISO 16269-7). The confidence is at least what is asked for, as a rule more.
     *
     * @param values in any order; one at least
     * @param confidence as 0.95
     * @return unbounded if so few values cannot give that confidence: for 0.95 it takes six
     */
    public static Interval interval(double[] values, double confidence) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        double probability = Math.pow(2, -n); // that so many are below, beginning with none
        double below = 0;
        int rank = 0; // so many values can be cut off on each side
        while (rank < n / 2 && 2 * (below + probability) <= 1 - confidence) {
            below += probability;
            probability = probability * (n - rank) / (rank + 1);
            rank++;
        }
        double median = ofSorted(sorted);
        return rank == 0
                ? new Interval(median, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)
                : new Interval(median, sorted[rank - 1], sorted[n - rank]);
    }
}
