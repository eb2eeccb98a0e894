package hello.bench.docs;

import static org.assertj.core.api.Assertions.assertThat;

import hello.bench.cli.Json;
import org.junit.jupiter.api.Test;

/** The course itself: what it quotes is so, what it leads to is there, and both languages have the same. */
class CourseTest {
    private static final Project PROJECT = Project.find().orElseThrow();
    private static final Course COURSE = new Course(PROJECT, Json.MAPPER);

    @Test
    void snippetsAndFiguresAreWhatSourcesAndFilesSay() {
        assertThat(COURSE.quotations()).isEmpty();
    }

    @Test
    void consoleBlocksAreUnderstood() {
        assertThat(COURSE.consoleMarks()).isEmpty();
    }

    @Test
    void whatItLeadsToIsThere() {
        assertThat(COURSE.links()).isEmpty();
    }

    @Test
    void bothLanguagesHaveTheSame() {
        assertThat(COURSE.parity()).isEmpty();
    }

    @Test
    void everyPageIsInTheTableOfContents() {
        assertThat(COURSE.contents()).isEmpty();
    }

    @Test
    void picturesCanBeReadByEverybody() throws Exception {
        assertThat(Diagrams.of(PROJECT)).isEmpty();
    }
}
