package hello.bench.docs;

import static org.assertj.core.api.Assertions.assertThat;

import hello.bench.Tools;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every console block of the course, run as a reader types it, with the jar that was just built. The Russian pages have the same
 * blocks, to the letter ({@link CourseTest}), so the English ones will do.
 */
class ConsoleIT {
    private static final Project PROJECT = Project.find().orElseThrow();
    private static final ConsoleRun RUN = new ConsoleRun(PROJECT);

    @BeforeAll
    static void look() throws InterruptedException {
        Tools.require("bash", "-c", "[ \"$OSTYPE\" != msys ] && [ \"$OSTYPE\" != cygwin ]");
        Tools.require("python3", "--version");
        assertThat(Files.exists(PROJECT.root().resolve("bench/target/hello.jar"))).isTrue();
    }

    @AfterAll
    static void end() {
        RUN.close();
    }

    @TestFactory
    Stream<DynamicTest> doesWhatIsShown() {
        List<ConsoleBlock> blocks = new ArrayList<>();
        PROJECT.pages(Language.EN).forEach(page -> blocks.addAll(ConsoleBlock.all(page, new ArrayList<>())));
        return blocks.stream().map(block -> DynamicTest.dynamicTest(block.page().name() + ":" + block.line() + " $ "
                + block.commands().getFirst().text().lines().findFirst().orElse(""),
                block.page().file().toUri(), () -> assertThat(RUN.run(block)).isEmpty()));
    }
}
