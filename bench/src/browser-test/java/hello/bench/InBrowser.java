package hello.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A real browser, headless, in which tests look at pages as people do. Each visit has a context of its own: nothing of one
 * page is left for the next. For one thread.
 */
public final class InBrowser implements AutoCloseable {
    private static final int HEIGHT = 900;

    private final Playwright playwright;
    private final Browser browser;

    private InBrowser(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Starts it; where there is none, the test is skipped and says so. */
    public static InBrowser open() throws InterruptedException {
        Tools.require("chromium", "--version");
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright.chromium().launch(new BrowserType.LaunchOptions()
                .setExecutablePath(Path.of(which("chromium")))
                .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                        "--disable-background-networking", "--disable-component-update", "--disable-sync")));
        return new InBrowser(playwright, browser);
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

    /** A theme and a width in CSS pixels; more can be asked of it. */
    public static Browser.NewContextOptions options(ColorScheme scheme, int width) {
        return new Browser.NewContextOptions().setColorScheme(scheme).setViewportSize(width, HEIGHT);
    }

    /** Opens a page in a light theme and 1,280 pixels. */
    public Visit visit(String url) {
        return visit(url, options(ColorScheme.LIGHT, 1280));
    }

    /** Opens a page in a context of its own. */
    public Visit visit(String url, Browser.NewContextOptions options) {
        return new Visit(browser.newContext(options), url);
    }

    @Override
    public void close() {
        playwright.close();
    }

    /** One page, and what it complained of and asked for since it was opened. Closing it closes its context. */
    public static final class Visit implements AutoCloseable {
        private final BrowserContext context;
        private final Page page;
        private final List<String> complaints = new ArrayList<>();
        private final List<String> requests = new ArrayList<>();

        private Visit(BrowserContext context, String url) {
            this.context = context;
            page = context.newPage();
            page.onConsoleMessage(message -> complaints.add(message.type() + ": " + message.text()));
            page.onPageError(complaints::add);
            page.onRequest(request -> requests.add(request.url()));
            page.navigate(url);
        }

        public Page page() {
            return page;
        }

        /** What came on the console, and errors that nobody caught. */
        public List<String> complaints() {
            return List.copyOf(complaints);
        }

        /** Every address asked for, the page's own first; what stands in the page itself (data:) is not asked for. */
        public List<String> requests() {
            return requests.stream().filter(url -> !url.startsWith("data:")).toList();
        }

        /** What a script in the page makes. */
        public double number(String script) {
            return ((Number) page.evaluate(script)).doubleValue();
        }

        /** How wide the page is in CSS pixels: more than the window's width is scrolling sideways. */
        public double width() {
            return number("document.documentElement.scrollWidth");
        }

        /**
         * The contrast of two colours, as the Web Content Accessibility Guidelines compute it: 4.5 is their usual demand on
         * text, 7 their highest, 3 that on graphics.
         *
         * @param selector the first element that fits is meant
         * @param property of its computed style, such as {@code color} or {@code fill}: an opaque colour
         * @param background the element behind it, with its {@code background-color}
         */
        public double contrast(String selector, String property, String background) {
            return ((Number) page.evaluate("""
                                           ([selector, property, background]) => {
                                             const luminance = (where, property) => {
                                               const style = getComputedStyle(document.querySelector(where));
                                               const [r, g, b] = style[property].match(/\\d+/g).map(Number)
                                                 .map((c) => c / 255)
                                                 .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
                                               return 0.2126 * r + 0.7152 * g + 0.0722 * b;
                                             };
                                             const x = luminance(selector, property);
                                             const y = luminance(background, "backgroundColor");
                                             return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
                                           }""", List.of(selector, property, background))).doubleValue();
        }

        /** The same of a page's text on its paper. */
        public double contrast() {
            return contrast("body", "color", "body");
        }

        @Override
        public void close() {
            context.close();
        }
    }
}
