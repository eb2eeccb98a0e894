package hello.bench.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import hello.bench.Tools;
import hello.bench.compare.Made;
import hello.bench.jmh.MadeMicro;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    private static Playwright playwright;
    private static Browser browser;
    private static Path file;

    @BeforeAll
    static void open() throws Exception {
        Tools.require("chromium", "--version");
        file = Files.writeString(folder.resolve("report.html"), HtmlReport.of(Made.whole(), MadeMicro.results()),
                UTF_8);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright.chromium().launch(new BrowserType.LaunchOptions()
                .setExecutablePath(Path.of(which("chromium")))
                .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                        "--disable-background-networking", "--disable-component-update", "--disable-sync")));
    }

    private static String which(String program) {
        for (String folder : System.getenv("PATH").split(File.pathSeparator, -1)) {
            Path path = Path.of(folder, program);
            if (Files.isExecutable(path)) {
                return path.toString();
            }
        }
        throw new AssertionError(program + " runs, and is nowhere");
    }

    @AfterAll
    static void close() {
        if (playwright != null) {
            playwright.close();
        }
    }

    private static Browser.NewContextOptions options(ColorScheme scheme, int width) {
        return new Browser.NewContextOptions().setColorScheme(scheme).setViewportSize(width, 900);
    }

    @ParameterizedTest(name = "{0}, {1} px")
    @CsvSource({"LIGHT,1280", "DARK,1280", "LIGHT,380", "DARK,380"})
    void rendersWithNoErrorAndNoRequest(ColorScheme scheme, int width) {
        List<String> errors = new ArrayList<>();
        List<String> requests = new ArrayList<>();
        try (BrowserContext context = browser.newContext(options(scheme, width))) {
            Page page = context.newPage();
            page.onConsoleMessage(message -> errors.add(message.type() + ": " + message.text()));
            page.onPageError(errors::add);
            page.onRequest(request -> requests.add(request.url()));
            page.navigate(file.toUri().toString());

            assertThat(errors).isEmpty();
            assertThat(requests).filteredOn(url -> !url.startsWith("data:")).containsExactly(file.toUri().toString());
            assertThat(number(page, "document.documentElement.scrollWidth")).as("no scrolling sideways")
                    .isLessThanOrEqualTo(width);
            for (Locator plot : page.locator("svg").all()) {
                assertThat(plot.boundingBox().width).isGreaterThan(300);
            }
            assertThat(contrast(page)).as("of text on paper").isGreaterThan(7);
        }
    }

    private static double number(Page page, String script) {
        return ((Number) page.evaluate(script)).doubleValue();
    }

    /** As the Web Content Accessibility Guidelines compute it; 7 is their highest demand. */
    private static double contrast(Page page) {
        return number(page, """
                            (() => {
                              const luminance = (colour) => {
                                const [r, g, b] = colour.match(/\\d+/g).map(Number).map((c) => c / 255)
                                  .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
                                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
                              };
                              const style = getComputedStyle(document.body);
                              const [x, y] = [luminance(style.color), luminance(style.backgroundColor)];
                              return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
                            })()""");
    }

    @Test
    void theThemesDiffer() {
        assertThat(paper(ColorScheme.LIGHT)).isNotEqualTo(paper(ColorScheme.DARK));
    }

    private static Object paper(ColorScheme scheme) {
        try (BrowserContext context = browser.newContext(options(scheme, 1280))) {
            Page page = context.newPage();
            page.navigate(file.toUri().toString());
            return page.evaluate("getComputedStyle(document.body).backgroundColor");
        }
    }

    @Test
    void tablesSortFromTheKeyboard() {
        try (BrowserContext context = browser.newContext(options(ColorScheme.LIGHT, 1280))) {
            Page page = context.newPage();
            page.navigate(file.toUri().toString());
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
        try (BrowserContext context = browser.newContext(options(ColorScheme.LIGHT, 1280))) {
            Page page = context.newPage();
            page.navigate(file.toUri().toString());
            page.locator("#crowd figcaption a").first().click();
            assertThat(page.locator("#raw-crowd tbody tr").first().isVisible()).isTrue();
            assertThat(page.locator("#raw-crowd tbody tr").count()).isEqualTo(23);
        }
    }

    @Test
    void withoutScriptsAllIsThere() {
        try (BrowserContext context = browser
                .newContext(options(ColorScheme.LIGHT, 1280).setJavaScriptEnabled(false))) {
            Page page = context.newPage();
            page.navigate(file.toUri().toString());
            assertThat(page.locator("#crowd svg").first().isVisible()).isTrue();
            assertThat(page.locator("#crowd table tbody tr").count()).isEqualTo(3);
            page.locator("#raw-crowd summary").click();
            assertThat(page.locator("#raw-crowd tbody tr").first().isVisible()).isTrue();
        }
    }
}
