package hello.bench.compare;

import static hello.bench.compare.Made.failed;
import static hello.bench.compare.Made.passed;
import static hello.bench.compare.Made.report;
import static hello.bench.compare.Made.results;
import static hello.bench.compare.Made.trial;
import static org.assertj.core.api.Assertions.assertThat;

import hello.bench.load.LoadReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ResultTableTest {
    @BeforeAll
    static void asMainDoes() {
        Locale.setDefault(Locale.ROOT);
    }

    @Test
    void figuresAreMediansOverTheRoundsAndSpreadIsTheRange() {
        List<String> lines = ResultTable.lines(results(Made.PINNED, 3, List.of(passed("loom")),
                trial(1, "loom", report(100_000, 0, 0.5, 1.0)),
                trial(2, "loom", report(10_000, 0, 0.5, 0.5)), // one odd round: it moves the spread and not the median
                trial(3, "loom", report(110_000, 0, 0.5, 1.1))));
        assertThat(lines).anySatisfy(line -> assertThat(line.strip().split(" {2,}")).containsExactly("model",
                "answers/s", "p50 µs", "p99 µs", "CPU/answer µs", "spread", "memory MB", "threads",
                "unserved"));
        assertThat(row(lines, "loom")).containsExactly("loom", "100,000", "50", "90", "10.0", "400 %", "80", "14",
                "0");
        assertThat(lines).contains("! loom: CPU/answer spreads over 400 %");
    }

    @Test
    void anEvenNumberOfRoundsHasItsMedianInTheMiddle() {
        List<String> lines = ResultTable.lines(results(Made.PINNED, 2, List.of(passed("loom")),
                trial(1, "loom", report(100_000)), trial(2, "loom", report(200_000))));
        assertThat(row(lines, "loom")).contains("150,000");
    }

    @Test
    void serversStandInTheOrderInWhichTheyWereNamed() {
        List<String> lines = ResultTable.lines(results(Made.PINNED, 2, List.of(passed("slow"), passed("fast")),
                trial(1, "fast", report(2_000)), trial(1, "slow", report(1_000))));
        List<String> rows = lines.stream().map(String::strip).filter(line -> line.matches("(slow|fast) .*")).toList();
        assertThat(rows).hasSize(4);
        assertThat(rows.get(0)).startsWith("slow");
        assertThat(rows.get(1)).startsWith("fast");
    }

    @Test
    void theFigureThatDecidesIsABar() {
        List<String> lines = ResultTable.lines(results(Made.PINNED, 2, List.of(passed("light"), passed("heavy")),
                trial(1, "light", report(1_000, 0, 0.5, 0.01)), trial(1, "heavy", report(1_000, 0, 0.5, 0.02))));
        assertThat(lines).anyMatch(line -> line.matches(" *light +10\\.0 +█{5} *"))
                .anyMatch(line -> line.matches(" *heavy +20\\.0 +█{10} *"));
    }

    @Test
    void withEnoughRoundsThereAreVerdicts() {
        List<Results.Trial> trials = new ArrayList<>();
        for (int round = 1; round <= 8; round++) {
            trials.add(trial(round, "light", report(100_000, 0, 0.5, 0.8 + round / 100.0)));
            trials.add(trial(round, "heavy", report(100_000, 0, 0.5, 1.6 + round / 50.0)));
        }
        List<String> lines = ResultTable.lines(results(Made.PINNED, 8, List.of(passed("light"), passed("heavy")),
                trials.toArray(Results.Trial[]::new)));
        assertThat(lines).anyMatch(line -> line.matches(" *heavy .*2\\.00 \\(2\\.00–2\\.00\\) +slower"))
                .anyMatch(line -> line.startsWith("Verdicts: ratio to light, paired within rounds"))
                .noneMatch(line -> line.contains("So short a run"));
    }

    @Test
    void aRateThatTheGeneratorLimitedIsAtLeastThat() {
        List<String> lines = ResultTable.lines(results(Made.PINNED, 1, List.of(passed("loom")),
                trial(1, "loom", report(100_000, 0, 0.96, 0.90))));
        assertThat(row(lines, "loom")).contains(">= 100,000");
        assertThat(lines).anyMatch(line -> line.startsWith(">= : the generator was at its limit"));
    }

    @Test
    void aServerAtItsLimitIsMeasuredThoughTheGeneratorIsBusyToo() {
        List<String> lines = ResultTable.lines(results(Made.PINNED, 1, List.of(passed("loom")),
                trial(1, "loom", report(100_000, 0, 0.96, 0.96))));
        assertThat(row(lines, "loom")).contains("100,000");
        assertThat(lines).noneMatch(line -> line.contains(">="));
    }

    @Test
    void aServerOnTwoCpusIsAtItsLimitWhenBothAreBusy() {
        Pinning two = new Pinning(List.of(0, 1), List.of(2), null);
        List<String> lines = ResultTable.lines(results(two, 1, List.of(passed("loom")),
                trial(1, "loom", report(100_000, 0, 0.96, 1.5))));
        assertThat(row(lines, "loom")).contains(">= 100,000");
    }

    @Test
    void whoServesOneClientAtATimeIsShownForWhatItIs() {
        List<String> lines = ResultTable.lines(results(Made.PINNED, 1,
                List.of(new Results.Checked("blocking", "pass", true, List.of())),
                trial(1, "blocking", report(20_000, 63, 0.5, 0.2))));
        assertThat(row(lines, "blocking")).endsWith("63");
        assertThat(lines).contains("! blocking: serves one client at a time: not ranked, while 63 waited");
    }

    @Test
    void whatTheSystemDoesNotTellIsADash() {
        var report = report(1_000);
        List<String> lines = ResultTable.lines(results(Made.PINNED, 1, List.of(passed("loom")),
                trial(1, "loom",
                        new LoadReport(report.target(), report.startedAt(), report.result(), 0.5, null, null))));
        assertThat(row(lines, "loom")).containsExactly("loom", "1,000", "50", "90", "-", "-", "-", "-", "0");
        assertThat(lines).contains("! loom: not ranked: CPU/answer is not known");
    }

    @Test
    void troublesAreToldAndWhatWasMeasuredIsStillShown() {
        List<String> lines = ResultTable.lines(results(Made.PINNED, 2,
                List.of(passed("loom"),
                        new Results.Checked("mine", "fail", false, List.of("says nothing first: came x"))),
                trial(1, "loom", report(1_000)), failed(2, "loom", "the server died under load")));
        assertThat(row(lines, "loom")).contains("1,000");
        assertThat(lines).anyMatch(line -> line.startsWith("mine was not measured"))
                .contains("  says nothing first: came x", "loom in crowd, round 2: the server died under load");
    }

    @Test
    void aComparisonThatWasCutShortSaysHowFarItCame() {
        assertThat(ResultTable.lines(results(Made.PINNED, 3, List.of(passed("a"), passed("b")),
                trial(1, "a", report(1_000)), trial(1, "b", report(1_000)))))
                .anyMatch(line -> line.startsWith("2 of 6 trials were run"));
        assertThat(ResultTable.lines(results(Made.PINNED, 1, List.of(passed("a")), trial(1, "a", report(1_000)))))
                .noneMatch(line -> line.contains("trials were run"));
    }

    @Test
    void withNothingMeasuredThereIsNoTable() {
        assertThat(ResultTable.lines(results(Made.PINNED, 3, List.of()))).isEmpty();
    }

    @Test
    void itFitsInto100ColumnsAlsoWhenEverythingIsLong() {
        Pinning none = new Pinning(List.of(), List.of(),
                "1 for the server and one for the generator need more CPUs than there are: 1");
        List<Results.Trial> trials = new ArrayList<>();
        for (int round = 1; round <= 12; round++) {
            trials.add(trial(round, "coroutines", report(1_234_567, 0, 0.99, 0.5 + round / 50.0)));
            trials.add(trial(round, "coroutines again", report(1_234_567, 0, 0.99, 0.5 + round / 50.0)));
            trials.add(trial(round, "blocking", report(12_345, 9_999, 0.5, 12 + round)));
        }
        Contender reference = Made.contender("coroutines", false);
        Results many = results(
                Made.plan(none, 12, List.of(reference, reference.again(), Made.contender("blocking", true)),
                        Scenario.CROWD),
                List.of(passed("coroutines"), new Results.Checked("blocking", "pass", true, List.of())),
                trials.toArray(Results.Trial[]::new));
        assertThat(ResultTable.lines(many)).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    }

    private static List<String> row(List<String> lines, String name) {
        return lines.stream()
                .map(String::strip)
                .filter(line -> line.startsWith(name + "  "))
                .map(line -> List.of(line.split(" {2,}")))
                .filter(cells -> cells.size() == 9) // not the bar
                .findFirst()
                .orElseThrow();
    }
}
