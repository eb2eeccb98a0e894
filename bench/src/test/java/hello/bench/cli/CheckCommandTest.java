package hello.bench.cli;

import static hello.bench.Cli.hello;
import static org.assertj.core.api.Assertions.assertThat;

import hello.bench.Cli;
import hello.bench.Commands;
import hello.bench.Serving;
import hello.bench.Spawned;
import hello.bench.WrongServer;
import hello.nioloop.NioLoopServer;
import hello.protocol.Work;
import hello.protocol.check.Check;
import hello.protocol.check.Checks;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import tools.jackson.core.type.TypeReference;

class CheckCommandTest {
    @TempDir
    Path folder;

    @Test
    void aModelPassesEveryCheck() throws Exception {
        Path xml = folder.resolve("junit.xml");
        List<String> lines;
        try (Spawned check = Spawned.hello("check", "nio-loop", "--junit", xml.toString())) {
            lines = check.awaitOutput();
            assertThat(check.awaitExitCode()).isZero();
        }
        int checks = Checks.all().size();
        assertThat(lines).hasSize(1 + checks + 1);
        assertThat(lines.getFirst()).isEqualTo("nio-loop: " + checks + " checks");
        assertThat(lines.subList(1, 1 + checks)).zipSatisfy(Checks.all(), (line, check) -> assertThat(line)
                .matches("  (pass|n/a) +\\d+\\.\\d\\d s  .*").contains("s  " + check.name()));
        assertThat(lines.getLast()).startsWith("nio-loop is a hello server: ").contains(" 0 failed, 0 unknown, ");

        Element suite = suite(xml);
        assertThat(suite.getAttribute("name")).isEqualTo("nio-loop");
        assertThat(suite.getAttribute("tests")).isEqualTo(Integer.toString(checks));
        assertThat(suite.getAttribute("failures")).isEqualTo("0");
        assertThat(suite.getAttribute("errors")).isEqualTo("0");
        assertThat(suite.getElementsByTagName("testcase").getLength()).isEqualTo(checks);
    }

    @Test
    void aWrongServerIsToldWhatWasSentExpectedAndCame() throws Exception {
        Path xml = folder.resolve("junit.xml");
        Cli check = hello("check", "--exec", Commands.ofClass(List.of(), WrongServer.class), "--junit", xml.toString());
        assertThat(check.exitCode()).isEqualTo(1);
        assertThat(check.err()).isEmpty();
        assertThat(check.out().lines().dropWhile(line -> !line.contains("one answer to a request of 1 byte")).limit(5))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("  FAIL "),
                        line -> assertThat(line).matches(" +sent +connect, 1 byte 'x'"),
                        line -> assertThat(line).matches(" +expected +one answer, \"Hello world\\\\n\" \\(12 bytes\\)"),
                        line -> assertThat(line).matches(" +came +\"Hello world!\" \\(12 bytes\\)"),
                        line -> assertThat(line).matches(" +hint +An answer is exactly the 12 bytes .*"));
        assertThat(check.out().lines().toList().getLast()).contains(" is not a hello server: ");

        Element suite = suite(xml);
        NodeList failures = suite.getElementsByTagName("failure");
        assertThat(failures.getLength()).isPositive();
        assertThat(suite.getAttribute("failures")).isEqualTo(Integer.toString(failures.getLength()));
        assertThat(failures.item(0).getTextContent()).contains("sent: ", "expected: ", "came: ", "hint: ");
    }

    @Test
    void whatEndsAtOnceIsUndecidedAndItsLastWordsAreShown() {
        Cli check = hello("check", "--exec", Commands.jvm("--no-such-option", "{port}"));
        assertThat(check.exitCode()).isEqualTo(3);
        assertThat(check.out() + check.err()).contains("it ended at once with exit code 1",
                "Unrecognized option: --no-such-option");
    }

    @Test
    void aProgramThatDoesNotExistIsUndecided() {
        Cli check = hello("check", "--exec", "no-such-program {port}");
        assertThat(check.exitCode()).isEqualTo(3);
        assertThat(check.out() + check.err()).contains("cannot be started", "no-such-program");
    }

    @Test
    void ofAServerThatRunsElsewhereOnlyItsAddressIsAsked() throws Exception {
        try (Serving server = new Serving(NioLoopServer::bind, new Work.None())) {
            Cli check = hello("check", "--connect", "127.0.0.1:" + server.address().getPort(), "--format", "json");
            assertThat(check.exitCode()).isZero();
            List<Map<String, Object>> servers = Json.MAPPER.readValue(check.out(), new TypeReference<>() {
            });
            assertThat(servers).singleElement().extracting(graded -> graded.get("verdict")).isEqualTo("pass");
            List<Map<String, Object>> checks = Json.MAPPER.convertValue(servers.getFirst().get("checks"),
                    new TypeReference<>() {
                    });
            assertThat(checks).zipSatisfy(Checks.all(), (told, asked) -> {
                assertThat(told.get("check")).isEqualTo(asked.name());
                assertThat(told.get("verdict"))
                        .isEqualTo(asked.needs() == Check.Needs.ADDRESS ? "pass" : "not applicable");
            });
        }
    }

    @Test
    void onlySomeAreAskedAndWhoPassesThemNeedNotBeAHelloServer() throws Exception {
        try (Serving server = new Serving(NioLoopServer::bind, new Work.None())) {
            Cli check = hello("check", "--connect", "127.0.0.1:" + server.address().getPort(), "--only", "of 1 byte",
                    "--only", "says nothing");
            assertThat(check.exitCode()).isZero();
            assertThat(check.out().lines()).satisfiesExactly(
                    line -> assertThat(line).endsWith(": 2 checks"),
                    line -> assertThat(line).endsWith("says nothing first"),
                    line -> assertThat(line).endsWith("one answer to a request of 1 byte"),
                    line -> assertThat(line).contains(" passes what was asked: 2 passed, 0 failed"));
        }
    }

    @Test
    void whoFailsOneOfThoseAskedIsNoHelloServer() {
        Cli check = hello("check", "--exec", Commands.ofClass(List.of(), WrongServer.class), "--only", "of 1 byte");
        assertThat(check.exitCode()).isEqualTo(1);
        assertThat(check.out()).contains(" is not a hello server: 0 passed, 1 failed, 0 unknown, 0 not applicable");
    }

    private static Element suite(Path xml) throws Exception {
        NodeList suites = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(xml.toFile())
                .getElementsByTagName("testsuite");
        assertThat(suites.getLength()).isEqualTo(1);
        return (Element) suites.item(0);
    }
}
