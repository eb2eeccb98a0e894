package hello.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import hello.bench.load.SloSearch.Probe;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** The search against servers whose latency is a formula. */
class SloSearchTest {
    private static final double CAPACITY = 100_000;

    private static LoadReport report(double rate, double p99, double busyShare) {
        Latency latency = new Latency(p99, p99, p99, p99, p99, p99);
        LoadResult.Open open = rate == 0
                ? null
                : new LoadResult.Open(rate, (long) rate, (long) rate, latency, "", 0, 1, 1, busyShare);
        return new LoadReport("127.0.0.1:5001", Instant.EPOCH,
                new LoadResult(64, 64, 0, (long) (rate == 0 ? CAPACITY : rate), 1, 0, 0,
                        0, 0, null, latency, "", open, 1, 0.1, List.of()),
                0.5, null, null);
    }

    private static SloSearch.Result search(DoubleUnaryOperator p99, double generatorLimit) throws Exception {
        return new SloSearch(Duration.ofMillis(5),
                rate -> report(rate, p99.applyAsDouble(rate), rate > generatorLimit ? 0.99 : 0.5)).search();
    }

    @Test
    void theRateAtWhichTheGoalIsMissedIsFoundToWithinFivePerCent() throws Exception {
        SloSearch.Result result = search(rate -> rate <= 43_210 ? 4_000 : 6_000, Double.MAX_VALUE);
        assertThat(result.capacity()).isEqualTo(CAPACITY);
        assertThat(result.rate()).isBetween(43_210 / 1.05, 43_210.0);
        assertThat(result.generatorBound()).isFalse();
        assertThat(result.probes()).filteredOn(probe -> probe.rate() == result.rate()).as("kept twice").hasSize(2)
                .allMatch(Probe::holds);
    }

    @Test
    void aGoalThatNoRateKeepsIsSaidToBeSo() throws Exception {
        assertThat(search(rate -> 6_000, Double.MAX_VALUE).rate()).isNull();
    }

    @Test
    void whereTheGeneratorIsTheLimitItIsSaid() throws Exception {
        SloSearch.Result result = search(rate -> 1_000, 60_000);
        assertThat(result.rate()).isBetween(60_000 / 1.05, 60_000.0);
        assertThat(result.generatorBound()).isTrue();
    }

    @Test
    void oneLuckyRunIsNoCapacity() throws Exception {
        int[] lucky = {1};
        SloSearch.Result result = search(rate -> rate <= 20_000 || (rate > 45_000 && rate < 55_000 && lucky[0]-- > 0)
                ? 4_000
                : 6_000, Double.MAX_VALUE);
        assertThat(result.rate()).isLessThanOrEqualTo(20_000);
    }
}
