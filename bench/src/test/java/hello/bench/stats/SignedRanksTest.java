package hello.bench.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;
import org.junit.jupiter.api.Test;

class SignedRanksTest {
    /** Hamilton depression scale, before less after: Hollander, Wolfe and Chicken, table 3.1. */
    private static final double[] DEPRESSION = {0.952, -0.147, 1.022, 0.430, 0.620, 0.590, 0.490, -0.080, 0.010};

    @Test
    void aPublishedExampleComesOutAsPublished() {
        // The book's estimate is 0.46 and its two-sided p 0.0391; R's wilcox.test gives the interval at 0.95.
        Interval interval = SignedRanks.interval(DEPRESSION, 0.95);
        assertThat(interval.estimate()).isCloseTo(0.46, within(1e-9));
        assertThat(SignedRanks.p(DEPRESSION, 0)).isCloseTo(0.0390625, within(1e-12));
        assertThat(interval.low()).isCloseTo(0.01, within(1e-9));
        assertThat(interval.high()).isCloseTo(0.786, within(1e-9));
    }

    @Test
    void theEndsAreTheMeansThatPublishedTablesName() {
        // Critical values of the signed rank sum, two-sided: for n = 12, 13 at 0.05 and 7 at 0.01. So the ends are the
        // 14th mean from either side, and the 8th.
        double[] values = new Random(3).doubles(12, -1, 2).toArray();
        double[] means = IntStream.range(0, 12).boxed()
                .flatMapToDouble(i -> IntStream.rangeClosed(i, 11).mapToDouble(j -> (values[i] + values[j]) / 2))
                .sorted().toArray();
        Interval at95 = SignedRanks.interval(values, 0.95);
        Interval at99 = SignedRanks.interval(values, 0.99);
        assertThat(at95.low()).isEqualTo(means[13]);
        assertThat(at95.high()).isEqualTo(means[78 - 14]);
        assertThat(at99.low()).isEqualTo(means[7]);
        assertThat(at99.high()).isEqualTo(means[78 - 8]);
    }

    @Test
    void withoutTiesAnotherImplementationAgrees() {
        WilcoxonSignedRankTest other = WilcoxonSignedRankTest.withDefaults();
        Random random = new Random(5);
        for (int n = 5; n <= 20; n++) {
            double[] values = random.doubles(n, -1, 1.5).toArray();
            assertThat(SignedRanks.p(values, 0)).isCloseTo(other.test(values).getPValue(), within(1e-9));
        }
    }

    @Test
    void withTiesAllChoicesOfSignsAreCounted() {
        double[] values = {1, 1, 2, -2, 3};
        assertThat(SignedRanks.p(values, 0)).isEqualTo(enumerated(values));
        double[] others = {0.5, 0.5, 0.5, -0.5, 2, 2, -1};
        assertThat(SignedRanks.p(others, 0)).isEqualTo(enumerated(others));
    }

    private static double enumerated(double[] values) {
        double[] sorted = DoubleStream.of(values).map(Math::abs).sorted().toArray();
        ToDoubleFunction<Double> rank = value -> IntStream.range(0, sorted.length)
                .filter(i -> sorted[i] == Math.abs(value)).average().orElseThrow() + 1;
        double[] ranks = DoubleStream.of(values).map(rank::applyAsDouble).toArray();
        double half = Arrays.stream(ranks).sum() / 2;
        double seen = IntStream.range(0, values.length).mapToDouble(i -> values[i] > 0 ? ranks[i] : 0).sum();
        int all = 1 << values.length;
        long asExtreme = IntStream.range(0, all)
                .filter(signs -> {
                    double sum = IntStream.range(0, values.length)
                            .mapToDouble(i -> (signs >> i & 1) == 1 ? ranks[i] : 0).sum();
                    return Math.abs(sum - half) >= Math.abs(seen - half);
                }).count();
        return (double) asExtreme / all;
    }

    @Test
    void tooFewPairsBoundNothing() {
        double[] five = {1, 1.1, 1.2, 1.3, 1.4};
        assertThat(SignedRanks.interval(five, 0.95).isBounded()).isFalse();
        assertThat(SignedRanks.interval(new double[]{1, 1.1, 1.2, 1.3, 1.4, 1.5}, 0.95).low()).isEqualTo(1);
        assertThat(SignedRanks.smallestP(8)).isLessThan(0.01);
        assertThat(SignedRanks.smallestP(7)).isGreaterThan(0.01);
    }

    @Test
    void equalDifferencesAreACertainty() {
        assertThat(SignedRanks.interval(new double[]{2, 2, 2, 2, 2, 2}, 0.95)).isEqualTo(new Interval(2, 2, 2));
    }

    /** What the interval promises, on what a comparison gives it: twelve rounds, of which some are disturbed. */
    @Test
    void itIsWrongNoMoreOftenThanItSays() {
        Random random = new Random(11);
        int runs = 4_000;
        int wrong = 0;
        for (int run = 0; run < runs; run++) {
            double[] differences = IntStream.range(0, 12)
                    .mapToDouble(i -> random.nextGaussian() * (random.nextInt(4) == 0 ? 0.2 : 0.02))
                    .toArray();
            wrong += SignedRanks.interval(differences, 0.99).contains(0) ? 0 : 1;
        }
        // 1 of 100 at most; three standard deviations more are chance.
        assertThat(wrong).isLessThan((int) (runs * 0.01 + 3 * Math.sqrt(runs * 0.01)));
    }

    @Test
    void itFindsADifferenceOfTenPerCentWhereTheNoiseIsThree() {
        Random random = new Random(12);
        int found = 0;
        for (int run = 0; run < 200; run++) {
            double[] differences = IntStream.range(0, 12)
                    .mapToDouble(i -> Math.log(1.10) + random.nextGaussian() * 0.03)
                    .toArray();
            found += SignedRanks.interval(differences, 0.99).low() > 0 ? 1 : 0;
        }
        assertThat(found).isGreaterThan(190);
    }
}
