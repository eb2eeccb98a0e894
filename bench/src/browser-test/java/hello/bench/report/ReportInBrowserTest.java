package hello.bench.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import hello.bench.InBrowser;
import hello.bench.compare.Made;
import hello.bench.jmh.MadeMicro;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The report as people see it: in a real browser, headless, from disk. */
class ReportInBrowserTest {
    @TempDir
    static Path folder;

    private static InBrowser browser;
    private static String file;

    @BeforeAll
    static void open() throws Exception {
        browser = InBrowser.open();
        file = Files.writeString(folder.resolve("report.html"), HtmlReport.of(Made.whole(), MadeMicro.results()), UTF_8)
                .toUri().toString();
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @ParameterizedTest(name = "{0}, {1} px")
    @CsvSource({"LIGHT,1280", "DARK,1280", "LIGHT,380", "DARK,380"})
    void rendersWithNoErrorAndNoRequest(ColorScheme scheme, int width) {
        try (InBrowser.Visit visit = browser.visit(file, InBrowser.options(scheme, width))) {
            assertThat(visit.complaints()).isEmpty();
            assertThat(visit.requests()).containsExactly(file);
            assertThat(visit.width()).as("no scrolling sideways").isLessThanOrEqualTo(width);
            for (Locator plot : visit.page().locator("svg").all()) {
                assertThat(plot.boundingBox().width).isGreaterThan(300);
            }
            assertThat(visit.contrast()).as("of text on paper").isGreaterThan(7);
        }
    }

    @Test
    void theThemesDiffer() {
        assertThat(paper(ColorScheme.LIGHT)).isNotEqualTo(paper(ColorScheme.DARK));
    }

    private static Object paper(ColorScheme scheme) {
        try (InBrowser.Visit visit = browser.visit(file, InBrowser.options(scheme, 1280))) {
            return visit.page().evaluate("getComputedStyle(document.body).backgroundColor");
        }
    }

    @Test
    void tablesSortFromTheKeyboard() {
        try (InBrowser.Visit visit = browser.visit(file)) {
            Page page = visit.page();
            Locator table = page.locator("#crowd table.sortable").first();
            Locator head = table.locator("thead button", new Locator.LocatorOptions().setHasText("CPU/answer"));
            head.focus();
            page.keyboard().press("Enter");
            page.keyboard().press("Enter");
            assertThat(table.locator("tbody th").first().textContent()).as("the most comes first")
                    .startsWith("<b>&odd");
            page.keyboard().press("Enter");
            assertThat(table.locator("tbody th").last().textContent()).startsWith("<b>&odd");
        }
    }

    @Test
    void aFigureLeadsToItsRawData() {
        try (InBrowser.Visit visit = browser.visit(file)) {
            Page page = visit.page();
            page.locator("#crowd figcaption a").first().click();
            assertThat(page.locator("#raw-crowd tbody tr").first().isVisible()).isTrue();
            assertThat(page.locator("#raw-crowd tbody tr").count()).isEqualTo(23);
        }
    }

    @Test
    void withoutScriptsAllIsThere() {
        try (InBrowser.Visit visit = browser.visit(file,
                InBrowser.options(ColorScheme.LIGHT, 1280).setJavaScriptEnabled(false))) {
            Page page = visit.page();
            assertThat(page.locator("#crowd svg").first().isVisible()).isTrue();
            assertThat(page.locator("#crowd table tbody tr").count()).isEqualTo(3);
            page.locator("#raw-crowd summary").click();
            assertThat(page.locator("#raw-crowd tbody tr").first().isVisible()).isTrue();
        }
    }
}
