package hello.bench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks for the highest rate at which 99 of 100 requests are answered within a given time: a closed loop says what the server
 * can do at all, and the interval below is halved until its ends are 5 % apart. The rate that is found is tried once more, and
 * lowered until it holds again, since one lucky run is no capacity.
 */
public final class SloSearch {
    /** The ends of the interval are this close together when the search ends. */
    private static final double CLOSE = 1.05;

    /** A search does not go below this share of what the closed loop found: then the goal is out of reach. */
    private static final double LEAST = 0.001;

    private final double goalMicros;
    private final Run run;

    /** Makes one load. */
    @FunctionalInterface
    public interface Run {
        /**
         * Makes it.
         *
         * @param rate requests per second of an open loop; 0 for a closed one
         * @return what was found
         * @throws IOException if nobody can connect
         */
        LoadReport at(double rate) throws IOException;
    }

    /**
     * One rate that was tried.
     *
     * @param rate requests per second
     * @param p99 latency, in microseconds; {@code null} if nothing was answered
     * @param holds whether the goal was reached, with all requests answered and the rate kept
     * @param generatorBound whether the generator did not keep its schedule, so that nothing is known of the server
     */
    public record Probe(double rate, Double p99, boolean holds, boolean generatorBound) {}

    /**
     * What was found.
     *
     * @param capacity answers per second of the closed loop
     * @param probes all rates that were tried, in order
     * @param rate the highest that holds; {@code null} if none does
     * @param generatorBound whether the generator's limit, and not the goal, ended the search
     */
    public record Result(double capacity, List<Probe> probes, Double rate, boolean generatorBound) {}

    /**
     * Makes a search.
     *
     * @param goal the p99 latency to keep
     * @param run makes one load
     */
    public SloSearch(Duration goal, Run run) {
        this.goalMicros = goal.toNanos() / 1e3;
        this.run = run;
    }

    /**
     * Searches: a dozen loads or so, one after the other.
     *
     * @return what was found
     * @throws IOException if nobody can connect
     */
    public Result search() throws IOException {
        double capacity = run.at(0).result().answersPerSecond();
        List<Probe> probes = new ArrayList<>();
        double high = capacity * 1.1; // what does not hold: no rate above its capacity can be kept
        double low = 0; // what holds
        double next = capacity / 2;
        boolean generatorBound = false; // at the lowest rate that does not hold
        while (low == 0 ? next > capacity * LEAST : high / low > CLOSE) {
            Probe probe = probe(next);
            probes.add(probe);
            if (probe.holds) {
                low = next;
            } else {
                high = next;
                generatorBound = probe.generatorBound;
            }
            next = low == 0 ? high / 2 : Math.sqrt(low * high);
        }
        while (low > 0) {
            Probe again = probe(low);
            probes.add(again);
            if (again.holds) {
                break;
            }
            low = low / CLOSE > capacity * LEAST ? low / CLOSE : 0;
        }
        return new Result(capacity, probes, low == 0 ? null : low, generatorBound);
    }

    private Probe probe(double rate) throws IOException {
        LoadReport report = run.at(rate);
        Latency latency = report.result().open().latency();
        boolean generatorBound = report.isGeneratorBound(1);
        boolean holds = latency != null && latency.p99() <= goalMicros && report.result().open().censored() == 0
                && report.keptItsRate() && !generatorBound;
        return new Probe(rate, latency == null ? null : latency.p99(), holds, generatorBound);
    }
}
