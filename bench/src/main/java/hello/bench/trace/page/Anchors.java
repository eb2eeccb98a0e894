package hello.bench.trace.page;

import hello.bench.trace.Frame;
import hello.bench.trace.Summary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The ids that a run's spans and lines have in their page, by which they lead to each other. For one thread. */
final class Anchors {
    private final String run;
    private final boolean linked;
    private final Map<String, String> firstSpans = new HashMap<>();
    private String span;
    private int spans;

    private Anchors(String run, boolean linked) {
        this.run = run;
        this.linked = linked;
    }

    /** In a page: a span is a link to its line. */
    static Anchors inPage(String run) {
        return new Anchors(run, true);
    }

    /** In a picture there is nothing to go to. */
    static Anchors inPicture() {
        return new Anchors("", false);
    }

    boolean linked() {
        return linked;
    }

    /** What the ids begin with. */
    String prefix() {
        return run.isEmpty() ? "" : run + "-";
    }

    /** The id of the span that is drawn next. */
    String nextSpan() {
        span = prefix() + "span-" + spans++;
        return span;
    }

    /** The first of the spans drawn so far in which a line took part. */
    Optional<String> firstSpan(String line) {
        return Optional.ofNullable(firstSpans.get(line));
    }

    String line(Frame frame) {
        return line(frame.source(), frame.line());
    }

    String line(String path, int number) {
        return prefix() + path.substring(path.lastIndexOf('/') + 1) + "-" + number;
    }

    /** Has the span that is being drawn lead to its line, and know all lines that took part in it. */
    void link(SvgTag drawn, Frame line, List<Frame> stack) {
        if (linked) {
            List<String> took = stack.stream().filter(frame -> frame.source() != null).map(this::line).distinct()
                    .toList();
            took.forEach(one -> firstSpans.putIfAbsent(one, span));
            drawn.attr("href", "#" + line(line)).attr("data-took", String.join(" ", took));
        }
    }

    /** The line that kept a client waiting, if one is known. */
    Optional<Frame> blame(Optional<Summary.Wait> wait) {
        return wait.map(Summary.Wait::line).filter(line -> line.source() != null);
    }
}
