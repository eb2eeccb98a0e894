package hello.bench.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hello.bench.jmh.MicroResults.Benchmark;
import hello.bench.stats.Interval;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MicroResultsTest {
    private static final MicroResults MADE = MadeMicro.results();

    private static Benchmark of(String name) {
        return MADE.benchmarks().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void aForkIsOneValueHoweverManyIterationsItHas() {
        assertThat(of("slow").forks()).containsExactly(11.0, 21.0, 31.0, 41.0, 51.0, 6_001.0);
    }

    @Test
    void theIntervalIsOfTheMedianOverForks() {
        // Of six values the smallest and the largest are the interval: 1 - 2/2^6 = 96.9 %.
        assertThat(of("slow").score()).isEqualTo(new Interval(36, 11, 6_001));
    }

    @Test
    void fiveForksAreTooFewForAnInterval() {
        assertThat(of("quick").score().estimate()).isEqualTo(3);
        assertThat(of("quick").score().isBounded()).isFalse();
    }

    @Test
    void whereSingleOperationsWereTimedEachForkHasItsPercentiles() {
        Benchmark sampled = of("one z");
        assertThat(sampled.sampled()).isTrue();
        assertThat(sampled.forks()).containsExactly((180 * 1.0 + 10 * 2 + 10 * 3) / 200, 5.0);
        assertThat(sampled.others().get("p50")).containsExactly(1.0, 5.0);
        assertThat(sampled.others().get("p99")).as("198 of 200 took less").containsExactly(3.0, 5.0);
    }

    @Test
    void whatProfilersMeasuredIsThereUnlessItSaysNothing() {
        assertThat(MADE.others("HandOver")).containsExactly("gc.alloc.rate.norm");
        assertThat(of("slow").other("gc.alloc.rate.norm")).isEqualTo(new Interval(8, 8, 9));
        assertThat(of("quick").other("gc.alloc.rate.norm")).isNull();
        assertThat(MADE.others("RoundTrip")).containsExactly("p50", "p99");
    }

    @Test
    void theQuickestComesFirstAndParametersStayAsTheyWereGiven() {
        assertThat(MADE.groups()).containsExactly("HandOver", "RoundTrip");
        assertThat(MADE.of("HandOver")).extracting(Benchmark::name).containsExactly("quick", "slow");
        assertThat(MADE.of("RoundTrip")).extracting(Benchmark::name).containsExactly("one z", "one a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[1]", "not JSON", "[{\"benchmark\": \"nameless\", \"primaryMetric\": {}}]"})
    void anythingElseIsRefused(String json) {
        assertThatThrownBy(() -> MicroResults.parse(json, MadeMicro.MAPPER)).isInstanceOf(IOException.class)
                .hasMessage("these are no results of JMH in JSON");
    }

    @Test
    void aFileThatIsNotThere() {
        assertThatThrownBy(() -> MicroResults.read(Path.of("nowhere"), MadeMicro.MAPPER))
                .isInstanceOf(IOException.class).hasMessage("there is no such file");
    }

    @Test
    void theTableHasThreeDigitsThatMeanSomething() {
        assertThat(MicroTable.number(0.00006)).isEqualTo("0.00");
        assertThat(MicroTable.number(9.876)).isEqualTo("9.88");
        assertThat(MicroTable.number(98.76)).isEqualTo("98.8");
        assertThat(MicroTable.number(-9_876.4)).isEqualTo("-9,876");
        assertThat(MicroTable.number(Double.NaN)).isEqualTo("-");
        assertThat(MicroTable.lines(MADE))
                .anySatisfy(line -> assertThat(line).containsPattern(" slow +36\\.0 +11\\.0–6,001 +12\\.0 +8\\.00$"))
                .anySatisfy(line -> assertThat(line).containsPattern(" quick +3\\.00 +- +1\\.00 +-$"));
    }
}
