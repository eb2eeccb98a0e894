package hello.bench.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MediansTest {
    @Test
    void theMiddleOneOrTheMeanOfTheMiddleTwo() {
        assertThat(Medians.of(3, 1, 2)).isEqualTo(2);
        assertThat(Medians.of(4, 1, 2, 3)).isEqualTo(2.5);
        assertThat(Medians.of()).isNaN();
    }

    @Test
    void theEndsAreTheValuesThatPublishedTablesName() {
        // Table of the sign test, two-sided at 0.05: of 12 values 2 can be cut off on each side, of 20 it is 5, of 8 none.
        assertThat(interval(12)).isEqualTo(new Interval(6.5, 3, 10));
        assertThat(interval(20)).isEqualTo(new Interval(10.5, 6, 15));
        assertThat(interval(8)).isEqualTo(new Interval(4.5, 1, 8));
        assertThat(interval(6)).isEqualTo(new Interval(3.5, 1, 6));
    }

    @Test
    void fiveValuesBoundNothing() {
        assertThat(interval(5).isBounded()).isFalse();
    }

    private static Interval interval(int n) {
        return Medians.interval(IntStream.rangeClosed(1, n).asDoubleStream().toArray(), 0.95);
    }
}
