package hello.bench.cli;

import com.sun.management.OperatingSystemMXBean;
import hello.bench.load.Arrivals;
import hello.bench.load.Generator;
import hello.bench.load.HdrLog;
import hello.bench.load.LoadPlan;
import hello.bench.load.LoadPlan.Bystanders;
import hello.bench.load.LoadPlan.Pace;
import hello.bench.load.LoadReport;
import hello.bench.load.LoadResult;
import hello.bench.load.MachineLimits;
import hello.bench.load.Neighbours;
import hello.bench.load.ServerMeter;
import hello.bench.load.SloSearch;
import hello.protocol.Protocol;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hello load HOST:PORT}. */
@Command(name = "load", description = "Load a server, in any language. Without a rate it is a closed loop, in which each connection waits for its answer before "
        + "it asks again: it measures capacity, and the times are times to answer at saturation. With -R it is an open loop, in which "
        + "requests are due at that rate: it measures latency, counted from when a request was due.", mixinStandardHelpOptions = true)
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

    @Option(names = {"-R",
        "--rate"}, paramLabel = "PER_SECOND", description = "An open loop: so many requests are due per second, all clients together.")
    private Double rate;

    @Option(names = "--arrivals", paramLabel = "HOW", defaultValue = "uniform", description = "How the requests of an open loop follow each other: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Arrivals arrivals;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of what is random in poisson (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--slo-p99", paramLabel = "TIME", description = "Search for the highest rate that keeps the p99 latency under this. Each rate that is tried takes warm-up and duration.")
    private Duration slo;

    @Option(names = "--think", paramLabel = "TIME", defaultValue = "0s", description = "A client of a closed loop waits so long before it asks again (default: ${DEFAULT-VALUE}).")
    private Duration think;

    @Option(names = "--payload", paramLabel = "BYTES", defaultValue = "1", description = "The length of a request, 1 to 4096 (default: ${DEFAULT-VALUE}).")
    private int payload;

    @Option(names = "--requests-per-connection", paramLabel = "N", defaultValue = "0", description = "A client leaves after so many answers, and connects again; 0: it stays (default: ${DEFAULT-VALUE}).")
    private int requestsPerConnection;

    @Option(names = "--clients-that-never-read", paramLabel = "N", defaultValue = "0", description = "So many more that send without end and read nothing.")
    private int neverRead;

    @Option(names = "--idle", paramLabel = "N", defaultValue = "0", description = "So many more that are connected and silent.")
    private int idle;

    @Option(names = "--stragglers", paramLabel = "N", defaultValue = "0", description = "So many more that send a byte every 100 ms.")
    private int stragglers;

    @Option(names = "--connect-rate", paramLabel = "PER_SECOND", defaultValue = "0", description = "Connect no faster; 0: as fast as the backlog bears (default: ${DEFAULT-VALUE}).")
    private double connectRate;

    @Option(names = "--connect-within", paramLabel = "TIME", description = "Who is not connected by then is never served (default: 10s, and what --connect-rate takes).")
    private Duration connectDeadline;

    @Option(names = "--source", paramLabel = "ADDRESS", split = ",", description = "Addresses of this machine to connect from, in turn (default: on loopback as many as are needed).")
    private List<String> sources = List.of();

    @Option(names = "--pid", paramLabel = "PID", description = "The server's process on this machine: its CPU time, memory and threads are told too.")
    private Long pid;

    @Option(names = "--start-at", paramLabel = "TIME", description = "Be connected and begin the warm-up at this moment, so that generators on several machines do so together: "
            + "14:30:00, or 2026-01-31T14:30:00Z.")
    private String startAt;

    @Option(names = "--hdr", paramLabel = "FILE", description = "Write the histograms to an HdrHistogram log; hello merge joins those of several machines. "
            + "-: to standard output, in place of the report.")
    private Path hdr;

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}", defaultValue = "text", paramLabel = "FORMAT")
    private Format format;

    @Spec
    private CommandSpec spec;

    private StartAt begin; // null: at once

    /** For Picocli. */
    public LoadCommand() {}

    @Override
    public Integer call() throws UserError {
        LoadPlan plan = plan();
        begin = startAt == null ? null : StartAt.parse(startAt, InstantSource.system(), ZoneId.systemDefault());
        try {
            return slo == null ? once(plan) : search(plan);
        } catch (IOException e) {
            throw new UserError(ExitCode.UNDECIDED, "no load on " + target + " (" + e.getMessage()
                    + "): is the server running?", e);
        }
    }

    private LoadPlan plan() throws UserError {
        require(connections >= 1 && !duration.isZero(), "a load needs at least one connection (-c) and some time (-d)");
        require(rate == null || (rate > 0 && rate <= 1e7),
                "a rate (-R) is more than 0, and at most 10,000,000 per second");
        require(rate == null || think.isZero(), "--think is for the closed loop: leave out -R or --think");
        require(slo == null || rate == null, "--slo-p99 searches for the rate: leave out -R");
        require(slo == null || hdr == null,
                "--slo-p99 makes many loads: --hdr is for one of them, with the rate found");
        require(slo == null || startAt == null,
                "--slo-p99 makes many loads: --start-at is for one of them, with the rate found");
        require(!isHdrToStdout() || format == Format.text, "--hdr - takes the place of the report: leave out --format");
        require(slo == null || (!slo.isZero() && think.isZero()), "--slo-p99 needs some time, and no --think");
        require(payload >= 1 && payload <= Protocol.MAX_REQUEST, "a request (--payload) has 1 to 4096 bytes");
        require(requestsPerConnection >= 0 && neverRead >= 0 && idle >= 0 && stragglers >= 0 && connectRate >= 0,
                "there cannot be less than no clients, requests or connects");
        Bystanders others = new Bystanders(idle, neverRead, stragglers);
        LoadPlan plan = new LoadPlan(target.resolve(), sources(), connections,
                rate == null ? new Pace.Closed(think) : new Pace.Open(rate, arrivals, seed), payload,
                requestsPerConnection, others, connectRate, deadline(connections + others.total()), warmup, duration);
        MachineLimits limits = MachineLimits.current();
        LoadPlan withSources = limits.withSources(plan);
        Optional<String> objection = limits.objection(withSources);
        if (objection.isPresent()) {
            throw new UserError(ExitCode.USAGE, objection.get());
        }
        return withSources;
    }

    private static void require(boolean holds, String otherwise) throws UserError {
        if (!holds) {
            throw new UserError(ExitCode.USAGE, otherwise);
        }
    }

    private Duration deadline(int clients) {
        if (connectDeadline != null) {
            return connectDeadline;
        }
        double paced = connectRate == 0 ? 0 : clients / connectRate;
        return Duration.ofSeconds(10).plusNanos((long) (paced * 1e9));
    }

    private List<InetAddress> sources() throws UserError {
        List<InetAddress> addresses = new ArrayList<>();
        for (String source : sources) {
            try {
                addresses.add(InetAddress.ofLiteral(source));
            } catch (IllegalArgumentException e) {
                throw new UserError(ExitCode.USAGE,
                        "'" + source + "' is no address: write --source 127.0.0.1,127.0.0.2",
                        e);
            }
        }
        return addresses;
    }

    private int once(LoadPlan plan) throws IOException, UserError {
        LoadReport report = run(plan);
        if (hdr != null) {
            writeHdr(report);
        }
        if (!isHdrToStdout()) {
            print(report, LoadText.lines(report));
        }
        LoadResult result = report.result();
        return result.answers() > 0 && result.troubles() == 0 ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD;
    }

    private LoadReport run(LoadPlan plan) throws IOException, UserError {
        Generator generator = new Generator(plan);
        Meters meters = new Meters(server(), begin);
        if (begin != null) {
            waitToConnect(plan);
        }
        LoadReport report;
        try (LoadProgress _ = LoadProgress.start(generator, plan.warmup().plus(plan.duration()).plus(untilBegin()))) {
            report = meters.report(target.toString(), generator.run(meters));
        }
        if (meters.isLate()) {
            say("connecting was not over at " + begin
                    + ", so this load began after those of other machines: choose a later --start-at");
        }
        return report;
    }

    /** Connecting may take as long as its deadline; who comes much earlier than that only holds connections. */
    private void waitToConnect(LoadPlan plan) throws IOException {
        say("waiting for " + begin + ", " + begin.left().toSeconds() + " s from now");
        try {
            begin.await(plan.connectDeadline());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted before the load began");
        }
    }

    private Duration untilBegin() {
        return begin == null || begin.left().isNegative() ? Duration.ZERO : begin.left();
    }

    private void say(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("hello: " + line);
        err.flush();
    }

    private boolean isHdrToStdout() {
        return hdr != null && hdr.toString().equals("-");
    }

    private void writeHdr(LoadReport report) throws UserError {
        if (isHdrToStdout()) {
            PrintWriter out = spec.commandLine().getOut();
            out.print(HdrLog.text(report, Json.MAPPER));
            out.flush();
            return;
        }
        try {
            HdrLog.write(hdr, report, Json.MAPPER);
        } catch (IOException e) {
            throw UserError.cannotWrite(hdr, e, "choose another file with --hdr");
        }
    }

    private ProcessHandle server() throws UserError {
        return pid == null
                ? null
                : ProcessHandle.of(pid).orElseThrow(() -> new UserError(ExitCode.USAGE,
                        "there is no process " + pid + ": check --pid"));
    }

    private int search(LoadPlan plan) throws IOException {
        SloSearch.Result found = new SloSearch(slo, perSecond -> {
            try {
                return run(perSecond == 0 ? plan : plan.withPace(new Pace.Open(perSecond, arrivals, seed)));
            } catch (UserError e) {
                throw new IOException(e.getMessage(), e);
            }
        }).search();
        List<String> lines = new ArrayList<>();
        lines.add(String.format("closed loop: %,.0f answers/s", found.capacity()));
        for (SloSearch.Probe probe : found.probes()) {
            lines.add(String.format("%,.0f/s: p99 %s: %s", probe.rate(),
                    probe.p99() == null ? "-" : String.format("%,.0f µs", probe.p99()),
                    probe.holds() ? "kept" : probe.generatorBound() ? "generator-bound" : "not kept"));
        }
        String goal = String.format("a p99 of %,.0f µs", slo.toNanos() / 1e3);
        lines.add(found.rate() == null
                ? "no rate keeps " + goal
                : String.format("%s%,.0f/s is the highest rate that keeps %s",
                        found.generatorBound() ? "at least " : "", found.rate(), goal));
        print(found, lines);
        return found.rate() == null ? ExitCode.DOES_NOT_HOLD : ExitCode.HOLDS;
    }

    private void print(Object report, List<String> lines) {
        PrintWriter out = spec.commandLine().getOut();
        if (format == Format.json) {
            out.println(Json.MAPPER.writeValueAsString(report));
        } else {
            lines.forEach(out::println);
        }
        out.flush();
    }

    /** Measures both sides of the conversation over the same moments. */
    private static final class Meters implements Generator.Listener {
        private final OperatingSystemMXBean self = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        private final ServerMeter server; // null: its process is not known
        private final Neighbours neighbours; // null likewise
        private final StartAt begin; // null: at once
        private boolean late;
        private Instant startedAt;
        private double ownCpu;

        Meters(ProcessHandle server, StartAt begin) {
            this.begin = begin;
            this.server = server == null ? null : new ServerMeter(server);
            neighbours = server == null ? null : new Neighbours(server);
        }

        @Override
        public void connected() throws InterruptedException {
            if (begin != null) {
                late = begin.isMissed();
                begin.await(Duration.ZERO);
            }
        }

        boolean isLate() {
            return late;
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
                neighbours.measuring();
            }
            ownCpu = -self.getProcessCpuTime() / 1e9;
            startedAt = Instant.now();
        }

        @Override
        public void measured() {
            ownCpu += self.getProcessCpuTime() / 1e9;
            if (server != null) {
                neighbours.measured();
                server.measured();
            }
        }

        LoadReport report(String target, LoadResult result) {
            double share = ownCpu / result.seconds();
            ServerMeter.Usage usage = server == null ? null : server.usage();
            return new LoadReport(target, startedAt, result, share, usage, usage == null
                    ? null
                    : neighbours.noise(usage.cpuSeconds(), ownCpu, result.seconds()).orElse(null));
        }
    }
}
