package hello.bench.trace.page;

import static j2html.TagCreator.a;
import static j2html.TagCreator.code;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.iff;
import static j2html.TagCreator.li;
import static j2html.TagCreator.nav;
import static j2html.TagCreator.ol;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;

import hello.bench.trace.Frame;
import hello.bench.trace.Lane;
import hello.bench.trace.Run;
import hello.bench.trace.SourceFile;
import hello.bench.trace.Span;
import hello.bench.trace.Times;
import j2html.tags.DomContent;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The source that ran, beside its timeline. Lines that took part say for how long somebody waited on them. */
final class SourceView {
    private final Run run;
    private final Anchors anchors;
    /** By the id of a line on which spans were spent: how long, in nanoseconds, by what the thread did meanwhile. */
    private final Map<String, Map<Span.State, Long>> spent = new HashMap<>();
    /** The ids of all lines that stand in a stack. */
    private final Set<String> took = new TreeSet<>();

    private SourceView(Run run, Anchors anchors) {
        this.run = run;
        this.anchors = anchors;
        for (Lane lane : run.lanes()) {
            for (Span span : lane.spans()) {
                run.line(span).ifPresent(line -> spent
                        .computeIfAbsent(anchors.line(line), id -> new EnumMap<>(Span.State.class))
                        .merge(span.kind().state(), span.nanos(), Long::sum));
                run.stack(span).stream().filter(frame -> frame.source() != null).map(anchors::line).forEach(took::add);
            }
        }
        run.summary().waits().forEach(wait -> anchors.blame(Optional.of(wait)).map(anchors::line).ifPresent(took::add));
    }

    /** Shows it; the spans have been drawn already, so that lines can lead to them. */
    static DomContent of(Run run, Anchors anchors) {
        return new SourceView(run, anchors).show();
    }

    private DomContent show() {
        return div(
                iff(run.sources().size() > 1, nav(each(run.sources(),
                        file -> a(file.name()).withHref("#" + anchors.prefix() + file.name())))
                        .attr("aria-label", "files of " + run.server())),
                each(run.sources(), this::file))
                .withClass("source").attr("role", "region").attr("aria-label", "source of " + run.server());
    }

    private DomContent file(SourceFile file) {
        return section(h3(file.name()), ol(each(file.lines(), (index, line) -> line(file, index + 1, line))))
                .withId(anchors.prefix() + file.name());
    }

    private DomContent line(SourceFile file, int number, String words) {
        String id = anchors.line(file.path(), number);
        String style = isComment(words) ? "comment" : "";
        String shown = words.isEmpty() ? " " : words;
        if (!took.contains(id)) {
            return li(span(Integer.toString(number)).withClass("number"), code(shown)).withId(id).withClass(style);
        }
        return li(
                a(Integer.toString(number)).withClass("number").withHref("#" + anchors.firstSpan(id).orElse(id))
                        .attr("aria-label", "line " + number + ": " + words.strip() + badge(id)),
                code(shown), span(badge(id)).withClass("badge"), span().withClass("here"))
                .withId(id).withClass("took");
    }

    private static boolean isComment(String line) {
        String words = line.strip();
        return words.startsWith("//") || words.startsWith("/*") || words.startsWith("*");
    }

    /** What a line is remembered for: the longest of what was spent on it, if that is anything to speak of. */
    private String badge(String id) {
        return spent.getOrDefault(id, Map.of()).entrySet().stream().max(Map.Entry.comparingByValue())
                .filter(one -> one.getKey() != Span.State.RUNNING || one.getValue() > 1_000_000)
                .map(one -> " " + switch (one.getKey()) {
                    case RUNNING -> "ran";
                    case BLOCKED -> "blocked";
                    case IDLE -> "idle";
                    case UNMOUNTED -> "unmounted";
                } + " " + Times.inWords(one.getValue()))
                .orElse("");
    }

    /** A frame's line, as it stands in the source. */
    static Optional<String> text(Run run, Frame frame) {
        return run.sources().stream().filter(file -> file.path().equals(frame.source()))
                .filter(file -> frame.line() >= 1 && frame.line() <= file.lines().size())
                .map(file -> file.lines().get(frame.line() - 1).strip()).findFirst();
    }
}
