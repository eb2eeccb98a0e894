package hello.bench.compare;

import static hello.bench.compare.Made.passed;
import static hello.bench.compare.Made.report;
import static hello.bench.compare.Made.results;
import static hello.bench.compare.Made.trial;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgainstTest {
    /** Eight rounds of a reference and of mine, on a machine that is as fast as it is today. */
    private static Results run(double machine, double mine) {
        List<Results.Trial> trials = new ArrayList<>();
        for (int round = 1; round <= 8; round++) {
            double weather = machine * (1 + 0.01 * Math.sin(round + machine));
            trials.add(trial(round, "base", report(100_000, 0, 0.5, weather)));
            trials.add(trial(round, "mine", report(100_000, 0, 0.5, weather * mine * (1 + 0.005 * Math.cos(round)))));
        }
        return results(Made.PINNED, 8, List.of(passed("base"), passed("mine")), trials.toArray(Results.Trial[]::new));
    }

    private static Against.Change mine(Against against) {
        return against.changes().stream().filter(change -> change.contender().equals("mine")).findFirst().orElseThrow();
    }

    @Test
    void aServerThatHasBecomeSlowerIsFoundThoughTheMachineIsFasterToday() {
        Against.Change mine = mine(Against.of(run(1.0, 1.0), run(0.7, 1.25)));
        assertThat(mine.isRelative()).isTrue();
        assertThat(mine.finding()).isEqualTo(Finding.WORSE);
        assertThat(mine.loss()).isCloseTo(0.25, within(0.01));
    }

    @Test
    void aGateIsBreachedByMoreThanItAllowsAlone() {
        Against against = Against.of(run(1.0, 1.0), run(1.0, 1.25));
        assertThat(against.breaches(0.20)).extracting(Against.Change::contender).containsExactly("mine");
        assertThat(against.breaches(0.30)).isEmpty();
    }

    @Test
    void whatHasNotChangedBreachesNothing() {
        Against against = Against.of(run(1.0, 1.0), run(1.0, 1.0));
        assertThat(against.breaches(0)).isEmpty();
        assertThat(mine(against).finding()).isEqualTo(Finding.EQUIVALENT);
    }

    @Test
    void whatBecameFasterBreachesNothing() {
        Against against = Against.of(run(1.0, 1.0), run(1.0, 0.5));
        assertThat(mine(against).finding()).isEqualTo(Finding.BETTER);
        assertThat(against.breaches(0)).isEmpty();
    }

    @Test
    void runsWithNothingInCommonSaySo() {
        Results other = results(Made.PINNED, 2, List.of(passed("other")), trial(1, "other", report(1_000)));
        assertThat(Against.of(other, run(1, 1)).lines(0.02))
                .containsExactly("The two runs have no server and scenario in common.");
    }
}
