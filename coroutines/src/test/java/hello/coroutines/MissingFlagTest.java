package hello.coroutines;

import static org.assertj.core.api.Assertions.assertThat;

import hello.protocol.check.JavaCommand;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A student presses run in an IDE, which does not know of the flag. */
class MissingFlagTest {
    @Test
    void mainNamesTheMissingFlagInOneLine() throws Exception {
        Process process = new ProcessBuilder(JavaCommand.of(List.of(), CoroutinesServer.class, "0"))
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(printed.lines()).singleElement().asString()
                .contains("--add-exports java.base/jdk.internal.vm=ALL-UNNAMED");
        assertThat(process.waitFor()).isEqualTo(2);
    }
}
