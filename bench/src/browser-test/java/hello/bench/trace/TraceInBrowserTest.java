package hello.bench.trace;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static hello.bench.Cli.hello;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import hello.bench.Cli;
import hello.bench.InBrowser;
import hello.bench.trace.page.TracePage;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page of a trace as people see and use it: in a real browser, headless, from disk. The times are made up, and known. */
class TraceInBrowserTest {
    private static final String A_BLOCKS = "#blocking a.blocked[data-who=A][data-kind=BLOCKED_IN_READ] >> nth=0";

    @TempDir
    static Path folder;

    private static InBrowser browser;
    private static String file;

    @BeforeAll
    static void open() throws Exception {
        browser = InBrowser.open();
        file = Files.writeString(folder.resolve("trace.html"), TracePage.html(MadeTrace.whole()), UTF_8).toUri()
                .toString();
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @ParameterizedTest(name = "{0}, {1} px")
    @CsvSource({"LIGHT,1280", "DARK,1280", "LIGHT,380", "DARK,380", "LIGHT,1920"})
    void rendersWithNoErrorAndNoRequest(ColorScheme scheme, int width) {
        try (InBrowser.Visit visit = browser.visit(file, InBrowser.options(scheme, width))) {
            assertThat(visit.complaints()).isEmpty();
            assertThat(visit.requests()).containsExactly(file);
            assertThat(visit.width()).as("no scrolling sideways").isLessThanOrEqualTo(width);
            assertThat(visit.contrast()).as("of text on paper").isGreaterThan(7);
            for (String client : new String[]{"A", "B"}) {
                assertThat(visit.contrast("#blocking a[data-who=" + client + "].write .solid", "fill", "body"))
                        .as("of what is done for " + client + ", on paper").isGreaterThan(4.5);
            }
            assertThat(visit.contrast("#blocking .source .comment", "color", "body")).isGreaterThan(4.5);
        }
    }

    @Test
    void theThemesDiffer() {
        assertThat(colour(ColorScheme.LIGHT)).isNotEqualTo(colour(ColorScheme.DARK));
    }

    private static Object colour(ColorScheme scheme) {
        try (InBrowser.Visit visit = browser.visit(file, InBrowser.options(scheme, 1280))) {
            return visit.page().evaluate("getComputedStyle(document.querySelector('#blocking .write .solid')).fill");
        }
    }

    @Test
    void timelinesShareTheirScale() {
        try (InBrowser.Visit visit = browser.visit(file)) {
            double inBlocking = visit.page().locator("#blocking a[data-who=A][data-kind=THINKING]").boundingBox().x;
            double inLoom = visit.page().locator("#server-2 a[data-who=A][data-kind=THINKING]").boundingBox().x;
            assertThat(inLoom).isCloseTo(inBlocking, within(0.5));
        }
    }

    @Test
    void pointingAtASpanShowsItsLine() {
        try (InBrowser.Visit visit = browser.visit(file)) {
            Page page = visit.page();
            page.hover(A_BLOCKS);
            assertThat(page.locator("#blocking .says"))
                    .containsText("BlockingServer.java:5 waited 895 ms for client A");
            assertThat(page.locator("#blocking .says code")).hasText("in.read(request);");
            assertThat(page.locator("#blocking li.chosen code")).hasText("    in.read(request);");
            page.hover("h1");
            assertThat(page.locator("#blocking .says")).containsText("Longest wait: B waited 1.00 s");
        }
    }

    @Test
    void tappingASpanShowsItsLineAndStaysOnThePage() {
        try (InBrowser.Visit visit = browser.visit(file, InBrowser.options(ColorScheme.LIGHT, 380).setHasTouch(true))) {
            Page page = visit.page();
            page.tap(A_BLOCKS);
            assertThat(page.locator("#blocking li.chosen code")).hasText("    in.read(request);");
            assertThat(page.url()).as("no jump").isEqualTo(file);
        }
    }

    @Test
    void pointingAtALineMarksTheSpansThatItTookPartIn() {
        try (InBrowser.Visit visit = browser.visit(file)) {
            Page page = visit.page();
            page.hover("#blocking-BlockingServer\\.java-5");
            // Three reads and two waits in read; the client's wait that this line is to blame for is a link, not a call.
            assertThat(page.locator("#blocking .took-part")).hasCount(4);
            page.hover("#blocking-BlockingServer\\.java-3");
            assertThat(page.locator("#blocking .took-part")).hasCount(9);
            page.hover("h1");
            assertThat(page.locator("#blocking .took-part")).hasCount(0);

            page.locator("#blocking-BlockingServer\\.java-3 a").focus();
            page.keyboard().press("ArrowDown");
            assertThat(page.locator("#blocking-BlockingServer\\.java-5 a")).isFocused();
            assertThat(page.locator("#blocking .took-part")).hasCount(4);
        }
    }

    @Test
    void keysStepThroughTheEvents() {
        try (InBrowser.Visit visit = browser.visit(file)) {
            Page page = visit.page();
            Locator says = page.locator("#blocking .says");
            page.keyboard().press("Home");
            assertThat(says).containsText("A was being connected");
            page.keyboard().press("ArrowRight");
            assertThat(says).containsText("BlockingServer.java:3 waited 2.0 ms for the next client");
            assertThat(page.locator("#blocking-BlockingServer\\.java-3.now")).isVisible();
            page.keyboard().press("ArrowLeft");
            assertThat(says).containsText("A was being connected");
            page.keyboard().press("End");
            assertThat(says).containsText("B waited 1.0 ms for the server to close");
            page.keyboard().press("Escape");
            assertThat(says).containsText("Longest wait");
            assertThat(page.locator(".now")).hasCount(0);
        }
    }

    @Test
    void stepsLeadTheFocusAndFollowIt() {
        try (InBrowser.Visit visit = browser.visit(file)) {
            Page page = visit.page();
            page.locator(A_BLOCKS).focus();
            assertThat(page.locator("#blocking li.chosen code")).hasText("    in.read(request);");
            page.keyboard().press("ArrowRight");
            assertThat(page.locator("#blocking a.chosen")).isFocused();
            assertThat(page.locator("#blocking .says")).containsText("B was being connected");
        }
    }

    @Test
    void theReplayPlaysAndPausesAndEnds() {
        try (InBrowser.Visit visit = browser.visit(file)) {
            Page page = visit.page();
            page.clock().install();
            page.keyboard().press("Space");
            assertThat(page.locator("[data-do=play]")).hasAttribute("aria-pressed", "true");
            page.clock().runFor(3_000);
            double veiled = veil(page);
            assertThat(veiled).as("the future is covered").isGreaterThan(0);
            page.clock().runFor(3_000);
            assertThat(veil(page)).isLessThan(veiled);

            page.keyboard().press("Space");
            assertThat(page.locator("[data-do=play]")).hasAttribute("aria-pressed", "false");
            double paused = veil(page);
            page.clock().runFor(3_000);
            assertThat(veil(page)).isEqualTo(paused);

            page.keyboard().press("+");
            page.keyboard().press("+");
            assertThat(page.locator("[data-do=speed]")).hasValue("1");
            page.keyboard().press("Space");
            page.clock().runFor(60_000);
            assertThat(page.locator("[data-do=play]")).hasAttribute("aria-pressed", "false");
            assertThat(page.locator("#blocking .says")).containsText("B waited 1.0 ms for the server to close");
            assertThat(visit.complaints()).isEmpty();
        }
    }

    private static double veil(Page page) {
        return Double.parseDouble(page.locator("#blocking .veil").getAttribute("width"));
    }

    @Test
    void theOthersFollowTheClock() {
        try (InBrowser.Visit visit = browser.visit(file)) {
            Page page = visit.page();
            page.locator("[data-do=time]").fill("500");
            assertThat(page.locator("#blocking-BlockingServer\\.java-5.now .here")).hasText("A");
            assertThat(page.locator("#server-2-LoomServer\\.java-2.now .here")).hasText("A");
        }
    }

    @Test
    void whoWantsLessMotionGetsSteps() {
        try (InBrowser.Visit visit = browser.visit(file,
                InBrowser.options(ColorScheme.LIGHT, 1280).setReducedMotion(ReducedMotion.REDUCE))) {
            Page page = visit.page();
            page.clock().install();
            page.keyboard().press("Space");
            page.clock().runFor(100);
            String first = page.locator("#blocking .says").textContent();
            double veiled = veil(page);
            page.clock().runFor(300);
            assertThat(veil(page)).as("nothing moves between events").isEqualTo(veiled);
            page.clock().runFor(2_000);
            assertThat(page.locator("#blocking .says").textContent()).isNotEqualTo(first);
        }
    }

    @Test
    void withoutScriptsAllIsThereButTheMovement() {
        try (InBrowser.Visit visit = browser.visit(file,
                InBrowser.options(ColorScheme.LIGHT, 1280).setJavaScriptEnabled(false))) {
            Page page = visit.page();
            assertThat(page.locator(A_BLOCKS + " >> title")).containsText("waited 895 ms for client A");
            assertThat(page.locator("#blocking .says")).containsText("Longest wait: B waited 1.00 s");
            assertThat(page.locator(".bar")).isHidden();
            assertThat(page.locator(".veil").first()).isHidden();
            page.click(A_BLOCKS);
            assertThat(page.locator("li:target code")).hasText("    in.read(request);");
        }
    }

    @Test
    void aForeignServerHasItsClientsAloneAndSaysWhy() {
        try (InBrowser.Visit visit = browser.visit(file)) {
            Locator foreign = visit.page().locator("#server-3");
            assertThat(foreign.locator("h2")).containsText("./odd '<b>&' {port}");
            assertThat(foreign.locator(".why").first()).containsText("it is not one of the models");
            assertThat(foreign.locator(".source")).hasCount(0);
            assertThat(foreign.locator("a.span")).not().hasCount(0);
        }
    }

    @Test
    void aCrowdIsFolded() {
        try (InBrowser.Visit visit = browser.visit(file)) {
            Locator crowd = visit.page().locator("#server-4");
            assertThat(crowd.locator(".slice")).hasCount(4);
            assertThat(crowd.locator(".slice title").first()).containsText("9,000 thinking, 999 waiting for an answer");
        }
    }

    /** What the story is there to show, in a run that has just been made. */
    @Test
    void inBlockingBWaitsUntilAHasClosedAndInTheOthersItDoesNot() throws Exception {
        Path page = folder.resolve("real.html");
        Cli trace = hello("trace", "blocking", "nio-loop", "loom", "--out", page.toString());
        assertThat(trace.exitCode()).as(trace.err()).isEqualTo(0);
        try (InBrowser.Visit visit = browser.visit(page.toUri().toString())) {
            assertThat(visit.complaints()).isEmpty();
            assertThat(bIsAnswered(visit, "blocking")).isGreaterThan(aHasClosed(visit, "blocking"));
            assertThat(bIsAnswered(visit, "nio-loop")).isLessThan(aHasClosed(visit, "nio-loop"));
            assertThat(bIsAnswered(visit, "loom")).isLessThan(aHasClosed(visit, "loom"));
            Page shown = visit.page();
            shown.hover("#blocking a[data-kind=BLOCKED_IN_READ][data-who=A] >> nth=0");
            assertThat(shown.locator("#blocking li.chosen code")).containsText("in.read(request)");
            assertThat(shown.locator("#loom a.unmounted[data-who=A]")).not().hasCount(0);
        }
    }

    private static double bIsAnswered(InBrowser.Visit visit, String server) {
        return Double.parseDouble(visit.page().locator("#" + server + " a[data-kind=WAITING][data-who=B]").first()
                .getAttribute("data-to"));
    }

    private static double aHasClosed(InBrowser.Visit visit, String server) {
        return Double.parseDouble(visit.page().locator("#" + server + " .mark[data-kind=CLOSED][data-who=A]").first()
                .getAttribute("data-at"));
    }
}
