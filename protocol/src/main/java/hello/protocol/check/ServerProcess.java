package hello.protocol.check;

import hello.protocol.ServerOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * A server in a process of its own, on a loopback port, in whatever language. Started here, it does not outlive this JVM,
 * nor do the processes that it has started. It may be in a {@link Container}.
 *
 * <p>
 * Safe for use by several threads.
 */
public final class ServerProcess implements AutoCloseable {
    /** What stands for the port in a command. */
    public static final String PORT = "{port}";

    /** How long a server may take to come up: a JVM on a busy machine takes some seconds. */
    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    /** How long a server may take to end when it is told to; then it is killed. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    /** How much of what it prints is kept, to be shown when it fails. */
    private static final int KEPT_LINES = 8;

    /** The exit code of a process that the system has killed (SIGKILL), as shells and container engines tell it. */
    private static final int KILLED = 128 + 9;

    private final Process process;
    private final Optional<Container> container;
    private final InetSocketAddress address;
    private final Deque<String> printed = new ArrayDeque<>();
    private final Thread reader;
    private ProcessHandle handle; // written before anybody else sees this object

    private ServerProcess(Process process, Optional<Container> container, InetSocketAddress address) {
        this.process = process;
        this.container = container;
        this.handle = process.toHandle();
        this.address = address;
        // Its output must be read by somebody, or it blocks when the pipe is full.
        this.reader = Thread.ofPlatform().daemon().name("output-of-" + process.pid()).start(this::readOutput);
    }

    /**
     * Starts a server and waits until it accepts connections.
     *
     * @param command the program and its arguments; {@link #PORT} in them stands for the port, {@link Container#NAME} for the
     *     name of its container
     * @param port the port, or 0 for any that is free
     * @return the running server
     * @throws IOException if there is no such program, if it ends at once, or if it does not come up within 30 s; the
     *     message says which and ends with the last lines that it printed
     * @throws InterruptedException if the caller is interrupted while it waits; the process is gone then
     */
    public static ServerProcess start(List<String> command, int port) throws IOException, InterruptedException {
        InetSocketAddress address = ServerOptions.loopback(port == 0 ? freePort() : port);
        Optional<Container> container = Container.of(command);
        List<String> words = command.stream()
                .map(word -> word.replace(PORT, Integer.toString(address.getPort())))
                .map(word -> container.isEmpty() ? word : word.replace(Container.NAME, container.get().name()))
                .toList();
        Process process = Children.start(new ProcessBuilder(words).redirectErrorStream(true),
                () -> container.ifPresent(Container::remove));
        ServerProcess server = new ServerProcess(process, container, address);
        try {
            server.awaitUp();
            if (container.isPresent()) {
                server.handle = container.get().process();
            }
            return server;
        } catch (IOException | InterruptedException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /**
     * The same with a limit on open files, which no process that it starts can raise again.
     *
     * @param command the program and its arguments; {@link #PORT} in them stands for the port
     * @param openFiles the most file descriptors it may have
     * @return the running server
     * @throws IOException as in {@link #start}; also where there is no POSIX shell
     * @throws InterruptedException as in {@link #start}
     */
    static ServerProcess startWithOpenFiles(List<String> command, int openFiles)
            throws IOException, InterruptedException {
        // Both limits, soft and hard: the JVM raises its soft limit to the hard one when it starts.
        if (Container.isIn(command)) {
            return start(Container.withOptions(command, List.of("--ulimit", "nofile=" + openFiles + ":" + openFiles)),
                    0);
        }
        List<String> limited = new ArrayList<>(List.of("sh", "-c", "ulimit -n \"$0\" && exec \"$@\"",
                Integer.toString(openFiles)));
        limited.addAll(command);
        return start(limited, 0);
    }

    /** A port that was free a moment ago: whoever needs to name a port before it binds cannot have more. */
    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(ServerOptions.loopback(0));
            return probe.getLocalPort();
        }
    }

    private void awaitUp() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (true) {
            try (Socket socket = new Socket()) {
                socket.connect(address, (int) START_LIMIT.toMillis());
                if (process.isAlive()) {
                    return;
                }
            } catch (IOException e) {
                if (System.nanoTime() - deadline > 0) {
                    throw new IOException("it did not accept connections on port " + address.getPort() + " within "
                            + START_LIMIT.toSeconds() + " s" + lastWords(), e);
                }
            }
            // Not up yet: either it ends now, or we ask again.
            if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
                throw new IOException("it ended at once with exit code " + process.exitValue() + lastWords());
            }
        }
    }

    /**
     * Where it serves.
     *
     * @return a loopback address
     */
    public InetSocketAddress address() {
        return address;
    }

    /**
     * The server's process: in a container the one that the engine has started.
     *
     * @return its handle
     */
    public ProcessHandle handle() {
        return handle;
    }

    /**
     * Whether it is still running.
     *
     * @return false once it has ended
     */
    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Whether it has ended, or does so within a moment.
     *
     * @param within how long to wait for that
     * @return false if it is still running then
     * @throws InterruptedException if the caller is interrupted while it waits
     */
    public boolean hasEnded(Duration within) throws InterruptedException {
        return process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Whether it ended because it needed more memory than it may have: the system has killed it in its container, or the JVM
     * has given up. Of no use once it was closed.
     *
     * @return false also while it is running
     */
    public boolean hasRunOutOfMemory() {
        return !process.isAlive()
                && ((container.isPresent() && process.exitValue() == KILLED)
                        || lastWords().contains("OutOfMemoryError"));
    }

    /**
     * Tells it to end (SIGTERM) and waits; kills it when it does not.
     *
     * @return its exit code, 128 + the signal's number where a signal ended it; empty if it had to be killed
     * @throws InterruptedException if the caller is interrupted while it waits
     */
    public OptionalInt stop() throws InterruptedException {
        List<ProcessHandle> children = process.descendants().toList(); // once it is gone nobody knows them
        process.destroy();
        boolean ended = process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        close();
        children.forEach(ProcessHandle::destroyForcibly);
        return ended ? OptionalInt.of(process.exitValue()) : OptionalInt.empty();
    }

    /**
     * Closes its standard input and waits: a server that ends with it ends in peace, on every system. Kills it when it does not.
     *
     * @throws InterruptedException if the caller is interrupted while it waits
     */
    public void endInput() throws InterruptedException {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // It has ended already.
        }
        boolean _ = process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        close();
    }

    /** Ends it and all it has started, at once. */
    @Override
    public void close() {
        Children.kill(process);
    }

    /**
     * The last lines that it printed, to be put behind a sentence.
     *
     * @return empty, or {@code : } and the lines
     */
    public String lastWords() {
        if (!process.isAlive()) {
            try {
                reader.join(Duration.ofSeconds(1)); // what it printed last may still be on its way
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        synchronized (printed) {
            return printed.isEmpty() ? "" : ": " + String.join(" | ", printed);
        }
    }

    private void readOutput() {
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                String words = line.strip();
                if (words.startsWith("at ")) {
                    continue; // a frame of a Java stack trace: a few of them would push out the line that says what happened
                }
                synchronized (printed) {
                    printed.add(words);
                    if (printed.size() > KEPT_LINES) {
                        printed.remove();
                    }
                }
            }
        } catch (IOException e) {
            // The process was killed.
        }
    }
}
