package hello.bench.load;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * What load to make.
 *
 * @param target the server
 * @param sources addresses of this machine from which to connect, in turn; empty to let the system choose. Each has some
 *     28,000 ports of its own towards one target
 * @param connections how many clients speak; 1 or more
 * @param pace when they speak
 * @param payload bytes of a request, 1 to 4,096
 * @param requestsPerConnection after so many answers a client leaves and connects again; 0: it stays
 * @param bystanders who else is there
 * @param connectsPerSecond at which rate to connect; 0: as fast as the server's backlog bears
 * @param connectDeadline how long connecting may take, all clients together; who is not connected then never was served
 * @param warmup how long they talk before anything is counted
 * @param duration how long is counted
 */
public record LoadPlan(InetSocketAddress target, List<InetAddress> sources, int connections, Pace pace, int payload,
        int requestsPerConnection, Bystanders bystanders, double connectsPerSecond, Duration connectDeadline,
        Duration warmup, Duration duration) {
    /** When the clients speak. */
    public sealed interface Pace {
        /**
         * The closed loop: each client waits for its answer, thinks, and asks again. There is at most one request under way
         * for each, so a slow server is asked less: what it measures is capacity.
         *
         * @param think from an answer to the next request; zero: at once
         */
        record Closed(Duration think) implements Pace {}

        /**
         * The open loop: requests are due at a rate, whatever the server does, as they are from users who know nothing of
         * each other. What it measures is latency.
         *
         * @param rate requests per second, all clients together; more than 0
         * @param arrivals how they follow each other
         * @param seed of what is random in that
         */
        record Open(double rate, Arrivals arrivals, long seed) implements Pace {}
    }

    /**
     * Connections that are there and not measured.
     *
     * @param idle open and silent
     * @param neverRead who send without end and never read an answer
     * @param stragglers who send a byte ten times a second, and read their answers
     */
    public record Bystanders(int idle, int neverRead, int stragglers) {
        /** Nobody else. */
        public static final Bystanders NONE = new Bystanders(0, 0, 0);

        /**
         * How many connections that is.
         *
         * @return all of them
         */
        public int total() {
            return idle + neverRead + stragglers;
        }
    }

    /**
     * The plainest load: a closed loop with nobody else there.
     *
     * @param target the server
     * @param connections how many clients
     * @param warmup not counted
     * @param duration counted
     * @return a plan in which each request is one byte, and ten seconds may go by until all are connected
     */
    public static LoadPlan closed(InetSocketAddress target, int connections, Duration warmup, Duration duration) {
        return new LoadPlan(target, List.of(), connections, new Pace.Closed(Duration.ZERO), 1, 0, Bystanders.NONE, 0,
                Duration.ofSeconds(10), warmup, duration);
    }

    /**
     * The same with another pace.
     *
     * @param other when the clients speak
     * @return a plan that differs in that alone
     */
    public LoadPlan withPace(Pace other) {
        return new LoadPlan(target, sources, connections, other, payload, requestsPerConnection, bystanders,
                connectsPerSecond, connectDeadline, warmup, duration);
    }

    /**
     * The same with other requests.
     *
     * @param bytes of a request, 1 to 4,096
     * @param perConnection after so many answers a client leaves and connects again; 0: it stays
     * @return a plan that differs in that alone
     */
    public LoadPlan withRequests(int bytes, int perConnection) {
        return new LoadPlan(target, sources, connections, pace, bytes, perConnection, bystanders, connectsPerSecond,
                connectDeadline, warmup, duration);
    }

    /**
     * The same with others there.
     *
     * @param others who
     * @return a plan that differs in that alone
     */
    public LoadPlan withBystanders(Bystanders others) {
        return new LoadPlan(target, sources, connections, pace, payload, requestsPerConnection, others,
                connectsPerSecond, connectDeadline, warmup, duration);
    }

    /**
     * The same from other addresses.
     *
     * @param addresses of this machine
     * @return a plan that differs in that alone
     */
    public LoadPlan withSources(List<InetAddress> addresses) {
        return new LoadPlan(target, addresses, connections, pace, payload, requestsPerConnection, bystanders,
                connectsPerSecond, connectDeadline, warmup, duration);
    }

    /**
     * All connections there are at once.
     *
     * @return speakers and bystanders
     */
    public int allConnections() {
        return connections + bystanders.total();
    }
}
