package hello.protocol.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The container of a server whose command is {@code docker run … --name {container} …}, or podman's. What is started by such a
 * command is the engine's client: it passes on signals, output and exit code, but the server is a child of the engine. So the
 * server's process must be asked for, limits are the engine's to set, and when the client is killed the container is removed
 * by its name. Only where the engine is on this machine is the server's process to be seen.
 *
 * @param engine the words before {@code run}
 * @param name of the container, no other has it
 * @param hasInit whether an init process was asked for; the server is its child then
 */
public record Container(List<String> engine, String name, boolean hasInit) {
    /** What stands for the container's name in a command. */
    public static final String NAME = "{container}";

    private static final String RUN = "run";
    private static final long PATIENCE_SECONDS = 30;
    private static final AtomicInteger COUNT = new AtomicInteger();

    /**
     * Whether a command runs its server in a container.
     *
     * @param command the program and its arguments
     * @return true if a container's name is to be put into it
     */
    public static boolean isIn(List<String> command) {
        return command.contains(RUN) && command.stream().anyMatch(word -> word.contains(NAME));
    }

    /**
     * The same command with more options for the engine.
     *
     * @param command one that {@link #isIn} a container
     * @param options of {@code docker run}; where two contradict each other, these hold
     * @return the words of the command
     */
    public static List<String> withOptions(List<String> command, List<String> options) {
        // Behind the name, which only run has, and in front of the image: of an option that is given twice the last one holds.
        int name = 0;
        while (!command.get(name).contains(NAME)) {
            name++;
        }
        List<String> all = new ArrayList<>(command);
        all.addAll(name + 1, options);
        return all;
    }

    /** A container for such a command, with a new name; empty for a command that runs its server here. */
    static Optional<Container> of(List<String> command) {
        if (!isIn(command)) {
            return Optional.empty();
        }
        return Optional.of(new Container(command.subList(0, command.indexOf(RUN)),
                "hello-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet(), command.contains("--init")));
    }

    /** The server's process, once the container runs. */
    ProcessHandle process() throws IOException, InterruptedException {
        String pid = ask("inspect", "--format", "{{.State.Pid}}", name);
        ProcessHandle first = ProcessHandle.of(Long.parseLong(pid)).orElseThrow(() -> new IOException("its process, "
                + pid
                + ", is not to be seen here: the container engine must run on this machine, not in a virtual one"));
        return hasInit ? first.children().findFirst().orElse(first) : first;
    }

    /** Ends and removes it, if it is still there. */
    void remove() {
        try {
            ask("rm", "--force", "--volumes", name);
        } catch (IOException e) {
            // It has ended by itself, and the engine has removed it; or the engine has ended.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String ask(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(engine);
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ": " + printed);
        }
        return printed;
    }
}
