package hello.bench.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import hello.bench.Model;
import hello.bench.Version;
import hello.bench.compare.Machine;
import hello.bench.trace.Run;
import hello.bench.trace.Script;
import hello.bench.trace.Step;
import hello.bench.trace.Story;
import hello.bench.trace.Trace;
import hello.bench.trace.TraceText;
import hello.bench.trace.Tracer;
import hello.bench.trace.page.TracePage;
import hello.bench.trace.page.TraceSvg;
import hello.protocol.Work;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hello trace}. */
@Command(name = "trace", description = "Which thread did what, for whom, and on which line it was blocked: scripted clients against "
        + "one server after another, each in a JVM of its own under the flight recorder, drawn on one time scale.", mixinStandardHelpOptions = true, footer = {
            "",
            "hello trace blocking loom          the chapter's question, twice",
            "hello trace --story never-reads    another story, with models it is about",
            "hello trace nio-loop --clients 3 \\",
            "    --script 'A: connect, send, think 300ms, send; B: connect, send'",
            "",
            "Steps of a script: connect, send [BYTES], think TIME, trickle COUNT TIME,",
            "flood (sends, never reads), close, reset, and to wait for another client:",
            "after CLIENT connected|sent|answered|stuck|closed [N].",
            "Exit codes: 0 every client had its answers, 1 one had not, 2 wrong usage,",
            "3 a server could not be traced."
        })
public final class TraceCommand implements Callable<Integer> {
    private static final int CONNECT_MILLIS = 5_000;

    /** How long a client waits beyond what the others think: for a slow machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Of more clients than this nobody waits until all have thought. */
    private static final int FEW = 26;

    private static final int MOST_CLIENTS = 15_000;

    @Parameters(paramLabel = "MODEL", arity = "0..*", completionCandidates = ModelNames.class, description = "${COMPLETION-CANDIDATES} (default: those that the story is about)")
    private List<String> models = List.of();

    @Option(names = "--story", paramLabel = "NAME", completionCandidates = StoryNames.class, description = "A ready story: ${COMPLETION-CANDIDATES} (default: second-client).")
    private String story;

    @Option(names = "--script", paramLabel = "'A: STEP, …; B: …'", description = "What the clients do, instead of a story.")
    private String script;

    @Option(names = "--clients", paramLabel = "N", description = "How many clients (default: the script's); who is not in the script does what its last one does.")
    private Integer clients;

    @Option(names = "--work", paramLabel = "WORK", description = "What each request has to do: none, wait:20ms, cpu:5ms (default: the story's, or none).")
    private String work;

    @Option(names = "--patience", paramLabel = "TIME", description = "How long a client waits for an answer (default: 10s, and what few clients think).")
    private Duration patience;

    @Option(names = "--exec", paramLabel = "'CMD {port}'", description = "A server in any language: its clients' side alone. With {work} in it, it is given the work.")
    private String exec;

    @Option(names = "--connect", paramLabel = "HOST:PORT", description = "A server that is running: its clients' side alone.")
    private HostPort connect;

    @Option(names = "--jfr", paramLabel = "FILE", description = "Keep the recording, for JDK Mission Control; of several models, one file each.")
    private Path jfr;

    @Option(names = "--out", paramLabel = "FILE", defaultValue = "trace.html", description = "Where the page goes (default: ${DEFAULT-VALUE}): one file that needs no network.")
    private Path out;

