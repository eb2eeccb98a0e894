package hello.bench;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;

/**
 * What one call of the command line did, made in this JVM.
 *
 * @param exitCode with what the process would end
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
public record Cli(int exitCode, String out, String err) {
    public static Cli hello(String... args) {
        Locale.setDefault(Locale.ROOT); // as main does
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Hello.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
        return new Cli(exitCode, out.toString(), err.toString());
    }
}
