package hello.bench.trace;

import hello.bench.Model;
import hello.protocol.check.ServerProcess;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Plays a script against servers and finds out what they did. For one thread; everything it starts is gone when it returns. */
public final class Tracer {
    /** So often this is played before the story begins: what is seen then is no longer the start of two JVMs. */
    private static final int WARM_UPS = 20;

    /** The same where each takes its time, for the work of the request. */
    private static final int WARM_UPS_WITH_WORK = 2;

    private static final Script WARM_UP = Script.parse("A: connect, send, close");

    /** How long a client that warms up waits. */
    private static final Duration WARM_UP_PATIENCE = Duration.ofSeconds(10);

    private final Script script;
    private final String work;
    private final Duration patience;

    /**
     * Makes it.
     *
     * @param script what the clients do
     * @param work what each request has to do: {@code none}, {@code wait:20ms} or {@code cpu:ROUNDS}
     * @param patience how long a client waits for an answer before it gives up
     */
    public Tracer(Script script, String work, Duration patience) {
        this.script = script;
        this.work = work;
        this.patience = patience;
    }

    /**
     * Traces a model, in a JVM of its own.
     *
     * @param model which
     * @param keep where its recording is to be kept; {@code null} for nowhere
     * @return what was found
     * @throws IOException if the server does not start, or leaves no recording, or if that cannot be kept; the message says which
     * @throws InterruptedException if the caller is interrupted; the server is gone then
     */
    public Run model(Model model, Path keep) throws IOException, InterruptedException {
        try (TracedServer server = new TracedServer(model, work)) {
            int warmUps = work.equals("none") ? WARM_UPS : WARM_UPS_WITH_WORK;
            for (int i = 0; i < warmUps; i++) {
                new Cast(WARM_UP, server.address(), WARM_UP_PATIENCE).play();
            }
            Cast cast = new Cast(script, server.address(), patience);
            cast.play();
            // An accept is told of when it returns: so one more comes, after the end.
            new Cast(WARM_UP, server.address(), WARM_UP_PATIENCE).play();
            Path recording = server.end();
            if (keep != null) {
                Files.copy(recording, keep, StandardCopyOption.REPLACE_EXISTING);
            }
            List<String> command = new ArrayList<>(List.of("java"));
            command.addAll(server.flags());
            command.addAll(List.of("hello", "serve", model.name(), "--work", work));
            return run(model, cast, recording, command);
        }
    }

    private static Run run(Model model, Cast cast, Path recording, List<String> command) throws IOException {
        long duration = cast.durationNanos();
        List<ClientLane> clients = cast.lanes();
        Knowledge knowledge = new Knowledge(clients);
        Sources sources = new Sources();
        Events events = Events.read(recording, cast.startedAt(), sources::pathOf);
        Knowledge.Clock clock = knowledge.clock(events);
        Stacks stacks = new Stacks();
        List<Lane> lanes = new ServerLanes(events.shifted(clock.offset()), knowledge, duration, stacks).lanes();
        Folding folding = new Folding(clients, duration);
        return new Run(model.name(), model.sentence(), null, command, duration, clock.error(),
                folding.clients(clients), folding.lanes(lanes), stacks.all(),
                new Summaries(clients, lanes, stacks.all(), folding).make(), sourcesOf(model, stacks.all()));
    }

    /** The model's own module first, then what else stands in the stacks. */
    private static List<SourceFile> sourcesOf(Model model, List<List<Frame>> stacks) {
        Set<String> paths = new LinkedHashSet<>(Sources.ofModule(model.name()));
        stacks.forEach(stack -> stack.stream().filter(frame -> frame.source() != null)
                .forEach(frame -> paths.add(frame.source())));
        return paths.stream().map(Sources::read).toList();
    }

    /**
     * Starts a server in any language and traces its clients.
     *
     * @param name what it is called
     * @param command its command, with {@link ServerProcess#PORT} for the port
     * @return what the clients saw
     * @throws IOException if the server does not start; the message says why
     * @throws InterruptedException if the caller is interrupted; the server is gone then
     */
    public Run foreign(String name, List<String> command) throws IOException, InterruptedException {
        try (ServerProcess server = ServerProcess.start(command, 0)) {
            return clientsOnly(name, server.address(), command, "it is a program of its own: only a model's JVM is "
                    + "started with the flight recorder");
        }
    }

    /**
     * Traces the clients of a server that is running.
     *
     * @param name what it is called
     * @param address where it is
     * @return what the clients saw
     * @throws InterruptedException if the caller is interrupted
     */
    public Run connected(String name, InetSocketAddress address) throws InterruptedException {
        return clientsOnly(name, address, List.of(), "it was running already: what it does can be recorded only by who "
                + "starts it");
    }

    private Run clientsOnly(String name, InetSocketAddress address, List<String> command, String why)
            throws InterruptedException {
        Cast cast = new Cast(script, address, patience);
        cast.play();
        List<ClientLane> clients = cast.lanes();
        Folding folding = new Folding(clients, cast.durationNanos());
        return new Run(name, null, why, command, cast.durationNanos(), 0, folding.clients(clients), List.of(),
                List.of(), new Summaries(clients, List.of(), List.of(), folding).make(), List.of());
    }
}
