package hello.protocol.check;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of another JVM like this one: the same JDK, the same class path. */
public final class JavaCommand {
    private JavaCommand() {}

    /**
     * Runs a class in a JVM of its own.
     *
     * @param jvmArgs options of the JVM, such as {@code -Xmx1g}
     * @param main the class whose {@code main} is run; it is on this JVM's class path
     * @param args its arguments
     * @return the words of the command
     */
    public static List<String> of(List<String> jvmArgs, Class<?> main, String... args) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmArgs);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        command.addAll(List.of(args));
        return command;
    }
}
