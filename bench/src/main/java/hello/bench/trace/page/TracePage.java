package hello.bench.trace.page;

import static hello.bench.trace.page.SvgTag.line;
import static hello.bench.trace.page.SvgTag.polygon;
import static hello.bench.trace.page.SvgTag.rect;
import static j2html.TagCreator.a;
import static j2html.TagCreator.body;
import static j2html.TagCreator.button;
import static j2html.TagCreator.code;
import static j2html.TagCreator.dd;
import static j2html.TagCreator.div;
import static j2html.TagCreator.dl;
import static j2html.TagCreator.document;
import static j2html.TagCreator.dt;
import static j2html.TagCreator.each;
import static j2html.TagCreator.figure;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.head;
import static j2html.TagCreator.header;
import static j2html.TagCreator.iff;
import static j2html.TagCreator.input;
import static j2html.TagCreator.kbd;
import static j2html.TagCreator.label;
import static j2html.TagCreator.li;
import static j2html.TagCreator.link;
import static j2html.TagCreator.main;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.nav;
import static j2html.TagCreator.option;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.section;
import static j2html.TagCreator.select;
import static j2html.TagCreator.span;
import static j2html.TagCreator.tag;
import static j2html.TagCreator.title;
import static j2html.TagCreator.ul;

import hello.bench.Models;
import hello.bench.trace.Run;
import hello.bench.trace.Summary;
import hello.bench.trace.Times;
import hello.bench.trace.Trace;
import j2html.TagCreator;
import j2html.tags.DomContent;
import j2html.tags.specialized.OptionTag;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A trace as one page: timelines one above the other on one scale, beside each the source that ran, and a replay. No network and
 * no other file; without scripts all is there but the movement.
 */
public final class TracePage {
    private final Trace trace;

    private TracePage(Trace trace) {
        this.trace = trace;
    }

    /**
     * Draws the page.
     *
     * @param trace of one server or several
     * @return HTML, to be written in UTF-8
     */
    public static String html(Trace trace) {
        return new TracePage(trace).page();
    }

    private String page() {
        List<Run> runs = trace.runs();
        String name = "Which thread did what, for whom";
        return document(TagCreator.html(
                head(meta().withCharset("utf-8"),
                        meta().withName("viewport").withContent("width=device-width, initial-scale=1"),
                        // Without one a browser asks the server for an icon; there is no server.
                        link().withRel("icon").withHref("data:,"),
                        title(name + ": " + String.join(", ", runs.stream().map(Run::server).toList())),
                        rawHtml("<style>" + Resource.text("timeline.css") + Resource.text("page.css") + "</style>")),
                body(header(h1(name),
                        iff(trace.look() != null, p(trace.look()).withClass("look")),
                        legend(),
                        iff(runs.size() > 1,
                                nav(ul(each(runs, (index, run) -> li(a(run.server()).withHref("#" + id(index)))))
                                        .attr("aria-label", "servers")))),
                        main(each(runs, this::run), SummaryTable.of(trace), method()),
                        bar(),
                        rawHtml("<script>" + Resource.text("trace.js") + "</script>")))
                .withLang("en"));
    }

    /** A model's name is its id; another's may be anything, and twice. */
    private String id(int index) {
        String name = trace.runs().get(index).server();
        boolean once = trace.runs().stream().filter(run -> run.server().equals(name)).count() == 1;
        return once && Models.find(name).isPresent() ? name : "server-" + (index + 1);
    }

    private DomContent legend() {
        Legend legend = Legend.of(trace.runs(), "legend-");
        return ul(each(legend.entries(), (index, entry) -> li(
                SvgTag.of("svg").withClass("timeline sign").attr("aria-hidden", "true")
                        .attr("viewBox",
                                String.format(Locale.ROOT, "-2 -2 %.0f %.0f", Legend.WIDTH + 4, Look.HEIGHT + 4))
                        // The patterns stand in the first sign, for all of them.
                        .with(index == 0 ? Drawing.patterns("legend-") : SvgTag.of("g"), entry.sign()),
                span(entry.words()))), li(shortness()).withClass("note")).withClass("legend")
                .attr("aria-label", "legend");
    }

    /** What the drawing does to what is short, with its measure. */
    private String shortness() {
        double unit = trace.longestNanos() / (Drawing.RIGHT - Drawing.LEFT);
        return "What took less than " + Times.inWords(Math.round(Look.RUN.least() * unit))
                + " is drawn wider than it was, and may stand up to "
                + Times.inWords(Math.round(Packed.FARTHEST * unit))
                + " too far right: the order is right, and the sentence has the time.";
    }

