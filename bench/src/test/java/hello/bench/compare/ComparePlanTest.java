package hello.bench.compare;

import static hello.bench.compare.Made.contender;
import static org.assertj.core.api.Assertions.assertThat;

import hello.bench.docker.Limits;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparePlanTest {
    private static final List<Contender> SIX = IntStream.range(0, 6)
            .mapToObj(i -> contender("m" + i, false))
            .toList();

    private static ComparePlan plan(long seed) {
        ComparePlan made = Made.plan(Made.PINNED, 4, SIX, Scenario.CROWD, Scenario.PING);
        return new ComparePlan(made.scenarios(), SIX, "m0", 0, 4, 1, 1, seed, 0.02, Made.PINNED, null, List.of(),
                List.of());
    }

    private static List<String> block(ComparePlan plan, int round, Scenario scenario) {
        return plan.schedule().stream()
                .filter(slot -> slot.round() == round && slot.scenario() == scenario)
                .map(slot -> slot.contender().name())
                .toList();
    }

    @Test
    void eachRoundHasACompleteBlockForEachScenario() {
        for (int round = 1; round <= 4; round++) {
            for (Scenario scenario : List.of(Scenario.CROWD, Scenario.PING)) {
                assertThat(block(plan(1), round, scenario)).containsExactlyInAnyOrder("m0", "m1", "m2", "m3", "m4",
                        "m5");
            }
        }
        assertThat(plan(1).schedule()).hasSize(4 * 2 * 6);
    }

    @Test
    void everySecondRoundIsTheOneBeforeItBackwards() {
        for (Scenario scenario : List.of(Scenario.CROWD, Scenario.PING)) {
            assertThat(block(plan(1), 2, scenario)).isEqualTo(block(plan(1), 1, scenario).reversed());
            assertThat(block(plan(1), 4, scenario)).isEqualTo(block(plan(1), 3, scenario).reversed());
        }
    }

    @Test
    void theOrderFollowsFromTheSeed() {
        assertThat(plan(7).schedule()).isEqualTo(plan(7).schedule()).isNotEqualTo(plan(8).schedule());
    }

    @Test
    void aServerHasTheCpusToWhichItIsPinnedAndNoMoreThanItsLimit() {
        assertThat(limited(null).serverCpus()).isEqualTo(1);
        assertThat(limited(0.5).serverCpus()).isEqualTo(0.5);
        assertThat(limited(4.0).serverCpus()).isEqualTo(1);
        assertThat(limited(0.5).placement())
                .isEqualTo("server on CPU 0, generator on CPU 1; each server in a container "
                        + "with 0.5 CPU and 256m of memory; models from the image hello (abc, Java 25)");
        assertThat(plan(1).serverCpus()).isEqualTo(1);
    }

    private static ComparePlan limited(Double cpus) {
        return new ComparePlan(List.of("crowd"), SIX, "m0", 0, 2, 1, 1, 1, 0.02, Made.PINNED,
                new Isolation("hello", "abc, Java 25", new Limits(cpus, "256m")), List.of(), List.of());
    }

    @Test
    void pingHasOneClientWhateverIsAskedFor() {
        ComparePlan many = new ComparePlan(List.of("ping", "crowd"), SIX, "m0", 500, 2, 1, 1, 1, 0.02, Made.PINNED,
                null, List.of(), List.of());
        assertThat(many.connections(Scenario.PING)).isEqualTo(1);
        assertThat(many.connections(Scenario.CROWD)).isEqualTo(500);
    }
}
