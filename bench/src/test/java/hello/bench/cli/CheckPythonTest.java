package hello.bench.cli;

import static hello.bench.Cli.hello;
import static org.assertj.core.api.Assertions.assertThat;

import hello.bench.Cli;
import hello.bench.Commands;
import hello.bench.Tools;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Servers in another language are graded truthfully: what is wrong fails, and nothing else does. */
@Execution(ExecutionMode.CONCURRENT)
class CheckPythonTest {
    @BeforeAll
    static void pythonIsHere() throws InterruptedException {
        Tools.require("python3", "--version");
    }

    /** One of the course's programs: what a page shows is what is graded. */
    private static String python(String program) {
        return Commands.quoted(List.of("python3", Path.of("..", "docs", "python", program).toString(), "{port}"));
    }

    @Test
    void theChaptersServerFailsWhatItGetsWrong() throws Exception {
        Cli check = hello("check", "--one-client", "--exec",
                python("chapter_server.py"));
        assertThat(check.exitCode()).isEqualTo(1);
        assertThat(failed(check)).containsExactly(
                // The client's socket is left to the garbage collector.
                "half-close gets every answer owed, then end of stream",
                "empty connection is closed cleanly",
                // A client that resets its connection, as a flooder does who leaves without reading, ends the server.
                "a reset before an answer does not harm the next",
                "a reset during an answer does not harm the next",
                "a reset after an answer does not harm the next",
                "a peer that floods and never reads is not read from without end",
                // So does an accept that fails.
                "out of open files: keeps serving, does not spin, accepts again");
        assertThat(check.out()).contains("close the socket", "ConnectionResetError", "Too many open files")
                .doesNotContain("unknown  ");
    }

    @Test
    void aServerOnAsyncioStreamsPasses() throws Exception {
        Cli check = hello("check", "--exec", python("asyncio_server.py"));
        assertThat(failed(check)).isEmpty();
        assertThat(check.exitCode()).isZero();
    }

    private static List<String> failed(Cli check) {
        return check.out().lines()
                .filter(line -> line.startsWith("  FAIL "))
                .map(line -> line.replaceFirst("  FAIL +[0-9.]+ s  ", ""))
                .toList();
    }
}
