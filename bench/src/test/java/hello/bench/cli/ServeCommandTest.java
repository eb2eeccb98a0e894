package hello.bench.cli;

import static hello.bench.Serving.ask;
import static hello.bench.Serving.connect;
import static org.assertj.core.api.Assertions.assertThat;

import hello.bench.Self;
import hello.protocol.Protocol;
import hello.protocol.check.Children;
import hello.protocol.check.ServerProcess;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ServeCommandTest {
    private static List<String> serve(String... options) {
        List<String> args = new ArrayList<>(List.of("serve", "nio-loop", "--port", ServerProcess.PORT));
        args.addAll(List.of(options));
        return Self.command(List.of(), args);
    }

    @Test
    void eachClientIsAnnounced() throws Exception {
        try (ServerProcess server = ServerProcess.start(serve(), 0); Socket client = connect(server.address())) {
            assertThat(ask(client)).isEqualTo(Protocol.ANSWER);
            server.stop();
            assertThat(server.lastWords())
                    .contains("nio-loop serves on 127.0.0.1:" + server.address().getPort() + ", Ctrl-C stops")
                    .contains("Connection from 127.0.0.1:" + client.getLocalPort());
        }
    }

    @Test
    void quietMeansNotAWord() throws Exception {
        try (ServerProcess server = ServerProcess.start(serve("--quiet"), 0);
                Socket client = connect(server.address())) {
            assertThat(ask(client)).isEqualTo(Protocol.ANSWER);
            server.stop();
            assertThat(server.lastWords()).isEmpty();
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no SIGTERM")
    void sigtermClosesTheConnectionsAndEndsItWithTheSignalsCode() throws Exception {
        try (ServerProcess server = ServerProcess.start(serve(), 0); Socket client = connect(server.address())) {
            assertThat(ask(client)).isEqualTo(Protocol.ANSWER);
            assertThat(server.stop()).isEqualTo(OptionalInt.of(128 + 15));
            assertThat(client.getInputStream().read()).as("end of stream, and no reset").isEqualTo(-1);
        }
    }

    @Test
    void itStartsAgainAtOnceOnTheSamePort() throws Exception {
        int port;
        try (ServerProcess first = ServerProcess.start(serve(), 0); Socket client = connect(first.address())) {
            port = first.address().getPort();
            assertThat(ask(client)).isEqualTo(Protocol.ANSWER);
            first.stop(); // it closes first, so it is the server's side that the system keeps in TIME_WAIT
        }
        try (ServerProcess second = ServerProcess.start(serve(), port); Socket client = connect(second.address())) {
            assertThat(ask(client)).isEqualTo(Protocol.ANSWER);
        }
    }

    @Test
    void aServerThatWasToldToEndsWithItsStandardInput() throws Exception {
        Process server = Children.start(new ProcessBuilder(
                Self.command(List.of(), List.of("serve", "loom", "--port", "0", "--until-stdin-closes"))));
        try {
            assertThat(server.inputReader().readLine()).startsWith("loom serves on ");
            server.getOutputStream().close();
            assertThat(server.waitFor()).isZero();
        } finally {
            Children.kill(server);
        }
    }
}
