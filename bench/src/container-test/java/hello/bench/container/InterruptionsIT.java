package hello.bench.container;

import static org.assertj.core.api.Assertions.assertThat;

import hello.bench.Model;
import hello.bench.Models;
import hello.bench.Serving;
import hello.protocol.Protocol;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.testcontainers.containers.Network;

/** Time stands still, or the network goes away, and comes back: nothing is lost. */
@ExtendWith(WithImage.class)
class InterruptionsIT {
    /** A client that asks about ten times a second and tells of each answer, until its connection ends. */
    private static final String ASK_ON = """
                                         exec 3<>/dev/tcp/server/5001 && n=0
                                         while echo x >&3 && read -r answer <&3; do n=$((n + 1)); echo "$n $answer"; sleep 0.1; done
                                         echo "gone after $n"
                                         """;

    static List<Model> models() {
        return Models.all();
    }

    static List<Model> forManyClients() {
        return Models.all().stream().filter(model -> !model.oneClient()).toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void aPauseLosesNothing(Model model) throws Exception {
        List<Socket> clients = new ArrayList<>();
        try (Box box = Box.serving(model)) {
            box.start();
            for (int i = 0; i < (model.oneClient() ? 1 : 100); i++) {
                Socket client = Serving.connect(box.address());
                clients.add(client);
                assertThat(Serving.ask(client)).isEqualTo(Protocol.ANSWER);
            }
            box.getDockerClient().pauseContainerCmd(box.getContainerId()).exec();
            for (Socket client : clients) {
                client.getOutputStream().write('x'); // with nobody there who reads
            }
            Socket newcomer = Serving.connect(box.address()); // or accepts
            clients.add(newcomer);
            newcomer.getOutputStream().write('x');
            box.getDockerClient().unpauseContainerCmd(box.getContainerId()).exec();
            for (Socket client : clients) {
                assertThat(client.getInputStream().readNBytes(12)).asString().isEqualTo(Protocol.ANSWER);
                client.close(); // blocking serves the newcomer only then
            }
        } finally {
            for (Socket client : clients) {
                client.close();
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forManyClients")
    void aNetworkThatIsCutOffHarmsNoOtherAndGoesOnWhenItIsBack(Model model) throws Exception {
        try (Network far = Engine.networkWithAddresses();
                Box server = Box.serving(model);
                Box farClient = Box.running("bash", "-c", ASK_ON).withNetwork(far)) {
            server.start();
            Engine.join(far, server, "server");
            String address = Engine.address(far, server);
            farClient.start();
            farClient.awaitLine("5 Hello world");
            try (Socket near = Serving.connect(server.address())) {
                Engine.leave(far, server);
                for (int i = 0; i < 100; i++) {
                    assertThat(Serving.ask(near)).isEqualTo(Protocol.ANSWER);
                }
                long answered = farClient.getLogs().lines().count();
                Engine.join(far, server, "server", address);
                farClient.awaitLine((answered + 5) + " Hello world");
                assertThat(Serving.ask(near)).isEqualTo(Protocol.ANSWER);
            }
            try (Box another = Box.running("bash", "-c", ASK_ON).withNetwork(far)) {
                another.start();
                another.awaitLine("1 Hello world");
            }
        }
    }
}
