package hello.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import hello.bench.compare.Made;
import hello.bench.compare.Scenario;
import hello.bench.jmh.MadeMicro;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
    private static final String PAGE = HtmlReport.of(Made.whole());

    @Test
    void eachScenarioOpensWithItsSentenceAndClosesWithWhatWasSeen() {
        assertThat(PAGE).contains(Scenario.CROWD.teaches(), Scenario.IDLE_CROWD.teaches(), "What was seen",
                "&lt;b&gt;&amp;odd is slower than base: 1.50 (1.50 to 1.50) times its CPU/answer.",
                "Noise: base, measured twice");
    }

    @Test
    void everyTrialIsAPoint() {
        String plot = PAGE.substring(PAGE.indexOf("<svg"), PAGE.indexOf("</svg>"));
        assertThat(Pattern.compile("<circle").matcher(plot).results().count()).as("24 but the one that failed")
                .isEqualTo(23);
        assertThat(plot).contains("<title>base again, round 8: 10.8 µs</title>");
    }

    @Test
    void whatServersSayIsTextAndNothingElse() {
        assertThat(PAGE).doesNotContain("<b>&odd", "<script>alert").contains("it said &lt;script&gt;alert(1)");
    }

    @Test
    void nothingIsFetched() {
        assertThat(PAGE).doesNotContainPattern("(src|href)=\"?(https?:)?//").doesNotContain("@import", "url(");
    }

    @Test
    void warningsStandBesideWhatTheyTouch() {
        assertThat(PAGE).contains("href=\"#crowd-note-1\"", "id=\"crowd-note-1\"",
                "1 of 8 trials failed and are left out");
    }

    @Test
    void microbenchmarksAreTakenInWhenTheyAreGiven() {
        String page = HtmlReport.of(Made.whole(), MadeMicro.results());
        assertThat(PAGE).doesNotContain("microbenchmarks");
        assertThat(page).contains("href=\"#micro\"", "id=\"micro\"", "slow", "ns/op (each step is ten times");
        String section = page.substring(page.indexOf("id=\"micro\""));
        assertThat(
                Pattern.compile("<circle").matcher(section.substring(0, section.indexOf("</svg>"))).results().count())
                .as("forks").isEqualTo(11);
    }

    @Test
    void ticksAreRound() {
        assertThat(Axis.fromZero(23.4, 0, 100).ticks()).containsExactly(0.0, 5.0, 10.0, 15.0, 20.0, 25.0);
        assertThat(Axis.powers(12, 3_400, 0, 100).ticks()).containsExactly(10.0, 100.0, 1_000.0, 10_000.0);
        assertThat(Axis.around(96, 104, 0, 100).ticks()).startsWith(96.0).endsWith(104.0);
        assertThat(Axis.around(10, 10, 0, 100).ticks()).contains(10.0).hasSizeBetween(2, 12);
        assertThat(Axis.fromZero(0, 0, 100).ticks()).hasSizeBetween(2, 12);
    }

    @Test
    void valuesHaveTheirPlaces() {
        assertThat(new Axis(0, 10, 100, 200, false).place(5)).isEqualTo(150);
        assertThat(new Axis(1, 100, 0, 50, true).place(10)).isEqualTo(25);
        assertThat(new Axis(0, 10, 200, 100, false).place(10)).as("upwards").isEqualTo(100);
    }
}
