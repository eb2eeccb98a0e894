package hello.bench.docker;

import hello.bench.Model;
import hello.protocol.check.Container;
import hello.protocol.check.ServerProcess;
import java.util.ArrayList;
import java.util.List;

/**
 * Commands that run a server in a container. It shares the host's network, so that it is reached over loopback, as a server
 * without a container is: the engine's own network would be measured otherwise. An init process passes signals on, which process
 * 1 of a container would ignore unless its program asks for them.
 */
public final class DockerRun {
    /** The engine's program. */
    static final String ENGINE = "docker";

    private static final String PROGRAM = "hello"; // in the image of this project

    private DockerRun() {}

    /**
     * Any image. What it runs listens on the port that its arguments name; without arguments of its own it gets the port as the
     * only one. The port is in the environment too, as {@code PORT}.
     *
     * @param limits what it may use
     * @param image the image and its arguments, with {@code {port}} in them
     * @return the words of the command
     */
    public static List<String> image(Limits limits, List<String> image) {
        List<String> command = run(limits, List.of("--env", "PORT=" + ServerProcess.PORT));
        command.addAll(image);
        if (image.size() == 1) {
            command.add(ServerProcess.PORT);
        }
        return List.copyOf(command);
    }

    /**
     * A model, in the image of this project. It ends together with this JVM: then its standard input ends.
     *
     * @param limits what it may use
     * @param image the image
     * @param jvmArgs options of its JVM
     * @param model which model
     * @param options further options of {@code hello serve}
     * @return the words of the command
     */
    public static List<String> model(Limits limits, String image, List<String> jvmArgs, Model model,
            List<String> options) {
        List<String> command = run(limits, List.of("--interactive", "--entrypoint", PROGRAM, "--env",
                "HELLO_JAVA_OPTS=" + String.join(" ", jvmArgs)));
        command.addAll(List.of(image, "serve", model.name(), "--port", ServerProcess.PORT, "--quiet",
                "--until-stdin-closes"));
        command.addAll(options);
        return List.copyOf(command);
    }

    private static List<String> run(Limits limits, List<String> more) {
        List<String> command = new ArrayList<>(List.of(ENGINE, "run", "--rm", "--init", "--network", "host", "--name",
                Container.NAME));
        command.addAll(limits.options());
        command.addAll(more);
        return command;
    }
}
