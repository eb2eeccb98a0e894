package hello.bench.cli;

import hello.bench.Model;
import hello.bench.Models;
import hello.bench.Self;
import hello.bench.compare.Against;
import hello.bench.compare.ComparePlan;
import hello.bench.compare.Comparison;
import hello.bench.compare.Contender;
import hello.bench.compare.Machine;
import hello.bench.compare.Pinning;
import hello.bench.compare.ResultTable;
import hello.bench.compare.Results;
import hello.bench.compare.ResultsFile;
import hello.bench.compare.Scenario;
import hello.bench.report.HtmlReport;
import hello.bench.stats.SignedRanks;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hello compare}. */
@Command(name = "compare", description = "Models, and servers in any language, side by side: each is checked, then measured in fresh processes, "
        + "in turn, in an order shuffled per round. Without a profile it is a quick look: one scenario, and no verdicts.", mixinStandardHelpOptions = true, footer = {
            "",
            "Ctrl-C keeps what is measured, and --resume goes on.",
            "Exit codes: 0 all were measured, 1 one failed its checks or a run, 2 wrong usage,",
            "3 nothing could be measured, 4 a gate (--fail-if-slower) was breached."
        })
public final class CompareCommand implements Callable<Integer> {
    /** What may stand beside --resume: it goes on as it began. */
    private static final Set<String> WITH_RESUME = Set.of("--resume", "--out", "--format", "--against",
            "--fail-if-slower", "--verbose");

    @Parameters(paramLabel = "MODEL", arity = "0..*", completionCandidates = ModelNames.class, description = "${COMPLETION-CANDIDATES} (default: all of them)")
    private List<String> models = List.of();

    @Option(names = "--exec", paramLabel = "NAME='CMD {port}'", description = "A server in any language, to be compared too; may be given several times. "
            + "With {work} in it, it is given the work of the scenario (none, wait:20ms, cpu:ROUNDS).")
    private List<String> exec = List.of();

    @Option(names = "--scenario", paramLabel = "NAME", split = ",", completionCandidates = ScenarioNames.class, description = "What to put them through, or all; hello list --scenarios says what each teaches (default: the profile's).")
    private List<String> scenarios = List.of();

    @ArgGroup
    private Profiles profiles = new Profiles();

    @Option(names = {"-c",
        "--connections"}, paramLabel = "N", description = "How many clients speak (default: the scenario's; ping has one).")
    private Integer connections;

    @Option(names = "--rounds", paramLabel = "N", description = "How often each is measured, an even number (default: the profile's).")
    private Integer rounds;

    @Option(names = {"-d",
        "--duration"}, paramLabel = "TIME", description = "How long each time (default: the profile's).")
    private Duration duration;

    @Option(names = {"-w",
        "--warmup"}, paramLabel = "TIME", description = "How long before that, uncounted (default: the profile's).")
    private Duration warmup;

    @Option(names = "--seed", paramLabel = "N", description = "Of the order (default: a new one each time; it is printed).")
    private Long seed;

    @Option(names = "--reference", paramLabel = "NAME", description = "With whom the others are compared (default: nio-loop, or the first).")
    private String reference;

    @Option(names = "--threshold", paramLabel = "PERCENT", defaultValue = "2%", converter = Percent.Converter.class, description = "The difference that does not matter (default: ${DEFAULT-VALUE}).")
    private Percent threshold;

    @Option(names = "--server-cpus", paramLabel = "N", defaultValue = "1", description = "How many CPUs each server gets, where they can be pinned (default: ${DEFAULT-VALUE}).")
    private int serverCpus;

    @Option(names = "--jvm-args", paramLabel = "'ARGS'", defaultValue = "", description = "More JVM options for every model; an option given here wins over the usual one.")
    private String jvmArgs;

    @Option(names = "--out", paramLabel = "DIR", defaultValue = "results", description = "Where results.json, results.csv and report.html go (default: ${DEFAULT-VALUE}); an older results.json there is kept.")
    private Path out;

    @Option(names = "--resume", description = "Go on with the comparison in DIR that was interrupted.")
    private boolean resume;

    @Option(names = "--against", paramLabel = "FILE", description = "The results.json of an older comparison: says what has changed since.")
    private Path against;

