package hello.bench.trace.page;

import static hello.bench.trace.page.SvgTag.line;
import static hello.bench.trace.page.SvgTag.rect;
import static hello.bench.trace.page.SvgTag.text;

import hello.bench.report.Axis;
import hello.bench.trace.Census;
import hello.bench.trace.ClientLane;
import hello.bench.trace.ClientSpan;
import hello.bench.trace.Lane;
import hello.bench.trace.Run;
import hello.bench.trace.Span;
import hello.bench.trace.Times;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One run's lanes as a drawing: clients above, the server's threads below, and what a thread carries under it. For one thread.
 */
final class Drawing {
    /** In units, as all lengths here; the page makes a unit three quarters of a pixel and more. */
    static final double WIDTH = 1000;
    static final double LEFT = 196;
    static final double RIGHT = 940;

    /** Above each bar there is room for the letters of those for whom something short was done. */
    private static final double FLAGS = 20;
    private static final double ROW = FLAGS + Look.HEIGHT + 4;
    private static final double HEADING = 30;
    private static final double CENSUS = 70;
    static final double AXIS = 44;
    /** How wide a letter of a label is, about; and one above a bar, with what keeps it from the next. */
    private static final double LETTER = 12;
    private static final double FLAG = 13;
    private static final double INDENT = 20;
    /** How many letters of a lane's name stand on one line. */
    private static final int NAME = 16;

    private final Run run;
    private final Anchors anchors;
    private final Axis time;
    private final Shades shades;
    private final SpanWords words;
    private final List<SvgTag> rows = new ArrayList<>();
    private double y;

    private Drawing(Run run, Anchors anchors, long longestNanos) {
        this.run = run;
        this.anchors = anchors;
        this.time = new Axis(0, longestNanos / 1e9, LEFT, RIGHT, false);
        this.shades = Shades.of(run);
        this.words = new SpanWords(run);
    }

    /**
     * Draws a run.
     *
     * @param run what happened
     * @param anchors the ids in its page
     * @param longestNanos the end of the scale
     * @param top how much room is left above the first lane
     * @return an {@code svg} element without a size, and how high it has to be at least
     */
    static Drawn of(Run run, Anchors anchors, long longestNanos, double top) {
        return new Drawing(run, anchors, longestNanos).draw(top);
    }

    /**
     * A drawing.
     *
     * @param svg the element: what else is added comes on top
     * @param height from its upper edge to below the scale
     */
    record Drawn(SvgTag svg, double height) {
        /** Makes it higher, or just high enough. */
        SvgTag sized(double more) {
            return svg.attr("viewBox", String.format(Locale.ROOT, "0 0 %.0f %.0f", WIDTH, height + more));
        }
    }

    private Drawn draw(double top) {
        y = top;
        heading("clients");
        run.clients().forEach(this::client);
        if (!run.lanes().isEmpty()) {
            heading("server");
            run.lanes().forEach(this::lane);
        }
        SvgTag svg = SvgTag.of("svg").withClass("timeline").attr("xmlns", "http://www.w3.org/2000/svg")
                .at("data-left", LEFT).at("data-right", RIGHT).at("data-top", top).at("data-bottom", y)
                .attr("data-millis", millis(Math.round(time.high() * 1e9)));
        return new Drawn(svg.with(patterns(anchors.prefix())).with(scale(top)).with(rows), y + AXIS);
    }

    /** Dots for what computes, strokes for what is inferred: in the colour of the paper, over the client's. */
    static SvgTag patterns(String prefix) {
        return SvgTag.of("defs").with(
                pattern(prefix + "dots", 8)
                        .with(SvgTag.of("circle").withClass("on").at("cx", 4).at("cy", 4).at("r", 1.8)),
                pattern(prefix + "strokes", 7).attr("patternTransform", "rotate(45)").with(rect("on", 0, 0, 2.5, 7)));
    }

    private static SvgTag pattern(String id, double size) {
        return SvgTag.of("pattern").withId(id).attr("patternUnits", "userSpaceOnUse")
                .at("width", size).at("height", size);
    }

    private SvgTag scale(double top) {
        SvgTag scale = SvgTag.of("g");
        for (double tick : time.ticks()) {
            double x = time.place(tick);
            scale.with(line("grid", x, top, x, y + 6), text("tick middle", x, y + 28, Axis.text(tick) + " s"));
        }
        return scale;
    }

    private void heading(String words) {
        rows.add(text("heading", 0, y + HEADING - 8, words));
        y += HEADING;
    }

