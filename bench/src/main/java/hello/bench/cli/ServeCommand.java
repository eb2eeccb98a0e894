package hello.bench.cli;

import hello.bench.Model;
import hello.protocol.HelloServer;
import hello.protocol.ServerLog;
import hello.protocol.ServerMain;
import hello.protocol.ServerOptions;
import hello.protocol.Work;
import hello.threaded.ThreadedServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hello serve MODEL}. */
@Command(name = "serve", description = "Run one model. On a terminal the keys 1 to 6 put another model on the same port; Ctrl-C stops.", mixinStandardHelpOptions = true)
public final class ServeCommand implements Callable<Integer> {
    @Parameters(paramLabel = "MODEL", description = "${COMPLETION-CANDIDATES}", completionCandidates = ModelNames.class)
    private Model model;

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "5001", description = "Where to listen; 0 takes any free port (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--host", paramLabel = "ADDRESS", defaultValue = "127.0.0.1", description = "On which address (default: ${DEFAULT-VALUE}, which only this machine can reach).")
    private String host;

    @Option(names = "--work", paramLabel = "WORK", defaultValue = "none", description = "What each request does before its answer: none, wait:20ms or cpu:5ms (default: ${DEFAULT-VALUE}).")
    private Work work;

    @Option(names = "--max-threads", paramLabel = "N", description = "threaded only: the most clients at once (default: "
            + ThreadedServer.DEFAULT_MAX_THREADS + ").")
    private Integer maxThreads;

    @Option(names = "--quiet", description = "Do not print 'Connection from …'.")
    private boolean quiet;

    /** How a server that another JVM of ours has started learns that this JVM is gone, however it went. */
    @Option(names = "--until-stdin-closes", hidden = true)
    private boolean untilStdinCloses;

    @Spec
    private CommandSpec spec;

    /** For Picocli. */
    public ServeCommand() {}

    @Override
    public Integer call() throws UserError, IOException {
        if (maxThreads != null && (!isThreaded(model) || maxThreads < 1)) {
            throw new UserError(ExitCode.USAGE, "--max-threads is for threaded, and at least 1");
        }
        ServerOptions options = new ServerOptions(address(), work, quiet ? ServerLog.quiet() : ServerLog.console());
        if (Terminals.isInteractive() && !untilStdinCloses) {
            try (Switchboard switchboard = new Switchboard(spec.commandLine().getOut(),
                    (other, samePort) -> bind(other, options.withPort(samePort)))) {
                switchboard.run(model, port);
            }
            return ExitCode.HOLDS;
        }
        try (HelloServer server = bind(model, options)) {
            announce(server);
            if (untilStdinCloses) {
                Thread.ofPlatform().daemon().name("stdin").start(() -> closeWithStdin(server));
            }
            ServerMain.runUntilStopped(server);
        }
        return ExitCode.HOLDS;
    }

    private InetSocketAddress address() throws UserError {
        if (port < 0 || port > 65535) {
            throw new UserError(ExitCode.USAGE, "there is no port " + port + ": choose one of 0 to 65535 with --port");
        }
        try {
            return new InetSocketAddress(InetAddress.getByName(host), port);
        } catch (UnknownHostException e) {
            throw new UserError(ExitCode.USAGE, "there is no host '" + host + "': check --host", e);
        }
    }

    private HelloServer bind(Model which, ServerOptions options) throws UserError {
        try {
            return maxThreads != null && isThreaded(which)
                    ? ThreadedServer.bind(options, maxThreads)
                    : which.server().bind(options);
        } catch (BindException e) {
            throw new UserError(ExitCode.USAGE, whyNot(e), e);
        } catch (IOException e) {
            throw new UserError(ExitCode.USAGE, "cannot listen on " + host + ":" + port + ": " + e.getMessage(), e);
        }
    }

    private static boolean isThreaded(Model which) {
        return which.name().equals("threaded");
    }

    /** The system's words differ; what to do about them does not. */
    private String whyNot(BindException e) {
        String words = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        if (words.contains("in use")) {
            return "port " + port + " is taken: choose another with --port";
        }
        if (words.contains("denied") || words.contains("permi")) {
            return "port " + port + " needs rights that you do not have: choose one above 1023 with --port";
        }
        return "cannot listen on " + host + ":" + port + " (" + e.getMessage()
                + "): choose another address with --host";
    }

    private void closeWithStdin(HelloServer server) {
        try (InputStream in = System.in) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // That is an end too.
        }
        server.close();
    }

    private void announce(HelloServer server) {
        if (!quiet) {
            PrintWriter out = spec.commandLine().getOut();
            out.println(model.name() + " serves on " + address(server) + ", Ctrl-C stops");
            out.flush();
        }
    }

    static String address(HelloServer server) {
        return server.address().getAddress().getHostAddress() + ":" + server.address().getPort();
    }
}
