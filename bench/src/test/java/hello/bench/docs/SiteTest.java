package hello.bench.docs;

import static org.assertj.core.api.Assertions.assertThat;

import hello.bench.Cli;
import hello.bench.cli.Json;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the site gives away, and what it keeps; and the command's bad input. */
class SiteTest {
    @TempDir
    Path folder;

    private SmallProject small;

    @BeforeEach
    void make() throws Exception {
        small = SmallProject.in(Files.createDirectory(folder.resolve("project")));
        Files.writeString(folder.resolve("secret.txt"), "secret");
        small.write(".git/config", "secret").write("bench/target/classes/a.txt", "secret");
    }

    /** Asked as it is written, which no client of ours would do. */
    private static String answer(Site site, String request) throws Exception {
        URI uri = URI.create(site.url());
        try (Socket socket = new Socket(InetAddress.getByName(uri.getHost()), uri.getPort());
                OutputStream out = socket.getOutputStream();
                InputStream in = socket.getInputStream()) {
            out.write((request + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/../secret.txt", "/%2e%2e/secret.txt", "/docs/..%2f..%2fsecret.txt",
        "/docs//../../secret.txt",
        "/docs/..%5c..%5csecret.txt", "/.git/config", "/bench/target/classes/a.txt", "/-/../../secret.txt", "/nobody"})
    void nothingButTheProjectIsShown(String path) throws Exception {
        try (Site site = Site.open(small.project, Json.MAPPER, 0)) {
            assertThat(answer(site, "GET " + path)).matches("(?s)HTTP/1.1 40[04].*").doesNotContain("secret\n")
                    .doesNotEndWith("secret");
        }
    }

    @Test
    void aLinkOutOfTheProjectIsNotFollowed() throws Exception {
        Files.createSymbolicLink(folder.resolve("project/docs/out.txt"), folder.resolve("secret.txt"));
        try (Site site = Site.open(small.project, Json.MAPPER, 0)) {
            assertThat(answer(site, "GET /docs/out.txt")).startsWith("HTTP/1.1 404").doesNotContain(">secret");
        }
    }

    @Test
    void pagesAndSourcesAreShownAndNothingIsTaken() throws Exception {
        try (Site site = Site.open(small.project, Json.MAPPER, 0)) {
            assertThat(answer(site, "GET /docs/en/page.md")).startsWith("HTTP/1.1 200").contains("<h1 id=\"a-page\">",
                    "Content-security-policy: default-src 'self'");
            assertThat(answer(site, "GET /src/Server.java")).contains("class Server {");
            assertThat(answer(site, "GET /docs")).contains("Location: /docs/README.md");
            assertThat(answer(site, "HEAD /docs/en/page.md")).startsWith("HTTP/1.1 200").doesNotContain("<h1");
            assertThat(answer(site, "POST /docs/en/page.md")).startsWith("HTTP/1.1 405");
        }
    }

    @Test
    void badInputIsOneLine() throws Exception {
        String root = small.project.root().toString();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            Cli serve = Cli.hello("docs", "--serve", "--root", root, "--port", Integer.toString(port));
            assertThat(serve.exitCode()).isEqualTo(2);
            assertThat(serve.err().strip()).isEqualTo("hello: port " + port + " is taken: choose another with --port");
        }
        assertThat(Cli.hello("docs", "--check", "--root", folder.toString()).err().strip())
                .startsWith("hello: there is no course in ").hasLineCount(1);
        assertThat(Cli.hello("docs", "--check", "--port", "1").err().strip()).isEqualTo("hello: --port is for --serve");
        assertThat(Cli.hello("docs").exitCode()).isEqualTo(2);
        assertThat(Cli.hello("docs", "--check", "--root", root).exitCode()).isZero();
        small.write(SmallProject.EN, "# A page\n\n<!-- snippet src/Server.java#loop -->\n```java\nedited\n```\n");
        Cli check = Cli.hello("docs", "--check", "--root", root);
        assertThat(check.exitCode()).isEqualTo(1);
        assertThat(check.out()).startsWith(
                "docs/en/page.md:5: differs from src/Server.java#loop: hello docs --update writes it\n");
    }
}
