package hello.bench;

import hello.protocol.check.JavaCommand;
import hello.protocol.check.ServerProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Servers' commands as a user writes them: one string, quoted where a word holds a blank. */
public final class Commands {
    private Commands() {}

    /** A class of this module's class path, with the port as its first argument. */
    public static String ofClass(List<String> jvmArgs, Class<?> main, String... more) {
        List<String> args = new ArrayList<>(List.of(ServerProcess.PORT));
        args.addAll(List.of(more));
        return quoted(JavaCommand.of(jvmArgs, main, args.toArray(String[]::new)));
    }

    /** The JVM with these options and nothing to run. */
    public static String jvm(String... args) {
        List<String> words = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        words.addAll(List.of(args));
        return quoted(words);
    }

    public static String quoted(List<String> words) {
        return words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
    }
}
