package hello.bench.compare;

import hello.bench.load.LoadResult;
import hello.bench.load.Neighbours;
import hello.bench.stats.Interval;
import hello.bench.stats.Medians;
import hello.bench.stats.SignedRanks;
import hello.bench.stats.Trend;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the raw figures say. The method, stated before anything is measured:
 *
 * <ul>
 * <li>The trial, a fresh process, is the unit. A cell is the median over its trials, with the exact interval of a median.
 * <li>In each scenario one figure decides, its headline. For each round there is the logarithm of the ratio between a server
 * and the reference; their Hodges-Lehmann estimate and exact interval ({@link SignedRanks}) are at a confidence of 1 - 0.05/m,
 * where m rivals are ranked: so all verdicts of a scenario together are wrong by chance in 5 of 100 comparisons at most
 * (Bonferroni).
 * <li>The control is the reference under another name. It is not one of the m. Its interval is the noise floor: no verdict is
 * given for a ratio inside it, and if it excludes 1, all verdicts of that scenario are suspect.
 * <li>Nothing is left out but trials that failed, and these are counted. A server that runs out of the memory it may have is
 * shown as such, and not ranked.
 * </ul>
 *
 * @param results the raw figures
 * @param outcomes one for each scenario, in the order of the plan
 */
public record Analysis(Results results, List<Outcome> outcomes) {
    /** All verdicts of a scenario together may be wrong so often. */
    private static final double FAMILY_ALPHA = 0.05;

    /** Warm-up is over if nothing rises or falls by more than this... */
    private static final double SETTLED = 0.05;

    /** ...or if what does could as well be chance. */
    private static final double TREND_P = 0.01;

    /** Into so many parts a trial is cut to see whether it rises or falls. */
    private static final int TREND_PARTS = 10;

    private static final double WIDE_SPREAD = 0.10;
    private static final double MUCH_STEAL = 0.01;
    private static final double MUCH_OF_OTHERS = 0.05;
    private static final double MANY_SWITCHES = 5;

    /**
     * One scenario.
     *
     * @param scenario which
     * @param rows one for each server that was measured in it, in the order of the plan
     * @param noiseFloor the control's ratio to the reference; {@code null} without a control or enough rounds
     * @param suspect whether the control differs from itself
     * @param rivals how many servers are ranked beside the reference
     * @param notes what must be known to read it
     */
    public record Outcome(Scenario scenario, List<Row> rows, Interval noiseFloor, boolean suspect, int rivals,
            List<String> notes) {
        /**
         * Looks for a server.
         *
         * @param name its name
         * @return empty if it was not measured here
         */
        public Optional<Row> row(String name) {
            return rows.stream().filter(row -> row.contender().name().equals(name)).findFirst();
        }
    }

    /**
     * One server in one scenario.
     *
     * @param contender which
     * @param trials those that gave figures, in the order of rounds
     * @param failed how many did not, those not counted that ran out of memory
     * @param figures the median of each metric with its interval; without those that are not known
     * @param ratio to the reference, of the headline; {@code null} where they share no round
     * @param finding what can be said
     * @param generatorBound whether the generator, not this server, was the limit
     * @param warnings what touches these figures, one clause each
     */
    public record Row(Contender contender, List<Results.Trial> trials, int failed, Map<Metric, Interval> figures,
            Interval ratio, Finding finding, boolean generatorBound, List<String> warnings) {
        /**
         * The median of a metric.
         *
         * @param metric which
         * @return NaN if it is not known
         */
        public double median(Metric metric) {
            Interval figure = figures.get(metric);
            return figure == null ? Double.NaN : figure.estimate();
        }

        /**
         * Every trial's figure.
         *
         * @param metric which
         * @return in the order of rounds
         */
        public double[] values(Metric metric) {
            return trials.stream().flatMap(trial -> metric.of(trial).stream()).mapToDouble(Double::doubleValue)
                    .toArray();
        }

        /**
         * Largest less smallest, as a share of the median.
         *
         * @param metric which
         * @return NaN with fewer than two trials
         */
        public double spread(Metric metric) {
            double[] values = values(metric);
            if (values.length < 2) {
                return Double.NaN;
            }
            double most = Double.NEGATIVE_INFINITY;
            double least = Double.POSITIVE_INFINITY;
            for (double value : values) {
                most = Math.max(most, value);
                least = Math.min(least, value);
            }
            return (most - least) / Medians.of(values);
        }

        private Row found(Interval newRatio, Finding newFinding) {
            return new Row(contender, trials, failed, figures, newRatio, newFinding, generatorBound, warnings);
        }
    }

    /**
     * Looks at results, whole or as far as they go.
     *
     * @param results the raw figures
     * @return what they say
     */
    public static Analysis of(Results results) {
        return new Analysis(results, results.plan().scenarioList().stream()
                .map(scenario -> outcome(results, scenario))
                .toList());
    }

