package hello.bench;

import hello.bench.cli.CheckCommand;
import hello.bench.cli.CompareCommand;
import hello.bench.cli.DocsCommand;
import hello.bench.cli.Errors;
import hello.bench.cli.HostPort;
import hello.bench.cli.JmhCommand;
import hello.bench.cli.ListCommand;
import hello.bench.cli.LoadCommand;
import hello.bench.cli.MergeCommand;
import hello.bench.cli.ReportCommand;
import hello.bench.cli.ModelConverter;
import hello.bench.cli.ServeCommand;
import hello.bench.cli.TraceCommand;
import hello.protocol.Durations;
import hello.protocol.Work;
import java.time.Duration;
import java.util.Locale;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command line: {@code hello COMMAND}. */
@Command(name = "hello", description = "Hello, six ways: one protocol, six concurrency models, checked and compared.", synopsisSubcommandLabel = "COMMAND", mixinStandardHelpOptions = true, versionProvider = Version.class, subcommands = {
    ListCommand.class,
    ServeCommand.class,
    CheckCommand.class,
    LoadCommand.class,
    CompareCommand.class,
    TraceCommand.class,
    ReportCommand.class,
    MergeCommand.class,
    JmhCommand.class,
    DocsCommand.class,
    AutoComplete.GenerateCompletion.class
}, footerHeading = "%n", footer = {
    "hello COMMAND --help tells about one command; source <(hello generate-completion) completes them.",
    "Exit codes: 0 it holds, 1 it does not, 2 wrong usage, 3 could not be decided,",
    "4 a gate was breached."
})
public final class Hello implements Runnable {
    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Show stack traces.")
    private boolean verbose;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private Hello() {}

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "which command?");
    }

    /**
     * Makes the command line, ready to run.
     *
     * @return a command line that reports errors in one line, and gives the exit codes of the design
     */
    public static CommandLine commandLine() {
        Hello hello = new Hello();
        CommandLine commandLine = new CommandLine(hello);
        commandLine.registerConverter(Duration.class, Durations::parse);
        commandLine.registerConverter(Work.class, Work::parse);
        commandLine.registerConverter(Model.class, new ModelConverter());
        commandLine.registerConverter(HostPort.class, HostPort::parse);
        Errors errors = new Errors(() -> hello.verbose);
        commandLine.setParameterExceptionHandler(errors);
        commandLine.setExecutionExceptionHandler(errors);
        commandLine.setUsageHelpAutoWidth(true);
        commandLine.getSubcommands().get("generate-completion").getCommandSpec().usageMessage().hidden(true);
        return commandLine;
    }

    /**
     * Runs one command and ends the process with its exit code.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        Locale.setDefault(Locale.ROOT); // figures are written the same everywhere: 12,345.6
        System.exit(commandLine().execute(args));
    }
}
