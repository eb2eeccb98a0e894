package hello.bench.docs;

import static org.assertj.core.api.Assertions.assertThat;

import hello.bench.cli.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each mistake that one can make in the course is found, and told with its place. */
class CourseChecksTest {
    private static final String SVG = """
                                      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>A</title><desc>B</desc>
                                      <style>@media (prefers-color-scheme: dark) { text { fill: #fff } }</style></svg>
                                      """;

    @TempDir
    Path folder;

    private SmallProject small;

    @BeforeEach
    void make() throws Exception {
        small = SmallProject.in(folder);
    }

    private List<String> remarks() throws Exception {
        return new Course(small.project, Json.MAPPER).remarks().stream().map(Remark::toString).toList();
    }

    @Test
    void aCourseThatIsAsItShouldBeIsNotRemarkedOn() throws Exception {
        small.write("docs/en/pictures/a.svg", SVG).write("docs/ru/pictures/a.svg", SVG);
        small.both(
                """
                <a id="top"></a>

                ## Heading

                See [above](#top), [the page](page.md#top), [the source](../../src/Server.java), [out](https://example.org).

                ![words](pictures/a.svg)

                <!-- snippet src/Server.java#loop -->
                ```java
                while (true) {
                    accept();
                }
                ```

                <!-- run -->
                ```console
                $ echo hello
                hello
                ```
                """);
        assertThat(remarks()).isEmpty();
    }

    @Test
    void anEditedSnippetIsToldWithItsLine() throws Exception {
        small.both("<!-- snippet src/Server.java#loop -->\n```java\nwhile (true) {\n    refuse();\n}\n```\n");
        assertThat(remarks()).containsExactly(
                "docs/en/page.md:6: differs from src/Server.java#loop: hello docs --update writes it",
                "docs/ru/page.md:6: differs from src/Server.java#loop: hello docs --update writes it");
    }

    @Test
    void linksThatLeadNowhere() throws Exception {
        small.both("""
                   [a](nobody.md) [b](#nothing) [c](page.md#nothing) [d](../../src/Server.java#L3) [e](../../../out.txt)
                   ![f](https://example.org/f.png) ![g](g.png) <img src="g.png">

                   <a id="x"></a> <a id="x"></a>
                   """);
        assertThat(remarks().stream().filter(remark -> remark.startsWith("docs/en"))).containsExactly(
                "docs/en/page.md:3: the link nobody.md leads nowhere",
                "docs/en/page.md:3: the link #nothing leads to no anchor: write <a id=\"nothing\"></a> above that heading",
                "docs/en/page.md:3: the link page.md#nothing leads to no anchor: write <a id=\"nothing\"></a> above that"
                        + " heading",
                "docs/en/page.md:3: the link ../../src/Server.java#L3 goes into a file that is no page: leave out #L3",
                "docs/en/page.md:3: the link ../../../out.txt leads nowhere",
                "docs/en/page.md:4: the image https://example.org/f.png is not in the project: it would need a network",
                "docs/en/page.md:4: there is no image g.png",
                "docs/en/page.md:4: write an image as ![words](file), so that it is checked: g.png",
                "docs/en/page.md:6: the anchor x is there twice");
    }

    @Test
    void whatOneLanguageLacksIsToldWhereItIsMissing() throws Exception {
        small.write(SmallProject.EN, """
                                     # A page

                                     ## One

                                     <a id="two"></a>

                                     ### Two

                                     Here are <!-- figure lines loom -->?<!-- /figure --> and [a link](#two).

                                     <!-- run -->
                                     ```console
                                     $ echo hello
                                     hello
                                     ```

                                     ## Three
                                     """);
        small.write(SmallProject.RU, """
                                     # Страница

                                     ## Раз

                                     ## Два

                                     <!-- run -->
                                     ```console
                                     $ echo hello
                                     привет
                                     ```

                                     ## Три

                                     ```java
                                     ```
                                     """);
        List<String> parity = new Course(small.project, Json.MAPPER).parity().stream().map(Remark::toString).toList();
        assertThat(parity).contains(
                "docs/ru/page.md:5: hereabouts the anchor two is missing, which docs/en/page.md:5 has",
                "docs/ru/page.md:5: hereabouts the heading Two is missing, which docs/en/page.md:7 has",
                "docs/en/page.md:17: hereabouts the block of java is missing, which docs/ru/page.md:15 has")
                .anyMatch(remark -> remark.endsWith("the figure lines loom is missing, which docs/en/page.md:9 has"))
                .anyMatch(remark -> remark.endsWith("the link #two is missing, which docs/en/page.md:9 has"))
                .anyMatch(remark -> remark.contains("console block $ echo hello is missing, which docs/ru"))
                .anyMatch(remark -> remark.contains("console block $ echo hello is missing, which docs/en"));
    }

