package hello.bench.trace.page;

import static hello.bench.trace.page.SvgTag.line;
import static hello.bench.trace.page.SvgTag.polygon;
import static hello.bench.trace.page.SvgTag.rect;

import hello.bench.trace.ClientLane.Mark;

/** Moments of a client as signs: what goes to the server points down to it, what comes from it points up. */
final class Moments {
    /** How wide a sign is. */
    static final double WIDTH = 15;

    private Moments() {}

    /** Draws one around its middle. */
    static SvgTag draw(Mark.Kind kind, double x, double y) {
        return switch (kind) {
            case SENT -> polygon("solid", x - 7, y - 6, x + 7, y - 6, x, y + 7);
            case ANSWERED -> polygon("solid", x - 7, y + 6, x + 7, y + 6, x, y - 7);
            case CONNECTED -> SvgTag.of("circle").withClass("solid").at("cx", x).at("cy", y).at("r", 6);
            case CLOSED -> rect("solid", x - 6, y - 6, 12, 12);
            case STUCK ->
                SvgTag.of("g").with(line("cross", x - 6, y - 6, x + 6, y - 6), line("cross", x, y - 6, x, y + 7));
            case LOST -> SvgTag.of("g").with(line("cross", x - 6, y - 6, x + 6, y + 6),
                    line("cross", x - 6, y + 6, x + 6, y - 6));
        };
    }

    /** What it means. */
    static String legend(Mark.Kind kind) {
        return switch (kind) {
            case SENT -> "a request is sent";
            case ANSWERED -> "an answer has come";
            case CONNECTED -> "a client is connected";
            case STUCK -> "the server takes no more";
            case CLOSED -> "a client has closed";
            case LOST -> "a connection is lost";
        };
    }
}
