package hello.bench.compare;

import hello.bench.docker.Limits;
import hello.bench.stats.SignedRanks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * What to compare and how; a part of the results, from which a comparison that was interrupted goes on.
 *
 * @param scenarios what the servers are put through, by name, in this order in each round
 * @param contenders the servers, in the order in which they are shown; the control is one of them
 * @param reference the name of the one with which the others are compared
 * @param connections how many clients speak; 0: as many as the scenario says
 * @param rounds how often each server is measured in each scenario, in a fresh process each time
 * @param warmupSeconds how long each trial runs before anything is counted; the same for all
 * @param durationSeconds how long each trial is counted
 * @param seed of the order in each round
 * @param threshold the difference that does not matter, as a share
 * @param pinning which CPUs each side has
 * @param isolation what containers they run in; {@code null} if they run in none
 * @param server the JVM flags of every model
 * @param generator the generator's JVM flags
 */
public record ComparePlan(List<String> scenarios, List<Contender> contenders, String reference, int connections,
        int rounds, double warmupSeconds, double durationSeconds, long seed, double threshold,
        Pinning pinning, Isolation isolation, List<String> server, List<String> generator) {
    /** Of all intervals that are not corrected for several comparisons. */
    public static final double CONFIDENCE = 0.95;

    /** What a trial takes beside the time that it measures: two JVMs start, connect, and end. */
    private static final double AROUND_A_TRIAL = 1.5;

    /** Ten thousand connections, and five full collections. */
    private static final double MEMORY_STEPS = 6;

    /** What the checks of one contender take, when those of several are run side by side. */
    private static final double CHECKS = 6;

    /** What one probe of a server's capacity takes, before the rounds. */
    private static final double PROBE = 6;

    /**
     * One trial that is to be run.
     *
     * @param scenario which
     * @param round from 1
     * @param contender whom
     */
    public record Slot(Scenario scenario, int round, Contender contender) {}

    /**
     * The scenarios themselves.
     *
     * @return in order
     */
    public List<Scenario> scenarioList() {
        return scenarios.stream().map(name -> Scenario.find(name).orElseThrow()).toList();
    }

    ComparePlan only(List<String> fewerScenarios) {
        return new ComparePlan(fewerScenarios, contenders, reference, connections, rounds, warmupSeconds,
                durationSeconds, seed, threshold, pinning, isolation, server, generator);
    }

    /**
     * How many CPUs each server has: those to which it is pinned, and not more than its limit.
     *
     * @return 0.5 for half a one
     */
    public double serverCpus() {
        double pinned = Math.max(1, pinning.serverCpus().size());
        return isolation == null || isolation.limits().cpus() == null
                ? pinned
                : Math.min(pinned, isolation.limits().cpus());
    }

    /**
     * How much memory each server may have.
     *
     * @return empty if there is no limit
     */
    public Optional<String> memory() {
        return Optional.ofNullable(isolation).map(Isolation::limits).map(Limits::memory);
    }

    /**
     * Where the servers run, in words.
     *
     * @return a clause for people
     */
    public String placement() {
        return isolation == null ? pinning.inWords() : pinning.inWords() + "; " + isolation.inWords();
    }

    /**
     * The order of all trials: in each round, for each scenario, a block of all contenders (see {@link Rounds}).
     *
     * @return the same for the same plan
     */
    public List<Slot> schedule() {
        Random random = new Random(seed);
        List<List<List<Contender>>> perScenario = scenarios.stream()
                .map(scenario -> Rounds.of(contenders, rounds, random))
                .toList();
        List<Slot> slots = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            for (int i = 0; i < scenarios.size(); i++) {
                for (Contender contender : perScenario.get(i).get(round - 1)) {
                    slots.add(new Slot(scenarioList().get(i), round, contender));
                }
            }
        }
        return slots;
    }

    /**
     * Whether there are enough rounds for a verdict, at least of one rival: with fewer not even a difference in every round
     * would be enough.
     *
     * @return true from six rounds on
     */
    public boolean verdicts() {
        return SignedRanks.smallestP(rounds) <= 1 - CONFIDENCE;
    }

    /**
     * Whether a rate must be known before the rounds begin.
     *
     * @return true if a scenario is an open loop
     */
    public boolean needsRate() {
        return scenarioList().stream().anyMatch(scenario -> scenario.loop() == Scenario.Loop.OPEN);
    }

    /**
     * How many clients speak in a scenario.
     *
     * @param scenario which
     * @return what was asked for; in {@code ping} always one
     */
    public int connections(Scenario scenario) {
        return connections == 0 || scenario == Scenario.PING ? scenario.connections() : connections;
    }

    /**
     * How many steps there are: each is told to {@link hello.bench.Progress#done}.
     *
     * @return checks, what is measured once, and trials
     */
    public long steps() {
        return distinct() + 1 + (needsRate() ? distinct() : 0) + (long) rounds * contenders.size() * scenarios.size();
    }

    /**
     * How long it will take, roughly.
     *
     * @return an estimate, to be told before it starts
     */
    public Duration estimate() {
        double trial = warmupSeconds + durationSeconds + AROUND_A_TRIAL;
        double seconds = trial * rounds * contenders.size() * scenarios.size()
                + CHECKS * distinct()
                + PROBE * (1 + (needsRate() ? distinct() : 0));
        if (scenarioList().contains(Scenario.IDLE_CROWD)) {
            seconds += MEMORY_STEPS * rounds * contenders.size();
        }
        return Duration.ofMillis(Math.round(seconds * 1e3));
    }

    private long distinct() {
        return contenders.stream().filter(contender -> !contender.control()).count();
    }
}
