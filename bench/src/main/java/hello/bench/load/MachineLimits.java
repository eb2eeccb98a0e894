package hello.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.management.UnixOperatingSystemMXBean;
import hello.protocol.ServerOptions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Scanner;
import java.util.stream.IntStream;

/**
 * What this machine allows a generator, asked before it starts: a load that runs out of files or ports half way measures the
 * machine's limits and nothing else.
 *
 * @param files open files that this process may still have; empty where the system does not say
 * @param ports local ports that one source address has towards one target; empty where the system does not say
 */
public record MachineLimits(Optional<Long> files, Optional<Long> ports) {
    /** Files that the JVM may open meanwhile for itself. */
    private static final int RESERVE = 50;

    /** Not every port is free; the system finds the last ones slowly. */
    private static final double USABLE = 0.9;

    /** Addresses of loopback that are used at most: 127.0.0.1 and on. */
    private static final int MOST_SOURCES = 250;

    /** A client that leaves keeps its port for a while (TIME_WAIT): who connects again and again needs many. */
    private static final int SOURCES_TO_RECONNECT = 16;

    /**
     * Asks the system.
     *
     * @return what holds for this process now
     */
    public static MachineLimits current() {
        Optional<Long> files = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? Optional.of(unix.getMaxFileDescriptorCount() - unix.getOpenFileDescriptorCount())
                : Optional.empty();
        return new MachineLimits(files, portRange(Path.of("/proc/sys/net/ipv4/ip_local_port_range")));
    }

    private static Optional<Long> portRange(Path file) {
        // Not Files.readString: it begins with a read of one byte, after which such a file gives no more.
        try (Scanner range = new Scanner(file, US_ASCII)) {
            long first = range.nextLong();
            return Optional.of(range.nextLong() - first + 1);
        } catch (IOException e) {
            return Optional.empty(); // not Linux
        }
    }

    /**
     * Chooses addresses to connect from: on loopback Linux has sixteen million of them, so ports are no limit there.
     *
     * @param plan a plan without sources
     * @return as many as its connections need; empty where one is enough, or no others are known
     */
    public List<InetAddress> sources(LoadPlan plan) {
        boolean loopback = plan.target().getAddress().equals(ServerOptions.loopback(1).getAddress());
        if (!loopback || ports.isEmpty()) {
            return List.of();
        }
        int needed = plan.requestsPerConnection() > 0
                ? SOURCES_TO_RECONNECT
                : (int) Math.ceil(plan.allConnections() / (ports.get() * USABLE));
        return needed <= 1
                ? List.of()
                : IntStream.rangeClosed(1, Math.min(needed, MOST_SOURCES))
                        .mapToObj(i -> InetAddress.ofLiteral("127.0.0." + i)).toList();
    }

    /**
     * What stands against a plan.
     *
     * @param plan what load is to be made
     * @return one line that says which limit it is and how to raise it; empty if nothing is known to stand against it
     */
    public Optional<String> objection(LoadPlan plan) {
        long all = plan.allConnections();
        if (files.isPresent() && all + RESERVE > files.get()) {
            return Optional.of(String.format(
                    "%,d connections need as many open files, and this process may have %,d more: raise the hard limit "
                            + "(ulimit -Hn %d, as root), or ask for fewer with -c",
                    all, Math.max(0, files.get() - RESERVE), all + 1_000));
        }
        long addresses = Math.max(1, plan.sources().size());
        if (ports.isPresent() && all > addresses * ports.get() * USABLE) {
            return Optional.of(String.format(
                    "%,d connections need as many local ports, and %,d can be had from %s: name more addresses of this "
                            + "machine with --source, or widen the range "
                            + "(sysctl -w net.ipv4.ip_local_port_range='1024 65535')",
                    all, (long) (addresses * ports.get() * USABLE),
                    addresses == 1 ? "one address" : addresses + " addresses"));
        }
        return Optional.empty();
    }

    /**
     * The same plan, with sources where it needs some.
     *
     * @param plan what load is to be made
     * @return that plan if it names its sources itself
     */
    public LoadPlan withSources(LoadPlan plan) {
        return plan.sources().isEmpty() ? plan.withSources(sources(plan)) : plan;
    }
}
