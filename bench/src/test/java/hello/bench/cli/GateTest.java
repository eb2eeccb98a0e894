package hello.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hello.bench.Cli;
import hello.bench.compare.Made;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A comparison that is whole already, beside an older one. */
class GateTest {
    @TempDir
    Path folder;

    private Path older;

    @BeforeEach
    void write() {
        older = folder.resolve("older.json");
        Json.MAPPER.writeValue(older.toFile(), Made.whole(1.2));
        Json.MAPPER.writeValue(folder.resolve("results.json").toFile(), Made.whole(1.5));
    }

    private Cli compare(String... more) {
        return Cli.hello(Stream.concat(
                Stream.of("compare", "--resume", "--out", folder.toString(), "--against", older.toString()),
                Stream.of(more)).toArray(String[]::new));
    }

    @Test
    void whatHasChangedIsTold() {
        Cli compare = compare();
        assertThat(compare.exitCode()).isZero();
        assertThat(compare.out()).contains("Now beside " + older)
                .containsPattern(
                        "crowd +<b>&odd +CPU/answer 1\\.25 \\(1\\.25 to 1\\.25\\): slower, beside the reference");
    }

    @Test
    void aGateThatIsBreachedIsExitCode4() {
        assertThat(compare("--fail-if-slower", "10%").exitCode()).isEqualTo(4);
    }

    @Test
    void aGateThatHoldsIsNone() {
        assertThat(compare("--fail-if-slower", "30%").exitCode()).isZero();
    }
}
