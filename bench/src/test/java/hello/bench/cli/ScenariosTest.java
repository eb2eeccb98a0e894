package hello.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hello.bench.Cli;
import hello.bench.compare.MemorySteps;
import hello.bench.compare.Results;
import hello.bench.compare.Scenario;
import hello.bench.load.LoadResult;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All scenarios for real, as briefly as can be: each does what it says, whatever the figures are. */
class ScenariosTest {
    @TempDir
    static Path folder;

    private static Results results;

    @BeforeAll
    static void compare() {
        Cli.hello("compare", "nio-loop", "--scenario", "all", "--rounds", "2", "-w", "50ms", "-d", "200ms", "--out",
                folder.toString());
        results = Json.MAPPER.readValue(folder.resolve("results.json").toFile(), Results.class);
    }

    private static List<Results.Trial> trials(Scenario scenario) {
        return results.trials().stream().filter(trial -> trial.scenario().equals(scenario.title())).toList();
    }

    private static LoadResult first(Scenario scenario) {
        return trials(scenario).getFirst().report().result();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SMALL_BOX") // needs containers
    void runsWithTheClientsThatItNames(Scenario scenario) {
        assertThat(trials(scenario)).hasSize(4).allSatisfy(trial -> {
            assertThat(trial.error()).isNull();
            assertThat(trial.report().result().connections()).isEqualTo(scenario.connections());
            assertThat(trial.report().result().open() != null).isEqualTo(scenario.loop() == Scenario.Loop.OPEN);
        });
    }

    @Test
    void openLoopsHaveTheSameRateAllOfThem() {
        assertThat(results.calibration().rate()).isPositive();
        assertThat(results.trials()).filteredOn(trial -> trial.report().result().open() != null)
                .allSatisfy(trial -> assertThat(trial.report().result().open().targetRate())
                        .isEqualTo(results.calibration().rate()));
    }

    @Test
    void requestsThatWaitAreAnsweredNoFasterThanThat() {
        assertThat(first(Scenario.SLOW_BACKEND).timeToAnswer().p50()).as("µs").isGreaterThanOrEqualTo(20_000);
    }

    @Test
    void computationIsCalibratedOnceAndPassedOnAsRounds() {
        assertThat(results.calibration().work().get("cpu-bound")).matches("cpu:\\d+");
    }

    @Test
    void churnConnectsForEachRequest() {
        LoadResult churn = first(Scenario.CHURN);
        assertThat(churn.connected()).isGreaterThanOrEqualTo(churn.answers());
    }

    @Test
    void idleConnectionsAreOpenedInStepsAndTheirMemoryIsLookedAt() {
        MemorySteps memory = trials(Scenario.IDLE_CROWD).getFirst().memory();
        assertThat(memory.connections()).hasSize(5).startsWith(0).isSorted();
        assertThat(memory.heapPerConnection()).as("bytes").isBetween(100.0, 50_000.0);
    }

    @Test
    void bystandersAreThere() {
        assertThat(first(Scenario.STRAGGLERS).connected()).isEqualTo(64 + 64);
        assertThat(first(Scenario.NEVER_READS).connected()).isEqualTo(60 + 4);
    }
}
