package hello.bench.docs;

import static org.assertj.core.api.Assertions.assertThat;

import hello.bench.Tools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Console blocks that are run for real, right ones and wrong ones. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "console blocks are for bash")
class ShellTest {
    @TempDir
    Path folder;

    private SmallProject small;

    @BeforeEach
    void make() throws Exception {
        Tools.require("bash", "--version");
        small = SmallProject.in(folder);
    }

    /** What is wrong with the page's blocks, run one after another. */
    private List<String> wrong(String text) throws Exception {
        small.write(SmallProject.EN, text);
        List<String> wrong = new ArrayList<>();
        List<Remark> troubles = new ArrayList<>();
        try (ConsoleRun run = new ConsoleRun(small.project)) {
            for (ConsoleBlock block : ConsoleBlock.all(small.page(SmallProject.EN), troubles)) {
                wrong.addAll(run.run(block));
            }
        }
        assertThat(troubles).isEmpty();
        return wrong;
    }

    @Test
    void commandsAreRunAsTypedInAFolderThatLooksLikeTheProjects() throws Exception {
        assertThat(wrong("""
                         <!-- run -->
                         ```console
                         $ cat README.md; ls -d docs src
                         # Small
                         docs
                         src
                         $ a=1
                         $ cat >mine.txt <<'END'
                         > two $a
                         >
                         > lines
                         > END
                         $ (echo out; echo error >&2; echo $a); cat mine.txt
                         out
                         error
                         1
                         two $a

                         lines
                         $ exec 4<>/dev/null; echo x >&4; cd docs; ls
                         README.md
                         en
                         ru
                         ```

                         <!-- run: same folder -->
                         ```console
                         $ basename "$PWD"; cd - >/dev/null; ls mine.txt
                         docs
                         mine.txt
                         ```

                         <!-- run -->
                         ```console
                         $ ls mine.txt || echo gone
                         …
                         gone
                         ```
                         """)).isEmpty();
        assertThat(folder.resolve("mine.txt")).doesNotExist();
    }

    @Test
    void whatDiffersIsToldWithItsLineAndAllThatCame() throws Exception {
        assertThat(wrong("""
                         <!-- run -->
                         ```console
                         $ echo one; echo two
                         one
                         three
                         ```
                         """)).containsExactly("docs/en/page.md:5: 'three' is shown, 'two' came", "all that came:",
                "    one", "    two");
        assertThat(wrong("<!-- run -->\n```console\n$ echo one\n```\n").getFirst())
                .isEqualTo("docs/en/page.md:3: the page does not show 'one'");
        assertThat(wrong("<!-- run -->\n```console\n$ true\none\n```\n").getFirst())
                .isEqualTo("docs/en/page.md:4: 'one' did not come");
        assertThat(wrong("<!-- run -->\n```console\n$ exit 3\n$ echo one\n```\n").getFirst())
                .isEqualTo("docs/en/page.md:3: this command ended bash");
    }

    @Test
    void theNextCommandIsTypedWhenTheBackgroundHasSaidWhatIsShown() throws Exception {
        assertThat(wrong("""
                         <!-- run -->
                         ```console
                         $ mkfifo ready; exec 5<>ready
                         $ (read line <&5; echo "heard $line"; read line <&5; echo "and $line") &
                         $ echo one >ready
                         heard one
                         $ echo two >ready
                         and two
                         ```
                         """)).isEmpty();
    }

    @Test
    void whatIsLeftRunningIsEndedAndTheFolderIsGone() throws Exception {
        Path noted = folder.resolve("docs/noted"); // the folder is a link to here
        Files.createFile(noted);
        assertThat(wrong("""
                         <!-- run -->
                         ```console
                         $ (sleep 1000 & echo $! >docs/noted; pwd >>docs/noted; wait) &
                         $ until [ "$(wc -l <docs/noted)" = 2 ]; do :; done
                         ```
                         """)).isEmpty();
        List<String> lines = Files.readAllLines(noted);
        ProcessHandle.of(Long.parseLong(lines.getFirst())).ifPresent(process -> process.onExit().join());
        assertThat(Path.of(lines.get(1))).doesNotExist();
    }

    @Test
    void aBlockThatGoesOnFromOneThatFailedIsNotRun() throws Exception {
        assertThat(wrong("""
                         <!-- run -->
                         ```console
                         $ false
                         one
                         ```

                         <!-- run: same folder -->
                         ```console
                         $ touch here
                         ```
                         """)).last().isEqualTo(
                "docs/en/page.md:7: was not run: the block that it goes on from failed");
    }

    @Test
    void numbersThatCameAreWrittenInBothLanguages() throws Exception {
        String page = """
                      <!-- run: numbers vary -->
                      ```console
                      $ echo one; echo 12 in 3.5 s
                      one
                      1 in 2 s
                      ```
                      """;
        small.both(page);
        assertThat(ConsoleRun.of(small.project, List.of(folder.resolve(SmallProject.EN)), false, line -> {})).isTrue();
        assertThat(small.read(SmallProject.EN)).endsWith(page);
        assertThat(ConsoleRun.of(small.project, List.of(folder.resolve(SmallProject.EN)), true, line -> {})).isTrue();
        String written = page.replace("1 in 2 s", "12 in 3.5 s");
        assertThat(small.read(SmallProject.EN)).isEqualTo("# A page\n\n" + written);
        assertThat(small.read(SmallProject.RU)).isEqualTo("# Страница\n\n" + written);
    }
}