    private static Outcome outcome(Results results, Scenario scenario) {
        ComparePlan plan = results.plan();
        List<Row> rows = plan.contenders().stream()
                .map(contender -> row(results, scenario, contender))
                .filter(row -> !row.trials.isEmpty() || row.finding == Finding.OUT_OF_MEMORY)
                .toList();
        Optional<Row> reference = rows.stream().filter(row -> row.contender.name().equals(plan.reference()))
                .findFirst();
        List<String> notes = new ArrayList<>();
        if (reference.isEmpty()) {
            if (!rows.isEmpty()) {
                notes.add("no verdicts: the reference, " + plan.reference() + ", was not measured");
            }
            return new Outcome(scenario, rows, null, false, 0, notes);
        }
        int rivals = (int) rows.stream().filter(row -> isRival(plan, row)).count();
        double confidence = 1 - FAMILY_ALPHA / Math.max(1, rivals);
        Interval floor = rows.stream().filter(row -> row.contender.control())
                .findFirst()
                .map(row -> ratio(scenario.headline(), reference.get(), row, ComparePlan.CONFIDENCE))
                .filter(Interval::isBounded)
                .orElse(null);
        boolean suspect = floor != null && !floor.contains(1);
        if (suspect) {
            notes.add("SUSPECT: the control differs from the reference, which it is; so may others, for no reason");
        }
        if (!reference.get().finding.isRanked()) {
            notes.add("no verdicts: the reference, " + plan.reference() + ", is not ranked here");
        }
        List<Row> judged = rows.stream()
                .map(row -> judge(plan, scenario.headline(), reference.get(), row, confidence, floor))
                .toList();
        return new Outcome(scenario, judged, floor, suspect, rivals, notes);
    }

    private static boolean isRival(ComparePlan plan, Row row) {
        return row.finding.isRanked() && !row.contender.control()
                && !row.contender.name().equals(plan.reference());
    }

    private static Row judge(ComparePlan plan, Metric headline, Row reference, Row row, double confidence,
            Interval floor) {
        if (row.contender.name().equals(plan.reference())) {
            return row.found(new Interval(1, 1, 1),
                    row.finding.isRanked() ? Finding.REFERENCE : row.finding);
        }
        Interval ratio = ratio(headline, reference, row, row.contender.control() ? ComparePlan.CONFIDENCE : confidence);
        if (row.finding == Finding.OUT_OF_MEMORY) {
            return row.found(ratio, row.finding);
        }
        if (row.contender.control()) {
            return row.found(ratio, Finding.CONTROL);
        }
        if (!row.finding.isRanked() || !reference.finding.isRanked()) {
            return row.found(ratio, Finding.NOT_RANKED);
        }
        return row.found(ratio, finding(headline, ratio, plan.threshold(), floor));
    }

    private static Finding finding(Metric headline, Interval ratio, double threshold, Interval floor) {
        Finding finding = Finding.of(headline, ratio, threshold);
        boolean isVerdict = finding == Finding.BETTER || finding == Finding.WORSE;
        boolean isInNoise = isVerdict && floor != null && floor.contains(ratio.estimate());
        return isInNoise ? Finding.NOT_DISTINGUISHABLE : finding;
    }

    /** Paired within rounds; null if there is no round in which both have a figure. */
    private static Interval ratio(Metric metric, Row reference, Row row, double confidence) {
        double[] logs = logRatios(metric, reference.trials, row.trials);
        return logs.length == 0 ? null : SignedRanks.interval(logs, confidence).exp();
    }

    static double[] logRatios(Metric metric, List<Results.Trial> reference, List<Results.Trial> other) {
        List<Double> logs = new ArrayList<>();
        for (Results.Trial trial : other) {
            for (Results.Trial base : reference) {
                if (base.round() == trial.round()) {
                    Optional<Double> a = metric.of(trial).filter(value -> value > 0);
                    Optional<Double> b = metric.of(base).filter(value -> value > 0);
                    if (a.isPresent() && b.isPresent()) {
                        logs.add(Math.log(a.get() / b.get()));
                    }
                }
            }
        }
        return logs.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static Row row(Results results, Scenario scenario, Contender contender) {
        List<Results.Trial> all = results.trials().stream()
                .filter(trial -> trial.scenario().equals(scenario.title())
                        && trial.contender().equals(contender.name()))
                .toList();
        List<Results.Trial> trials = all.stream().filter(trial -> trial.error() == null).toList();
        Map<Metric, Interval> figures = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            double[] values = trials.stream().flatMap(trial -> metric.of(trial).stream())
                    .mapToDouble(Double::doubleValue).toArray();
            if (values.length > 0) {
                figures.put(metric, Medians.interval(values, ComparePlan.CONFIDENCE));
            }
        }
        double cpus = results.plan().serverCpus();
        long outOfMemory = all.stream().filter(Results.Trial::ranOutOfMemory).count();
        boolean generatorBound = isMost(trials, trial -> trial.report().isGeneratorBound(cpus));
        Row row = new Row(contender, trials, all.size() - trials.size() - (int) outOfMemory, figures, null, null,
                generatorBound, List.of());
        Optional<String> unranked = outOfMemory == 0
                ? whyNotRanked(results, scenario, row)
                : Optional.of(String.format("out of memory in %d of %d trials%s", outOfMemory, all.size(),
                        results.plan().memory().map(limit -> ": it needs more than " + limit).orElse("")));
        List<String> warnings = new ArrayList<>();
        unranked.ifPresent(warnings::add);
        warnings.addAll(warnings(scenario, row));
        return new Row(contender, trials, row.failed, figures, null,
                outOfMemory > 0
                        ? Finding.OUT_OF_MEMORY
                        : unranked.isPresent() ? Finding.NOT_RANKED : Finding.TOO_FEW_ROUNDS,
                generatorBound, warnings);
    }

