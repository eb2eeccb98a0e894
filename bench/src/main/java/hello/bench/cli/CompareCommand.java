package hello.bench.cli;

import hello.bench.Model;
import hello.bench.Models;
import hello.bench.Self;
import hello.bench.compare.Comparison;
import hello.bench.compare.ComparePlan;
import hello.bench.compare.Contender;
import hello.bench.compare.Pinning;
import hello.bench.compare.ResultTable;
import hello.bench.compare.Results;
import hello.bench.compare.ResultsFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hello compare}. */
@Command(name = "compare", description = "Models, and servers in any language, side by side: each is checked, then measured in fresh processes, "
        + "in turn, in an order shuffled per round.", mixinStandardHelpOptions = true, footer = {
            "",
            "Ctrl-C keeps what is measured. Exit codes: 0 all were measured, 1 one failed its checks or a run,",
            "2 wrong usage, 3 nothing could be measured."
        })
public final class CompareCommand implements Callable<Integer> {
    @Parameters(paramLabel = "MODEL", arity = "0..*", completionCandidates = ModelNames.class, description = "${COMPLETION-CANDIDATES} (default: all of them)")
    private List<String> models = List.of();

    @Option(names = "--exec", paramLabel = "NAME='CMD {port}'", description = "A server in any language, to be compared too; may be given several times.")
    private List<String> exec = List.of();

    @Option(names = {"-c",
        "--connections"}, paramLabel = "N", defaultValue = "64", description = "How many clients (default: ${DEFAULT-VALUE}).")
    private int connections;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "3", description = "How often each is measured (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = {"-d",
        "--duration"}, paramLabel = "TIME", defaultValue = "1500ms", description = "How long each time (default: ${DEFAULT-VALUE}).")
    private Duration duration;

    @Option(names = {"-w",
        "--warmup"}, paramLabel = "TIME", defaultValue = "1s", description = "How long before that, uncounted (default: ${DEFAULT-VALUE}).")
    private Duration warmup;

    @Option(names = "--seed", paramLabel = "N", description = "Of the order (default: a new one each time; it is printed).")
    private Long seed;

    @Option(names = "--server-cpus", paramLabel = "N", defaultValue = "1", description = "How many CPUs each server gets, where they can be pinned (default: ${DEFAULT-VALUE}).")
    private int serverCpus;

    @Option(names = "--jvm-args", paramLabel = "'ARGS'", defaultValue = "", description = "More JVM options for every model; an option given here wins over the usual one.")
    private String jvmArgs;

    @Option(names = "--out", paramLabel = "DIR", defaultValue = "results", description = "Where results.json goes (default: ${DEFAULT-VALUE}); an older one there is kept.")
    private Path out;

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}", defaultValue = "text", paramLabel = "FORMAT")
    private Format format;

    @Spec
    private CommandSpec spec;

    /** For Picocli. */
    public CompareCommand() {}

    @Override
    public Integer call() throws UserError, IOException, InterruptedException {
        ComparePlan plan = plan();
        ResultsFile file = resultsFile();
        announce(plan);
        CompareProgress progress = CompareProgress.start(plan);
        List<String> commandLine = spec.root().commandLine().getParseResult().originalArgs();
        Comparison comparison = new Comparison(plan, commandLine, file, Json.MAPPER, progress);
        Thread interrupted = new Thread(() -> {
            comparison.stop();
            progress.close();
            show(comparison.results(), file);
        }, "keep-results");
        Runtime.getRuntime().addShutdownHook(interrupted);
        comparison.run();
        Runtime.getRuntime().removeShutdownHook(interrupted);
        progress.close();
        show(comparison.results(), file);
        return exitCode(comparison.results());
    }

    private ComparePlan plan() throws UserError {
        if (connections < 1 || rounds < 1 || duration.isZero() || serverCpus < 1) {
            throw new UserError(ExitCode.USAGE,
                    "a comparison needs at least one connection (-c), one round, some time (-d) and one CPU");
        }
        List<Contender> contenders = new ArrayList<>();
        for (Model model : models.isEmpty() && exec.isEmpty() ? Models.all() : ModelConverter.findAll(models)) {
            contenders.add(contender(model));
        }
        for (String foreign : exec) {
            contenders.add(foreign(foreign));
        }
        if (contenders.stream().map(Contender::name).distinct().count() < contenders.size()) {
            throw new UserError(ExitCode.USAGE, "two of the servers have the same name: give each another one");
        }
        return new ComparePlan(contenders, connections, rounds, warmup, duration,
                seed == null ? ThreadLocalRandom.current().nextInt(1, 1_000_000) : seed, Pinning.detect(serverCpus));
    }

    private Contender contender(Model model) throws UserError {
        List<String> flags = new ArrayList<>(Comparison.SERVER_FLAGS);
        flags.addAll(CommandWords.splitOptions(jvmArgs));
        return new Contender(model.name(), Self.serve(flags, model, List.of()),
                model.oneClient() ? Contender.Clients.ONE : Contender.Clients.MANY);
    }

    private static Contender foreign(String exec) throws UserError {
        int equals = exec.indexOf('=');
        if (equals < 1) {
            throw new UserError(ExitCode.USAGE, "--exec needs a name and a command: --exec NAME='CMD {port}'");
        }
        return new Contender(exec.substring(0, equals), CommandWords.split(exec.substring(equals + 1)),
                Contender.Clients.NOT_KNOWN);
    }

    private ResultsFile resultsFile() throws UserError {
        try {
            return ResultsFile.in(out, Json.MAPPER);
        } catch (IOException e) {
            throw new UserError(ExitCode.USAGE, "cannot write to " + out + " (" + e.getMessage()
                    + "): choose another folder with --out", e);
        }
    }

    private void announce(ComparePlan plan) {
        if (format == Format.text) {
            PrintWriter err = spec.commandLine().getErr();
            err.println(String.format("Checking %s, then %d rounds of each: about %d s. Seed %d;",
                    plan.contenders().size() == 1 ? "1 server" : plan.contenders().size() + " servers", plan.rounds(),
                    plan.estimate().toSeconds(), plan.seed()));
            err.println(plan.pinning().inWords() + ".");
            err.flush();
        }
    }

    private void show(Results results, ResultsFile file) {
        PrintWriter stdout = spec.commandLine().getOut();
        if (format == Format.json) {
            stdout.println(Json.MAPPER.writeValueAsString(results));
        } else {
            ResultTable.lines(results).forEach(stdout::println);
            if (!results.checked().isEmpty()) {
                stdout.println("All figures: " + file.path());
            }
        }
        stdout.flush();
    }

    private static int exitCode(Results results) {
        if (results.trials().stream().allMatch(trial -> trial.error() != null)) {
            return ExitCode.UNDECIDED;
        }
        boolean allFit = results.checked().stream().allMatch(checked -> checked.troubles().isEmpty());
        boolean allRan = results.trials().stream().allMatch(trial -> trial.error() == null);
        return allFit && allRan ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD;
    }
}
