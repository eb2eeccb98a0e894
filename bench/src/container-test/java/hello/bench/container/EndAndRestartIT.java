package hello.bench.container;

import static org.assertj.core.api.Assertions.assertThat;

import hello.bench.Model;
import hello.bench.Models;
import hello.bench.Serving;
import hello.protocol.Protocol;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Servers that are told to end, or are killed, while 100 clients talk, and others that take their place. */
@ExtendWith(WithImage.class)
class EndAndRestartIT {
    private static final int CLIENTS = 100;

    static List<Model> models() {
        return Models.all();
    }

    /** All in one pod: what the first has left of its connections, the second finds on the port that it wants. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void endsWhenToldToOrKilledAndTheNextTakesThePort(Model model) throws Exception {
        try (Box pod = Box.running("sleep", "infinity").withExposedPorts(Protocol.DEFAULT_PORT)) {
            pod.start();
            try (Box first = Box.serving(model).besides(pod); Talkers talkers = talkers(model, pod, first)) {
                assertThat(first.stopAndAwait()).as("exit code after SIGTERM").isIn(0, 143);
                assertThat(talkers.awaitEnds()).as("torn or wrong answers").isEmpty();
            }
            try (Box second = Box.serving(model).besides(pod); Talkers talkers = talkers(model, pod, second)) {
                assertThat(second.killAndAwait()).as("exit code after SIGKILL").isEqualTo(137);
                assertThat(talkers.awaitEnds()).as("torn or wrong answers").isEmpty();
            }
            try (Box third = Box.serving(model).besides(pod)) {
                third.start();
                expectAnswer(pod.address());
            }
        }
    }

    private static Talkers talkers(Model model, Box pod, Box server) throws IOException, InterruptedException {
        server.start();
        Talkers talkers = new Talkers(pod.address(), CLIENTS, model.oneClient() ? 1 : CLIENTS);
        talkers.awaitTalking();
        return talkers;
    }

    private static void expectAnswer(InetSocketAddress address) throws IOException {
        try (Socket client = Serving.connect(address)) {
            assertThat(Serving.ask(client)).isEqualTo(Protocol.ANSWER);
        }
    }
}
