package hello.bench.trace.page;

import static hello.bench.trace.page.SvgTag.rect;

import hello.bench.trace.ClientLane;
import hello.bench.trace.Run;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What the drawings' signs mean: those that occur.
 *
 * @param entries one for each
 */
record Legend(List<Entry> entries) {
    /** How wide a sign is. */
    static final double WIDTH = 52;

    private static final double NARROW = 14;

    /**
     * One sign.
     *
     * @param sign as it is drawn, from 0 to {@link #WIDTH} and to the height of a bar
     * @param words what it means
     */
    record Entry(SvgTag sign, String words) {}

    /**
     * Finds what occurs.
     *
     * @param runs in these
     * @param prefix of the ids of a drawing's patterns
     */
    static Legend of(List<Run> runs, String prefix) {
        Set<Look> looks = EnumSet.noneOf(Look.class);
        boolean inferred = false;
        for (Run run : runs) {
            run.clients().stream().flatMap(client -> client.spans().stream()).map(span -> Look.of(span.kind()))
                    .forEach(looks::add);
            run.lanes().stream().flatMap(lane -> lane.spans().stream()).map(span -> Look.of(span.kind()))
                    .forEach(looks::add);
            inferred |= run.lanes().stream().flatMap(lane -> lane.spans().stream()).anyMatch(span -> span.inferred());
        }
        List<Entry> entries = new ArrayList<>();
        for (Look look : looks) {
            double width = look == Look.READ || look == Look.WRITE || look == Look.ACCEPT ? NARROW : WIDTH;
            entries.add(new Entry(
                    SvgTag.of("g").withClass("span c0").with(look.draw((WIDTH - width) / 2, 0, width, prefix)),
                    look.legend()));
        }
        if (inferred) {
            entries.add(new Entry(SvgTag.of("g").withClass("span c0").with(
                    Look.RUN.draw(0, 0, WIDTH, prefix),
                    rect("over", 0, 0, WIDTH, Look.HEIGHT).attr("fill", "url(#" + prefix + "strokes)")),
                    "for whom is inferred from the time"));
        }
        for (ClientLane.Mark.Kind kind : ClientLane.Mark.Kind.values()) {
            if (kind != ClientLane.Mark.Kind.CONNECTED && runs.stream().flatMap(run -> run.clients().stream())
                    .flatMap(client -> client.marks().stream()).anyMatch(mark -> mark.kind() == kind)) {
                entries.add(new Entry(SvgTag.of("g").withClass("mark c0")
                        .with(Moments.draw(kind, WIDTH / 2, Look.HEIGHT / 2)), Moments.legend(kind)));
            }
        }
        return new Legend(List.copyOf(entries));
    }
}
