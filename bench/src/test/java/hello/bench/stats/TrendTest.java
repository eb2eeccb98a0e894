package hello.bench.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrendTest {
    @Test
    void theProbabilitiesAreThePublishedOnes() {
        // Kendall's table of S, one tail: n = 4: S >= 6 with 0.042; n = 10: S >= 21 with 0.036, S >= 45 with 1 in 10!.
        assertThat(Trend.of(1, 2, 3, 4).p()).isCloseTo(2 * 1 / 24.0, within(1e-12));
        assertThat(Trend.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10).p()).isCloseTo(2 / 3_628_800.0, within(1e-15));
        // 12 of 45 pairs the wrong way round: S = 21.
        assertThat(Trend.of(3, 2, 1, 6, 5, 4, 10, 9, 8, 7).p()).isCloseTo(2 * 0.036, within(0.001));
    }

    @Test
    void theChangeIsFromTheFirstToTheLast() {
        Trend up = Trend.of(100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110);
        assertThat(up.change()).isCloseTo(10 / 105.0, within(1e-12));
        assertThat(Trend.of(4, 3, 2, 1).change()).isNegative();
    }

    @Test
    void oneStallIsNoTrend() {
        Trend stalled = Trend.of(100, 101, 99, 100, 5, 101, 100, 99, 101, 100);
        assertThat(stalled.p()).isGreaterThan(0.5);
        assertThat(stalled.change()).isCloseTo(0, within(0.01));
    }

    @Test
    void chanceIsTakenForATrendNoMoreOftenThanItSays() {
        Random random = new Random(4);
        long wrong = IntStream.range(0, 5_000)
                .filter(i -> Trend.of(random.doubles(10).toArray()).p() < 0.05)
                .count();
        assertThat(wrong).isBetween(100L, 300L); // 250 at most, but for chance; the test is not much too shy either
    }
}
