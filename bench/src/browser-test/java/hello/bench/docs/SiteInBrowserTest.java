package hello.bench.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import hello.bench.InBrowser;
import hello.bench.cli.Json;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The site in a real browser, on loopback: what a reader does with it, in both languages and themes. */
class SiteInBrowserTest {
    @TempDir
    static Path folder;

    private static Site site;
    private static InBrowser browser;

    @BeforeAll
    static void open() throws Exception {
        SmallProject small = SmallProject.in(folder);
        small.write("docs/en/README.md", "# Course\n\n## Pages\n\n- [A page](page.md): words\n- [Second](second.md)\n");
        small.write("docs/ru/README.md",
                "# Курс\n\n## Страницы\n\n- [Страница](page.md): слова\n- [Вторая](second.md)\n");
        small.both("""
                   ## One

                   <!-- snippet src/Server.java#loop -->
                   ```java
                   while (true) {
                       accept("");
                   }
                   ```

                   <!-- run -->
                   ```console
                   $ echo hello
                   hello
                   $ cat <<'END'
                   > more than fits into a window that is only three hundred and eighty pixels wide, as telephones are
                   > END
                   more than fits into a window that is only three hundred and eighty pixels wide, as telephones are
                   ```

                   | a | table | that | is | wider | than | a | telephone | and | has | many | columns |
                   | - | - | - | - | - | - | - | - | - | - | - | - |
                   | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 |
                   """);
        small.write("docs/en/second.md",
                "# Second\n\n## Backpressure\n\nWho does not read is not read from: coroutines.\n");
        small.write("docs/ru/second.md", "# Вторая\n\n## Обратное давление\n\nЧитают из потоков и корутинами.\n");
        site = Site.open(small.project, Json.MAPPER, 0);
        browser = InBrowser.open();
    }

    @AfterAll
    static void close() {
        if (site != null) {
            site.close();
        }
        if (browser != null) {
            browser.close();
        }
    }

    private static String url(String path) {
        return site.url() + "docs/" + path;
    }

    /** Neither a word on the console, nor a request to anybody else. */
    private static void assertQuiet(InBrowser.Visit visit) {
        assertThat(visit.complaints()).isEmpty();
        assertThat(visit.requests()).allMatch(request -> request.startsWith(site.url()));
    }

    @ParameterizedTest(name = "{0}, {1} px, {2}")
    @CsvSource({"LIGHT,1280,en", "DARK,1280,ru", "LIGHT,380,ru", "DARK,380,en"})
    void isReadableInEachThemeAndWidth(ColorScheme scheme, int width, String language) {
        try (InBrowser.Visit visit = browser.visit(url(language + "/page.md"), InBrowser.options(scheme, width))) {
            assertThat(visit.width()).as("no scrolling sideways").isLessThanOrEqualTo(width);
            assertThat(visit.contrast()).isGreaterThan(7);
            for (String text : List.of(".prompt", ".hljs-keyword", ".hljs-string", "figcaption a")) {
                assertThat(visit.contrast(text, "color", "figure.code")).as(text).isGreaterThan(4.5);
            }
            assertQuiet(visit);
        }
    }

    @Test
    void theThemeIsChosenAndRemembered() {
        try (InBrowser.Visit visit = browser.visit(url("en/page.md"))) {
            Page page = visit.page();
            String light = (String) page.evaluate("getComputedStyle(document.body).backgroundColor");
            page.click("#theme");
            String dark = (String) page.evaluate("getComputedStyle(document.body).backgroundColor");
            assertThat(dark).isNotEqualTo(light);
            assertThat(visit.contrast()).isGreaterThan(7);
            page.navigate(url("en/second.md"));
            assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor")).isEqualTo(dark);
            page.click("#theme");
            assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor")).isEqualTo(light);
            assertQuiet(visit);
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"en,coroutine,Backpressure", "en,backpress,Backpressure", "ru,корутина,Обратное давление",
        "ru,поток,Обратное давление", "ru,давлении,Обратное давление"})
    void searchFindsAWordInAnyForm(String language, String word, String heading) {
        try (InBrowser.Visit visit = browser.visit(url(language + "/page.md"))) {
            visit.page().fill("#search", word);
            Locator first = visit.page().locator("#found [role=option]").first();
            first.waitFor();
            assertThat(first.locator("b").textContent()).isEqualTo(heading);
            visit.page().press("#search", "Enter");
            visit.page().waitForURL(found -> found.contains("/second.md#"));
            assertQuiet(visit);
        }
    }

    @Test
    void whatIsNotThereIsSaid() {
        try (InBrowser.Visit visit = browser.visit(url("ru/page.md"))) {
            visit.page().fill("#search", "xyzzyxyzzy");
            assertThat(visit.page().locator("#found .nothing").textContent()).isEqualTo("Ничего не найдено");
        }
    }

    @Test
    void pagesAreTurnedAndTheLanguageIsSwitchedOnTheSpot() {
        try (InBrowser.Visit visit = browser.visit(site.url())) {
            Page page = visit.page();
            assertThat(page.url()).endsWith("/docs/en/README.md");
            page.click(".turn [rel=next]");
            page.waitForURL("**/docs/en/page.md"); // and its script, which listens then
            page.keyboard().press("ArrowRight");
            page.waitForURL("**/docs/en/second.md");
            assertThat(page.locator(".turn [rel=next]").count()).isZero();
            page.click("#language");
            page.waitForURL(found -> found.contains("/docs/ru/second.md#")); // at the heading that was read
            assertThat(page.locator("h1").textContent()).isEqualTo("Вторая");
            assertThat(page.getAttribute("html", "lang")).isEqualTo("ru");
            page.click(".turn [rel=prev]");
            page.waitForURL("**/docs/ru/page.md");
            assertQuiet(visit);
        }
    }

    @Test
    void whatIsCopiedOfAConsoleIsWhatIsTyped() {
        try (InBrowser.Visit visit = browser.visit(url("en/page.md"),
                InBrowser.options(ColorScheme.LIGHT, 1280)
                        .setPermissions(List.of("clipboard-read", "clipboard-write")))) {
            visit.page().hover("figure.console");
            visit.page().click("figure.console .copy");
            visit.page().waitForSelector("figure.console .copy.done");
            assertThat((String) visit.page().evaluate("navigator.clipboard.readText()")).isEqualTo(
                    """
                    echo hello
                    cat <<'END'
                    more than fits into a window that is only three hundred and eighty pixels wide, as telephones are
                    END
                    """);
        }
    }

    @Test
    void aSnippetLeadsToItsSource() {
        try (InBrowser.Visit visit = browser.visit(url("en/page.md"))) {
            visit.page().click("figcaption a");
            visit.page().waitForURL("**/src/Server.java#L5");
            visit.page().locator("#L5").waitFor();
            assertQuiet(visit);
        }
    }
}