    private void client(ClientLane client) {
        SvgTag row = row(client.name() + ", a client");
        if (client.folded() > 1) {
            name(row, client.name(), 0, "", CENSUS);
            census(row, client.census(), client.folded(), Look::of, ClientSpan.Kind::inWords);
            return;
        }
        String shade = shades.of(client.name());
        double bar = y + FLAGS;
        row.with(rect("chip " + shade, 0, bar, Look.HEIGHT, Look.HEIGHT).at("rx", 5),
                text("letter middle", Look.HEIGHT / 2, bar + 25, client.name()),
                text("name", Look.HEIGHT + 10, bar + 24, "client " + client.name()));
        List<Packed> places = Packed.lane(client.spans().stream()
                .map(span -> wanted(span.startNanos(), span.endNanos(), Look.of(span.kind()))).toList());
        for (int i = 0; i < places.size(); i++) {
            ClientSpan span = client.spans().get(i);
            Packed place = places.get(i);
            String kind = span.kind().name();
            SvgTag drawn = span(place, span.startNanos(), span.endNanos(), Look.of(span.kind()), shade, kind,
                    words.of(client, span), client.name());
            anchors.blame(words.fault(client, span)).ifPresent(line -> anchors.link(drawn, line, List.of()));
            label(drawn, place, Look.of(span.kind()), client.name(), SpanWords.brief(span.kind()), span.nanos());
            row.with(drawn);
        }
        marks(row, client, shade);
        y += ROW;
    }

    /** Moments of a client, above its bar. */
    private void marks(SvgTag row, ClientLane client, String shade) {
        double free = 0;
        for (ClientLane.Mark mark : client.marks()) {
            if (mark.kind() == ClientLane.Mark.Kind.CONNECTED) {
                continue; // the request that follows says so, and signs are few if they are to be read
            }
            double exact = x(mark.atNanos());
            double x = Math.clamp(free, exact, exact + Packed.FARTHEST);
            free = x + Moments.WIDTH;
            String moment = client.name() + ": " + mark.kind().name().toLowerCase(Locale.ROOT)
                    + (mark.detail().isEmpty() ? "" : ", " + mark.detail());
            row.with(SvgTag.of("g").withClass("mark " + shade).attr("data-kind", mark.kind().name())
                    .attr("data-who", client.name()).attr("data-at", millis(mark.atNanos()))
                    .with(Moments.draw(mark.kind(), x, y + FLAGS / 2))
                    .titled(moment));
        }
    }

    private void lane(Lane lane) {
        SvgTag row = row(lane.name() + ", a " + lane.kind().inWords());
        double indent = lane.carrier() == null ? 0 : INDENT;
        if (indent > 0) {
            row.with(line("bracket", indent / 2, y, indent / 2, y + ROW / 2 + 8),
                    line("bracket", indent / 2, y + ROW / 2 + 8, indent - 2, y + ROW / 2 + 8));
        }
        if (lane.folded() > 1) {
            name(row, lane.name(), indent, "", CENSUS);
            census(row, lane.census(), lane.folded(), Look::of, Span.Kind::inWords);
            return;
        }
        name(row, lane.name(), indent, lane.client(), ROW + FLAGS);
        double bar = y + FLAGS;
        double begin = x(lane.startNanos());
        row.with(rect("life", begin, bar, Math.max(x(lane.endNanos()) - begin, 2), Look.HEIGHT));
        List<Packed> places = Packed.lane(lane.spans().stream()
                .map(span -> wanted(span.startNanos(), span.endNanos(), Look.of(span.kind()))).toList());
        double flagged = 0;
        String turn = null;
        for (int i = 0; i < places.size(); i++) {
            Span span = lane.spans().get(i);
            Packed place = places.get(i);
            Look look = Look.of(span.kind());
            String shade = shades.of(span.client());
            SvgTag drawn = span(place, span.startNanos(), span.endNanos(), look, shade, span.kind().name(),
                    words.of(lane, span), span.client());
            if (span.inferred()) {
                drawn.with(rect("over", place.from(), bar, place.width(), Look.HEIGHT)
                        .attr("fill", "url(#" + anchors.prefix() + "strokes)"));
            }
            run.line(span).ifPresent(line -> anchors.link(drawn, line, run.stack(span)));
            boolean own = span.client() == null || span.client().equals(lane.client());
            boolean told = label(drawn, place, look, own ? null : span.client(), SpanWords.brief(span.kind()),
                    span.nanos());
            row.with(drawn);
            double middle = (place.from() + place.to()) / 2;
            // A letter for each turn: again only where the client changes, or where it has been a while.
            if (!own && !told) {
                double half = span.client().length() * FLAG / 2 + (span.client().length() > 1 ? 3 : 0);
                if (middle - half > flagged + (span.client().equals(turn) ? 40 - FLAG : 0)) {
                    row.with(text("flag middle " + shade, middle, bar - 3, span.client()));
                    flagged = middle + half;
                    turn = span.client();
                }
            }
        }
        y += ROW;
    }

