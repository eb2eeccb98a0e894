package hello.bench.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What counts as the same output, and above all what does not. */
class ShownTest {
    private static String difference(String shown, String came) {
        return difference(shown, came, false);
    }

    private static String difference(String shown, String came, boolean numbersVary) {
        return new Shown(shown.lines().toList(), numbersVary).differsFrom(came.lines().toList())
                .map(Shown.Difference::toString).orElse("");
    }

    private static List<String> lines(String... lines) {
        return List.of(lines);
    }

    @Test
    void itIsComparedExactly() {
        assertThat(difference("one\ntwo", "one\ntwo")).isEmpty();
        assertThat(difference("one\n\ntwo", "one\ntwo")).isEqualTo("'' is shown, 'two' came");
        assertThat(difference("one\ntwo", "one\n2")).isEqualTo("'two' is shown, '2' came");
        assertThat(difference("one\ntwo", "one")).isEqualTo("'two' did not come");
        assertThat(difference("one", "one\ntwo")).isEqualTo("the page does not show 'two'");
        assertThat(difference("a  b", "a b")).isNotEmpty();
        assertThat(difference("7 ms", "8 ms")).isNotEmpty();
        assertThat(difference("", "one")).isEqualTo("the page does not show 'one'");
    }

    @Test
    void whatNobodySeesDoesNotCount() {
        assertThat(difference("one", "one  \n\n")).isEmpty();
        assertThat(difference("one\n", "one")).isEmpty();
    }

    @Test
    void dotsWithinALineStandForAnythingInIt() {
        assertThat(difference("Connection from …, port …", "Connection from 127.0.0.1, port 40312")).isEmpty();
        assertThat(difference("from … to", "from one")).isNotEmpty();
        assertThat(difference("from …", "from one\nfrom two")).isNotEmpty();
        assertThat(difference("(a.b)…", "(a-b) c")).isNotEmpty();
    }

    @Test
    void dotsAloneStandForAnyNumberOfLines() {
        assertThat(difference("one\n…\nfour", "one\ntwo\nthree\nfour")).isEmpty();
        assertThat(difference("one\n…\nfour", "one\nfour")).isEmpty();
        assertThat(difference("…", "")).isEmpty();
        assertThat(difference("  …\nfour\n…", "four\nfour\nfive")).isEmpty();
        assertThat(difference("one\n…\nfour", "one\ntwo")).isEqualTo("no line that came is 'four'");
        assertThat(difference("…\nfour", "four\nfive")).isNotEmpty();
    }

    @Test
    void numbersVaryOnlyWhereThePageSaysSo() {
        String shown = " model     answers/s\n loom        130,222  ██████  30 %";
        assertThat(difference(shown, " model   answers/s\n loom      9,876.5  █  7 %", true)).isEmpty();
        assertThat(difference(shown, " model   answers/s\n blocking  9,876.5  █  7 %", true)).isNotEmpty();
        assertThat(difference(shown, " model   answers/s\n loom      many  █  7 %", true)).isNotEmpty();
        assertThat(difference("12 of 24 checks", "    7 of 24 checks", true)).isEmpty();
        assertThat(difference("12 of 24 checks", "7 of 24 check", true)).isNotEmpty();
    }

    @Test
    void aDifferenceIsAtALine() {
        assertThat(new Shown(lines("a", "b", "c"), false).differsFrom(lines("a", "b", "d")).orElseThrow().index())
                .isEqualTo(2);
    }

    @Test
    void theNumbersThatCameAreWrittenWhereTheyWere() {
        Shown shown = new Shown(lines(" model  answers/s", " loom     130,222  ██", "…", "in … 7 ms", ""), true);
        assertThat(shown
                .withNumbersOf(lines(" model answers/s", " loom    9,876.5  █", "in 3 steps", "so", "in all 12 ms")))
                .containsExactly(" model answers/s", " loom    9,876.5  █", "…", "in … 12 ms");
        assertThat(new Shown(lines("7 ms"), false).withNumbersOf(lines("7 ms"))).containsExactly("7 ms");
    }
}
