package hello.bench.cli;

import com.sun.management.OperatingSystemMXBean;
import hello.bench.load.ClosedLoop;
import hello.bench.load.Latency;
import hello.bench.load.LoadPlan;
import hello.bench.load.LoadReport;
import hello.bench.load.LoadResult;
import hello.bench.load.ServerMeter;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hello load HOST:PORT}. */
@Command(name = "load", description = "Load a server, in any language: a closed loop, in which each connection waits for its answer before "
        + "it asks again. It measures capacity; the times are times to answer at saturation.", mixinStandardHelpOptions = true)
public final class LoadCommand implements Callable<Integer> {
    @Parameters(paramLabel = "HOST:PORT", description = "The server.")
    private HostPort target;

    @Option(names = {"-c",
        "--connections"}, paramLabel = "N", defaultValue = "64", description = "How many clients (default: ${DEFAULT-VALUE}).")
    private int connections;

    @Option(names = {"-d",
        "--duration"}, paramLabel = "TIME", defaultValue = "10s", description = "How long to measure (default: ${DEFAULT-VALUE}).")
    private Duration duration;

    @Option(names = {"-w",
        "--warmup"}, paramLabel = "TIME", defaultValue = "2s", description = "How long to load before that, uncounted (default: ${DEFAULT-VALUE}).")
    private Duration warmup;

    @Option(names = "--connect-within", paramLabel = "TIME", defaultValue = "10s", description = "Who is not connected by then is never served (default: ${DEFAULT-VALUE}).")
    private Duration connectDeadline;

    @Option(names = "--pid", paramLabel = "PID", description = "The server's process on this machine: its CPU time, memory and threads are told too.")
    private Long pid;

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}", defaultValue = "text", paramLabel = "FORMAT")
    private Format format;

    @Spec
    private CommandSpec spec;

    /** For Picocli. */
    public LoadCommand() {}

    @Override
    public Integer call() throws UserError {
        if (connections < 1 || duration.isZero()) {
            throw new UserError(ExitCode.USAGE, "a load needs at least one connection (-c) and some time (-d)");
        }
        ClosedLoop loop = new ClosedLoop(
                new LoadPlan(target.resolve(), connections, warmup, duration, connectDeadline));
        Meters meters = new Meters(serverMeter());
        LoadResult result;
        try (LoadProgress _ = LoadProgress.start(loop, warmup.plus(duration))) {
            result = loop.run(meters);
        } catch (IOException e) {
            throw new UserError(ExitCode.UNDECIDED, whyNot(e), e);
        }
        LoadReport report = new LoadReport(target.toString(), result, meters.ownCpu / result.seconds(),
                meters.serverUsage());
        print(report);
        return result.answers() > 0 && result.lost() == 0 && result.refused() == 0
                ? ExitCode.HOLDS
                : ExitCode.DOES_NOT_HOLD;
    }

    private ServerMeter serverMeter() throws UserError {
        if (pid == null) {
            return null;
        }
        return new ServerMeter(ProcessHandle.of(pid).orElseThrow(() -> new UserError(ExitCode.USAGE,
                "there is no process " + pid + ": check --pid")));
    }

    private String whyNot(IOException e) {
        String message = String.valueOf(e.getMessage());
        if (message.contains("Too many open files")) {
            return connections
                    + " connections need more open files than this shell allows: raise the limit (ulimit -n), or "
                    + "ask for fewer with -c";
        }
        return "no load on " + target + " (" + message + "): is the server running?";
    }

    /** Measures both sides of the conversation over the same moments. */
    private static final class Meters implements ClosedLoop.Listener {
        private final OperatingSystemMXBean self = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        private final ServerMeter server;
        private double ownCpu;

        Meters(ServerMeter server) {
            this.server = server;
        }

        @Override
        public void warmingUp() {
            if (server != null) {
                server.warmingUp();
            }
        }

        @Override
        public void measuring() {
            if (server != null) {
                server.measuring();
            }
            ownCpu = -self.getProcessCpuTime() / 1e9;
        }

        @Override
        public void measured() {
            ownCpu += self.getProcessCpuTime() / 1e9;
            if (server != null) {
                server.measured();
            }
        }

        ServerMeter.Usage serverUsage() {
            return server == null ? null : server.usage();
        }
    }

    private void print(LoadReport report) {
        PrintWriter out = spec.commandLine().getOut();
        if (format == Format.json) {
            out.println(Json.MAPPER.writeValueAsString(report));
            out.flush();
            return;
        }
        LoadResult result = report.result();
        out.printf("%,.0f answers/s: %,d answers in %.1f s on %,d connections%n", result.answersPerSecond(),
                result.answers(),
                result.seconds(), result.connections());
        Latency latency = result.timeToAnswer();
        if (latency != null) {
            out.printf(
                    "time to answer at saturation, µs: mean %,.0f, p50 %,.0f, p90 %,.0f, p99 %,.0f, p99.9 %,.0f, max %,.0f%n",
                    latency.mean(), latency.p50(), latency.p90(), latency.p99(), latency.p999(), latency.max());
        }
        out.printf("never served: %,d; refused: %,d; lost: %,d; wrong answers: %,d%s%n", result.neverServed(),
                result.refused(), result.lost(), result.wrongAnswers(),
                result.firstTrouble() == null ? "" : " (first: " + result.firstTrouble() + ")");
        out.printf("generator: %.0f %% of a CPU%n", report.generatorCpuShare() * 100);
        ServerMeter.Usage server = report.server();
        if (server != null) {
            out.printf("server: %.0f %% of a CPU, %.1f µs of it per answer%s%s%n",
                    server.cpuSeconds() / result.seconds() * 100,
                    server.cpuSeconds() * 1e6 / Math.max(1, result.answers()),
                    server.residentBytes() == null
                            ? ""
                            : String.format(", %,d MB resident",
                                    server.residentBytes() / 1_000_000),
                    server.threads() == null ? "" : ", " + server.threads() + " threads");
        }
    }
}
