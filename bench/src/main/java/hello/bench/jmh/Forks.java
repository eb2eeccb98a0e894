package hello.bench.jmh;

import hello.bench.Progress;
import hello.bench.compare.Origin;
import hello.bench.compare.Rounds;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.Defaults;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.VerboseMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Runs benchmarks with JMH, one fork at a time. JMH itself runs all forks of one benchmark and then all of the next, so that
 * whatever drifts on the machine falls on one of them and looks like a difference. Here a round has one fork of each, in a
 * shuffled order ({@link Rounds}), and there are as many rounds as there would have been forks. For one thread.
 */
public final class Forks {
    /** What is said in each element beside what JMH says, which its viewers leave alone. */
    static final String ORIGIN = "hello";

    /** What a JVM takes to start and to end, seconds, roughly. */
    private static final double AROUND_A_FORK = 1.5;

    private final String[] commandLine;
    private final CommandLineOptions options;
    private final List<OneBenchmark> benchmarks;
    private final long seed;
    private final JsonMapper mapper;
    private final Origin origin;
    private final Map<OneBenchmark, RunResult> results = new HashMap<>();
    private final Map<OneBenchmark, JsonNode> json = new HashMap<>(); // the same: to make it takes JMH long
    private volatile boolean stopped;
    private final Map<String, String> failures = new LinkedHashMap<>();

    /**
     * Finds what is to be run.
     *
     * @param commandLine JMH's own: which benchmarks, how many forks, which parameters
     * @param seed of the order
     * @param mapper how JSON is read
     * @param origin how this came about, written beside the figures
     * @throws CommandLineOptionException if JMH does not understand it
     */
    public Forks(List<String> commandLine, long seed, JsonMapper mapper, Origin origin)
            throws CommandLineOptionException {
        this.mapper = mapper;
        this.origin = origin;
        this.commandLine = commandLine.toArray(String[]::new);
        this.options = new CommandLineOptions(this.commandLine);
        this.seed = seed;
        this.benchmarks = BenchmarkList.defaultList()
                .find(silent(), options.getIncludes(), options.getExcludes()).stream()
                .flatMap(entry -> OneBenchmark.of(entry, options).stream())
                .distinct()
                .toList();
    }

    /** Ends it: the fork that runs is killed and counts for nothing, and no other begins. Any thread. */
    public synchronized void stop() {
        stopped = true;
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    }

    private static OutputFormat silent() {
        return OutputFormatFactory.createFormatInstance(new PrintStream(PrintStream.nullOutputStream(), false,
                StandardCharsets.UTF_8), VerboseMode.SILENT);
    }

    /**
     * How these came about.
     *
     * @return as it was given
     */
    public Origin origin() {
        return origin;
    }

    /**
     * How many forks it will be.
     *
     * @return 0 if no benchmark has such a name
     */
    public int count() {
        return benchmarks.stream().mapToInt(OneBenchmark::rounds).sum();
    }

    /**
     * How long it will take.
     *
     * @return roughly; what counts operations instead of seconds is counted as a second
     */
    public Duration estimate() {
        return Duration.ofMillis(benchmarks.stream()
                .mapToLong(one -> Math.round(one.rounds() * (one.seconds() + AROUND_A_FORK) * 1e3))
                .sum());
    }

    /** What is done after each fork, lest anything be lost. */
    @FunctionalInterface
    public interface AfterFork {
        /**
         * Writes it down.
         *
         * @throws IOException if that cannot be done
         */
        void keep() throws IOException;
    }

    /**
     * Runs all forks.
     *
     * @param progress who is told
     * @param after is called after each fork, when {@link #json()} has it
     * @throws RunnerException if JMH cannot run at all, for instance because it is running elsewhere; a benchmark that fails is
     *     among the {@link #failures()} instead
     * @throws IOException if what is called after each fork throws it
     */
    public void run(Progress progress, AfterFork after) throws RunnerException, IOException {
        int rounds = benchmarks.stream().mapToInt(OneBenchmark::rounds).max().orElse(0);
        int round = 0;
        for (List<OneBenchmark> block : Rounds.of(benchmarks, rounds, new Random(seed))) {
            round++;
            for (OneBenchmark one : block) {
                if (stopped) {
                    return;
                }
                if (round <= one.rounds()) {
                    progress.begins(one.toString());
                    progress.done(one + ": " + fork(one));
                    after.keep();
                }
            }
        }
    }

