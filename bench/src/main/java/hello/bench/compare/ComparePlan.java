package hello.bench.compare;

import java.time.Duration;
import java.util.List;

/**
 * What to compare and how.
 *
 * @param contenders the servers, in the order in which they are shown
 * @param connections clients at once, in a closed loop
 * @param rounds how often each server is measured, in a fresh process each time
 * @param warmup how long each trial runs before anything is counted
 * @param duration how long each trial is counted
 * @param seed of the order in each round
 * @param pinning which CPUs each side has
 */
public record ComparePlan(List<Contender> contenders, int connections, int rounds, Duration warmup, Duration duration,
        long seed, Pinning pinning) {
    /** What a trial takes beside the time that it measures: two JVMs start, connect, and end. */
    private static final Duration AROUND_A_TRIAL = Duration.ofMillis(1_500);

    /** What the checks of one contender take, when those of several are run side by side. */
    private static final Duration CHECKS = Duration.ofSeconds(6);

    /**
     * How long it will take, roughly.
     *
     * @return an estimate, to be told before it starts
     */
    public Duration estimate() {
        Duration trial = warmup.plus(duration).plus(AROUND_A_TRIAL);
        return trial.multipliedBy((long) rounds * contenders.size()).plus(CHECKS.multipliedBy(contenders.size()));
    }
}