    @Option(names = "--fail-if-slower", paramLabel = "PERCENT", converter = Percent.Converter.class, description = "With --against: exit code 4 if a server has become slower by more than this, beyond chance.")
    private Percent gate;

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}", defaultValue = "text", paramLabel = "FORMAT")
    private Format format;

    @Spec
    private CommandSpec spec;

    /** One of them at most. */
    private static final class Profiles {
        @Option(names = "--quick", description = "A first look, under two minutes; too short for verdicts (the default).")
        @SuppressWarnings("UnusedVariable") // it is the default, and may be said
        private boolean quick;

        @Option(names = "--standard", description = "crowd and slow-backend with verdicts: 12 rounds.")
        private boolean standard;

        @Option(names = "--thorough", description = "All scenarios, 20 rounds: for a night.")
        private boolean thorough;

        private Profile chosen() {
            return thorough ? Profile.THOROUGH : standard ? Profile.STANDARD : Profile.QUICK;
        }
    }

    /** For Picocli. */
    public CompareCommand() {}

    @Override
    public Integer call() throws UserError, IOException, InterruptedException {
        if (gate != null && against == null) {
            throw new UserError(ExitCode.USAGE, "--fail-if-slower needs something to compare with: give --against");
        }
        Results before = against == null ? null : read(against, "--against");
        Results begun = resume ? toResume() : blank();
        ResultsFile file = resultsFile();
        announce(begun);
        Steps progress = Steps.start("compare", begun.plan().steps(),
                begun.checked().size() + begun.trials().size());
        Comparison comparison = new Comparison(begun, file, Json.MAPPER, progress);
        Thread interrupted = new Thread(() -> {
            comparison.stop();
            progress.close();
            finish(comparison.results(), file, null);
        }, "keep-results");
        Runtime.getRuntime().addShutdownHook(interrupted);
        comparison.run();
        Runtime.getRuntime().removeShutdownHook(interrupted);
        progress.close();
        Results results = comparison.results();
        Against changes = before == null ? null : Against.of(before, results);
        finish(results, file, changes);
        return exitCode(results, changes);
    }

    private static Results read(Path file, String option) throws UserError {
        try {
            return ResultsFile.read(file, Json.MAPPER);
        } catch (IOException e) {
            throw UserError.cannotRead(file, e, "check " + option);
        }
    }

    private Results toResume() throws UserError {
        String others = spec.commandLine().getParseResult().matchedOptions().stream()
                .map(OptionSpec::longestName)
                .filter(name -> !WITH_RESUME.contains(name))
                .collect(Collectors.joining(" "));
        if (!others.isEmpty() || !models.isEmpty()) {
            throw new UserError(ExitCode.USAGE, "--resume goes on as it began: leave out "
                    + (others.isEmpty() ? String.join(" ", models) : others));
        }
        Results begun = read(out.resolve("results.json"), "--out");
        if (!begun.machine().equals(Machine.current())) {
            throw new UserError(ExitCode.USAGE,
                    "the results in " + out + " are of another machine or JDK: leave out --resume to begin anew");
        }
        return begun;
    }

    private Results blank() throws UserError {
        return Comparison.blank(plan(), spec.root().commandLine().getParseResult().originalArgs());
    }

    private ComparePlan plan() throws UserError {
        Profile profile = profiles.chosen();
        int manyRounds = rounds == null ? profile.rounds() : rounds;
        double seconds = duration == null ? profile.durationSeconds() : duration.toNanos() / 1e9;
        if ((connections != null && connections < 1) || manyRounds < 1 || seconds <= 0 || serverCpus < 1) {
            throw new UserError(ExitCode.USAGE,
                    "a comparison needs at least one connection (-c), one round, some time (-d) and one CPU");
        }
        if (manyRounds % 2 == 1) {
            throw new UserError(ExitCode.USAGE, "every second round is the one before it backwards: give an even number"
                    + " with --rounds");
        }
        List<Contender> contenders = contenders();
        Contender base = reference(contenders);
        contenders.add(contenders.indexOf(base) + 1, base.again());
        if (contenders.stream().map(Contender::name).distinct().count() < contenders.size()) {
            throw new UserError(ExitCode.USAGE, "two of the servers have the same name: give each another one");
        }
        return new ComparePlan(chosenScenarios(profile), contenders, base.name(), connections == null ? 0 : connections,
                manyRounds, warmup == null ? profile.warmupSeconds() : warmup.toNanos() / 1e9, seconds,
                seed == null ? ThreadLocalRandom.current().nextInt(1, 1_000_000) : seed, threshold.share(),
                Pinning.detect(serverCpus), serverFlags(), Comparison.GENERATOR_FLAGS);
    }

    private List<Contender> contenders() throws UserError {
        List<Contender> contenders = new ArrayList<>();
        for (Model model : models.isEmpty() && exec.isEmpty() ? Models.all() : ModelConverter.findAll(models)) {
            contenders.add(contender(model));
        }
        for (String foreign : exec) {
            contenders.add(foreign(foreign));
        }
        return contenders;
    }

    private Contender reference(List<Contender> contenders) throws UserError {
        String name = reference == null ? "nio-loop" : reference;
        return contenders.stream()
                .filter(contender -> contender.name().equals(name))
                .findFirst()
                .or(() -> contenders.stream().filter(contender -> reference == null).findFirst())
                .orElseThrow(() -> new UserError(ExitCode.USAGE,
                        "'" + reference + "' is none of the servers that are compared: check --reference"));
    }

    private List<String> chosenScenarios(Profile profile) throws UserError {
        if (scenarios.isEmpty()) {
            return profile.scenarios().stream().map(Scenario::title).toList();
        }
        if (scenarios.equals(List.of("all"))) {
            return Arrays.stream(Scenario.values()).map(Scenario::title).toList();
        }
        for (String name : scenarios) {
            if (Scenario.find(name).isEmpty()) {
                throw new UserError(ExitCode.USAGE, "there is no scenario '" + name + "', there are all, "
                        + String.join(", ", new ScenarioNames()));
            }
        }
        return scenarios.stream().distinct().toList();
    }

    private Contender contender(Model model) throws UserError {
        return new Contender(model.name(), Self.serve(serverFlags(), model, List.of("--work", Contender.WORK)),
                model.oneClient() ? Contender.Clients.ONE : Contender.Clients.MANY, false);
    }

    private List<String> serverFlags() throws UserError {
        List<String> flags = new ArrayList<>(Comparison.SERVER_FLAGS);
        flags.addAll(CommandWords.splitOptions(jvmArgs));
        return flags;
    }

    private static Contender foreign(String exec) throws UserError {
        int equals = exec.indexOf('=');
        if (equals < 1) {
            throw new UserError(ExitCode.USAGE, "--exec needs a name and a command: --exec NAME='CMD {port}'");
        }
        return new Contender(exec.substring(0, equals), CommandWords.split(exec.substring(equals + 1)),
                Contender.Clients.NOT_KNOWN, false);
    }

    private ResultsFile resultsFile() throws UserError {
        try {
            return resume ? ResultsFile.toContinue(out, Json.MAPPER) : ResultsFile.in(out, Json.MAPPER);
        } catch (IOException e) {
            throw UserError.cannotWrite(out, e, "choose another folder with --out");
        }
    }

    private void announce(Results begun) {
        if (format != Format.text) {
            return;
        }
        ComparePlan plan = begun.plan();
        PrintWriter err = spec.commandLine().getErr();
        long servers = plan.contenders().stream().filter(contender -> !contender.control()).count();
        err.println(String.format("Checking %s, then %d rounds of each and of a control in %s: about %s. Seed %d;",
                servers == 1 ? "1 server" : servers + " servers", plan.rounds(),
                String.join(", ", plan.scenarios()), minutes(plan.estimate()), plan.seed()));
        err.println(plan.pinning().inWords() + ".");
        if (!begun.trials().isEmpty()) {
            err.println(begun.trials().size() + " trials are there already.");
        }
        if (plan.verdicts() && SignedRanks.smallestP(plan.rounds()) > 0.05 / Math.max(1, servers - 1)) {
            err.println(
                    String.format("%d rounds can give verdicts of fewer rivals than %d; 12 are enough for a hundred.",
                            plan.rounds(), servers - 1));
        }
        err.flush();
    }

    static String minutes(Duration duration) {
        return duration.toSeconds() < 120 ? duration.toSeconds() + " s" : duration.toMinutes() + " min";
    }

    private void finish(Results results, ResultsFile file, Against changes) {
        Path page = file.path().resolveSibling("report.html");
        try {
            ReportCommand.write(HtmlReport.of(results), page);
        } catch (UserError e) {
            spec.commandLine().getErr().println("hello: " + e.getMessage()); // the figures are safe in results.json
        }
        show(results, file, page, changes);
    }

    private void show(Results results, ResultsFile file, Path page, Against changes) {
        PrintWriter stdout = spec.commandLine().getOut();
        if (format == Format.json) {
            stdout.println(Json.MAPPER.writeValueAsString(results));
        } else {
            ResultTable.lines(results).forEach(stdout::println);
            if (changes != null) {
                stdout.println();
                stdout.println("Now beside " + against + ":");
                changes.lines(results.plan().threshold()).forEach(stdout::println);
            }
            if (!results.checked().isEmpty()) {
                stdout.println("All figures: " + file.path() + ", and to look at: " + page);
            }
        }
        stdout.flush();
    }

    private int exitCode(Results results, Against changes) {
        if (results.trials().stream().allMatch(trial -> trial.error() != null)) {
            return ExitCode.UNDECIDED;
        }
        boolean allFit = results.checked().stream().allMatch(checked -> checked.troubles().isEmpty());
        boolean allRan = results.trials().stream().allMatch(trial -> trial.error() == null);
        if (!allFit || !allRan) {
            return ExitCode.DOES_NOT_HOLD;
        }
        return gate == null || changes.breaches(gate.share()).isEmpty() ? ExitCode.HOLDS : ExitCode.BREACHED;
    }
}
