package hello.bench.load;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * One run of {@code hello load}, as it is written in JSON.
 *
 * @param target the server's address
 * @param startedAt when the measured part began, by the clock of the generator's machine
 * @param result what the generator found
 * @param generatorCpuShare the generator's own CPU time in the measured part, as a share of one CPU; of several generators that
 *     of the busiest. In an open loop it watches
 *     the clock whenever it has nothing to do, so that this says little: see {@link LoadResult.Open#busyShare}
 * @param server what the server's process used; {@code null} if it was not given
 * @param noise who else was on the CPUs; {@code null} if the server's process was not given, or the system does not tell
 */
public record LoadReport(String target, Instant startedAt, LoadResult result, double generatorCpuShare,
        ServerMeter.Usage server,
        Neighbours.Noise noise) {
    /** A generator that uses this much of its CPU cannot do more (measured: it and a one-CPU server both reach 96 %). */
    private static final double FULL = 0.95;

    /** A generator that sends one request of a hundred so late, in microseconds, does not keep its schedule. */
    private static final double LATE_MICROS = 1_000;

    /** A rate that is missed by more than this share was not kept. */
    private static final double MISSED = 0.02;

    /**
     * Whether the generator, not the server, was the limit: in a closed loop if it had no CPU left while the server had some,
     * in an open one if it did not keep its own schedule.
     *
     * @param serverCpus how many CPUs the server had, half a one perhaps; its share is not asked for where it is not known
     * @return false also where nothing is known of it
     */
    public boolean isGeneratorBound(double serverCpus) {
        LoadResult.Open open = result.open();
        if (open != null) {
            return open.busyShare() >= FULL || open.lagP99() >= LATE_MICROS;
        }
        boolean serverIsFull = server != null && server.cpuSeconds() / result.seconds() >= FULL * serverCpus;
        return generatorCpuShare >= FULL && !serverIsFull;
    }

    /**
     * Whether an open loop's rate was kept: as many answers as were asked for, but for a few per cent.
     *
     * @return true for a closed loop, which has no rate to keep
     */
    public boolean keptItsRate() {
        LoadResult.Open open = result.open();
        return open == null || result.answers() >= open.due() * (1 - MISSED);
    }

    /**
     * When the measured part ended.
     *
     * @return by the clock of the generator's machine
     */
    public Instant endedAt() {
        return startedAt.plus(Duration.ofNanos(Math.round(result.seconds() * 1e9)));
    }

    LoadReport withHistograms(String times, String latencies) {
        return new LoadReport(target, startedAt, result.withHistograms(times, latencies), generatorCpuShare, server,
                noise);
    }

    /**
     * The reports of generators that ran at the same time, as if one had made the load. The histograms are added up, so that
     * the percentiles are those of all answers; percentiles themselves cannot be averaged.
     *
     * @param reports one or more; all of open loops, or all of closed ones
     * @return what one generator would have found
     * @throws IllegalArgumentException if there is none, or some are open and others closed
     */
    public static LoadReport merge(List<LoadReport> reports) {
        return new LoadReport(
                String.join(", ", reports.stream().map(LoadReport::target).distinct().toList()),
                reports.stream().map(LoadReport::startedAt).min(Comparator.naturalOrder()).orElse(null),
                LoadResult.merge(reports.stream().map(LoadReport::result).toList()),
                reports.stream().mapToDouble(LoadReport::generatorCpuShare).max().orElse(0),
                null, null);
    }
}
