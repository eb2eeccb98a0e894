package hello.protocol;

import java.io.IOException;

/**
 * Runs one server as a program: what the {@code main} of each module calls, so that a student can press run.
 *
 * <pre>
 * java … hello.blocking.BlockingServer [PORT [WORK]]
 * </pre>
 */
public final class ServerMain {
    private ServerMain() {}

    /**
     * Binds, serves until the process is told to stop, and closes.
     *
     * @param factory a model's {@code bind}
     * @param args port and work, both optional
     */
    public static void run(HelloServer.Factory factory, String... args) {
        try {
            ServerOptions options = ServerOptions.defaults();
            if (args.length > 0) {
                options = options.withPort(Integer.parseInt(args[0]));
            }
            if (args.length > 1) {
                options = options.withWork(Work.parse(args[1]));
            }
            try (HelloServer server = factory.bind(options)) {
                System.out.println("Serving on " + server.address().getAddress().getHostAddress() + ":"
                        + server.address().getPort() + ", Ctrl-C stops");
                runUntilStopped(server);
            }
        } catch (IllegalArgumentException e) {
            System.err.println("usage: [PORT [none|wait:20ms|cpu:5ms]]: " + e.getMessage());
            System.exit(2);
        } catch (IOException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /**
     * Serves on this thread, and closes the server when the process is told to end (Ctrl-C, SIGTERM): connections are
     * closed, not torn, and the exit code stays the signal's own.
     *
     * @param server a bound server
     * @throws IOException if the server cannot go on
     */
    public static void runUntilStopped(HelloServer server) throws IOException {
        Thread closing = new Thread(server::close, "close");
        Runtime.getRuntime().addShutdownHook(closing);
        try {
            server.run();
        } finally {
            removeHook(closing);
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already: the hook is what has ended run().
        }
    }
}
