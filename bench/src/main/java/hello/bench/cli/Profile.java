package hello.bench.cli;

import hello.bench.compare.Scenario;
import java.util.List;

/**
 * How much time a comparison takes, and what for.
 *
 * @param rounds how often each server is measured
 * @param warmupSeconds not counted, in each trial
 * @param durationSeconds counted, in each trial
 * @param scenarios what they are put through
 */
record Profile(int rounds, double warmupSeconds, double durationSeconds, List<Scenario> scenarios) {
    /** A first look: too short for verdicts. */
    static final Profile QUICK = new Profile(2, 1, 1.5, List.of(Scenario.CROWD));

    /** Enough for verdicts of five rivals and more, in the two scenarios that the course begins with. */
    static final Profile STANDARD = new Profile(12, 2, 3, List.of(Scenario.CROWD, Scenario.SLOW_BACKEND));

    /** Everything, at length: for a night. */
    static final Profile THOROUGH = new Profile(20, 3, 8, Scenario.anywhere());
}
