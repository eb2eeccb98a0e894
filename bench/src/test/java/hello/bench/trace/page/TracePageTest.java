package hello.bench.trace.page;

import static org.assertj.core.api.Assertions.assertThat;

import hello.bench.trace.MadeTrace;
import hello.bench.trace.Run;
import hello.bench.trace.Trace;
import java.io.StringReader;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** What is written; what people see of it is in the tests in a browser. */
class TracePageTest {
    @Test
    void wordsOfOthersStayWords() {
        String page = TracePage.html(MadeTrace.whole());

        assertThat(page).doesNotContain("<i>B</i>").doesNotContain("<b>&").doesNotContain("<script>alert")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;");
    }

    @Test
    void everyIdIsThereOnceAndEveryLinkLeadsSomewhere() {
        String page = TracePage.html(MadeTrace.whole());
        List<String> ids = find(page, " id=\"([^\"]+)\"");
        List<String> links = find(page, " href=\"#([^\"]+)\"");

        assertThat(ids).doesNotHaveDuplicates();
        assertThat(links).isNotEmpty().allSatisfy(link -> assertThat(ids).contains(link));
    }

    private static List<String> find(String page, String pattern) {
        return Pattern.compile(pattern).matcher(page).results().map(found -> found.group(1)).toList();
    }

    @Test
    void aPictureIsXmlAndHasAllSpans() throws Exception {
        Trace trace = MadeTrace.whole();
        for (Run run : trace.runs()) {
            NodeList spans = parsed(TraceSvg.of(trace, run)).getElementsByTagName("g");
            long drawn = IntStream.range(0, spans.getLength())
                    .filter(i -> ((Element) spans.item(i)).hasAttribute("data-from")).count();

            assertThat(drawn).as(run.server()).isEqualTo(run.clients().stream().mapToInt(c -> c.spans().size()).sum()
                    + run.lanes().stream().mapToInt(lane -> lane.spans().size()).sum());
        }
    }

    @Test
    void aPictureSaysWhoWaitedForWhom() {
        Trace trace = MadeTrace.whole();

        assertThat(TraceSvg.of(trace, MadeTrace.blocking())).contains(">blocking<")
                .contains("Longest wait: B waited 1.00 s: BlockingServer.java:5 was blocked in read for client");
        assertThat(TraceSvg.of(trace, MadeTrace.foreign())).contains("Only the clients are seen: it is not one of");
    }

    private static Document parsed(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }
}
