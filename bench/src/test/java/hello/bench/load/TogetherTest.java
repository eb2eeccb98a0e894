package hello.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import hello.bench.load.Together.Part;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TogetherTest {
    private static final Instant START = Instant.parse("2026-01-31T14:30:00Z");

    private static Part part(String name, long fromMillis, long toMillis) {
        return new Part(name, START.plusMillis(fromMillis), START.plusMillis(toMillis));
    }

    @Test
    void generatorsThatCountOverTheSameSecondsMadeOneLoad() {
        Together together = Together.of(List.of(part("a", 0, 10_000), part("b", 3, 10_004), part("c", 200, 10_200)));
        assertThat(together.commonSeconds()).isEqualTo(9.8);
        assertThat(together.isOneLoad()).isTrue();
        assertThat(together.lines()).containsExactly("3 generators, all at once for 9.8 of 10.0 s:",
                "  a  2026-01-31T14:30:00Z to 2026-01-31T14:30:10Z",
                "  b  2026-01-31T14:30:00.003Z to 2026-01-31T14:30:10.004Z",
                "  c  2026-01-31T14:30:00.200Z to 2026-01-31T14:30:10.200Z");
    }

    @Test
    void whoBeganTooLateIsNamed() {
        Together together = Together.of(List.of(part("b", 3_200, 13_200), part("a", 0, 10_000)));
        assertThat(together.commonSeconds()).isEqualTo(6.8);
        assertThat(together.isOneLoad()).isFalse();
        assertThat(together.lines().getLast()).startsWith("! this is not one load: b began 3.2 s after a. Start them");
    }

    @Test
    void loadsOneAfterTheOtherHaveNothingInCommon() {
        Together together = Together.of(List.of(part("a", 0, 10_000), part("b", 60_000, 70_000)));
        assertThat(together.commonSeconds()).isZero();
        assertThat(together.isOneLoad()).isFalse();
        assertThat(together.lines().getLast()).contains("b began 60.0 s after a, and they have no moment in common.");
    }

    @Test
    void whoCountedLongerWasAloneForAWhile() {
        assertThat(Together.of(List.of(part("a", 0, 10_000), part("b", 0, 20_000))).isOneLoad()).isFalse();
        assertThat(Together.of(List.of(part("a", 0, 10_000))).isOneLoad()).isTrue();
    }
}
