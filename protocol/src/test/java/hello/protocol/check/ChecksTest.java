package hello.protocol.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChecksTest {
    @Test
    void noTwoChecksOfAListHaveTheSameName() {
        for (List<Check> checks : List.of(Checks.all(), Checks.oneClient())) {
            assertThat(checks).extracting(Check::name).doesNotHaveDuplicates();
        }
    }

    @Test
    void eachIsExplainedInTheDocumentation() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "en", "protocol.md"));
        assertThat(Stream.concat(Checks.all().stream(), Checks.oneClient().stream()).map(Check::name).distinct())
                .allSatisfy(name -> assertThat(page).contains(name));
    }
}