    private String fork(OneBenchmark one) throws RunnerException {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        Collection<RunResult> found = new Runner(narrowed(one), format(kept)).run();
        synchronized (this) {
            if (stopped) {
                return "stopped";
            }
            for (RunResult result : found) {
                RunResult all = results.merge(one, result, Forks::together);
                JsonNode node = mapper.readTree(written(ResultFormatType.JSON, List.of(all))).get(0);
                // Each fork was made by a run of its own, which knew of no other.
                ((ObjectNode) node).put("forks", all.getBenchmarkResults().size());
                ((ObjectNode) node).set(ORIGIN, mapper.valueToTree(origin));
                json.put(one, node);
            }
            if (found.isEmpty()) {
                failures.putIfAbsent(one.toString(), reason(kept.toString(StandardCharsets.UTF_8)));
                return "failed";
            }
        }
        return found.stream()
                .map(result -> String.format("%,.3f %s", result.getPrimaryResult().getScore(),
                        result.getPrimaryResult().getScoreUnit()))
                .collect(Collectors.joining(", "));
    }

    private static RunResult together(RunResult before, RunResult fork) {
        List<BenchmarkResult> forks = new ArrayList<>(before.getBenchmarkResults());
        forks.addAll(fork.getBenchmarkResults());
        return new RunResult(before.getParams(), forks);
    }

    /** Of all that JMH prints, what the fork said, without where; nothing if JMH has printed it elsewhere already. */
    private static String reason(String printed) {
        return printed.lines()
                .dropWhile(line -> !line.startsWith("# Fork: "))
                .skip(1)
                .takeWhile(line -> !line.startsWith("# Run complete"))
                .filter(line -> !line.isBlank() && !line.startsWith("\tat ") && !line.startsWith("WARNING: "))
                .collect(Collectors.joining("\n"));
    }

    private CommandLineOptions narrowed(OneBenchmark one) {
        try {
            return one.narrow(commandLine);
        } catch (CommandLineOptionException e) {
            throw new IllegalStateException("it was understood before", e);
        }
    }

    /** What JMH prints goes where it was told to; if it was told nothing it is kept, to be shown if the benchmark fails. */
    private OutputFormat format(ByteArrayOutputStream kept) throws RunnerException {
        VerboseMode verbosity = options.verbosity().orElse(Defaults.VERBOSITY);
        try {
            if (options.getOutput().hasValue()) {
                return OutputFormatFactory.createFormatInstance(
                        new PrintStream(new FileOutputStream(options.getOutput().orElse(""), true), true,
                                StandardCharsets.UTF_8),
                        verbosity);
            }
        } catch (IOException e) {
            throw new RunnerException("cannot write what JMH prints (-o): " + e.getMessage(), e);
        }
        return OutputFormatFactory.createFormatInstance(options.verbosity().hasValue()
                ? new Unclosed(System.out)
                : new PrintStream(kept, true, StandardCharsets.UTF_8), verbosity);
    }

    /** JMH closes what it prints to when one run ends; there are more to come. */
    private static final class Unclosed extends PrintStream {
        Unclosed(PrintStream to) {
            super(to, true, StandardCharsets.UTF_8);
        }

        @Override
        public void close() {
            flush();
        }
    }

    /**
     * All that was measured, as JMH writes it, each fork as one row of the raw data. Any thread.
     *
     * @return the elements of JMH's array
     */
    public synchronized List<JsonNode> json() {
        return benchmarks.stream().map(json::get).filter(Objects::nonNull).toList();
    }

    /**
     * The same in another of JMH's formats. Any thread.
     *
     * @param type which
     * @return text
     */
    public synchronized String written(ResultFormatType type) {
        return written(type, benchmarks.stream().map(results::get).filter(Objects::nonNull).toList());
    }

    private static String written(ResultFormatType type, List<RunResult> results) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ResultFormatFactory.getInstance(type, new PrintStream(bytes, true, StandardCharsets.UTF_8)).writeOut(results);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /**
     * What failed. Any thread.
     *
     * @return for each benchmark that failed what JMH said of it the first time
     */
    public synchronized Map<String, String> failures() {
        return new LinkedHashMap<>(failures);
    }
}
