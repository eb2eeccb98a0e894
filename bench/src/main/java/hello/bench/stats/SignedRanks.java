package hello.bench.stats;

import java.util.Arrays;

/**
 * How far differences of pairs lie from zero: the Hodges-Lehmann estimate and the interval that belongs to it.
 *
 * <p>
 * If two servers do not differ, each difference is as likely to have been its negative (which of the two got the better moment
 * of a round is chance), so all 2<sup>n</sup> choices of signs are equally likely; nothing is assumed of the distribution
 * beyond that. The test asks how many of them give signed ranks as one-sided as those that were seen (Wilcoxon, Biometrics
 * Bulletin 1, 1945); the interval is of all shifts that this test would not reject, and the estimate the middle of the means of
 * all pairs (Hodges and Lehmann, Annals of Mathematical Statistics 34, 1963; both in Hollander, Wolfe and Chicken,
 * Nonparametric Statistical Methods, chapter 3). Equal differences share their ranks, and the choices are counted with those
 * ranks, so that it is exact with ties too.
 */
public final class SignedRanks {
    private SignedRanks() {}

    /**
     * Estimates the shift.
     *
     * @param differences one for each pair; one at least
     * @param confidence of the interval, as 0.95; between 0 and 1
     * @return the estimate and its interval, unbounded if so few pairs cannot give that confidence
     * @throws IllegalArgumentException if there is no difference
     */
    public static Interval interval(double[] differences, double confidence) {
        double[] means = pairMeans(differences);
        double estimate = Medians.ofSorted(means);
        double alpha = 1 - confidence;
        if (smallestP(differences.length) > alpha) {
            return new Interval(estimate, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        }
        // The test's answer changes only at these means: between two of them one shift stands for all.
        double low = means[means.length - 1];
        double high = means[0];
        for (int i = 0; i + 1 < means.length; i++) {
            if (means[i] < means[i + 1] && p(differences, (means[i] + means[i + 1]) / 2) > alpha) {
                low = Math.min(low, means[i]);
                high = Math.max(high, means[i + 1]);
            }
        }
        return low <= high ? new Interval(estimate, low, high) : new Interval(estimate, estimate, estimate);
    }

    /**
     * The smallest p that so many pairs can give: with all differences on one side.
     *
     * @param pairs how many
     * @return 2 / 2^pairs
     */
    public static double smallestP(int pairs) {
        return 2 / Math.pow(2, pairs);
    }

    /**
     * The exact two-sided p of the shift that is asked for.
     *
     * @param differences one for each pair
     * @param shift the difference that is supposed
     * @return the share of all choices of signs that give ranks as one-sided as these, or more; a difference that equals the
     *     shift has no sign and is left out
     */
    public static double p(double[] differences, double shift) {
        double[] moved = Arrays.stream(differences).map(d -> d - shift).filter(d -> d != 0).toArray();
        int[] doubledRanks = doubledRanks(moved);
        int all = Arrays.stream(doubledRanks).sum();
        int positive = 0;
        for (int i = 0; i < moved.length; i++) {
            positive += moved[i] > 0 ? doubledRanks[i] : 0;
        }
        double[] choices = new double[all + 1]; // how many choices of signs give this sum of positive ranks
        choices[0] = 1;
        for (int rank : doubledRanks) {
            for (int sum = all; sum >= rank; sum--) {
                choices[sum] += choices[sum - rank];
            }
        }
        int tail = Math.min(positive, all - positive);
        double asExtreme = 0;
        for (int sum = 0; sum <= tail; sum++) {
            asExtreme += choices[sum];
        }
        return Math.min(1, 2 * asExtreme / Math.pow(2, moved.length));
    }

    /** Ranks of the absolute values, twice, so that the middle of two ranks is a whole number. */
    private static int[] doubledRanks(double[] values) {
        int[] ranks = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            int less = 0;
            int equal = 0;
            for (double other : values) {
                int order = Double.compare(Math.abs(other), Math.abs(values[i]));
                less += order < 0 ? 1 : 0;
                equal += order == 0 ? 1 : 0;
            }
            ranks[i] = 2 * less + equal + 1;
        }
        return ranks;
    }

    private static double[] pairMeans(double[] values) {
        double[] means = new double[values.length * (values.length + 1) / 2];
        int n = 0;
        for (int i = 0; i < values.length; i++) {
            for (int j = i; j < values.length; j++) {
                means[n++] = (values[i] + values[j]) / 2;
            }
        }
        Arrays.sort(means);
        return means;
    }
}
