package hello.bench.container;

import static org.assertj.core.api.Assertions.assertThat;

import hello.bench.Model;
import hello.bench.Models;
import hello.bench.Serving;
import hello.protocol.Protocol;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Containers with too little of something. Each serves, or says what is wrong; whoever hangs fails by the time limit. */
@ExtendWith(WithImage.class)
class LimitsIT {
    private static final int CLIENTS = 100;
    private static final long MEGABYTE = 1L << 20;

    static List<Model> models() {
        return Models.all();
    }

    /** Without the health check: it would be a second JVM in there, and for two there is no room. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void servesWith64MegabytesAndHalfACpu(Model model) throws Exception {
        try (Box box = Box.serving(model).neverChecked()
                .limited(host -> host.withMemory(64 * MEGABYTE).withMemorySwap(64 * MEGABYTE)
                        .withNanoCPUs(500_000_000L))) {
            box.start();
            int clients = model.oneClient() ? 1 : CLIENTS;
            try (Talkers talkers = new Talkers(box.address(), clients, clients)) {
                talkers.awaitTalking();
                assertThat(talkers.wrongAnswers()).isEmpty();
            }
            assertThat(box.isRunning()).isTrue();
        }
    }

    @Test
    void whoRunsOutOfMemoryEndsAndSaysSo() throws Exception {
        List<Socket> clients = new ArrayList<>();
        try (Box box = Box.serving(Models.find("loom").orElseThrow()).withEnv("HELLO_JAVA_OPTS", "-Xmx6m")) {
            box.start();
            try {
                for (int i = 0; i < 3_000; i++) {
                    Socket client = Serving.connect(box.address());
                    clients.add(client);
                    client.getOutputStream().write('x');
                }
            } catch (IOException e) {
                // It has ended already.
            }
            assertThat(box.awaitExitCode()).isEqualTo(3);
            assertThat(box.getLogs()).contains("Terminating due to java.lang.OutOfMemoryError: Java heap space");
        } finally {
            for (Socket client : clients) {
                client.close();
            }
        }
    }

    @Test
    void whoGetsNoMoreThreadsSaysSoAndGoesOnWhenThereAreSome() throws Exception {
        try (Box box = Box.serving(Models.find("threaded").orElseThrow()).limited(host -> host.withPidsLimit(50L))) {
            box.start();
            try (Talkers talkers = new Talkers(box.address(), CLIENTS, 20)) {
                talkers.awaitTalking();
                box.awaitLine("Not accepting for now: java.lang.OutOfMemoryError: unable to create native thread.*");
                assertThat(talkers.wrongAnswers()).isEmpty();
            }
            try (Socket client = Serving.connect(box.address())) { // all the others have left
                assertThat(Serving.ask(client)).isEqualTo(Protocol.ANSWER);
            }
        }
    }
}