    private DomContent run(int index, Run run) {
        String id = id(index);
        Anchors anchors = Anchors.inPage(id);
        Drawing.Drawn drawn = Drawing.of(run, anchors, trace.longestNanos(), 4);
        double bottom = drawn.height() - Drawing.AXIS;
        // What the script moves: a cover over what has not happened yet, the cursor, and a pointer to what is chosen.
        SvgTag svg = drawn.sized(0).attr("role", "group").attr("aria-label", "timeline of " + run.server()).with(
                rect("veil", Drawing.WIDTH, 0, 0, bottom).at("data-to", Drawing.WIDTH),
                line("cursor", Drawing.LEFT, 0, Drawing.LEFT, bottom + 8),
                polygon("pointer", -11, -15, 11, -15, 0, 2));
        List<DomContent> parts = new ArrayList<>();
        parts.add(figure(div(svg).withClass("chart"),
                p(each(verdict(run), sentence -> span(sentence))).withClass("says")));
        if (run.sources().isEmpty()) {
            parts.add(p("No source is shown: this server brought none.").withClass("why"));
        } else {
            parts.add(SourceView.of(run, anchors));
        }
        return section(
                h2(span(run.server()), iff(run.sentence() != null, span(" " + run.sentence()).withClass("sentence"))),
                iff(run.clientsOnly() != null,
                        p("Only the clients' lanes: " + run.clientsOnly() + ".").withClass("why")),
                div(parts.toArray(DomContent[]::new)).withClass("pair"))
                .withClass("server").withId(id);
    }

    /** What the run comes to: who waited longest, and whose fault it was. */
    private static List<String> verdict(Run run) {
        Optional<Summary.Wait> longest = run.summary().waits().stream().findFirst();
        return longest.map(wait -> "Longest wait: " + wait.inWords() + ".").stream().toList();
    }

    /** How it was made, for whoever wants to make it again. */
    private DomContent method() {
        List<DomContent> entries = new ArrayList<>();
        entries.add(entry("command", code(String.join(" ", trace.commandLine()))));
        entries.add(entry("clients", code(trace.script())));
        entries.add(entry("work of a request", code(trace.work())));
        entries.add(entry("made", span(trace.startedAt() + ", hello " + trace.program())));
        entries.add(entry("on", span(trace.machine().jdk() + ", " + trace.machine().os()
                + (trace.machine().cpu() == null ? "" : ", " + trace.machine().cpu()))));
        for (Run run : trace.runs()) {
            if (run.clientsOnly() == null) {
                entries.add(entry(run.server(), span("times of clients and server agree to "
                        + Times.inWords(run.clockErrorNanos()))));
            }
        }
        return section(h2("How it was made"), dl(entries.toArray(DomContent[]::new))).withId("method");
    }

    private static DomContent entry(String name, DomContent value) {
        return div(dt(name), dd(value));
    }

    /** The replay's controls; the script shows them. */
    private DomContent bar() {
        return tag("aside").with(
                div(
                        act("first", "First", "to the first event"), act("back", "◀ Back", "one event back"),
                        act("play", "▶ Play", "play or pause"), act("on", "Next ▶", "one event on"),
                        act("last", "Last", "to the last event"), act("all", "Show all", "end the replay and show all"),
                        label(span("speed "), select(
                                speed("1/100", "0.01"), speed("1/20", "0.05"), speed("1/10", "0.1"),
                                speed("1/4", "0.25").isSelected(), speed("1/2", "0.5"), speed("1", "1"))
                                .attr("data-do", "speed")),
                        label(input().withType("checkbox").attr("data-do", "hold").isChecked(),
                                span(" stop briefly at each event")),
                        label(span("events of "), select(each(trace.runs(), (index, run) -> option(run.server())
                                .withValue(Integer.toString(index)))).attr("data-do", "run")))
                        .withClass("buttons"),
                div(input().withType("range").attr("min", "0").attr("step", "any").attr("value", "0")
                        .attr("data-do", "time").attr("aria-label", "time of the story"), tag("output").withText("all"))
                        .withClass("time"),
                p(key("Space", "play, pause"), key("← →", "one event"), key("+ −", "speed"),
                        key("Home End", "first, last"), key("Esc", "show all"),
                        iff(trace.runs().size() > 1, key("1–" + Math.min(trace.runs().size(), 9), "server")),
                        key("↑ ↓", "in the source: lines that took part")).withClass("keys"),
                p().withClass("said").attr("aria-live", "polite"))
                .withClass("bar").attr("aria-label", "replay").attr("hidden");
    }

    private static DomContent act(String name, String words, String what) {
        return button(words).withType("button").attr("data-do", name).withTitle(what);
    }

    private static OptionTag speed(String words, String value) {
        return option(words).withValue(value);
    }

    private static DomContent key(String key, String does) {
        return span(kbd(key), span(" " + does));
    }
}
