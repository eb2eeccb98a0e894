package hello.bench;

import static org.assertj.core.api.Assertions.assertThat;

import hello.protocol.ServerOptions;
import hello.protocol.check.Children;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** A process whose output is read as it comes, so that a test can wait for a line instead of for time to pass. */
public final class Spawned implements AutoCloseable {
    private final Process process;
    private final Thread reader;
    private final List<String> lines = new ArrayList<>(); // guarded by itself
    private boolean ended; // guarded by lines

    private Spawned(Process process) {
        this.process = process;
        this.reader = Thread.ofPlatform().daemon().name("output-of-" + process.pid()).start(this::read);
    }

    /** Starts a command; standard output and error are one. */
    public static Spawned start(List<String> command) throws IOException {
        return new Spawned(Children.start(new ProcessBuilder(command).redirectErrorStream(true)));
    }

    /** Starts the command line of this project. */
    public static Spawned hello(String... args) throws IOException {
        return start(Self.command(List.of(), List.of(args)));
    }

    private void read() {
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                synchronized (lines) {
                    lines.add(line);
                    lines.notifyAll();
                }
            }
        } catch (IOException e) {
            // It was killed.
        }
        synchronized (lines) {
            ended = true;
            lines.notifyAll();
        }
    }

    /** Waits for a line that holds this text. */
    public String awaitLine(String text) throws InterruptedException {
        synchronized (lines) {
            for (int i = 0;; i++) {
                while (i == lines.size() && !ended) {
                    lines.wait();
                }
                if (i == lines.size()) {
                    throw new AssertionError("it ended without saying '" + text + "': " + lines);
                }
                if (lines.get(i).contains(text)) {
                    return lines.get(i);
                }
            }
        }
    }

    /** Waits for a line that holds this text, and takes the loopback address that it names. */
    public InetSocketAddress awaitAddress(String text) throws InterruptedException {
        return ServerOptions.loopback(
                Integer.parseInt(awaitLine(text).replaceFirst(".*127\\.0\\.0\\.1:(\\d+).*", "$1")));
    }

    /** Everything that it has printed, after its end. */
    public List<String> awaitOutput() throws InterruptedException {
        reader.join();
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    /** Waits for its end. */
    public int awaitExitCode() throws InterruptedException {
        return process.waitFor();
    }

    /** Types on its standard input. */
    public void type(String keys) throws IOException {
        process.outputWriter().write(keys);
        process.outputWriter().flush();
    }

    /** Sends it a signal, such as {@code INT}. */
    public void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).inheritIO().start();
        assertThat(kill.waitFor()).as("kill's exit code").isZero();
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public void close() {
        Children.kill(process);
    }
}