    private SvgTag row(String words) {
        SvgTag row = SvgTag.of("g").withClass("row").attr("role", "group").attr("aria-label", words);
        rows.add(row);
        return row;
    }

    /** The lane's name, on two lines if it is long, and the letter of the client whose own it is. */
    private void name(SvgTag row, String name, double indent, String client, double height) {
        double middle = y + height / 2;
        double x = indent;
        if (client != null && !client.isEmpty()) {
            row.with(rect("chip " + shades.of(client), x, middle - 13, 26, 26).at("rx", 4),
                    text("letter small middle", x + 13, middle + 7, client));
            x += 34;
        }
        int room = NAME - (int) (x / 11);
        if (name.length() <= room) {
            row.with(text("name", x, middle + 6, name));
        } else {
            int cut = Math.max(name.lastIndexOf('-', room - 1), name.lastIndexOf(' ', room - 1)) + 1;
            cut = cut > 2 ? cut : room;
            row.with(text("name", x, middle - 4, name.substring(0, cut)),
                    text("name", x, middle + 15, shortened(name.substring(cut), room)).titled(name));
        }
    }

    private static String shortened(String words, int most) {
        return words.length() <= most ? words : words.substring(0, most - 1) + "…";
    }

    private Packed.Wanted wanted(long startNanos, long endNanos, Look look) {
        return new Packed.Wanted(x(startNanos), x(endNanos), look.least());
    }

    private SvgTag span(Packed place, long startNanos, long endNanos, Look look, String shade, String kind,
            String title,
            String client) {
        SvgTag drawn = SvgTag.of(anchors.linked() ? "a" : "g")
                .withClass("span " + look.name().toLowerCase(Locale.ROOT) + " " + shade)
                .attr("data-kind", kind).attr("data-from", millis(startNanos)).attr("data-to", millis(endNanos));
        if (!place.exact()) {
            drawn.at("data-drawn-to", place.to());
        }
        if (client != null) {
            drawn.attr("data-who", client);
        }
        if (anchors.linked()) {
            drawn.withId(anchors.nextSpan());
        }
        return drawn.titled(title).with(look.draw(place.from(), y + FLAGS, place.width(), anchors.prefix()));
    }

    /** Writes into a span what there is room for. */
    private boolean label(SvgTag drawn, Packed place, Look look, String client, String kind, long nanos) {
        if (!look.hasRoomForWords()) {
            return false;
        }
        String letter = client == null ? "" : client + " ";
        String took = Times.inWords(nanos);
        for (String label : List.of(letter + kind + " " + took, letter + kind, letter.strip())) {
            double width = label.length() * LETTER + 10;
            if (!label.isEmpty() && width <= place.width()) {
                drawn.with(text("label", place.from() + 8, y + FLAGS + 24, label));
                return true;
            }
        }
        return false;
    }

    /** How many of a folded lane did what: shares of the row's height, the most active at the bottom. */
    private <K extends Enum<K>> void census(SvgTag row, List<Census<K>> slices, int folded,
            Function<K, Look> look, Function<K, String> inWords) {
        double top = y + 6;
        row.with(rect("life", LEFT, top, RIGHT - LEFT, CENSUS - 12));
        for (Census<K> slice : slices) {
            double from = x(slice.startNanos());
            double width = Math.max(x(slice.endNanos()) - from, 1);
            double bottom = top + CENSUS - 12;
            SvgTag group = SvgTag.of("g").withClass("slice");
            Map<Look, Integer> counts = new TreeMap<>();
            slice.counts().forEach((kind, count) -> counts.merge(look.apply(kind), count, Integer::sum));
            for (Map.Entry<Look, Integer> one : counts.entrySet()) {
                double height = (CENSUS - 12) * one.getValue() / folded;
                bottom -= height;
                group.with(rect("many " + one.getKey().name().toLowerCase(Locale.ROOT), from, bottom, width, height));
            }
            row.with(group.titled(slice.counts().entrySet().stream()
                    .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                    .map(one -> String.format(Locale.ROOT, "%,d %s", one.getValue(), inWords.apply(one.getKey())))
                    .collect(Collectors.joining(", ", "",
                            String.format(Locale.ROOT, " · at %.2f s", slice.startNanos() / 1e9)))));
        }
        y += CENSUS;
    }

    private double x(long nanos) {
        return time.place(nanos / 1e9);
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.4f", nanos / 1e6);
    }
}
