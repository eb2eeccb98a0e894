package hello.bench.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import hello.bench.Self;
import hello.bench.load.LoadReport;
import hello.protocol.Durations;
import hello.protocol.check.Children;
import hello.protocol.check.ServerProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** One fresh server under load from one fresh generator, each on its CPUs. For one thread. */
final class Probe {
    /** The server is no more: that is a result, and this is not the generator's fault. */
    static final class ServerDied extends IOException {
        private static final long serialVersionUID = 1;

        ServerDied(ServerProcess server, IOException seen) {
            super((server.hasRunOutOfMemory()
                    ? Results.Trial.OUT_OF_MEMORY + ": it was killed at its limit"
                    : "the server died under load") + server.lastWords(), seen);
        }
    }

    /** What is seen of a server's end before it has come to its end: connections are gone, its process not yet. */
    private static final Duration DYING = Duration.ofSeconds(5);

    /** Does something with the server between its start and the load. */
    interface Before {
        void load(ServerProcess server) throws IOException, InterruptedException;
    }

    private final Pinning pinning;
    private final List<String> generatorFlags;
    private final JsonMapper mapper;

    Probe(ComparePlan plan, JsonMapper mapper) {
        this.pinning = plan.pinning();
        this.generatorFlags = plan.generator();
        this.mapper = mapper;
    }

    /** The options of {@code hello load} that every load has. */
    static List<String> options(int connections, double warmupSeconds, double durationSeconds) {
        return List.of("-c", Integer.toString(connections), "-w", text(warmupSeconds), "-d", text(durationSeconds));
    }

    private static String text(double seconds) {
        return Durations.format(Duration.ofMillis(Math.round(seconds * 1e3)));
    }

    /**
     * Runs it.
     *
     * @param command the server's, with {@code {port}} in it
     * @param before what to do first
     * @param options of {@code hello load}
     * @return what the generator found
     * @throws IOException if there is no such report; the message says why
     */
    LoadReport run(List<String> command, Before before, List<String> options)
            throws IOException, InterruptedException {
        try (ServerProcess server = start(command)) {
            try {
                before.load(server);
                return load(server, options);
            } catch (IOException e) {
                if (server.hasEnded(DYING)) {
                    throw new ServerDied(server, e);
                }
                throw e;
            }
        }
    }

    private ServerProcess start(List<String> command) throws IOException, InterruptedException {
        try {
            return ServerProcess.start(pinning.server(command), 0);
        } catch (IOException e) {
            throw new IOException("the server did not start: " + e.getMessage(), e);
        }
    }

    private LoadReport load(ServerProcess server, List<String> options) throws IOException, InterruptedException {
        List<String> args = new ArrayList<>(List.of("load", "127.0.0.1:" + server.address().getPort(),
                "--pid", Long.toString(server.handle().pid()), "--format", "json"));
        args.addAll(options);
        Process generator = Children.start(
                new ProcessBuilder(pinning.generator(Self.command(generatorFlags, args)))
                        .redirectError(ProcessBuilder.Redirect.PIPE));
        try {
            generator.getOutputStream().close();
            String json = new String(generator.getInputStream().readAllBytes(), UTF_8);
            String complaint = new String(generator.getErrorStream().readAllBytes(), UTF_8).strip();
            generator.waitFor();
            if (json.isBlank()) {
                throw new IOException("the generator failed: " + complaint);
            }
            LoadReport report = mapper.readValue(json, LoadReport.class);
            boolean isTorn = report.result().lost() + report.result().earlyCloses() > 0;
            if (server.hasEnded(isTorn ? DYING : Duration.ZERO)) {
                throw new IOException("its connections were torn");
            }
            return report;
        } catch (JacksonException e) {
            throw new IOException("the generator was ended: " + e.getOriginalMessage(), e);
        } finally {
            Children.kill(generator);
        }
    }
}
