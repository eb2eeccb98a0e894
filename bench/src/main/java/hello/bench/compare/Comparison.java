package hello.bench.compare;

import hello.bench.Progress;
import hello.bench.Version;
import hello.bench.load.LoadReport;
import hello.bench.load.LoadResult;
import hello.protocol.Work;
import hello.protocol.check.Candidate;
import hello.protocol.check.Check;
import hello.protocol.check.Checks;
import hello.protocol.check.Children;
import hello.protocol.check.Examination;
import hello.protocol.check.Outcome;
import hello.protocol.check.Undecided;
import hello.protocol.check.Verdict;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares servers side by side.
 *
 * <p>
 * Each is checked first; one that fails is not measured. What must be known beforehand is measured once: how much computation
 * is a millisecond, what the slowest can bear, what the generator can do. Then, round by round, each server is started afresh
 * in a process of its own, loaded by a generator in another, and stopped, in the order of {@link ComparePlan#schedule()}, so
 * that whatever drifts on this machine hits all of them alike. Everything is written down after each trial, and what is
 * written down already is not done again.
 *
 * <p>
 * {@link #run} is for one thread; {@link #results()} and {@link #stop()} for any.
 */
public final class Comparison {
    /**
     * The same for every model. One collector and one heap size, or the JVM would choose by the number of CPUs; serial, because
     * on one CPU a concurrent collector only competes with what it collects for.
     */
    public static final List<String> SERVER_FLAGS = List.of("-XX:+UseSerialGC", "-Xms512m", "-Xmx512m");

    /** The same where a limit is set: half of what is allowed is heap, the other half is for threads, buffers and the JVM. */
    public static final List<String> LIMITED_SERVER_FLAGS = List.of("-XX:+UseSerialGC", "-XX:InitialRAMPercentage=50",
            "-XX:MaxRAMPercentage=50");

    /**
     * The generator allocates nothing while it measures; its heap is for its start. The JDK's selector boxes the number of each
     * file that is ready, and {@code Integer} keeps those up to 127 alone: here it keeps those of as many files as it may open.
     */
    public static final List<String> GENERATOR_FLAGS = List.of("-XX:+UseSerialGC", "-Xms256m", "-Xmx256m",
            "-XX:AutoBoxCacheMax=65535");

    /** Checks are not timed, so several servers can be checked at once; their load is light, but not nothing. */
    private static final int CHECKED_AT_ONCE = 3;

    /** Of what the slowest can bear: a load that all can bear. */
    private static final double RATE_SHARE = 0.5;

    /**
     * Of the generator's own ceiling. In an open loop it finds one answer at a time where in a closed one it finds many, so that
     * each costs it more: near its ceiling its own queue would be measured.
     */
    private static final double CEILING_SHARE = 0.25;

    /** Warm-up, and as long again counted, of what is measured once. */
    private static final double CALIBRATION_SECONDS = 2;

    /** After Ctrl-C the children get the signal too, and may be gone before this JVM has noticed that it is to end. */
    private static final Duration IS_IT_THE_END = Duration.ofMillis(500);

    private final ResultsFile file;
    private final Progress progress;
    private final Probe probe;
    private volatile boolean stopped;
    private volatile Results results;

    /**
     * Makes a comparison; nothing runs yet.
     *
     * @param results what there is of it already: nothing, or what was found before an interruption
     * @param file where the results go
     * @param mapper how JSON is read and written
     * @param progress who is told how far it is
     */
    public Comparison(Results results, ResultsFile file, JsonMapper mapper, Progress progress) {
        this.results = results;
        this.file = file;
        this.progress = progress;
        this.probe = new Probe(results.plan(), mapper);
    }

    /**
     * The results of a comparison that has not begun.
     *
     * @param plan what to compare
     * @param commandLine how the program was called, for the record
     * @return nothing but how it will be done, and where
     */
    public static Results blank(ComparePlan plan, List<String> commandLine) {
        return new Results(Results.SCHEMA, Version.program() + " " + Version.commit(), Instant.now().toString(),
                commandLine, Machine.current(), plan, List.of(), null, List.of());
    }

    /**
     * What was found so far.
     *
     * @return a snapshot
     */
    public Results results() {
        return results;
    }

    /** Says that this JVM is about to end: what fails from now on fails because of that, and is not written down. */
    public void stop() {
        stopped = true;
    }

    /**
     * Runs it to its end.
     *
     * @throws IOException if the results cannot be written
     * @throws InterruptedException if the thread is interrupted
     */
    public void run() throws IOException, InterruptedException {
        checkAll();
        if (results.calibration() == null) {
            calibrate();
        }
        for (ComparePlan.Slot slot : results.plan().schedule()) {
            if (results.isFit(slot.contender()) && canRun(slot) && !isRun(slot)) {
                add(trial(slot));
            }
        }
    }

    private boolean isRun(ComparePlan.Slot slot) {
        return results.trials().stream()
                .anyMatch(trial -> trial.round() == slot.round()
                        && trial.scenario().equals(slot.scenario().title())
                        && trial.contender().equals(slot.contender().name()));
    }

    private boolean canRun(ComparePlan.Slot slot) {
        boolean hasRate = slot.scenario().loop() == Scenario.Loop.CLOSED || results.calibration().rate() != null;
        return hasRate && slot.contender().canDo(slot.scenario());
    }

    /** What each request does: computation as the number of rounds that was calibrated, the same for every server. */
    private Work work(Scenario scenario) {
        return Work.parse(results.calibration().work().get(scenario.title()));
    }

    private void checkAll() throws IOException, InterruptedException {
        try (ExecutorService pool = Executors.newFixedThreadPool(CHECKED_AT_ONCE)) {
            List<Contender> unchecked = results.plan().contenders().stream()
                    .filter(contender -> results.checked(contender).isEmpty() && !contender.control())
                    .toList();
            List<Future<Results.Checked>> running = unchecked.stream()
                    .map(contender -> pool.submit(() -> check(contender)))
                    .toList();
            for (int i = 0; i < running.size(); i++) {
                String what = "checking " + unchecked.get(i).name();
                progress.begins(what);
                Results.Checked checked = running.get(i).get();
                List<Results.Checked> all = new ArrayList<>(results.checked());
                all.add(checked);
                record(results.with(all, results.calibration(), results.trials()));
                progress.done(what + ": " + checked.verdict());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a check threw", e.getCause());
        }
    }

    private static Results.Checked check(Contender contender) throws InterruptedException {
        return switch (contender.clients()) {
            case MANY -> check(contender, Checks.all(), false);
            case ONE -> check(contender, Checks.oneClient(), true);
            case NOT_KNOWN -> {
                Results.Checked many = check(contender, Checks.all(), false);
                if (!many.verdict().equals(word(Verdict.FAIL))) {
                    yield many;
                }
                Results.Checked one = check(contender, Checks.oneClient(), true);
                yield one.isPass() ? one : many;
            }
        };
    }

    private static Results.Checked check(Contender contender, List<Check> checks, boolean oneClient)
            throws InterruptedException {
        try (Candidate candidate = Candidate.command(contender.command(new Work.None()))) {
            candidate.ensureRunning();
            List<Outcome> outcomes = Examination.run(candidate, checks, outcome -> {});
            List<String> troubles = outcomes.stream()
                    .filter(o -> o.verdict() == Verdict.FAIL || o.verdict() == Verdict.UNKNOWN)
                    .map(o -> o.check().name() + ": "
                            + o.failure().map(f -> "came " + f.came() + ". " + f.hint())
                                    .orElse("unknown: " + o.reason()))
                    .toList();
            return new Results.Checked(contender.name(), word(Verdict.of(outcomes)), oneClient, troubles);
        } catch (Undecided e) {
            return new Results.Checked(contender.name(), word(Verdict.UNKNOWN), oneClient, List.of(e.getMessage()));
        }
    }

    private static String word(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }

    /** Measures once what the rounds need to know. */
    private void calibrate() throws IOException, InterruptedException {
        ComparePlan plan = results.plan();
        Map<String, String> work = new LinkedHashMap<>();
        for (Scenario scenario : plan.scenarioList()) {
            work.put(scenario.title(), Work.parse(scenario.work()).toString()); // a CPU time becomes rounds here
        }
        progress.begins("what the generator can do");
        LoadReport floor = probe.run(FloorServer.command(), server -> {}, calibrationLoad());
        Results.Ceiling ceiling = new Results.Ceiling(floor.result().answersPerSecond(), floor.generatorCpuShare(),
                floor.server() == null ? Double.NaN : floor.server().cpuSeconds() / floor.result().seconds());
        progress.done(String.format("the generator can do %,.0f answers/s", ceiling.answersPerSecond()));
        Map<String, Double> capacities = plan.needsRate() ? capacities() : Map.of();
        Double rate = capacities.isEmpty()
                ? null
                : (Double) Math.min(Collections.min(capacities.values()) * RATE_SHARE,
                        ceiling.answersPerSecond() * CEILING_SHARE);
        // Written in two digits: what is known of a capacity after a second is no better.
        Double rounded = rate == null ? null : new BigDecimal(rate).round(new MathContext(2)).doubleValue();
        record(results.with(results.checked(), new Results.Calibration(work, capacities, rounded, ceiling),
                results.trials()));
    }

    /** What each server can that serves every connection; the others have no part in choosing the rate. */
    private Map<String, Double> capacities() throws InterruptedException {
        Map<String, Double> capacities = new LinkedHashMap<>();
        for (Contender contender : results.plan().contenders()) {
            if (contender.control() || !results.isFit(contender)) {
                continue;
            }
            progress.begins("what " + contender.name() + " can bear");
            try {
                LoadReport report = probe.run(contender.command(new Work.None()), server -> {}, calibrationLoad());
                if (report.result().neverServed() == 0 && report.result().troubles() == 0) {
                    capacities.put(contender.name(), report.result().answersPerSecond());
                }
                progress.done(String.format("%s can bear %,.0f answers/s", contender.name(),
                        report.result().answersPerSecond()));
            } catch (IOException e) {
                progress.done(contender.name() + ": " + e.getMessage()); // its trials will say so too
            }
        }
        return capacities;
    }

    private static List<String> calibrationLoad() {
        return Probe.options(Scenario.CROWD.connections(), CALIBRATION_SECONDS, CALIBRATION_SECONDS);
    }

    /** One fresh server under load. A server that does not bear it is a result too. */
    private Results.Trial trial(ComparePlan.Slot slot) throws InterruptedException {
        ComparePlan plan = results.plan();
        Scenario scenario = slot.scenario();
        progress.begins(String.format("%s, round %d of %d: %s", scenario.title(), slot.round(), plan.rounds(),
                slot.contender().name()));
        List<String> options = new ArrayList<>(
                Probe.options(plan.connections(scenario), plan.warmupSeconds(), plan.durationSeconds()));
        options.addAll(scenario.generatorOptions());
        if (scenario.loop() == Scenario.Loop.OPEN) {
            options.addAll(List.of("-R", Double.toString(results.calibration().rate())));
        }
        String startedAt = Instant.now().toString();
        LoadReport report = null;
        MemorySteps memory = null;
        String error;
        try (IdleCrowd idle = new IdleCrowd()) {
            int silent = IdleCrowd.allowed(scenario.idle());
            report = probe.run(slot.contender().command(work(scenario)),
                    server -> {
                        if (silent > 0) {
                            idle.fill(server, silent);
                        }
                    }, options);
            memory = silent > 0 ? idle.memory() : null;
            error = trouble(report);
        } catch (IOException e) {
            error = e.getMessage();
        }
        if (error != null) {
            Thread.sleep(IS_IT_THE_END);
        }
        return new Results.Trial(scenario.title(), slot.round(), slot.contender().name(), startedAt, report, memory,
                error);
    }

    /** What makes a trial's figures worthless, in words; {@code null} if nothing does. */
    private static String trouble(LoadReport report) {
        LoadResult result = report.result();
        if (result.wrongAnswers() > 0) {
            return result.wrongAnswers() + " connections got wrong answers";
        }
        if (result.lost() + result.earlyCloses() > 0) {
            return String.format("%d connections were lost and %d closed early: %s", result.lost(),
                    result.earlyCloses(), result.firstTrouble());
        }
        return null;
    }

    private void add(Results.Trial trial) throws IOException, InterruptedException {
        if (stopped) {
            Thread.sleep(Duration.ofDays(1)); // this JVM ends in a moment, and what has failed failed because of it
        }
        List<Results.Trial> trials = new ArrayList<>(results.trials());
        trials.add(trial);
        record(results.with(results.checked(), results.calibration(), trials));
        progress.done(String.format("%s, %s: %s", trial.scenario(), trial.contender(), trial.error() == null
                ? String.format("%,.0f answers/s", trial.report().result().answersPerSecond())
                : trial.error()));
    }

    private void record(Results now) throws IOException {
        results = now;
        file.write(now);
    }
}
