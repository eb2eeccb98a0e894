package hello.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hello.bench.Cli;
import hello.bench.Commands;
import hello.bench.FrailServer;
import hello.bench.WrongServer;
import hello.bench.compare.Results;
import hello.bench.load.HistogramText;
import java.io.IOException;
import java.nio.file.Files;
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
        assertThat(compare.out().lines().map(String::strip))
                .anyMatch(line -> line.matches("nio-loop(?: !)?( {2,}(?:>= )?\\S+(?: %)?){8}"))
                .anyMatch(line -> line.matches("nio-loop again(?: !)?( {2,}(?:>= )?\\S+(?: %)?){8}"));
        assertThat(compare.out()).contains("All figures: " + folder.resolve("results.json"), "seed 7");
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
        assertThat(compare.out()).contains("frail in crowd, round 1: the server died under load");
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
    void theControlIsTheReferenceOnceMoreAndIsNotCheckedAgain() {
        assertThat(trials("nio-loop again")).extracting(Results.Trial::round).containsExactly(1, 2);
        assertThat(results.checked()).extracting(Results.Checked::contender).containsExactly("nio-loop", "wrong",
                "frail");
    }

    @Test
    void theGeneratorsCeilingIsMeasuredOnce() {
        assertThat(results.calibration().ceiling().answersPerSecond()).isPositive();
        assertThat(results.calibration().rate()).as("no open loop, no rate").isNull();
    }

    @Test
    void aSpreadsheetGetsALineForEachTrial() throws IOException {
        assertThat(Files.readAllLines(folder.resolve("results.csv"))).hasSize(1 + results.trials().size())
                .first().asString().startsWith("scenario,round,contender,started,error,CPU/answer µs");
        assertThat(Files.readString(folder.resolve("jmh.json"))).contains("\"hello.crowd.nio-loop\"");
    }

    @Test
    void thePageIsDrawnAndCanBeDrawnAgain() throws IOException {
        String page = Files.readString(folder.resolve("report.html"));
        assertThat(page).contains("<h2>crowd</h2>", "nio-loop again", "wrong was not measured");
        Path again = folder.resolve("again.html");
        Cli report = Cli.hello("report", folder.resolve("results.json").toString(), "--out", again.toString());
        assertThat(report.exitCode()).isZero();
        assertThat(report.out()).contains("Report: " + again, "nio-loop");
        assertThat(again).hasContent(page);
    }

    @Test
    void whatIsWholeIsNotMeasuredAgain() {
        Cli again = Cli.hello("compare", "--resume", "--out", folder.toString());
        assertThat(again.out()).contains("All figures: ");
        assertThat(Json.MAPPER.readValue(folder.resolve("results.json").toFile(), Results.class)).isEqualTo(results);
    }

    @Test
    void theRecordSaysHowItWasMade() {
        assertThat(results.commandLine()).startsWith("compare", "nio-loop").contains("--seed", "7");
        assertThat(results.plan().seed()).isEqualTo(7);
        assertThat(results.plan().contenders()).extracting(contender -> contender.name())
                .containsExactly("nio-loop", "nio-loop again", "wrong", "frail");
        assertThat(results.machine().cpus()).isPositive();
    }

    @Test
    void whatIsMissingIsMeasuredAndTheRestIsKept(@TempDir Path interrupted) {
        List<Results.Trial> some = results.trials().subList(0, results.trials().size() - 1);
        Results cut = new Results(results.schema(), results.program(), results.startedAt(), results.commandLine(),
                results.machine(), results.plan(), results.checked(), results.calibration(), some);
        Path file = interrupted.resolve("results.json");
        Json.MAPPER.writeValue(file.toFile(), cut);
        Cli.hello("compare", "--resume", "--out", interrupted.toString());
        Results whole = Json.MAPPER.readValue(file.toFile(), Results.class);
        assertThat(whole.trials()).hasSameSizeAs(results.trials()).startsWith(some.toArray(Results.Trial[]::new));
        assertThat(whole.trials().getLast()).extracting(Results.Trial::round, Results.Trial::contender)
                .containsExactly(results.trials().getLast().round(), results.trials().getLast().contender());
    }

    private static List<Results.Trial> trials(String contender) {
        return results.trials().stream().filter(trial -> trial.contender().equals(contender)).toList();
    }
}
