package hello.bench.container;

import static org.assertj.core.api.Assertions.assertThat;

import hello.bench.Model;
import hello.bench.Models;
import hello.bench.Serving;
import hello.protocol.Protocol;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.testcontainers.containers.Network;

/**
 * A client that has vanished without a word, its cable pulled, leaves a connection that looks like an idle one. Each model
 * finds out by keepalive probes, and lets go of it; a client that is merely silent stays.
 *
 * <p>
 * The first probe comes after 60 seconds of silence (the servers say so); how many follow, and how often, is the system's: on
 * Linux nine, 75 seconds apart, so that it takes twelve minutes. Here the containers are told to send two, a second apart.
 * That minute is waited for while the other tests run.
 */
@Execution(ExecutionMode.CONCURRENT)
@ExtendWith(WithImage.class)
class HalfOpenIT {
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    private <T extends AutoCloseable> T keep(T each) {
        open.add(each);
        return each;
    }

    @Test
    void isLetGoAndWhoIsOnlySilentStays() throws Exception {
        Network network = keep(Network.newNetwork());
        StringBuilder connectAndAsk = new StringBuilder();
        List<Box> servers = new ArrayList<>();
        List<Socket> silent = new ArrayList<>();
        for (Model model : Models.all()) {
            Box server = keep(Box.serving(model).withNetwork(network).withNetworkAliases(model.name())
                    .limited(host -> host.withSysctls(
                            Map.of("net.ipv4.tcp_keepalive_intvl", "1", "net.ipv4.tcp_keepalive_probes", "2"))));
            server.start();
            servers.add(server);
            if (!model.oneClient()) {
                silent.add(keep(Serving.connect(server.address())));
                assertThat(Serving.ask(silent.getLast())).isEqualTo(Protocol.ANSWER);
            }
            int descriptor = 10 + servers.size();
            connectAndAsk
                    .append("exec %1$d<>/dev/tcp/%2$s/5001 && echo x >&%1$d && read -r answer <&%1$d && echo $answer\n"
                            .formatted(descriptor, model.name()));
        }
        Box client = keep(Box.running("bash", "-c", connectAndAsk + "echo all; sleep infinity").withNetwork(network));
        client.start();
        client.awaitLine("all");
        assertThat(client.getLogs()).isEqualTo(Protocol.ANSWER.repeat(servers.size()) + "all\n");
        String address = Engine.address(network, client);

        Engine.leave(network, client);
        for (Box server : servers) {
            server.awaitLine("Connection from " + address + ":\\d+ lost: .*");
        }
        for (Socket socket : silent) {
            assertThat(Serving.ask(socket)).isEqualTo(Protocol.ANSWER);
        }
    }
}
