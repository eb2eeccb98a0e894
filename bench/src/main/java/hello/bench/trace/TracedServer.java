package hello.bench.trace;

import hello.bench.Model;
import hello.bench.Self;
import hello.bench.compare.Comparison;
import hello.protocol.check.ServerProcess;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A model in a JVM of its own, under the flight recorder. The recording runs from the JVM's start to its end and is written
 * then: there is nothing to attach to, and nothing that could miss the beginning. For one thread at a time.
 */
final class TracedServer implements AutoCloseable {
    private static final int TRIES = 100;
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);

    private final Path folder;
    private final List<String> flags;
    private final ServerProcess process;
    private final Thread atExit;

    /**
     * Starts it and waits until it accepts connections.
     *
     * @param work what each request has to do
     * @throws IOException if it does not come up, or if there is no room for the recording; the message says why
     */
    TracedServer(Model model, String work) throws IOException, InterruptedException {
        folder = Files.createTempDirectory("hello-trace");
        atExit = new Thread(this::removeAtExit, "remove-recording");
        Runtime.getRuntime().addShutdownHook(atExit);
        Path settings = folder.resolve("settings.jfc");
        Files.writeString(settings, Seen.settings());
        flags = new ArrayList<>(Comparison.SERVER_FLAGS);
        flags.add("-XX:FlightRecorderOptions:stackdepth=64,repository=" + folder.resolve("chunks"));
        flags.add("-XX:StartFlightRecording:settings=" + settings + ",dumponexit=true,filename=" + recording());
        flags.add("-Xlog:jfr*=off"); // its greetings are not the server's
        List<String> command = Self.serve(flags, model, List.of("--work", work));
        try {
            process = ServerProcess.start(command, 0);
        } catch (IOException | InterruptedException | RuntimeException e) {
            remove();
            throw e;
        }
    }

    private Path recording() {
        return folder.resolve("server.jfr");
    }

    InetSocketAddress address() {
        return process.address();
    }

    /** The JVM's options, for people who want to do the same. */
    List<String> flags() {
        return flags;
    }

    /**
     * Ends the server and gives its recording.
     *
     * @return a file that is there until {@link #close()}
     * @throws IOException if it has not been written; the message says why
     */
    Path end() throws IOException, InterruptedException {
        process.endInput();
        Path recording = recording();
        if (!Files.isRegularFile(recording) || Files.size(recording) == 0) {
            throw new IOException("the server has left no recording" + process.lastWords());
        }
        return recording;
    }

    /** Ends it and all it has started, at once, and removes the recording. */
    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
        remove();
    }

    /** The process that writes into it is being killed at the same time: until it is gone, there may be something new. */
    private void removeAtExit() {
        for (int i = 0; i < TRIES && Files.exists(folder); i++) {
            close();
            try {
                Thread.sleep(BETWEEN_TRIES);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void remove() {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, IOException e) throws IOException {
                    Files.deleteIfExists(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            // It is in the system's folder for what is temporary, which the system clears.
        }
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The process is ending: the hook is what has called this.
        }
    }
}
