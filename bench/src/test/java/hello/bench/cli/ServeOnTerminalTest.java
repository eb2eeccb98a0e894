package hello.bench.cli;

import static hello.bench.Serving.ask;
import static hello.bench.Serving.connect;
import static org.assertj.core.api.Assertions.assertThat;

import hello.bench.Commands;
import hello.bench.Self;
import hello.bench.Spawned;
import hello.bench.Tools;
import hello.protocol.Protocol;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a lecturer does live, on a terminal that {@code script} plays. */
class ServeOnTerminalTest {
    private static final String CTRL_C = "\u0003";

    @Test
    void keysPutAnotherModelOnTheSamePort() throws Exception {
        Tools.require("script", "-qec", "true", "/dev/null");
        String serve = Commands.quoted(Self.command(List.of(), List.of("serve", "blocking", "--port", "0")));
        try (Spawned terminal = Spawned.start(List.of("script", "-qec", serve, "/dev/null"))) {
            InetSocketAddress address = terminal.awaitAddress("── blocking serves on 127.0.0.1:");
            try (Socket client = connect(address)) {
                assertThat(ask(client)).isEqualTo(Protocol.ANSWER);
                terminal.type("3");
                assertThat(terminal.awaitAddress("── nio-loop serves on 127.0.0.1:")).isEqualTo(address);
                assertThat(client.getInputStream().read()).as("the old model's client gets its end").isEqualTo(-1);
            }
            expectAnswer(address);

            terminal.type("x7"); // no keys of ours: nothing happens
            terminal.type("6");
            assertThat(terminal.awaitAddress("── loom serves on 127.0.0.1:")).isEqualTo(address);
            expectAnswer(address);

            terminal.type(CTRL_C);
            assertThat(terminal.awaitExitCode()).isEqualTo(128 + 2);
            assertThat(terminal.awaitOutput()).filteredOn(line -> line.startsWith("── ")).hasSize(3);
        }
    }

    private static void expectAnswer(InetSocketAddress address) throws Exception {
        try (Socket client = connect(address)) {
            assertThat(ask(client)).isEqualTo(Protocol.ANSWER);
        }
    }
}
