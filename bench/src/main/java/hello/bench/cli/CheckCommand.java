package hello.bench.cli;

import hello.bench.Model;
import hello.bench.Self;
import hello.bench.docker.Limits;
import hello.protocol.check.Candidate;
import hello.protocol.check.Check;
import hello.protocol.check.Checks;
import hello.protocol.check.Examination;
import hello.protocol.check.Undecided;
import hello.protocol.check.Verdict;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hello check}. */
@Command(name = "check", description = "Is it a hello server? Grades models, a server that is running, or a command in any language.", mixinStandardHelpOptions = true, footer = {
    "",
    "What each check asks, and what kind of mistake fails it: docs/en/protocol.md.",
    "Exit codes: 0 yes, 1 no, 2 wrong usage, 3 could not be decided."
})
public final class CheckCommand implements Callable<Integer> {
    private static final int CONNECT_MILLIS = 5_000;

    @Parameters(paramLabel = "MODEL", arity = "0..*", description = "${COMPLETION-CANDIDATES}", completionCandidates = ModelNames.class)
    private List<String> models = List.of();

    @Option(names = "--connect", paramLabel = "HOST:PORT", description = "A server that is running.")
    private HostPort connect;

    @Option(names = "--exec", paramLabel = "'CMD {port}'", description = "A command that starts a server; it is started as often as the checks need.")
    private String exec;

    @Option(names = "--image", paramLabel = "'IMAGE [ARGS]'", description = "A server in a container image. Its arguments name the port as in --exec; without arguments it gets the port "
            + "as the only one.")
    private String image;

    @Option(names = "--one-client", description = "Grade --connect, --exec or --image as blocking is graded: one client at a time.")
    private boolean oneClient;

    @Option(names = "--only", paramLabel = "TEXT", description = "Ask only the checks whose names hold this text; may be given several times.")
    private List<String> only = List.of();

    @Option(names = "--junit", paramLabel = "FILE", description = "Also write the results as JUnit XML.")
    private Path junit;

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}", defaultValue = "text", paramLabel = "FORMAT")
    private Format format;

    @Spec
    private CommandSpec spec;

    /** For Picocli. */
    public CheckCommand() {}

    /** One server to grade. */
    private record Subject(String name, Candidate candidate, List<Check> checks) {}

    @Override
    public Integer call() throws UserError, IOException, InterruptedException {
        CheckReport report = new CheckReport(spec.commandLine(), format, !only.isEmpty());
        List<CheckReport.Graded> graded = new ArrayList<>();
        for (Subject subject : subjects()) {
            graded.add(grade(subject, report));
        }
        report.finish(graded);
        if (junit != null) {
            JUnitXml.write(junit, graded);
        }
        Set<Verdict> verdicts = graded.stream().map(CheckReport.Graded::verdict).collect(Collectors.toSet());
        if (verdicts.contains(Verdict.FAIL)) {
            return ExitCode.DOES_NOT_HOLD;
        }
        return verdicts.contains(Verdict.UNKNOWN) ? ExitCode.UNDECIDED : ExitCode.HOLDS;
    }

    private CheckReport.Graded grade(Subject subject, CheckReport report) throws InterruptedException {
        try (Candidate candidate = subject.candidate) {
            candidate.ensureRunning();
            report.begin(subject.name, subject.checks);
            return report.end(subject.name, Examination.run(candidate, subject.checks, report::line));
        } catch (Undecided e) {
            spec.commandLine().getErr().println("hello: " + subject.name + ": " + e.getMessage());
            return new CheckReport.Graded(subject.name, Verdict.UNKNOWN, List.of());
        }
    }

    private List<Subject> subjects() throws UserError, IOException {
        List<Check> foreign = chosen(oneClient ? Checks.oneClient() : Checks.all());
        List<Subject> subjects = new ArrayList<>();
        for (Model model : ModelConverter.findAll(models)) {
            Candidate candidate = Candidate.command(Self.serve(List.of(), model, List.of()))
                    .withFactory(model.server());
            subjects.add(new Subject(model.name(), candidate, chosen(model.checks())));
        }
        if (exec != null) {
            subjects.add(new Subject(exec, Candidate.command(CommandWords.split(exec)), foreign));
        }
        if (image != null) {
            subjects.add(new Subject(image, Candidate.command(Containers.command(image, Limits.NONE)), foreign));
        }
        if (connect != null) {
            InetSocketAddress address = connect.resolve();
            reach(address);
            subjects.add(new Subject(connect.toString(), Candidate.at(address), foreign));
        }
        if (subjects.isEmpty()) {
            throw new UserError(ExitCode.USAGE, "what shall be checked? Name models, or give --connect HOST:PORT, "
                    + "--exec 'CMD {port}' or --image IMAGE");
        }
        if (oneClient && exec == null && connect == null && image == null) {
            throw new UserError(ExitCode.USAGE,
                    "--one-client is for --connect, --exec and --image: how each model is graded is known");
        }
        return subjects;
    }

    /** Of these checks the ones that were asked for: all, or those of {@code --only}. */
    private List<Check> chosen(List<Check> checks) throws UserError {
        for (String text : only) {
            if (checks.stream().noneMatch(check -> check.name().contains(text))) {
                throw new UserError(ExitCode.USAGE, "--only '" + text + "'"
                        + ": no check has this in its name, leave out --only to see all names");
            }
        }
        return only.isEmpty()
                ? checks
                : checks.stream().filter(check -> only.stream().anyMatch(check.name()::contains)).toList();
    }

    /** Says at once what 20 checks would say one after another. */
    private void reach(InetSocketAddress address) throws UserError {
        try (Socket socket = new Socket()) {
            socket.connect(address, CONNECT_MILLIS);
        } catch (IOException e) {
            throw new UserError(ExitCode.UNDECIDED, "no server can be reached at " + connect + " (" + e.getMessage()
                    + "): start it, or check host and port", e);
        }
    }
}
