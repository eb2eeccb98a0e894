package hello.bench.compare;

import hello.bench.load.Latency;
import hello.bench.load.LoadReport;
import hello.bench.load.LoadResult;
import hello.bench.load.ServerMeter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** What a trial tells of a server, as one figure. */
@SuppressWarnings("ImmutableEnumChecker") // functions without state
public enum Metric {
    /** Server CPU time per answer: the figure to trust, since it moves by per cents where answers per second swing by twenty. */
    CPU_PER_ANSWER("CPU/answer", "µs", false, "%,.1f",
            trial -> server(trial).map(usage -> usage.cpuSeconds() * 1e6 / trial.report().result().answers())),

    /** Capacity in a closed loop, where the generator was not the limit. */
    ANSWERS_PER_SECOND("answers/s", "/s", true, "%,.0f",
            trial -> Optional.of(trial.report().result().answersPerSecond())),

    /** Half the answers take no longer. */
    P50("p50", "µs", false, "%,.0f", trial -> latency(trial).map(Latency::p50)),

    /** 99 of 100 answers take no longer. */
    P99("p99", "µs", false, "%,.0f", trial -> latency(trial).map(Latency::p99)),

    /** Resident memory of the server's process right after the measured part, connections still open. */
    RESIDENT("memory", "MB", false, "%,.0f",
            trial -> server(trial).map(ServerMeter.Usage::residentBytes).map(bytes -> bytes / 1e6)),

    /** How much resident memory one more idle connection takes: a slope, since a JVM itself has its own. */
    RESIDENT_PER_CONNECTION("memory/conn", "KB", false, "%,.1f",
            trial -> Optional.ofNullable(trial.memory()).map(MemorySteps::residentPerConnection).map(b -> b / 1e3)),

    /** The same for what is used of the heap after a full collection. */
    HEAP_PER_CONNECTION("heap/conn", "KB", false, "%,.1f",
            trial -> Optional.ofNullable(trial.memory()).map(MemorySteps::heapPerConnection).map(b -> b / 1e3)),

    /** Threads of the server's process, as the system counts them: some fourteen are the JVM's own. */
    THREADS("threads", "", false, "%,.0f",
            trial -> server(trial).map(ServerMeter.Usage::threads).map(Long::doubleValue)),

    /** How often a thread of the server gave up its CPU to wait, per answer, warm-up included in both. */
    WAITS_PER_ANSWER("waits/answer", "", false, "%,.2f",
            trial -> server(trial).map(ServerMeter.Usage::voluntarySwitches)
                    .map(switches -> (double) switches / Math.max(1, trial.report().result().answers()))),

    /** Clients that never had an answer. */
    NEVER_SERVED("unserved", "", false, "%,.0f",
            trial -> Optional.of((double) trial.report().result().neverServed()));

    private final String label;
    private final String unit;
    private final boolean moreIsBetter;
    private final String format;
    private final Function<Results.Trial, Optional<Double>> figure;

    Metric(String label, String unit, boolean moreIsBetter, String format,
            Function<Results.Trial, Optional<Double>> figure) {
        this.label = label;
        this.unit = unit;
        this.moreIsBetter = moreIsBetter;
        this.format = format;
        this.figure = figure;
    }

    private static Optional<ServerMeter.Usage> server(Results.Trial trial) {
        return Optional.ofNullable(trial.report().server()).filter(usage -> trial.report().result().answers() > 0);
    }

    /** In an open loop from when a request was due; in a closed one from when it was sent: at saturation. */
    private static Optional<Latency> latency(Results.Trial trial) {
        LoadResult result = trial.report().result();
        return Optional.ofNullable(result.open() == null ? result.timeToAnswer() : result.open().latency());
    }

    /**
     * The figure of one trial.
     *
     * @param trial one that did not fail
     * @return empty if the system, or the scenario, does not tell it
     */
    public Optional<Double> of(Results.Trial trial) {
        LoadReport report = trial.report();
        return report == null ? Optional.empty() : figure.apply(trial).filter(Double::isFinite);
    }

    /**
     * For a heading.
     *
     * @return what it is, with its unit
     */
    public String header() {
        return unit.isEmpty() || label.endsWith(unit) ? label : label + " " + unit;
    }

    /**
     * What it is.
     *
     * @return its name, without a unit
     */
    public String label() {
        return label;
    }

    /**
     * In what it is measured.
     *
     * @return its unit, or nothing
     */
    public String unit() {
        return unit;
    }

    /**
     * Writes a value.
     *
     * @param value in this metric's unit
     * @return the same for people, a dash for NaN
     */
    public String text(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : "-";
    }

    /**
     * Which of two is better.
     *
     * @param ratio a server's figure by that of the reference
     * @return greater than 1 if the server is better than the reference, by that factor
     */
    public double advantage(double ratio) {
        return moreIsBetter ? ratio : 1 / ratio;
    }

    /**
     * How a better one is called.
     *
     * @return an adjective
     */
    public String better() {
        return isMemory() ? "lighter" : "faster";
    }

    /**
     * How a worse one is called.
     *
     * @return an adjective
     */
    public String worse() {
        return isMemory() ? "heavier" : "slower";
    }

    private boolean isMemory() {
        return this == RESIDENT || this == RESIDENT_PER_CONNECTION || this == HEAP_PER_CONNECTION;
    }
}
