package hello.bench.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import hello.bench.Self;
import hello.bench.Version;
import hello.bench.load.LoadReport;
import hello.protocol.Durations;
import hello.protocol.check.Candidate;
import hello.protocol.check.Check;
import hello.protocol.check.Checks;
import hello.protocol.check.Children;
import hello.protocol.check.Examination;
import hello.protocol.check.Outcome;
import hello.protocol.check.ServerProcess;
import hello.protocol.check.Undecided;
import hello.protocol.check.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares servers side by side.
 *
 * <p>
 * Each is checked first; one that fails is not measured. Then, round by round, each is started afresh in a process of its own,
 * loaded by a generator in another, and stopped; the order within a round is shuffled from the seed, so that whatever drifts
 * on this machine hits all of them alike. Everything is written down after each trial.
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

    /** The generator allocates nothing while it measures; its heap is for its start. */
    public static final List<String> GENERATOR_FLAGS = List.of("-XX:+UseSerialGC", "-Xms256m", "-Xmx256m");

    /** Checks are not timed, so several servers can be checked at once; their load is light, but not nothing. */
    private static final int CHECKED_AT_ONCE = 3;

    /** After Ctrl-C the children get the signal too, and may be gone before this JVM has noticed that it is to end. */
    private static final Duration IS_IT_THE_END = Duration.ofMillis(500);

    private final ComparePlan plan;
    private final ResultsFile file;
    private final JsonMapper mapper;
    private final Progress progress;
    private volatile boolean stopped;
    private volatile Results results;

    /** Is told how far it is, on the thread that runs the comparison. */
    public interface Progress {
        /** The next step begins. */
        void begins(String what);

        /** It is done. */
        void done(String what);
    }

    /**
     * Makes a comparison; nothing runs yet.
     *
     * @param plan what to compare
     * @param commandLine how the program was called, for the record
     * @param file where the results go
     * @param mapper how JSON is read and written
     * @param progress who is told how far it is
     */
    public Comparison(ComparePlan plan, List<String> commandLine, ResultsFile file, JsonMapper mapper,
            Progress progress) {
        this.plan = plan;
        this.file = file;
        this.mapper = mapper;
        this.progress = progress;
        this.results = new Results(Results.SCHEMA, Version.program() + " " + Version.commit(), Instant.now().toString(),
                commandLine, Machine.current(),
                new Results.Setup("crowd", plan.connections(), plan.rounds(), plan.warmup().toNanos() / 1e9,
                        plan.duration().toNanos() / 1e9, plan.seed(), plan.pinning(), plan.contenders(),
                        GENERATOR_FLAGS),
                List.of(), List.of());
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
        List<Contender> fit = plan.contenders().stream().filter(this::isFit).toList();
        Random random = new Random(plan.seed());
        for (int round = 1; round <= plan.rounds(); round++) {
            List<Contender> order = new ArrayList<>(fit);
            Collections.shuffle(order, random);
            for (Contender contender : order) {
                add(trial(round, contender));
            }
        }
    }

    private boolean isFit(Contender contender) {
        return results.checked().stream()
                .anyMatch(checked -> checked.contender().equals(contender.name()) && isPass(checked));
    }

    private void checkAll() throws IOException, InterruptedException {
        try (ExecutorService pool = Executors.newFixedThreadPool(CHECKED_AT_ONCE)) {
            List<Future<Results.Checked>> running = plan.contenders().stream()
                    .map(contender -> pool.submit(() -> check(contender)))
                    .toList();
            for (int i = 0; i < running.size(); i++) {
                String what = "checking " + plan.contenders().get(i).name();
                progress.begins(what);
                Results.Checked checked = running.get(i).get();
                List<Results.Checked> all = new ArrayList<>(results.checked());
                all.add(checked);
                record(all, results.trials());
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
                yield isPass(one) ? one : many;
            }
        };
    }

    private static Results.Checked check(Contender contender, List<Check> checks, boolean oneClient)
            throws InterruptedException {
        try (Candidate candidate = Candidate.command(contender.command())) {
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

    private static boolean isPass(Results.Checked checked) {
        return checked.verdict().equals(word(Verdict.PASS));
    }

    private static String word(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }

    /** One fresh server under load. A server that does not bear it is a result too. */
    private Results.Trial trial(int round, Contender contender) throws InterruptedException {
        progress.begins("round " + round + " of " + plan.rounds() + ": " + contender.name());
        Results.Trial trial;
        try (ServerProcess server = ServerProcess.start(plan.pinning().server(contender.command()), 0)) {
            trial = load(round, contender, server);
        } catch (IOException e) {
            trial = new Results.Trial(round, contender.name(), null, "the server did not start: " + e.getMessage());
        }
        if (trial.error() != null) {
            Thread.sleep(IS_IT_THE_END);
        }
        return trial;
    }

    private Results.Trial load(int round, Contender contender, ServerProcess server)
            throws IOException, InterruptedException {
        Process generator = Children.start(new ProcessBuilder(plan.pinning().generator(generatorCommand(server)))
                .redirectError(ProcessBuilder.Redirect.PIPE));
        try {
            generator.getOutputStream().close();
            String json = new String(generator.getInputStream().readAllBytes(), UTF_8);
            String complaint = new String(generator.getErrorStream().readAllBytes(), UTF_8).strip();
            generator.waitFor();
            if (!server.isAlive()) {
                return new Results.Trial(round, contender.name(), null,
                        "the server died under load" + server.lastWords());
            }
            LoadReport report = json.isBlank() ? null : mapper.readValue(json, LoadReport.class);
            return new Results.Trial(round, contender.name(), report,
                    report == null ? "the generator failed: " + complaint : trouble(report));
        } catch (JacksonException e) {
            return new Results.Trial(round, contender.name(), null,
                    "the generator was ended: " + e.getOriginalMessage());
        } finally {
            Children.kill(generator);
        }
    }

    /** What makes a trial's figures worthless, in words; {@code null} if nothing does. */
    private static String trouble(LoadReport report) {
        if (report.result().wrongAnswers() > 0) {
            return report.result().wrongAnswers() + " connections got wrong answers";
        }
        if (report.result().lost() > 0) {
            return report.result().lost() + " connections were lost: " + report.result().firstTrouble();
        }
        return report.result().answers() == 0 ? "not one answer came" : null;
    }

    private List<String> generatorCommand(ServerProcess server) {
        return Self.command(GENERATOR_FLAGS, List.of("load", "127.0.0.1:" + server.address().getPort(),
                "-c", Integer.toString(plan.connections()),
                "-w", Durations.format(plan.warmup()),
                "-d", Durations.format(plan.duration()),
                "--pid", Long.toString(server.handle().pid()),
                "--format", "json"));
    }

    private void add(Results.Trial trial) throws IOException, InterruptedException {
        if (stopped) {
            Thread.sleep(Duration.ofDays(1)); // this JVM ends in a moment, and what has failed failed because of it
        }
        List<Results.Trial> trials = new ArrayList<>(results.trials());
        trials.add(trial);
        record(results.checked(), trials);
        progress.done(trial.contender() + ": " + (trial.error() == null
                ? String.format("%,.0f answers/s", trial.report().result().answersPerSecond())
                : trial.error()));
    }

    private void record(List<Results.Checked> checked, List<Results.Trial> trials) throws IOException {
        Results before = results;
        results = new Results(before.schema(), before.program(), before.startedAt(), before.commandLine(),
                before.machine(),
                before.setup(), checked, trials);
        file.write(results);
    }
}
