package hello.bench.docs;

import static org.assertj.core.api.Assertions.assertThat;

import hello.bench.cli.Json;
import hello.bench.compare.Made;
import hello.bench.jmh.MadeMicro;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code hello docs --update} writes, and what it leaves alone. */
class RewritingTest {
    @TempDir
    Path folder;

    private SmallProject small;

    @BeforeEach
    void make() throws Exception {
        small = SmallProject.in(folder);
    }

    private Course.Updated update() throws Exception {
        return new Course(small.project, Json.MAPPER).update();
    }

    private static List<String> texts(List<Remark> remarks) {
        return remarks.stream().map(Remark::toString).toList();
    }

    @Test
    void aSnippetIsWrittenAndThenStaysAsItIs() throws Exception {
        small.both("""
                   Before.

                   <!-- snippet src/Server.java#loop -->
                   ```java
                   while (false) {
                   ```
                   After.
                   """);
        assertThat(texts(update().changes())).containsExactly(
                "docs/en/page.md:7: differs from src/Server.java#loop",
                "docs/ru/page.md:7: differs from src/Server.java#loop");
        assertThat(small.read(SmallProject.EN)).isEqualTo("""
                                                          # A page

                                                          Before.

                                                          <!-- snippet src/Server.java#loop -->
                                                          ```java
                                                          while (true) {
                                                              accept();
                                                          }
                                                          ```
                                                          After.
                                                          """);
        assertThat(update().changes()).isEmpty();
    }

    @Test
    void aMarkAloneGetsItsBlock() throws Exception {
        small.both("- in a list\n\n  <!-- snippet src/Server.java#loop -->\n\nAfter.\n");
        update();
        assertThat(small.read(SmallProject.EN)).contains("""
                                                           <!-- snippet src/Server.java#loop -->
                                                           ```java
                                                           while (true) {
                                                               accept();
                                                           }
                                                           ```

                                                         After.
                                                         """);
        assertThat(update().changes()).isEmpty();
    }

    @Test
    void marksInABlockAreWordsAndMarksThatCannotBeFollowedAreTold() throws Exception {
        String text = """
                      ```text
                      <!-- snippet src/Server.java#loop -->
                      <!-- figure lines nothing -->?<!-- /figure -->
                      ```
                      <!-- snippet src/Server.java#nothing -->
                      <!-- snippet src/Nobody.java -->
                      <!-- snippet ../../etc/passwd -->
                      <!-- snippet -->
                      Here are <!-- figure lines ten -->?<!-- /figure --> and <!-- figure lines loom -->7.
                      """;
        small.write(SmallProject.EN, text);
        Course.Updated updated = update();
        assertThat(updated.changes()).isEmpty();
        assertThat(small.read(SmallProject.EN)).isEqualTo(text);
        assertThat(texts(updated.troubles())).containsExactly(
                "docs/en/page.md:9: there is no model 'ten' whose lines to count",
                "docs/en/page.md:9: this figure is not written <!-- figure NAME -->…<!-- /figure -->",
                "docs/en/page.md:5: snippet src/Server.java#nothing: there is no region nothing, there are serve, loop",
                "docs/en/page.md:6: snippet src/Nobody.java: there is no file src/Nobody.java",
                "docs/en/page.md:7: snippet ../../etc/passwd: there is no file ../../etc/passwd",
                "docs/en/page.md:8: this snippet is not written <!-- snippet PATH#REGION -->");
    }

    @Test
    void figuresAreTheFilesInEachLanguagesOwnWay() throws Exception {
        small.write("docs/figures/results.json", Json.MAPPER.writeValueAsString(Made.whole()));
        small.write("docs/figures/microbenchmarks.json", MadeMicro.JSON);
        small.write("loom/src/main/java/A.java", "class A {\n\n}\n");
        small.both(
                """
                A <!-- figure crowd base cpu-per-answer -->?<!-- /figure --> µs, B
                <!-- figure crowd base answers-per-second -->?<!-- /figure -->, C
                <!-- figure lines loom -->?<!-- /figure -->, D
                <!-- figure results date -->?<!-- /figure -->, E <!-- figure crowd base/base p50 -->?<!-- /figure -->
                """);
        Course.Updated updated = update();
        assertThat(updated.troubles()).isEmpty();
        assertThat(updated.changes()).hasSize(16); // five figures in each language, of which three begin a line
        String english = small.read(SmallProject.EN).replaceAll("<!--[^>]*-->", "").replaceAll("\\s+", " ");
        String russian = small.read(SmallProject.RU).replaceAll("<!--[^>]*-->", "").replaceAll("\\s+", " ");
        assertThat(english).contains(" C 2, D ");
        assertThat(english).containsPattern("E 1\\.0");
        assertThat(russian).containsPattern("E 1,0");
        assertThat(english).containsPattern("D \\d{4}-\\d\\d-\\d\\d, E");
        assertThat(russian).containsPattern("D \\d\\d\\.\\d\\d\\.\\d{4}, E");
        assertThat(english).containsPattern("A \\d+\\.\\d µs");
        assertThat(russian).containsPattern("A \\d+,\\d µs");
        assertThat(update().changes()).isEmpty();
    }

    @Test
    void aFigureDoesNotBeginALineWhereItWouldEndTheParagraph() throws Exception {
        small.write(SmallProject.EN, """
                                     It has so many
                                     <!-- figure lines ten -->?<!-- /figure --> lines.

                                     <!-- figure lines ten -->?<!-- /figure --> lines.
                                     """);
        assertThat(texts(update().troubles())).contains(
                "docs/en/page.md:4: a line that begins with a figure is no paragraph: put a word before it");
        assertThat(small.read(SmallProject.EN)).startsWith("It has so\nmany <!-- figure lines ten -->?");
    }

    @Test
    void aFigureThatNoFileGivesIsToldWithThoseThatThereAre() throws Exception {
        small.write("docs/figures/results.json", Json.MAPPER.writeValueAsString(Made.whole()));
        small.write(SmallProject.EN, """
                                     A <!-- figure crowd base speed -->?<!-- /figure -->
                                     B <!-- figure crowd loop p50 -->?<!-- /figure -->
                                     C <!-- figure nothing loom p50 -->?<!-- /figure -->
                                     D <!-- figure jmh HandOver.coroutine -->?<!-- /figure -->
                                     E <!-- figure crowd base p50 MB -->?<!-- /figure -->
                                     F <!-- figure loom -->?<!-- /figure -->
                                     """);
        List<Remark> troubles = update().troubles();
        assertThat(troubles).hasSize(6).allMatch(trouble -> trouble.file().equals(SmallProject.EN));
        assertThat(troubles.get(0).text()).startsWith("there is no metric 'speed', there are ratio, cpu-per-answer");
        assertThat(troubles.get(1).text()).startsWith("'loop' was not measured in crowd, but ");
        assertThat(troubles.get(2).text()).startsWith("the scenario 'nothing' was not measured, but ");
        assertThat(troubles.get(3).text()).isEqualTo(
                "cannot read docs/figures/microbenchmarks.json: there is no such file");
        assertThat(troubles.get(4).text()).isEqualTo("'p50' is measured in µs, which is not to be had in MB");
        assertThat(troubles.get(5).text()).startsWith("'loom' is no figure: write ");
    }

    @Test
    void russianGroupsDigitsFromFiveOn() {
        assertThat(Language.RU.number("1,234 and 12,345.6 and 1.5")).isEqualTo("1234 and 12\u00a0345,6 and 1,5");
        assertThat(Language.EN.number("12,345.6")).isEqualTo("12,345.6");
    }
}
