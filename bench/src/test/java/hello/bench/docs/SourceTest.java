package hello.bench.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Regions: what of a source is quoted. */
class SourceTest {
    private static Source source(String text) throws Source.Wrong {
        return new Source("S", text.lines().toList());
    }

    @Test
    void aRegionIsQuotedWithoutItsMarksAndItsIndent() throws Exception {
        Source nested = source("""
                               class A {
                                   // region whole

                                   void a() {
                                       // region inner
                                       b();

                                       c();
                                       // endregion
                                   }

                                   // endregion whole
                               }
                               """);
        assertThat(nested.quoted("inner")).containsExactly("b();", "", "c();");
        assertThat(nested.quoted("whole")).containsExactly("void a() {", "    b();", "", "    c();", "}");
        assertThat(nested.quoted(null)).hasSize(9).doesNotContain("    // region whole")
                .startsWith("class A {").endsWith("}");
        assertThat(nested.range("inner")).containsExactly(6, 8);
    }

    @Test
    void pythonHasItsOwnComments() throws Exception {
        assertThat(source("# region x\na = 1 # region of a\n#endregion\n").quoted("x"))
                .isEqualTo(List.of("a = 1 # region of a"));
    }

    @Test
    void whatDoesNotFitIsTold() throws Exception {
        assertThatThrownBy(() -> source("// region a\n")).hasMessage("S:1 begins a region that does not end: a");
        assertThatThrownBy(() -> source("\n// endregion\n")).hasMessage("S:2 ends a region that does not begin");
        assertThatThrownBy(() -> source("// region a\n// endregion\n// region a\n// endregion\n"))
                .hasMessage("S:3 has a second region a");
        Source one = source("// region a\n// endregion\n");
        assertThatThrownBy(() -> one.quoted("b")).hasMessage("there is no region b, there are a");
    }

    @Test
    void linesOfCodeAreNeitherBlankNorComment() {
        assertThat(LinesOfCode.of("""
                                  /** Words. */
                                  class A { // more words

                                      /*
                                       * Words.
                                       */
                                      String url = "http://a"; /* and
                                      no code */
                                      char quote = '"'; // "
                                      /* a */ int b; /* c */
                                      String text = \"""
                                          // not a comment \\"

                                          /* nor this
                                          \""";
                                  }
                                  """)).isEqualTo(9);
    }
}
