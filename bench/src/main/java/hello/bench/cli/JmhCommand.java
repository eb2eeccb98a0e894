package hello.bench.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import hello.bench.WholeFile;
import hello.bench.compare.Origin;
import hello.bench.jmh.Forks;
import hello.bench.jmh.MicroResults;
import hello.bench.jmh.MicroTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code hello jmh}. */
@Command(name = "jmh", description = {
    "Microbenchmarks: what it costs to hand over control, which on loopback the kernel hides.",
    "All of JMH's own arguments pass through; hello jmh -h lists them, hello jmh -lp the benchmarks."
}, customSynopsis = "hello jmh [--summary] [--seed=N] [JMH ARGS]", footer = {
    "",
    "hello jmh HandOver                         one class, in six forks, interleaved",
    "hello jmh RoundTrip -p model=loom -f 1     one model, once",
    "hello jmh Spawn -prof gc                   with bytes per operation",
    "",
    "Each fork is written to results/microbenchmarks.json (or to -rff FILE) when it",
    "ends; Ctrl-C keeps them. hello report results.json --jmh FILE draws them."
})
public final class JmhCommand implements Callable<Integer> {
    private static final Path DEFAULT = Path.of("results", "microbenchmarks.json");

    @Option(names = "--summary", description = "Measure nothing: show the table of results that are there.")
    private boolean summary;

    @Option(names = "--seed", paramLabel = "N", description = "Of the order (default: a new one each time; it is printed).")
    private Long seed;

    @Option(names = "--help", usageHelp = true, description = "Show this help message and exit (-h: JMH's own).")
    @SuppressWarnings("UnusedVariable") // Picocli asks the annotation, not the field
    private boolean help;

    @Unmatched
    private List<String> commandLine = new ArrayList<>(); // Picocli adds to it

    @Spec
    private CommandSpec spec;

    /** For Picocli. */
    public JmhCommand() {}

    @Override
    public Integer call() throws UserError, IOException {
        try {
            CommandLineOptions options = new CommandLineOptions(commandLine.toArray(String[]::new));
            if (options.shouldHelp() || options.shouldList() || options.shouldListWithParams()
                    || options.shouldListProfilers() || options.shouldListResultFormats()) {
                org.openjdk.jmh.Main.main(commandLine.toArray(String[]::new));
                return ExitCode.HOLDS;
            }
            boolean json = options.getResultFormat().orElse(ResultFormatType.JSON) == ResultFormatType.JSON;
            Path file = json && options.getResult().hasValue() ? Path.of(options.getResult().orElse("")) : DEFAULT;
            return summary ? show(file, options.getIncludes()) : measure(options, file);
        } catch (RunnerException e) {
            throw new UserError(ExitCode.UNDECIDED, "JMH cannot run: " + e.getMessage(), e);
        } catch (CommandLineOptionException e) {
            throw new UserError(ExitCode.USAGE, "JMH does not understand this (" + e.getMessage()
                    + "): hello jmh -h lists its arguments", e);
        }
    }

    private int show(Path file, List<String> names) throws UserError {
        try {
            MicroResults chosen = MicroResults.read(file, Json.MAPPER).only(names);
            if (chosen.benchmarks().isEmpty()) {
                throw new UserError(ExitCode.USAGE, "no benchmark of such a name is in " + file);
            }
            print(chosen);
            return ExitCode.HOLDS;
        } catch (IOException e) {
            throw UserError.cannotRead(file, e, "measure first (hello jmh), or name another file with -rff");
        }
    }

    private int measure(CommandLineOptions options, Path file)
            throws UserError, IOException, CommandLineOptionException, RunnerException {
        long order = seed == null ? ThreadLocalRandom.current().nextInt(1, 1_000_000) : seed;
        Forks forks = new Forks(commandLine, order, Json.MAPPER,
                Origin.now(spec.root().commandLine().getParseResult().originalArgs()));
        if (forks.count() == 0) {
            throw new UserError(ExitCode.USAGE, "no benchmark has such a name: hello jmh -l lists them");
        }
        PrintWriter err = spec.commandLine().getErr();
        err.println(String.format("%,d forks, interleaved: about %s. Seed %d.", forks.count(),
                CompareCommand.minutes(forks.estimate()), order));
        err.flush();
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            WholeFile.keepOlder(file);
        } catch (IOException e) {
            throw UserError.cannotWrite(file, e, "choose another file with -rff");
        }
        Steps progress = Steps.start("jmh", forks.count(), 0);
        Thread interrupted = new Thread(() -> {
            forks.stop();
            progress.close();
            finish(forks, options, file);
        }, "show-results");
        Runtime.getRuntime().addShutdownHook(interrupted);
        // After each fork, so that nothing is lost.
        forks.run(progress, () -> WholeFile.replace(file, next -> Json.MAPPER.writeValue(next.toFile(), forks.json())));
        Runtime.getRuntime().removeShutdownHook(interrupted);
        progress.close();
        finish(forks, options, file);
        return forks.failures().isEmpty() ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD;
    }

    private void finish(Forks forks, CommandLineOptions options, Path file) {
        PrintWriter err = spec.commandLine().getErr();
        forks.failures().forEach((benchmark, reason) -> err.println(benchmark + " failed:\n" + reason));
        MicroResults results = MicroResults.of(forks.json(), forks.origin());
        if (!results.benchmarks().isEmpty()) {
            print(results);
            spec.commandLine().getOut().println("All figures: " + file);
            spec.commandLine().getOut().flush();
        }
        ResultFormatType asked = options.getResultFormat().orElse(ResultFormatType.JSON);
        if (asked != ResultFormatType.JSON) {
            Path other = Path.of(options.getResult().orElse("jmh-result." + asked.toString().toLowerCase(Locale.ROOT)));
            try {
                WholeFile.replace(other.toAbsolutePath(), next -> Files.writeString(next, forks.written(asked), UTF_8));
            } catch (IOException e) {
                err.println("hello: " + UserError.cannotWrite(other, e, "the same is in " + file).getMessage());
            }
        }
        err.flush();
    }

    private void print(MicroResults results) {
        PrintWriter out = spec.commandLine().getOut();
        MicroTable.lines(results).forEach(out::println);
        out.flush();
    }
}
