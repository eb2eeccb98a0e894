package hello.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hello.bench.Cli;
import hello.bench.Commands;
import hello.bench.FrailServer;
import hello.bench.WrongServer;
import hello.bench.compare.Results;
import hello.bench.load.HistogramText;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One real comparison, in which everything happens: a right server, one that fails its checks, one that dies under load. */
class CompareCommandTest {
    private static final int ROUNDS = 2;

    @TempDir
    static Path folder;

    private static Cli compare;
    private static Results results;

    @BeforeAll
    static void compare() {
        Path file = folder.resolve("results.json");
        compare = Cli.hello("compare", "nio-loop", "--exec", "wrong=" + Commands.ofClass(List.of(), WrongServer.class),
                "--exec", "frail=" + Commands.ofClass(List.of(), FrailServer.class, file.toString()),
                "--rounds", Integer.toString(ROUNDS), "-c", "8", "-w", "100ms", "-d", "300ms", "--seed", "7",
                "--out", folder.toString());
        results = Json.MAPPER.readValue(file.toFile(), Results.class);
    }

    @Test
    void whoFailsTheChecksOrARunMakesTheExitCode() {
        assertThat(compare.exitCode()).isEqualTo(1);
    }

    @Test
    void theTableHoldsWhatWasMeasured() {
        assertThat(compare.out().lines().map(String::strip).filter(line -> line.startsWith("nio-loop ")))
                .singleElement().asString().matches("nio-loop( {2,}\\S+(?: %)?){8}");
        assertThat(compare.out()).contains("All figures: " + folder.resolve("results.json"), "Seed 7");
    }

    @Test
    void whoFailsTheChecksIsNotMeasuredAndItIsToldWhy() {
        assertThat(compare.out()).contains("wrong was not measured").contains("one answer to a request of 1 byte");
        assertThat(results.trials()).noneMatch(trial -> trial.contender().equals("wrong"));
        assertThat(results.checked()).filteredOn(checked -> checked.contender().equals("wrong"))
                .singleElement().satisfies(wrong -> {
                    assertThat(wrong.verdict()).isEqualTo("fail");
                    assertThat(wrong.troubles()).isNotEmpty();
                });
    }

    @Test
    void whoDiesUnderLoadTakesNothingOfTheOthersAlong() {
        assertThat(trials("frail")).hasSize(ROUNDS).allSatisfy(trial -> {
            assertThat(trial.error()).startsWith("the server died under load").contains("this is too much for me");
            assertThat(trial.report()).isNull();
        });
        assertThat(compare.out()).contains("frail in round 1: the server died under load");
        assertThat(trials("nio-loop")).hasSize(ROUNDS).allMatch(trial -> trial.error() == null);
    }

    @Test
    void eachTrialKeepsItsRawFigures() {
        assertThat(trials("nio-loop")).extracting(Results.Trial::round).containsExactly(1, 2);
        assertThat(trials("nio-loop")).allSatisfy(trial -> {
            assertThat(trial.report().result().connections()).isEqualTo(8);
            assertThat(trial.report().result().neverServed()).isZero();
            assertThat(trial.report().server().cpuSeconds()).isPositive();
            assertThat(HistogramText.read(trial.report().result().histogram()).getTotalCount())
                    .isEqualTo(trial.report().result().answers()).isPositive();
        });
    }

    @Test
    void theRecordSaysHowItWasMade() {
        assertThat(results.commandLine()).startsWith("compare", "nio-loop").contains("--seed", "7");
        assertThat(results.setup().seed()).isEqualTo(7);
        assertThat(results.setup().contenders()).extracting(contender -> contender.name())
                .containsExactlyInAnyOrder("nio-loop", "wrong", "frail");
        assertThat(results.machine().cpus()).isPositive();
    }

    private static List<Results.Trial> trials(String contender) {
        return results.trials().stream().filter(trial -> trial.contender().equals(contender)).toList();
    }
}
