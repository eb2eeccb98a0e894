package hello.bench.cli;

import static hello.bench.Cli.hello;
import static org.assertj.core.api.Assertions.assertThat;

import hello.bench.Cli;
import hello.bench.Commands;
import hello.bench.Serving;
import hello.bench.Spawned;
import hello.bench.trace.Run;
import hello.bench.trace.Trace;
import hello.blocking.BlockingServer;
import hello.loom.LoomServer;
import hello.protocol.Work;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code hello trace} as a user calls it. */
class TraceCommandTest {
    @TempDir
    Path folder;

    @Test
    void aModelIsTracedDrawnAndItsRecordingKept() throws Exception {
        Path page = folder.resolve("trace.html");
        Path recording = folder.resolve("kept.jfr");
        Cli trace = hello("trace", "nio-loop", "--clients", "3", "--script", "A: connect, send, close",
                "--out", page.toString(), "--svg", folder.toString(), "--jfr", recording.toString());
        assertThat(trace.exitCode()).as(trace.err()).isZero();
        assertThat(trace.out()).contains("nio-loop: one thread", "client C", "3 clients, 3 answers");
        assertThat(trace.out().lines()).allMatch(line -> line.length() <= 100 || line.contains(page.toString()));
        assertThat(page).content().contains("NioLoopServer");
        assertThat(folder.resolve("script-nio-loop.svg")).content().contains("<svg");
        assertThat(RecordingFile.readAllEvents(recording)).isNotEmpty();
    }

    @Test
    void aForeignServerHasItsClientsLanesAloneAndItIsSaidWhy() throws Exception {
        Cli trace = hello("trace", "--exec", Commands.ofClass(List.of(), BlockingServer.class), "--format", "json",
                "--script", "A: connect, send, close");
        assertThat(trace.exitCode()).as(trace.err()).isZero();
        Run run = Json.MAPPER.readValue(trace.out(), Trace.class).runs().getFirst();
        assertThat(run.lanes()).isEmpty();
        assertThat(run.clientsOnly()).contains("a program of its own");
        assertThat(run.client("A").spans()).isNotEmpty();

        try (Serving server = new Serving(LoomServer::bind, new Work.None())) {
            Cli connected = hello("trace", "--connect", "127.0.0.1:" + server.address().getPort(), "--out",
                    folder.resolve("trace.html").toString(), "--script", "A: connect, send, close");
            assertThat(connected.exitCode()).as(connected.err()).isZero();
            assertThat(connected.out()).contains("The clients' side only: it was running already")
                    .doesNotContain("platform thread");
        }
    }

    @Test
    void whoIsNeverAnsweredIsLostAndTheExitCodeSaysSo() throws Exception {
        Cli trace = hello("trace", "--exec", Commands.ofClass(List.of(), BlockingServer.class), "--format", "json",
                "--patience", "200ms", "--script",
                "A: connect, send, after B closed, close; B: after A answered, connect, send, close");
        assertThat(trace.exitCode()).isEqualTo(1);
        assertThat(Json.MAPPER.readValue(trace.out(), Trace.class).runs().getFirst().summary().lost()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--script|A: connect, sent|the script, character 13: 'sent' is no step",
        "--script|A: connect|what shall be traced?",
        "--story|third-client|there is no story 'third-client', there are second-client, slow-client",
        "--clients|0|--clients is 1 to 15000",
        "--work|nap|'nap' is not a work",
        "--exec|server|does not say where the port goes",
        "--connect|127.0.0.1:1|no server can be reached at 127.0.0.1:1",
    })
    void aMistakeIsToldInOneLine(String option, String value, String message) {
        Cli trace = hello("trace", option, value);
        assertThat(trace.exitCode()).isEqualTo(option.equals("--connect") ? 3 : 2);
        assertThat(trace.out()).isEmpty();
        assertThat(trace.err().lines().filter(line -> !line.startsWith("Tracing "))).hasSize(1)
                .first().asString().contains(message);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no signals")
    void ctrlCLeavesNoProcessAndNoRecordingBehind() throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        try (Spawned trace = Spawned.start(hello.bench.Self.command(
                List.of("-Djava.io.tmpdir=" + temporary), List.of("trace", "blocking", "--script",
                        "A: connect, send, think 1h, close", "--out", folder.resolve("trace.html").toString())))) {
            trace.awaitLine("Tracing blocking");
            while (trace.handle().descendants().findAny().isEmpty()) {
                Thread.onSpinWait(); // until the server is there
            }
            List<ProcessHandle> children = trace.handle().descendants().toList();
            trace.signal("INT");
            assertThat(trace.awaitExitCode()).isEqualTo(128 + 2);
            children.forEach(child -> child.onExit().join());
            assertThat(temporary).isEmptyDirectory();
        }
    }
}
