package hello.bench.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * The course as a site, on loopback alone. An address is a path in the project, so that links in the pages lead where they say;
 * pages are read anew for each request, so that who writes one sees it. Closing it frees the port.
 */
public final class Site implements AutoCloseable {
    private static final String HTML = "text/html; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";

    /** What is shown as it is. */
    private static final Map<String, String> PICTURES = Map.of("svg", "image/svg+xml", "png", "image/png", "jpg",
            "image/jpeg", "gif", "image/gif", "webp", "image/webp");

    private static final String WEBJARS = "/META-INF/resources/webjars/";

    /** What the pages need, by its name below {@code /-/}: where it is in the jars, and what it is. */
    private static final Map<String, Resource> RESOURCES = Map.of(
            "site.css", new Resource("site.css", "text/css; charset=utf-8"),
            "site.js", new Resource("site.js", SCRIPT),
            "theme.js", new Resource("theme.js", SCRIPT),
            "highlight.js", new Resource(WEBJARS + "highlightjs/11.11.1/highlight.min.js", SCRIPT),
            "lunr.js", new Resource(WEBJARS + "lunr/2.3.9/lunr.min.js", SCRIPT));

    private static final int LARGEST_SOURCE = 500_000;

    private final Project project;
    private final JsonMapper mapper;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private record Resource(String path, String type) {}

    private static final class Answer {
        private final int status;
        private final String type;
        private final byte[] body;

        Answer(int status, String type, byte[] body) {
            this.status = status;
            this.type = type;
            this.body = body;
        }

        private static Answer html(int status, String html) {
            return new Answer(status, HTML, html.getBytes(UTF_8));
        }
    }

    private Site(Project project, JsonMapper mapper, HttpServer server) {
        this.project = project;
        this.mapper = mapper;
        this.server = server;
    }

    /**
     * Starts it.
     *
     * @param project where the course is
     * @param mapper how JSON is written
     * @param port where to listen; 0 takes any free one
     * @return the site, answering
     * @throws IOException if the port cannot be had
     */
    public static Site open(Project project, JsonMapper mapper, int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        Site site = new Site(project, mapper, server);
        server.createContext("/", site::handle);
        server.setExecutor(site.threads);
        server.start();
        return site;
    }

    /**
     * Where it is.
     *
     * @return an address for a browser
     */
    public String url() {
        return "http://" + server.getAddress().getAddress().getHostAddress() + ":" + server.getAddress().getPort()
                + "/";
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            if (!method.equals("GET") && !method.equals("HEAD")) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                exchange.sendResponseHeaders(405, -1);
                return;
            }
            String path = exchange.getRequestURI().getPath();
            Language preferred = preferred(exchange);
            String moved = moved(path, preferred);
            if (moved != null) {
                exchange.getResponseHeaders().set("Location", moved);
                exchange.sendResponseHeaders(302, -1);
                return;
            }
            Answer answer = path.startsWith("/-/") ? resource(path.substring(3)) : file(path.substring(1), preferred);
            if (answer == null) {
                answer = Answer.html(404, new SitePage(project, languageOf(path, preferred)).notFound());
            }
            exchange.getResponseHeaders().set("Content-Type", answer.type);
            exchange.getResponseHeaders().set("Cache-Control", "no-cache");
            exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
            // Nothing is asked of anybody else, whatever a page says.
            exchange.getResponseHeaders().set("Content-Security-Policy",
                    "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'");
            exchange.sendResponseHeaders(answer.status, method.equals("HEAD") ? -1 : answer.body.length);
            if (method.equals("GET")) {
                exchange.getResponseBody().write(answer.body);
            }
        }
    }

    /** Where a folder's page is, so that the links in it are right; {@code null} if it is no such folder. */
    private String moved(String path, Language preferred) throws IOException {
        if (path.equals("/")) {
            return SitePage.home(preferred);
        }
        Path file = inProject(path.substring(1));
        Path readme = file == null ? null : file.resolve("README.md");
        return readme != null && Files.isRegularFile(readme) ? "/" + project.name(readme) : null;
    }

    private static Language preferred(HttpExchange exchange) {
        String asked = exchange.getRequestHeaders().getFirst("Accept-Language");
        return asked != null && asked.toLowerCase(Locale.ROOT).startsWith("ru") ? Language.RU : Language.EN;
    }

    private static Language languageOf(String path, Language preferred) {
        for (Language language : Language.values()) {
            if (path.startsWith("/docs/" + language.folder() + "/")) {
                return language;
            }
        }
        return preferred;
    }

    private Answer resource(String name) throws IOException {
        for (Language language : Language.values()) {
            if (name.equals("index." + language.folder() + ".json")) {
                return new Answer(200, "application/json",
                        mapper.writeValueAsBytes(SearchIndex.of(project, language)));
            }
        }
        Resource resource = RESOURCES.get(name);
        if (resource == null) {
            return null;
        }
        try (InputStream in = Site.class.getResourceAsStream(resource.path)) {
            return new Answer(200, resource.type, in.readAllBytes());
        }
    }

    private Answer file(String path, Language preferred) throws IOException {
        Path file = inProject(path);
        if (file == null) {
            return null;
        }
        SitePage view = new SitePage(project, languageOf("/" + path, preferred));
        if (Files.isDirectory(file)) {
            try (Stream<Path> files = Files.list(file)) {
                List<Path> shown = files.filter(one -> isShown(one.getFileName().toString())).sorted().toList();
                return Answer.html(200, view.folder(file, shown));
            }
        }
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        String extension = name.substring(name.lastIndexOf('.') + 1);
        if (PICTURES.containsKey(extension)) {
            return new Answer(200, PICTURES.get(extension), Files.readAllBytes(file));
        }
        if (extension.equals("md")) {
            return Answer.html(200, view.of(Page.read(project, file)));
        }
        if (Files.size(file) > LARGEST_SOURCE) {
            return new Answer(200, "text/plain; charset=utf-8", Files.readAllBytes(file));
        }
        try {
            return Answer.html(200, view.source(file, Files.readString(file)));
        } catch (CharacterCodingException e) {
            return new Answer(200, "application/octet-stream", Files.readAllBytes(file)); // no text
        }
    }

    /** The file of a path, {@code null} if it is none of ours, be it that a link leads out of the project. */
    private Path inProject(String path) throws IOException {
        String plain = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        for (String part : plain.split("/", -1)) {
            if (!isShown(part)) {
                return null;
            }
        }
        Path file = project.root().resolve(plain).normalize();
        boolean isOurs = Files.exists(file) && file.toRealPath().startsWith(project.root().toRealPath());
        return isOurs ? file : null;
    }

    /** Neither what is hidden, such as the repository, nor what was built; and no way up. */
    private static boolean isShown(String name) {
        return !name.isEmpty() && !name.startsWith(".") && !name.equals("target")
                && name.chars().noneMatch(c -> c == '\\' || c == ':' || c < ' ');
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
