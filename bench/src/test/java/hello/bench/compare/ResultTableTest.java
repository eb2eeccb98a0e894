package hello.bench.compare;

import static hello.bench.compare.Made.failed;
import static hello.bench.compare.Made.passed;
import static hello.bench.compare.Made.report;
import static hello.bench.compare.Made.results;
import static hello.bench.compare.Made.trial;
import static org.assertj.core.api.Assertions.assertThat;

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
                trial(1, "loom", report(100_000)),
                trial(2, "loom", report(10_000)), // one odd round: it moves the spread and not the median
                trial(3, "loom", report(110_000))));
        assertThat(lines.get(0).strip().split(" {2,}")).containsExactly("model", "answers/s", "spread", "p50 µs",
                "p99 µs", "CPU µs/answer", "memory MB", "threads", "never served");
        assertThat(row(lines, "loom")).containsExactly("loom", "100,000", "100 %", "50", "90", "10.0", "80", "14", "0");
    }

    @Test
    void anEvenNumberOfRoundsHasItsMedianInTheMiddle() {
        List<String> lines = ResultTable.lines(results(Made.PINNED, 2, List.of(passed("loom")),
                trial(1, "loom", report(100_000)), trial(2, "loom", report(200_000))));
        assertThat(row(lines, "loom")).contains("150,000", "67 %");
    }

    @Test
    void serversStandInTheOrderInWhichTheyWereNamed() {
        List<String> lines = ResultTable.lines(results(Made.PINNED, 1, List.of(passed("slow"), passed("fast")),
                trial(1, "fast", report(2_000)), trial(1, "slow", report(1_000))));
        assertThat(lines.get(1)).contains("slow");
        assertThat(lines.get(2)).contains("fast");
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
        assertThat(lines).anyMatch(line -> line.startsWith("blocking serves one client at a time")
                && line.contains("63 waited"));
    }

    @Test
    void whatTheSystemDoesNotTellIsADash() {
        var report = report(1_000);
        List<String> lines = ResultTable.lines(results(Made.PINNED, 1, List.of(passed("loom")),
                trial(1, "loom", new hello.bench.load.LoadReport(report.target(), report.result(), 0.5, null))));
        assertThat(row(lines, "loom")).containsExactly("loom", "1,000", "-", "50", "90", "-", "-", "-", "0");
    }

    @Test
    void troublesAreToldAndWhatWasMeasuredIsStillShown() {
        List<String> lines = ResultTable.lines(results(Made.PINNED, 2,
                List.of(passed("loom"),
                        new Results.Checked("mine", "fail", false, List.of("says nothing first: came x"))),
                trial(1, "loom", report(1_000)), failed(2, "loom", "the server died under load")));
        assertThat(row(lines, "loom")).contains("1,000");
        assertThat(lines).anyMatch(line -> line.startsWith("mine was not measured"))
                .contains("  says nothing first: came x", "loom in round 2: the server died under load");
    }

    @Test
    void aComparisonThatWasCutShortSaysHowFarItCame() {
        assertThat(ResultTable.lines(results(Made.PINNED, 3, List.of(passed("a"), passed("b")),
                trial(1, "a", report(1_000)), trial(1, "b", report(1_000)))))
                .contains("Cut short: 2 of 6 trials were run.");
        assertThat(ResultTable.lines(results(Made.PINNED, 1, List.of(passed("a")), trial(1, "a", report(1_000)))))
                .noneMatch(line -> line.contains("Cut short"));
    }

    @Test
    void withNothingMeasuredThereIsNoTable() {
        assertThat(ResultTable.lines(results(Made.PINNED, 3, List.of()))).isEmpty();
    }

    @Test
    void itFitsInto100ColumnsAlsoWhenEverythingIsLong() {
        Pinning none = new Pinning(List.of(), List.of(),
                "1 for the server and one for the generator need more CPUs than there are: 1");
        Results many = results(none, 12, List.of(passed("coroutines"),
                new Results.Checked("blocking", "pass", true, List.of())),
                trial(1, "coroutines", report(1_234_567, 0, 0.99, 0.5)),
                trial(1, "blocking", report(12_345, 9_999, 0.5, 0.12)));
        assertThat(ResultTable.lines(many)).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    }

    private static List<String> row(List<String> lines, String name) {
        return lines.stream()
                .map(String::strip)
                .filter(line -> line.startsWith(name + "  "))
                .map(line -> List.of(line.split(" {2,}")))
                .findFirst()
                .orElseThrow();
    }
}