    private static Optional<String> whyNotRanked(Results results, Scenario scenario, Row row) {
        double never = row.median(Metric.NEVER_SERVED);
        if (never > 0 && results.checked(row.contender).map(Results.Checked::oneClient).orElse(false)) {
            return Optional.of(String.format("serves one client at a time: not ranked, while %,.0f waited", never));
        }
        if (never > 0) {
            return Optional.of(String.format("not ranked: %,.0f clients were never served", never));
        }
        if (scenario.loop() == Scenario.Loop.OPEN && row.generatorBound) {
            return Optional.of("generator-bound: it did not keep its schedule, so these figures are its own");
        }
        if (scenario.headline() == Metric.ANSWERS_PER_SECOND && row.generatorBound) {
            return Optional.of("generator-bound: the server can do more, so it is not ranked");
        }
        if (!isMost(row.trials, trial -> trial.report().keptItsRate())) {
            return Optional.of("not ranked: it did not bear the rate");
        }
        return row.figures.containsKey(scenario.headline())
                ? Optional.empty()
                : Optional.of("not ranked: " + scenario.headline().label() + " is not known");
    }

    private static List<String> warnings(Scenario scenario, Row row) {
        List<String> warnings = new ArrayList<>();
        int n = row.trials.size();
        if (row.failed > 0) {
            warnings.add(row.failed + " of " + (n + row.failed) + " trials failed and are left out");
        }
        double spread = row.spread(scenario.headline());
        if (spread > WIDE_SPREAD) {
            warnings.add(String.format("%s spreads over %.0f %%", scenario.headline().label(), spread * 100));
        }
        count(warnings, row, trial -> !isSettled(trial.report().result()), "had not settled after the warm-up");
        count(warnings, row, trial -> noise(trial).map(noise -> noise.steal() > MUCH_STEAL).orElse(false),
                "lost more than 1 % of their CPU to other machines (steal)");
        count(warnings, row,
                trial -> noise(trial).map(noise -> noise.othersOfServer() > MUCH_OF_OTHERS).orElse(false),
                "shared the server's CPU with another process (over 5 %)");
        count(warnings, row,
                trial -> noise(trial).map(noise -> noise.othersOfGenerator() > MUCH_OF_OTHERS).orElse(false),
                "shared the generator's CPU with another process (over 5 %)");
        if (n == 0) {
            return warnings;
        }
        double usual = Medians.of(row.trials.stream().mapToDouble(Analysis::involuntary).toArray());
        count(warnings, row, trial -> involuntary(trial) > MANY_SWITCHES * Math.max(100, usual),
                "had five times the usual involuntary context switches");
        return warnings;
    }

    private static Optional<Neighbours.Noise> noise(Results.Trial trial) {
        return Optional.ofNullable(trial.report().noise());
    }

    private static double involuntary(Results.Trial trial) {
        return trial.report().server() == null || trial.report().server().involuntarySwitches() == null
                ? 0
                : trial.report().server().involuntarySwitches();
    }

    private interface Condition {
        boolean holds(Results.Trial trial);
    }

    private static void count(List<String> warnings, Row row, Condition condition, String what) {
        long touched = row.trials.stream().filter(condition::holds).count();
        if (touched > 0) {
            warnings.add(touched + " of " + row.trials.size() + " trials " + what);
        }
    }

    private static boolean isMost(List<Results.Trial> trials, Condition condition) {
        return 2 * trials.stream().filter(condition::holds).count() > trials.size();
    }

    /**
     * Whether answers per second neither rose nor fell while they were counted. That an open loop's do not says little: they
     * are as many as were asked for.
     */
    static boolean isSettled(LoadResult result) {
        double[] parts = parts(result.windows());
        if (parts.length < TREND_PARTS) {
            return true; // too short to say
        }
        Trend trend = Trend.of(parts);
        return trend.p() >= TREND_P || Math.abs(trend.change()) <= SETTLED;
    }

    private static double[] parts(List<Integer> windows) {
        double[] parts = new double[windows.size() < TREND_PARTS ? 0 : TREND_PARTS];
        for (int part = 0; part < parts.length; part++) {
            int from = part * windows.size() / TREND_PARTS;
            int to = (part + 1) * windows.size() / TREND_PARTS;
            parts[part] = windows.subList(from, to).stream().mapToInt(Integer::intValue).average().orElse(0);
        }
        return parts;
    }
}
