package hello.bench.docker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The container engine of this machine, asked before anything is measured with it. */
public final class Engine {
    private static final long PATIENCE_SECONDS = 30;

    private Engine() {}

    /**
     * What stands against measuring servers in containers here.
     *
     * @return one line that says what to do; empty if nothing is known to stand against it
     */
    public static Optional<String> objection() {
        Answer engine = ask("info", "--format", "{{.KernelVersion}}");
        if (!engine.isGood()) {
            return Optional.of("no container engine answers here (docker info: " + engine.lastLine()
                    + "): install Docker, or start it (as root, or as a member of the group docker)");
        }
        // The same kernel, or the server would be in another machine, where neither loopback nor /proc of this one reaches.
        if (!engine.text.equals(System.getProperty("os.version"))) {
            return Optional
                    .of("the container engine runs on another machine, or in a virtual one (kernel " + engine.text
                            + ", here " + System.getProperty("os.version")
                            + "): servers in containers are measured where the engine is, on Linux");
        }
        return Optional.empty();
    }

    /**
     * What stands against running an image.
     *
     * @param image its name
     * @param whatToDo to have it
     * @return one line; empty if it is there
     */
    public static Optional<String> objection(String image, String whatToDo) {
        return ask("image", "inspect", "--format", "{{.Id}}", image).isGood()
                ? Optional.empty()
                : Optional.of("there is no image '" + image + "' here: " + whatToDo);
    }

    /**
     * Looks an image of this project up.
     *
     * @param image its name, or its name and tag
     * @return its id, and the Java that is in it, for the record; empty if it is no image of this project
     */
    public static Optional<String> describe(String image) {
        Answer id = ask("image", "inspect", "--format", "{{.Id}}", image);
        Answer version = ask("run", "--rm", "--network", "none", "--entrypoint", "hello", image, "--version");
        return id.isGood() && version.isGood() && version.text.startsWith("hello ")
                ? Optional.of(id.text.replace("sha256:", "").substring(0, 12) + ", " + version.lastLine())
                : Optional.empty();
    }

    private record Answer(boolean isGood, String text) {
        String lastLine() {
            return text.substring(text.lastIndexOf('\n') + 1).strip();
        }
    }

    private static Answer ask(String... words) {
        List<String> command = new ArrayList<>(List.of(DockerRun.ENGINE));
        command.addAll(List.of(words));
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
            return new Answer(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0, text);
        } catch (IOException e) {
            return new Answer(false, "there is no such program");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(false, "interrupted");
        }
    }
}
