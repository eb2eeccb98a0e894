package hello.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hello.bench.Cli;
import hello.bench.Spawned;
import hello.bench.compare.Made;
import hello.bench.jmh.MicroResults;
import hello.bench.jmh.MicroResults.Benchmark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** JMH for real, as briefly as can be: what it measures then means nothing, but it is measured. */
class JmhCommandTest {
    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("micro.json");
    }

    private List<String> briefly(String... more) {
        List<String> words = new ArrayList<>(List.of("jmh", "-wi", "0", "-i", "1", "-r", "1ms", "-rff",
                file().toString()));
        words.addAll(List.of(more));
        return words;
    }

    private Cli jmh(String... more) {
        return Cli.hello(briefly(more).toArray(String[]::new));
    }

    private MicroResults results() throws Exception {
        return MicroResults.read(file(), Json.MAPPER);
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES) // 55 JVMs, one after the other
    void everyBenchmarkRuns() throws Exception {
        // Windows has no poll for the JDK to use.
        Cli jmh = jmh("-f", "1", "-p", "units=100", "-p", "idle=10", "-e",
                OS.WINDOWS.isCurrentOs() ? "turnWithPoll" : "none of them");
        assertThat(jmh.exitCode()).as(jmh.err()).isZero();
        MicroResults results = results();
        assertThat(results.groups()).containsExactly("ConnectHelloClose", "Footprint", "HandOver", "RoundTrip",
                "Selecting", "Spawn");
        assertThat(results.benchmarks()).allSatisfy(one -> assertThat(one.forks()).singleElement()
                .satisfies(score -> assertThat(score).isPositive().isFinite()));
        assertThat(results.of("HandOver")).hasSize(10);
        assertThat(results.of("Spawn")).hasSize(5);
        assertThat(results.of("RoundTrip")).as("six and five models, each timed twice").hasSize(22);
        assertThat(results.of("ConnectHelloClose")).extracting(Benchmark::name).containsExactly("life blocking",
                "life threaded", "life nio-loop", "life callbacks", "life coroutines", "life loom");
        assertThat(results.of("Footprint")).hasSize(4).allSatisfy(one -> assertThat(one.others())
                .containsKeys("allocatedBytes", "heapBytes", "residentBytes"));
        assertThat(jmh.out()).contains("HandOver", "virtualThreadsOneCarrier", "All figures: " + file());
    }

    @Test
    void forksOfDifferentBenchmarksAreInterleaved() throws Exception {
        try (Spawned jmh = Spawned.hello(briefly("HandOver.(directCall|callback|coroutine)", "-f", "2", "--seed", "1")
                .toArray(String[]::new))) {
            assertThat(jmh.awaitExitCode()).isZero();
            List<String> order = jmh.awaitOutput().stream()
                    .filter(line -> line.startsWith("HandOver."))
                    .map(line -> line.replaceFirst(":.*", ""))
                    .toList();
            assertThat(order).hasSize(6);
            assertThat(order.subList(0, 3)).doesNotHaveDuplicates();
            assertThat(order).as("the second round is the first one backwards").isEqualTo(order.reversed());
        }
        assertThat(results().benchmarks()).hasSize(3).allSatisfy(one -> assertThat(one.forks()).hasSize(2));
        assertThat(Json.MAPPER.readTree(file().toFile()).get(0).get("forks").asInt()).isEqualTo(2);
    }

    @Test
    void whatFailsIsToldAndTheRestIsKept() throws Exception {
        Cli jmh = jmh("RoundTrip", "-f", "1", "-bm", "avgt", "-p", "model=blocking");
        assertThat(jmh.exitCode()).isEqualTo(1);
        assertThat(jmh.err()).contains("RoundTrip.eightClients blocking failed:",
                "blocking serves one client at a time").doesNotContain("\tat ");
        assertThat(results().benchmarks()).extracting(Benchmark::name).containsExactly("oneClient blocking");
    }

    @Test
    void theSummaryIsDrawnAgainWithoutMeasuring() {
        Cli jmh = jmh("HandOver.directCall", "-f", "1");
        Cli summary = Cli.hello("jmh", "--summary", "-rff", file().toString());
        assertThat(summary.exitCode()).isZero();
        assertThat(summary.out()).contains("directCall");
        assertThat(jmh.out()).startsWith(summary.out());
    }

    @Test
    void theReportTakesThemIn() throws Exception {
        jmh("HandOver.directCall", "-f", "1");
        Path results = folder.resolve("results.json");
        Json.MAPPER.writeValue(results.toFile(), Made.whole());
        assertThat(Cli.hello("report", results.toString(), "--jmh", file().toString()).exitCode()).isZero();
        assertThat(folder.resolve("report.html")).content().contains("id=\"micro\"", "directCall");

        Cli wrong = Cli.hello("report", results.toString(), "--jmh", results.toString());
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("these are no results of JMH in JSON");
    }

    @Test
    void anotherFormatIsWrittenTooAndOlderResultsAreKept() throws Exception {
        Files.writeString(file(), "older");
        Path csv = folder.resolve("micro.csv");
        jmh("HandOver.directCall", "-f", "1");
        assertThat(folder.toFile().listFiles((directory, name) -> name.startsWith("micro-"))).singleElement()
                .satisfies(kept -> assertThat(kept).hasContent("older"));
        try (Spawned jmh = Spawned.hello("jmh", "HandOver.directCall", "-f", "1", "-wi", "0", "-i", "1", "-r", "1ms",
                "-rf", "csv", "-rff", csv.toString())) {
            assertThat(jmh.awaitExitCode()).isZero();
        }
        assertThat(csv).content().startsWith("\"Benchmark\"").contains("directCall");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no signals")
    void ctrlCKeepsWhatWasMeasuredAndLeavesNoProcessBehind() throws Exception {
        try (Spawned jmh = Spawned.hello(briefly("HandOver.directCall", "-f", "10000").toArray(String[]::new))) {
            jmh.awaitLine("HandOver.directCall: "); // the first fork is over
            List<ProcessHandle> children = jmh.handle().descendants().toList();
            jmh.signal("INT");
            assertThat(jmh.awaitExitCode()).isEqualTo(128 + 2);
            // A process that stays makes this test run into its time limit.
            children.forEach(child -> child.onExit().join());
            assertThat(jmh.awaitOutput()).anyMatch(line -> line.strip().startsWith("directCall "))
                    .noneMatch(line -> line.contains("failed"));
        }
        assertThat(results().benchmarks()).singleElement()
                .satisfies(one -> assertThat(one.forks()).isNotEmpty());
    }

    @Test
    void jmhsOwnListsPassThrough() throws Exception {
        try (Spawned jmh = Spawned.hello("jmh", "-l", "Selecting")) {
            assertThat(jmh.awaitExitCode()).isZero();
            assertThat(jmh.awaitOutput()).contains("hello.bench.micro.Selecting.turn")
                    .noneMatch(line -> line.contains("HandOver"));
        }
    }
}
