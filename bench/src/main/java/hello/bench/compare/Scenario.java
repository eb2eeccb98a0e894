package hello.bench.compare;

import static hello.bench.compare.Metric.ANSWERS_PER_SECOND;
import static hello.bench.compare.Metric.CPU_PER_ANSWER;
import static hello.bench.compare.Metric.P50;
import static hello.bench.compare.Metric.P99;
import static hello.bench.compare.Metric.RESIDENT;
import static hello.bench.compare.Metric.RESIDENT_PER_CONNECTION;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a comparison can put servers through: each is there to teach one thing, and has one figure that decides. */
public enum Scenario {
    /** One client. */
    PING("one connection, closed loop",
            "The floor of latency: with one client there is nothing to share, and every model costs little more than the kernel.",
            1, Loop.CLOSED, "none", P50),

    /** Capacity. */
    CROWD("64 connections, closed loop",
            "Capacity: many clients, each waiting for its answer. What a model pays for switching between them shows in the CPU.",
            64, Loop.CLOSED, "none", CPU_PER_ANSWER),

    /** Latency under a load that all can bear. */
    STEADY("64 connections, open loop at half of what the slowest can",
            "Latency under a load that all can bear: users do not wait for each other, so a stall is charged to all it delays.",
            64, Loop.OPEN, "none", CPU_PER_ANSWER),

    /** What a connection costs. */
    IDLE_CROWD("100 connections that speak, open loop, beside 9,900 that are silent",
            "What a connection costs: most clients of a server are silent most of the time, and each takes memory all the same.",
            100, Loop.OPEN, "none", RESIDENT_PER_CONNECTION),

    /** Requests that wait. */
    SLOW_BACKEND("200 connections, closed loop, each request waits 20 ms",
            "I/O-bound tasks: whoever can wait for many at once keeps serving. Who needs a thread for each is in the threads.",
            200, Loop.CLOSED, "wait:20ms", ANSWERS_PER_SECOND),

    /** Requests that compute. */
    CPU_BOUND("16 connections, closed loop, each request computes for 1 ms",
            "CPU-bound tasks: one loop uses one CPU, threads use all there are, and none gets more than the CPUs can give.",
            16, Loop.CLOSED, "cpu:1ms", ANSWERS_PER_SECOND),

    /** Connecting is the work. */
    CHURN("64 clients, closed loop, a new connection for each request",
            "Connect, one answer, leave: what it costs to begin with a client, which a long conversation hides.",
            64, Loop.CLOSED, "none", CPU_PER_ANSWER),

    /** Clients that do not take their answers. */
    NEVER_READS("60 connections, open loop, beside 4 that send and never read",
            "Backpressure: does anyone else notice that some clients take no answers?",
            60, Loop.OPEN, "none", P99),

    /** Slow clients. */
    STRAGGLERS("64 connections, open loop, beside 64 that send a byte ten times a second",
            "Slow clients: do those who trickle hold up the others?",
            64, Loop.OPEN, "none", P99),

    /** Little memory. */
    SMALL_BOX("5000 connections that think for a second, closed loop, in small containers",
            "Limits: what a whole machine can afford for each client a container of 256 MB may not. Needs --isolate docker.",
            5_000, Loop.CLOSED, "none", RESIDENT);

    private final String load;
    private final String teaches;
    private final int connections;
    private final Loop loop;
    private final String work;
    private final Metric headline;

    /** How the generator asks. */
    public enum Loop {
        /** Each client waits for its answer. */
        CLOSED,
        /** Requests are due at a rate. */
        OPEN
    }

    Scenario(String load, String teaches, int connections, Loop loop, String work, Metric headline) {
        this.load = load;
        this.teaches = teaches;
        this.connections = connections;
        this.loop = loop;
        this.work = work;
        this.headline = headline;
    }

    /**
     * Finds one.
     *
     * @param name as on the command line
     * @return empty if there is none of that name
     */
    public static Optional<Scenario> find(String name) {
        return Arrays.stream(values()).filter(scenario -> scenario.title().equals(name)).findFirst();
    }

    /**
     * Those that any machine can do.
     *
     * @return all but what {@link #needsLimits}
     */
    public static List<Scenario> anywhere() {
        return Arrays.stream(values()).filter(scenario -> !scenario.needsLimits()).toList();
    }

    /**
     * Whether it says something only of servers in containers, with limits.
     *
     * @return true for {@code small-box}
     */
    public boolean needsLimits() {
        return this == SMALL_BOX;
    }

    /**
     * Its name as on the command line and in results.
     *
     * @return {@code crowd}
     */
    public String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * What the load is.
     *
     * @return a clause
     */
    public String load() {
        return load;
    }

    /**
     * What it is there to teach.
     *
     * @return one sentence
     */
    public String teaches() {
        return teaches;
    }

    /**
     * How many clients speak, where nobody asks for another number.
     *
     * @return 1 or more
     */
    public int connections() {
        return connections;
    }

    /**
     * How the generator asks.
     *
     * @return closed or open
     */
    public Loop loop() {
        return loop;
    }

    /**
     * What each request does, as the user would write it.
     *
     * @return none, wait or cpu
     */
    public String work() {
        return work;
    }

    /**
     * The figure that decides.
     *
     * @return one metric, chosen before anything is measured
     */
    public Metric headline() {
        return headline;
    }

    /**
     * How many connections are silent, and held by the comparison itself.
     *
     * @return 0 but for {@code idle-crowd}
     */
    public int idle() {
        return this == IDLE_CROWD ? 9_900 : 0;
    }

    /**
     * What more the generator is told.
     *
     * @return options of {@code hello load}
     */
    public List<String> generatorOptions() {
        return switch (this) {
            case CHURN -> List.of("--requests-per-connection", "1");
            case NEVER_READS -> List.of("--clients-that-never-read", "4");
            case STRAGGLERS -> List.of("--stragglers", "64");
            case SMALL_BOX -> List.of("--think", "1s");
            default -> List.of();
        };
    }
}
