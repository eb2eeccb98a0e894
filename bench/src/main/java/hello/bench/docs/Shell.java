package hello.bench.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import hello.protocol.check.Children;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * Types the commands of console blocks into bash, as a reader does: the next one when the one before has ended and what the page
 * shows of it has been seen, be it printed by something in the background. It works in a fresh folder that looks like the
 * project's: what is there are links, and what is written stays. Closing it ends all that still runs, and deletes the folder.
 * For one thread.
 */
final class Shell implements AutoCloseable {
    /** Long for a busy machine; no command of a page may take a tenth of it. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What the background still has to say, such as that a server is up, it says within this. */
    private static final Duration BACKGROUND = Duration.ofSeconds(20);

    /** What is not part of the project, or would let a command write into it. */
    private static final Set<String> NOT_LINKED = Set.of(".git", "target", "results");

    /**
     * Reads commands, each ended by a NUL, and prints a NUL when one has ended. Commands have no standard input, and no hold on
     * ours. A NUL is what no command prints.
     */
    private static final String LOOP = """
                                       exec 3<&0 </dev/null 2>&1
                                       while IFS= read -r -d '' command <&3; do eval "$command" 3<&-; printf '\\0'; done
                                       """;

    private final Path folder;
    private final Process bash;
    private final OutputStream in;
    private final Thread reader;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream(); // guarded by itself
    private int prompts; // guarded by printed
    private boolean ended; // guarded by printed

    private Shell(Path folder, Process bash) {
        this.folder = folder;
        this.bash = bash;
        this.in = bash.getOutputStream();
        this.reader = Thread.ofPlatform().daemon().name("output-of-bash").start(this::read);
    }

    /** Starts one; needs bash. */
    static Shell open(Project project) throws IOException {
        Path folder = Files.createTempDirectory("hello-docs");
        try (Stream<Path> there = Files.list(project.root())) {
            for (Path path : there.filter(path -> !NOT_LINKED.contains(path.getFileName().toString())).toList()) {
                // The launcher looks for the project where its link leads; other files could be written to through a link.
                if (Files.isDirectory(path) || path.endsWith("hello")) {
                    Files.createSymbolicLink(folder.resolve(path.getFileName()), path);
                } else {
                    Files.copy(path, folder.resolve(path.getFileName()));
                }
            }
        }
        ProcessBuilder builder = new ProcessBuilder("bash", "--noprofile", "--norc", "-c", LOOP)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        // What a page calls java is the one that this program needs; letters are UTF-8; nobody looks through a terminal.
        Path jdk = Path.of(System.getProperty("java.home"));
        environment.put("JAVA_HOME", jdk.toString());
        environment.put("PATH", jdk.resolve("bin") + File.pathSeparator + environment.get("PATH"));
        environment.put("LC_ALL", "C.UTF-8");
        environment.put("TERM", "dumb");
        environment.keySet().removeAll(List.of("COLUMNS", "BASH_ENV", "JAVA_TOOL_OPTIONS", "HELLO_JAVA_OPTS"));
        return new Shell(folder, Children.start(builder));
    }

    private void read() {
        try (InputStream out = bash.getInputStream()) {
            byte[] bytes = new byte[8192];
            for (int n = out.read(bytes); n >= 0; n = out.read(bytes)) {
                synchronized (printed) {
                    for (int i = 0; i < n; i++) {
                        if (bytes[i] == 0) {
                            prompts++;
                        } else {
                            printed.write(bytes[i]);
                        }
                    }
                    printed.notifyAll();
                }
            }
        } catch (IOException e) {
            // It was killed.
        }
        synchronized (printed) {
            ended = true;
            printed.notifyAll();
        }
    }

    /**
     * Types the commands of a block, up to the first that does not do what is shown.
     *
     * @param block which
     * @param came is given each command that did what is shown, and what it printed
     * @return what is wrong, with all that the command printed; empty if it is all as shown
     */
    List<String> run(ConsoleBlock block, BiConsumer<ConsoleBlock.Command, List<String>> came)
            throws InterruptedException {
        for (ConsoleBlock.Command command : block.commands()) {
            List<String> wrong = run(block, command);
            if (!wrong.isEmpty()) {
                return wrong;
            }
            synchronized (printed) {
                came.accept(command, lines());
            }
        }
        return List.of();
    }

    private List<String> run(ConsoleBlock block, ConsoleBlock.Command command) throws InterruptedException {
        Shown shown = new Shown(command.shown(), block.numbersVary());
        synchronized (printed) {
            printed.reset();
            prompts = 0;
        }
        if (!type(command.text())) {
            return List.of(block.page().remark(command.line(), "bash has ended before this command").toString());
        }
        synchronized (printed) {
            if (!awaitPrompts(1)) {
                return told(block.page().remark(command.line(),
                        ended
                                ? "this command ended bash"
                                : "this command did not end within " + PATIENCE.toSeconds()
                                        + " s"));
            }
            // What is in the background may still have to say what the page shows.
            long deadline = System.nanoTime() + BACKGROUND.toNanos();
            boolean isTime = true;
            while (shown.differsFrom(lines()).isPresent() && bash.descendants().findAny().isPresent() && isTime) {
                isTime = await(deadline);
            }
            // The last words of what has ended are before the next prompt.
            if (shown.differsFrom(lines()).isPresent() && type("")) {
                awaitPrompts(2);
            }
            Shown.Difference difference = shown.differsFrom(lines()).orElse(null);
            return difference == null
                    ? List.of()
                    : told(block.page().remark(Math.max(command.line(), command.shownFrom() + difference.index()
                            - (difference.index() == command.shown().size() ? 1 : 0)), difference.toString()));
        }
    }

    private boolean type(String command) {
        try {
            in.write((command + "\0").getBytes(UTF_8));
            in.flush();
            return true;
        } catch (IOException e) {
            return false; // bash has ended
        }
    }

    private boolean awaitPrompts(int number) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        boolean isTime = true;
        while (prompts < number && !ended && isTime) {
            isTime = await(deadline);
        }
        return prompts >= number;
    }

    /** Waits for more to be printed, or for something in the background to end, which nobody tells. */
    private boolean await(long deadline) throws InterruptedException {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
            return false;
        }
        printed.wait(Math.min(left, 250));
        return true;
    }

    private List<String> lines() {
        return printed.toString(UTF_8).lines().toList();
    }

    private List<String> told(Remark remark) {
        return Stream.of(Stream.of(remark.toString(), "all that came:"), lines().stream().map(line -> "    " + line))
                .flatMap(lines -> lines).toList();
    }

    @Override
    public void close() {
        Children.kill(bash);
        try {
            reader.join(PATIENCE);
            // Links are not followed: what they lead to stays.
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // The system empties its folder for such things.
        }
    }
}
