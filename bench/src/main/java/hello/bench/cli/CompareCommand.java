package hello.bench.cli;

import hello.bench.Model;
import hello.bench.Models;
import hello.bench.Self;
import hello.bench.compare.Against;
import hello.bench.compare.ComparePlan;
import hello.bench.compare.Comparison;
import hello.bench.compare.Contender;
import hello.bench.compare.Isolation;
import hello.bench.compare.Machine;
import hello.bench.compare.Pinning;
import hello.bench.compare.ResultTable;
import hello.bench.compare.Results;
import hello.bench.compare.ResultsFile;
import hello.bench.compare.Scenario;
import hello.bench.docker.DockerRun;
import hello.bench.docker.Limits;
import hello.bench.report.HtmlReport;
import hello.bench.stats.SignedRanks;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    /** What small-box is about, where nothing else is asked for. */
    private static final String SMALL = "256m";

    /** What may stand beside --resume: it goes on as it began. */
    private static final Set<String> WITH_RESUME = Set.of("--resume", "--out", "--format", "--against",
            "--fail-if-slower", "--verbose");

    @Parameters(paramLabel = "MODEL", arity = "0..*", completionCandidates = ModelNames.class, description = "${COMPLETION-CANDIDATES} (default: all of them)")
    private List<String> models = List.of();

    @Option(names = "--exec", paramLabel = "NAME='CMD {port}'", description = "A server in any language, to be compared too; may be given several times. "
            + "With {work} in it, it is given the work of the scenario (none, wait:20ms, cpu:ROUNDS).")
    private List<String> exec = List.of();

    @Option(names = "--image", paramLabel = "NAME='IMAGE [ARGS]'", description = "A server in a container image, to be compared too; may be given several times. "
            + "Its arguments name the port and the work as in --exec; without arguments it gets the port as the only one.")
    private List<String> images = List.of();

    @Option(names = "--isolate", paramLabel = "ENGINE", description = "${COMPLETION-CANDIDATES}: run each model in a container of its own.")
    private Isolator isolate;

    @Option(names = "--isolate-image", paramLabel = "IMAGE", defaultValue = "hello", description = "The image in which the models are: docker build -t hello . makes it (default: ${DEFAULT-VALUE}).")
    private String isolateImage;

    @Option(names = "--cpus", paramLabel = "N", description = "How much of the CPUs each container may use, 0.5 being half of one (default: no limit).")
    private Double cpus;

    @Option(names = "--memory", paramLabel = "SIZE", description = "How much memory each container may use, such as 256m or 1g (default: no limit; 256m in small-box). "
            + "The models' heap is half of it then.")
    private String memory;

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

    /** What keeps servers apart from this machine. */
    private enum Isolator {
        docker
    }

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
        List<String> chosen = chosenScenarios(profile);
        Isolation isolation = isolation(chosen);
        List<Contender> contenders = contenders(isolation);
        Contender base = reference(contenders);
        contenders.add(contenders.indexOf(base) + 1, base.again());
        if (contenders.stream().map(Contender::name).distinct().count() < contenders.size()) {
            throw new UserError(ExitCode.USAGE, "two of the servers have the same name: give each another one");
        }
        return new ComparePlan(chosen, contenders, base.name(), connections == null ? 0 : connections,
                manyRounds, warmup == null ? profile.warmupSeconds() : warmup.toNanos() / 1e9, seconds,
                seed == null ? ThreadLocalRandom.current().nextInt(1, 1_000_000) : seed, threshold.share(),
                Pinning.detect(serverCpus), isolation, serverFlags(isolation), Comparison.GENERATOR_FLAGS);
    }

    /** What the containers are like; null if there are none. */
    private Isolation isolation(List<String> chosen) throws UserError {
        Optional<Scenario> limited = chosen.stream().map(name -> Scenario.find(name).orElseThrow())
                .filter(Scenario::needsLimits).findFirst();
        if (isolate == null && limited.isPresent()) {
            throw new UserError(ExitCode.USAGE,
                    limited.get().title() + " is about limits, which containers have: add --isolate docker");
        }
        if (isolate == null && images.isEmpty()) {
            if (cpus != null || memory != null) {
                throw new UserError(ExitCode.USAGE,
                        "--cpus and --memory limit containers: add --isolate docker, or give --image");
            }
            return null;
        }
        if (cpus != null && !(cpus > 0 && cpus <= Runtime.getRuntime().availableProcessors())) {
            throw new UserError(ExitCode.USAGE, "--cpus is more than 0, and at most the CPUs that there are: "
                    + Runtime.getRuntime().availableProcessors());
        }
        if (memory != null && !memory.matches("[1-9]\\d*[bkmgBKMG]")) {
            throw new UserError(ExitCode.USAGE, "'" + memory + "' is no size: write --memory 256m or 1g");
        }
        Limits limits = new Limits(cpus, memory == null && limited.isPresent() ? SMALL : memory);
        return isolate == null
                ? new Isolation(null, null, limits)
                : new Isolation(isolateImage, Containers.requireModels(isolateImage), limits);
    }

    private List<Contender> contenders(Isolation isolation) throws UserError {
        List<Contender> contenders = new ArrayList<>();
        boolean noneNamed = models.isEmpty() && exec.isEmpty() && images.isEmpty();
        for (Model model : noneNamed ? Models.all() : ModelConverter.findAll(models)) {
            contenders.add(contender(model, isolation));
        }
        for (String foreign : exec) {
            Named named = named(foreign, "--exec", "a command: --exec NAME='CMD {port}'");
            contenders.add(foreign(named.name, CommandWords.split(named.rest)));
        }
        for (String image : images) {
            Named named = named(image, "--image", "an image: --image NAME=IMAGE");
            contenders.add(foreign(named.name, Containers.command(named.rest, isolation.limits())));
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
            return Scenario.anywhere().stream().map(Scenario::title).toList();
        }
        for (String name : scenarios) {
            if (Scenario.find(name).isEmpty()) {
                throw new UserError(ExitCode.USAGE, "there is no scenario '" + name + "', there are all, "
                        + String.join(", ", new ScenarioNames()));
            }
        }
        return scenarios.stream().distinct().toList();
    }

    private Contender contender(Model model, Isolation isolation) throws UserError {
        List<String> options = List.of("--work", Contender.WORK);
        List<String> command = isolation == null || isolation.image() == null
                ? Self.serve(serverFlags(isolation), model, options)
                : DockerRun.model(isolation.limits(), isolation.image(), serverFlags(isolation), model, options);
        return new Contender(model.name(), command,
                model.oneClient() ? Contender.Clients.ONE : Contender.Clients.MANY, false);
    }

    private List<String> serverFlags(Isolation isolation) throws UserError {
        boolean isSmall = isolation != null && isolation.image() != null && isolation.limits().memory() != null;
        List<String> flags = new ArrayList<>(isSmall ? Comparison.LIMITED_SERVER_FLAGS : Comparison.SERVER_FLAGS);
        flags.addAll(CommandWords.splitOptions(jvmArgs));
        return flags;
    }

    /** What is called how. */
    private record Named(String name, String rest) {}

    private static Named named(String text, String option, String what) throws UserError {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new UserError(ExitCode.USAGE, option + " needs a name and " + what);
        }
        return new Named(text.substring(0, equals), text.substring(equals + 1));
    }

    private static Contender foreign(String name, List<String> command) {
        return new Contender(name, command, Contender.Clients.NOT_KNOWN, false);
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
        err.println(plan.placement() + ".");
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

    private static boolean isResult(Results.Trial trial) {
        return trial.error() == null || trial.ranOutOfMemory();
    }

    private int exitCode(Results results, Against changes) {
        // To run out of the memory that was given is a result like another.
        if (results.trials().stream().noneMatch(CompareCommand::isResult)) {
            return ExitCode.UNDECIDED;
        }
        boolean allFit = results.checked().stream().allMatch(checked -> checked.troubles().isEmpty());
        boolean allRan = results.trials().stream().allMatch(CompareCommand::isResult);
        if (!allFit || !allRan) {
            return ExitCode.DOES_NOT_HOLD;
        }
        return gate == null || changes.breaches(gate.share()).isEmpty() ? ExitCode.HOLDS : ExitCode.BREACHED;
    }
}
