package hello.bench;

import hello.protocol.check.JavaCommand;
import hello.protocol.check.ServerProcess;
import java.util.ArrayList;
import java.util.List;

/** This very program in another JVM: how a model is run in a process of its own, and the load generator beside it. */
public final class Self {
    /** What coroutines needs; given to every model alike, so that all run with the same flags. */
    private static final List<String> CONTINUATION = List.of("--add-exports", "java.base/jdk.internal.vm=ALL-UNNAMED");

    private Self() {}

    /**
     * The command that runs {@code hello ARGS}.
     *
     * @param jvmArgs options of the JVM
     * @param args a command of this program and its options
     * @return the words of the command
     */
    public static List<String> command(List<String> jvmArgs, List<String> args) {
        List<String> flags = new ArrayList<>(CONTINUATION);
        flags.addAll(jvmArgs);
        return JavaCommand.of(flags, Hello.class, args.toArray(String[]::new));
    }

    /**
     * The command that serves a model and ends together with this JVM, however that ends.
     *
     * @param jvmArgs options of the JVM
     * @param model which model
     * @param options further options of {@code hello serve}
     * @return the words of the command, with {@link ServerProcess#PORT} for the port
     */
    public static List<String> serve(List<String> jvmArgs, Model model, List<String> options) {
        List<String> args = new ArrayList<>(List.of("serve", model.name(), "--port", ServerProcess.PORT, "--quiet",
                "--until-stdin-closes"));
        args.addAll(options);
        return command(jvmArgs, args);
    }
}
