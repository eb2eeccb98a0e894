package hello.bench.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RankSumsTest {
    @Test
    void aPublishedExampleComesOutAsPublished() {
        // Permeability of the human chorioamnion: Hollander, Wolfe and Chicken, table 4.1; the estimate there is -0.305, and
        // R's wilcox.test(at12weeks, atTerm, conf.int = TRUE) gives -0.76 to 0.15.
        double[] atTerm = {0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46};
        double[] at12Weeks = {1.15, 0.88, 0.90, 0.74, 1.21};
        Interval interval = RankSums.interval(atTerm, at12Weeks, 0.95);
        assertThat(interval.estimate()).isCloseTo(-0.305, within(1e-9));
        assertThat(interval.low()).isCloseTo(-0.76, within(1e-9));
        assertThat(interval.high()).isCloseTo(0.15, within(1e-9));
    }

    @Test
    void theEndsAreTheShiftsThatPublishedTablesName() {
        // The critical value of U for 8 and 8, two-sided at 0.05, is 13: the ends are the 14th shift from either side.
        Random random = new Random(2);
        double[] before = random.doubles(8).toArray();
        double[] after = random.doubles(8).toArray();
        double[] shifts = Arrays.stream(after).flatMap(a -> Arrays.stream(before).map(b -> a - b)).sorted().toArray();
        Interval interval = RankSums.interval(before, after, 0.95);
        assertThat(interval.low()).isEqualTo(shifts[13]);
        assertThat(interval.high()).isEqualTo(shifts[64 - 14]);
    }

    @Test
    void tooFewValuesBoundNothing() {
        assertThat(RankSums.interval(new double[]{1, 2, 3}, new double[]{7, 8, 9}, 0.95).isBounded()).isFalse();
        assertThat(RankSums.interval(new double[]{1, 2, 3, 4}, new double[]{7, 8, 9, 10}, 0.95).low()).isEqualTo(3);
    }
}
