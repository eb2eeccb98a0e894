package hello.nioloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimersTest {
    private final Timers timers = new Timers();
    private final List<String> ran = new ArrayList<>();

    @Test
    void whatIsDueRunsEarliestFirst() {
        timers.after(Duration.ofNanos(2), () -> ran.add("second"));
        timers.after(Duration.ofHours(1), () -> ran.add("much later"));
        timers.after(Duration.ofSeconds(-1), () -> ran.add("first"));
        while (ran.size() < 2) {
            timers.runDue();
        }
        assertThat(ran).containsExactly("first", "second");
    }

    @Test
    void withoutTimersTheLoopMaySleepForEver() {
        assertThat(timers.millisToNext()).isZero();
    }

    @Test
    void whatIsDueAlreadyDoesNotMakeItSleepForEver() {
        timers.after(Duration.ZERO, () -> {});
        assertThat(timers.millisToNext()).isEqualTo(1);
    }

    @Test
    void theLoopSleepsUntilTheFirstTimer() {
        timers.after(Duration.ofHours(2), () -> {});
        timers.after(Duration.ofHours(1), () -> {});
        assertThat(timers.millisToNext()).isBetween(1L, Duration.ofHours(1).toMillis());
    }
}
