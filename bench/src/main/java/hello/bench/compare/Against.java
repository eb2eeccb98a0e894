package hello.bench.compare;

import hello.bench.stats.Interval;
import hello.bench.stats.RankSums;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A comparison beside an older one: has a server become slower? Two runs have no rounds in common, so their trials are two
 * independent samples ({@link RankSums}). Where both runs measured the same reference, what is compared is each server's ratio to
 * it within its rounds: a machine that is slower today is slower for both. The intervals are at 1 - 0.05/k for k servers and
 * scenarios.
 *
 * @param changes one for each server in each scenario that both runs measured
 */
public record Against(List<Change> changes) {
    private static final double ALPHA = 0.05;

    /**
     * How one server changed in one scenario.
     *
     * @param scenario which
     * @param contender which
     * @param isRelative whether it is its ratio to the reference that is compared; the figure itself otherwise
     * @param ratio of the headline, now by before
     * @param finding what can be said
     */
    public record Change(Scenario scenario, String contender, boolean isRelative, Interval ratio, Finding finding) {
        /**
         * By how much it is worse.
         *
         * @return 0.10 for 10 %; negative if it is better
         */
        public double loss() {
            return 1 / scenario.headline().advantage(ratio.estimate()) - 1;
        }
    }

    /**
     * Compares two runs.
     *
     * @param before the older
     * @param now the newer
     * @return what they have in common; nothing perhaps
     */
    public static Against of(Results before, Results now) {
        Analysis old = Analysis.of(before);
        Analysis recent = Analysis.of(now);
        boolean sameReference = before.plan().reference().equals(now.plan().reference());
        List<Samples> all = new ArrayList<>();
        for (Analysis.Outcome outcome : recent.outcomes()) {
            Optional<Analysis.Outcome> older = old.outcomes().stream()
                    .filter(other -> other.scenario() == outcome.scenario()).findFirst();
            for (Analysis.Row row : outcome.rows()) {
                Optional<Analysis.Row> was = older.flatMap(other -> other.row(row.contender().name()));
                if (was.isPresent() && !row.contender().control()) {
                    boolean relative = sameReference && !row.contender().name().equals(now.plan().reference());
                    all.add(new Samples(outcome.scenario(), row.contender().name(), relative,
                            sample(older.get(), was.get(), before, relative), sample(outcome, row, now, relative)));
                }
            }
        }
        List<Samples> usable = all.stream()
                .filter(samples -> samples.before.length > 0 && samples.now.length > 0).toList();
        return new Against(
                usable.stream().map(samples -> change(samples, usable.size(), now.plan().threshold())).toList());
    }

    /** Logarithms of a headline, of all trials. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares them
    private record Samples(Scenario scenario, String contender, boolean isRelative, double[] before, double[] now) {}

    private static double[] sample(Analysis.Outcome outcome, Analysis.Row row, Results results, boolean relative) {
        Metric headline = outcome.scenario().headline();
        return relative
                ? outcome.row(results.plan().reference())
                        .map(reference -> Analysis.logRatios(headline, reference.trials(), row.trials()))
                        .orElse(new double[0])
                : Arrays.stream(row.values(headline)).filter(value -> value > 0).map(Math::log).toArray();
    }

    private static Change change(Samples samples, int all, double threshold) {
        Interval ratio = RankSums.interval(samples.before, samples.now, 1 - ALPHA / all).exp();
        return new Change(samples.scenario, samples.contender, samples.isRelative, ratio,
                Finding.of(samples.scenario.headline(), ratio, threshold));
    }

    /**
     * Who breaches a gate: who is slower, beyond chance, and by more than allowed.
     *
     * @param allowed loss, 0.10 for 10 %
     * @return none if the gate holds
     */
    public List<Change> breaches(double allowed) {
        return changes.stream()
                .filter(change -> change.finding == Finding.WORSE && change.loss() > allowed)
                .toList();
    }

    /**
     * The same for people.
     *
     * @param threshold the difference that does not matter
     * @return a line for each change, none longer than 100 characters
     */
    public List<String> lines(double threshold) {
        if (changes.isEmpty()) {
            return List.of("The two runs have no server and scenario in common.");
        }
        return changes.stream()
                .map(change -> String.format("%-12s %-14s %s %.2f (%.2f to %.2f): %s%s", change.scenario.title(),
                        change.contender, change.scenario.headline().label(), change.ratio.estimate(),
                        change.ratio.low(), change.ratio.high(),
                        change.finding.words(change.scenario.headline(), threshold),
                        change.isRelative ? ", beside the reference" : ""))
                .toList();
    }
}