    @Test
    void grammarMayMoveLinksAndFiguresWithinASection() throws Exception {
        small.write(SmallProject.EN, "# A page\n\n<a id=\"x\"></a>\n[a](#x), [b](page.md)\n");
        small.write(SmallProject.RU, "# Страница\n\n<a id=\"x\"></a>\n[б](page.md), [а](#x)\n");
        assertThat(remarks()).isEmpty();
    }

    @Test
    void pagesAndTheTableOfContentsFitEachOther() throws Exception {
        small.write("docs/en/more.md", "No title.\n");
        small.write("docs/ru/README.md",
                "# Курс\n\n[In English](../en/README.md)\n\n- [Лист](page.md)\n- [Нет](none.md)\n");
        assertThat(remarks()).contains(
                "docs/ru/more.md: the page is missing: docs/en/more.md is there",
                "docs/en/README.md:1: the table of contents lacks more.md",
                "docs/en/more.md:1: the page has no title: begin it with '# '",
                "docs/ru/README.md:5: this is 'Лист' here, and 'Страница' in docs/ru/page.md: hello docs --update writes it",
                "docs/ru/README.md:6: there is no page none.md");
    }

    @Test
    void picturesCanBeReadByEverybody() throws Exception {
        small.write("docs/en/pictures/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><title> </title>"
                + "<image href=\"https://example.org/a.png\"/></svg>");
        small.write("docs/en/pictures/b.svg", "<svg");
        small.write("docs/ru/pictures/b.svg", SVG);
        assertThat(remarks()).contains(
                "docs/en/pictures/a.svg: has no <title>, for who does not see it",
                "docs/en/pictures/a.svg: has no <desc>, for who does not see it",
                "docs/en/pictures/a.svg: has one theme: style it with @media (prefers-color-scheme: dark) too",
                "docs/en/pictures/a.svg: needs something that is not in it",
                "docs/ru/pictures/a.svg: is missing: docs/en has it")
                .anyMatch(remark -> remark.startsWith("docs/en/pictures/b.svg: is no XML"));
    }

    @Test
    void consoleBlocksThatCannotBeRunAreTold() throws Exception {
        small.both("""
                   <!-- run: same folder -->
                   ```console
                   $ one
                   ```

                   <!-- run: twice -->
                   ```bash
                   $ two
                   ```

                   <!-- run -->

                   ```console
                   three
                   ```

                   <!-- run -->
                   ```console
                   no command
                   ```

                   <!-- running -->
                   """);
        assertThat(remarks().stream().filter(remark -> remark.startsWith("docs/en"))).containsExactly(
                "docs/en/page.md:3: there is no block before this one to go on from",
                "docs/en/page.md:8: 'twice' is no way to run a block: write same folder or numbers vary",
                "docs/en/page.md:8: what is run stands in a ```console block, not in one of 'bash'",
                "docs/en/page.md:13: no block follows on the next line",
                "docs/en/page.md:19: the block begins with no command: write '$ ' before it");
    }

    @Test
    void theProjectIsFoundFromWhereItWasBuilt() throws Exception {
        assertThat(Files.isDirectory(Project.find().orElseThrow().root().resolve("bench/src"))).isTrue();
    }
}
