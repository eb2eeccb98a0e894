package hello.protocol.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ServerProcessTest {
    @Test
    void itIsUpWhenStartReturnsAndGoneAfterClose() throws Exception {
        ServerProcess server = ServerProcess.start(Serving.command(RightServer.PLAIN), 0);
        try (server; Socket client = new Socket()) {
            client.connect(server.address());
            assertThat(server.isAlive()).isTrue();
        }
        assertThat(server.isAlive()).isFalse();
    }

    @Test
    void whatItStartedGoesWithIt() throws Exception {
        List<ProcessHandle> all;
        try (ServerProcess server = ServerProcess.start(inAShell(), 0)) {
            all = server.handle().descendants().toList();
            assertThat(all).isNotEmpty();
        }
        all.forEach(process -> process.onExit().join()); // one that stays makes this run into its time limit
    }

    /** A shell that starts the server as its child: with a second command behind it, it cannot become it. */
    private static List<String> inAShell() {
        String command = String.join("' '", Serving.command(RightServer.PLAIN));
        return List.of("sh", "-c", "'" + command + "'; true");
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux has /proc")
    void whatIsMeasuredIsTheServerAndNotTheShellAroundIt() throws Exception {
        try (ServerProcess server = ServerProcess.start(inAShell(), 0)) {
            Optional<ProcessUsage> usage = ProcessUsage.of(server.handle());
            assertThat(usage).isPresent();
            assertThat(usage.get().cpu()).isPositive();
            assertThat(usage.get().threads().orElseThrow()).as("a JVM has many").isGreaterThan(5);
            assertThat(usage.get().residentBytes().orElseThrow()).isGreaterThan(10_000_000);
            assertThat(usage.get().openFiles()).isNotEqualTo(OptionalLong.empty());
        }
    }

    @Test
    void ofAProcessThatHasEndedNothingIsKnown() throws Exception {
        ServerProcess server = ServerProcess.start(Serving.command(RightServer.PLAIN), 0);
        server.close();
        assertThat(ProcessUsage.of(server.handle())).isEmpty();
    }

    @Test
    void aProgramThatDoesNotExistIsNamed() {
        assertThatThrownBy(() -> ServerProcess.start(List.of("no-such-program-here"), 0))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no-such-program-here");
    }

    @Test
    void whatEndsAtOnceIsToldWithItsLastWordsAndWithoutItsStack() {
        assertThatThrownBy(() -> ServerProcess.start(Serving.command(BrokenServer.DIES_AT_ONCE), 0))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("it ended at once with exit code 1")
                .hasMessageContaining("no config.ini here")
                .hasMessageNotContaining("at hello.protocol");
    }
}
