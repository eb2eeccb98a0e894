package hello.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class ErrorsTest {
    private final StringWriter err = new StringWriter();

    @Command
    private record Failing(Exception with) implements Callable<Integer> {
        @Override
        public Integer call() throws Exception {
            throw with;
        }
    }

    private int run(boolean verbose, Exception with) {
        return new CommandLine(new Failing(with))
                .setErr(new PrintWriter(err))
                .setExecutionExceptionHandler(new Errors(() -> verbose))
                .execute();
    }

    @Test
    void whatTheUserCanPutRightIsToldWithItsExitCode() {
        assertThat(run(false, new UserError(ExitCode.UNDECIDED, "do this"))).isEqualTo(3);
        assertThat(err).hasToString("hello: do this" + System.lineSeparator());
    }

    @Test
    void whatNobodyExpectedIsOneLineToo() {
        assertThat(run(false, new IllegalStateException("first line\nand a second"))).isEqualTo(3);
        assertThat(err.toString().lines()).singleElement().asString()
                .contains("IllegalStateException: first line", "--verbose");
    }

    @Test
    void whatTheUserWroteIsQuotedAsItIs() {
        // In Picocli's own texts @|red …|@ is a colour.
        run(false, new UserError(ExitCode.USAGE, "there is no model '@|red x|@'"));
        assertThat(err.toString()).contains("'@|red x|@'");
    }

    @Test
    void verboseShowsWhere() {
        run(true, new IllegalStateException("no"));
        assertThat(err.toString()).contains("\tat " + getClass().getName() + ".verboseShowsWhere(");
    }
}
