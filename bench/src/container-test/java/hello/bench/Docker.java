package hello.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** The container engine's own command line, for tests of what runs containers by it. */
public final class Docker {
    private Docker() {}

    /** Goes on if there is Compose: the engine's plug-in, or the program that was there before it. */
    public static List<String> requireCompose() throws InterruptedException {
        if (Tools.works("docker", "compose", "version")) {
            return List.of("docker", "compose");
        }
        Tools.require("docker-compose", "version");
        return List.of("docker-compose");
    }

    /** The containers of servers that a JVM has started, running or not. */
    public static List<String> containersOf(ProcessHandle jvm) throws IOException, InterruptedException {
        return run("docker", "ps", "--all", "--quiet", "--filter", "name=hello-" + jvm.pid() + "-").lines().toList();
    }

    /** Runs a command that must succeed; gives back what it printed on standard output. */
    public static String run(String... command) throws IOException, InterruptedException {
        return run(List.of(), command);
    }

    /** The same with variables in its environment, each as {@code NAME=value}. */
    public static String run(List<String> environment, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(List.of(command)))
                .redirectError(File.createTempFile("docker", ".err"));
        environment.forEach(variable -> builder.environment().put(variable.replaceFirst("=.*", ""),
                variable.replaceFirst("[^=]*=", "")));
        Process process = builder.start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        File err = builder.redirectError().file();
        String complaint = Files.readString(err.toPath());
        err.delete();
        assertThat(process.waitFor()).as(String.join(" ", command) + ": " + complaint).isZero();
        return out;
    }
}