    @Option(names = "--svg", paramLabel = "DIR", description = "Write a picture of each server too, without scripts: STORY-MODEL.svg.")
    private Path svg;

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}", defaultValue = "text", paramLabel = "FORMAT")
    private Format format;

    @Spec
    private CommandSpec spec;

    /** For Picocli. */
    public TraceCommand() {}

    @Override
    public Integer call() throws UserError, InterruptedException {
        Story told = story();
        Script played = script(told);
        List<Model> traced = models(told);
        InetSocketAddress address = connect == null ? null : reach();
        String worked = work(told);
        Tracer tracer = new Tracer(played, worked, patience == null ? patience(played) : patience);
        String startedAt = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        List<Run> runs = new ArrayList<>();
        for (Model model : traced) {
            runs.add(trace(model, tracer, traced.size() > 1));
        }
        if (exec != null) {
            runs.add(traceForeign(tracer, worked));
        }
        if (address != null) {
            runs.add(tracer.connected(connect.toString(), address));
        }
        Trace trace = new Trace(Trace.SCHEMA, Version.program() + " " + Version.commit(), startedAt,
                spec.root().commandLine().getParseResult().originalArgs(), Machine.current(),
                told == null ? null : told.title(), told == null ? null : told.look(), played.toString(), worked,
                runs);
        draw(trace);
        show(trace);
        return runs.stream().allMatch(run -> run.summary().lost() == 0) ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD;
    }

    private Story story() throws UserError {
        if (script != null && story != null) {
            throw new UserError(ExitCode.USAGE, "--story is a script already: leave out --story or --script");
        }
        if (script != null) {
            return null;
        }
        String name = story == null ? Story.SECOND_CLIENT.title() : story;
        return Story.find(name).orElseThrow(() -> new UserError(ExitCode.USAGE, "there is no story '" + name
                + "', there are " + String.join(", ", new StoryNames())));
    }

    private Script script(Story told) throws UserError {
        if (clients != null && (clients < 1 || clients > MOST_CLIENTS)) {
            throw new UserError(ExitCode.USAGE, "--clients is 1 to " + MOST_CLIENTS);
        }
        try {
            Script played = told == null ? Script.parse(script) : told.script();
            return clients == null ? played : played.forClients(clients);
        } catch (IllegalArgumentException e) {
            throw new UserError(ExitCode.USAGE, e.getMessage(), e);
        }
    }

    private List<Model> models(Story told) throws UserError {
        if (!models.isEmpty()) {
            return ModelConverter.findAll(models);
        }
        if (exec != null || connect != null) {
            return List.of();
        }
        if (told == null) {
            throw new UserError(ExitCode.USAGE, "what shall be traced? Name models, or give --connect HOST:PORT or "
                    + "--exec 'CMD {port}'");
        }
        return ModelConverter.findAll(told.models());
    }

    /** Calibrated here, once, so that every server computes the same. */
    private String work(Story told) throws UserError {
        String asked = work != null ? work : told == null ? "none" : told.work();
        try {
            return Work.parse(asked).toString();
        } catch (IllegalArgumentException e) {
            throw new UserError(ExitCode.USAGE, e.getMessage() + " (--work)", e);
        }
    }

    private InetSocketAddress reach() throws UserError {
        InetSocketAddress address = connect.resolve();
        try (Socket socket = new Socket()) {
            socket.connect(address, CONNECT_MILLIS);
            return address;
        } catch (IOException e) {
            throw new UserError(ExitCode.UNDECIDED, "no server can be reached at " + connect + " (" + e.getMessage()
                    + "): start it, or check host and port", e);
        }
    }

    /** In blocking the last client waits until all others have thought. */
    private static Duration patience(Script script) {
        return script.parts().size() > FEW
                ? PATIENCE
                : script.parts().stream().flatMap(part -> part.steps().stream())
                        .map(step -> switch (step) {
                            case Step.Think(Duration duration) -> duration;
                            case Step.Trickle(int count, Duration pause) -> pause.multipliedBy(count);
                            default -> Duration.ZERO;
                        })
                        .reduce(PATIENCE, Duration::plus);
    }

    private Run trace(Model model, Tracer tracer, boolean several) throws UserError, InterruptedException {
        try {
            say("Tracing " + model.name() + "…");
            return tracer.model(model, jfr == null ? null : recording(model, several));
        } catch (IOException e) {
            throw new UserError(ExitCode.UNDECIDED, model.name() + " could not be traced: " + e.getMessage(), e);
        }
    }

    private Path recording(Model model, boolean several) throws UserError {
        String name = jfr.getFileName().toString();
        int dot = name.lastIndexOf('.') < 0 ? name.length() : name.lastIndexOf('.');
        Path file = several
                ? jfr.resolveSibling(name.substring(0, dot) + "-" + model.name() + name.substring(dot))
                : jfr;
        Path folder = file.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw UserError.cannotWrite(file, new IOException("there is no such folder, or it is not yours"),
                    "choose another place with --jfr");
        }
        return file;
    }

    private Run traceForeign(Tracer tracer, String worked) throws UserError, InterruptedException {
        List<String> command = CommandWords.split(exec).stream().map(word -> word.replace("{work}", worked)).toList();
        try {
            say("Tracing the clients of " + exec + "…");
            return tracer.foreign(exec, command);
        } catch (IOException e) {
            throw new UserError(ExitCode.UNDECIDED, exec + " could not be traced: " + e.getMessage(), e);
        }
    }

    /** Only people want to know what is being done. */
    private void say(String what) {
        if (format == Format.text) {
            spec.commandLine().getErr().println(what);
            spec.commandLine().getErr().flush();
        }
    }

    private void draw(Trace trace) throws UserError {
        if (format == Format.text || spec.commandLine().getParseResult().hasMatchedOption("--out")) {
            ReportCommand.write(TracePage.html(trace), out);
        }
        if (svg == null) {
            return;
        }
        try {
            Files.createDirectories(svg);
            for (Run run : trace.runs()) {
                String name = (trace.story() == null ? "script" : trace.story()) + "-" + run.server();
                Files.writeString(svg.resolve(name.replaceAll("[^A-Za-z0-9.-]+", "-") + ".svg"),
                        TraceSvg.of(trace, run), UTF_8);
            }
        } catch (IOException e) {
            throw UserError.cannotWrite(svg, e, "choose another folder with --svg");
        }
    }

    private void show(Trace trace) {
        PrintWriter stdout = spec.commandLine().getOut();
        if (format == Format.json) {
            stdout.println(Json.MAPPER.writeValueAsString(trace));
        } else {
            Ansi ansi = spec.commandLine().getColorScheme().ansi();
            new TraceText(trace, (style, text) -> paint(ansi, style, text)).lines().forEach(stdout::println);
            stdout.println("To look at, and to play: " + out);
        }
        stdout.flush();
    }

    private static String paint(Ansi ansi, String style, String text) {
        if (!ansi.enabled()) {
            return text;
        }
        Ansi.IStyle[] styles = Ansi.Style.parse(style);
        return Ansi.Style.on(styles) + text + Ansi.Style.off(styles);
    }
}
