package hello.bench.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.Event;
import com.github.dockerjava.api.model.Network.Ipam;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Network;

/** The container engine: what Testcontainers has no word for. */
final class Engine {
    private Engine() {}

    static DockerClient client() {
        return DockerClientFactory.instance().client();
    }

    /** Waits until the engine calls it so: {@code healthy} or {@code unhealthy}. */
    static void awaitHealth(Box box, String status) throws InterruptedException, IOException {
        CountDownLatch seen = new CountDownLatch(1);
        try (ResultCallback.Adapter<Event> events = new ResultCallback.Adapter<>() {
            @Override
            public void onNext(Event event) {
                if (("health_status: " + status).equals(event.getStatus())) {
                    seen.countDown();
                }
            }
        }) {
            // From the beginning of time: it may have been called so before we listen.
            client().eventsCmd().withSince("1").withContainerFilter(box.getContainerId()).exec(events);
            seen.await();
        }
    }

    /**
     * A network in which an address can be chosen, and which leads nowhere else: it is not by this one that published ports are
     * reached. The engine allows that only where the range of addresses was given, so it
     * is asked for a free one first.
     */
    static Network networkWithAddresses() {
        String range;
        try (Network free = Network.newNetwork()) {
            range = client().inspectNetworkCmd().withNetworkId(free.getId()).exec().getIpam().getConfig().getFirst()
                    .getSubnet();
        }
        return Network.builder()
                .createNetworkCmdModifier(
                        create -> create.withInternal(true)
                                .withIpam(new Ipam().withConfig(new Ipam.Config().withSubnet(range))))
                .build();
    }

    /** Plugs it into a network, under a name that others there know. */
    static void join(Network network, Box box, String name) {
        join(network, box, new ContainerNetwork().withAliases(name));
    }

    /** The same with the address that it had before. */
    static void join(Network network, Box box, String name, String address) {
        join(network, box, new ContainerNetwork().withAliases(name)
                .withIpamConfig(new ContainerNetwork.Ipam().withIpv4Address(address)));
    }

    private static void join(Network network, Box box, ContainerNetwork how) {
        client().connectToNetworkCmd().withNetworkId(network.getId()).withContainerId(box.getContainerId())
                .withContainerNetwork(how).exec();
    }

    /** Unplugs it. */
    static void leave(Network network, Box box) {
        client().disconnectFromNetworkCmd().withNetworkId(network.getId()).withContainerId(box.getContainerId()).exec();
    }

    /** Its address in a network. */
    static String address(Network network, Box box) {
        return client().inspectContainerCmd(box.getContainerId()).exec().getNetworkSettings().getNetworks().values()
                .stream()
                .filter(joined -> network.getId().equals(joined.getNetworkID()))
                .findFirst().orElseThrow().getIpAddress();
    }
}
