package hello.bench.trace.page;

import static hello.bench.trace.page.SvgTag.line;
import static hello.bench.trace.page.SvgTag.polygon;
import static hello.bench.trace.page.SvgTag.rect;

import hello.bench.trace.ClientSpan;
import hello.bench.trace.Span;

/**
 * What a span looks like. Solid is activity, an outline is waiting that holds whoever waits, a dashed outline is waiting that
 * holds no thread, and a thin line is time in which nothing was to do.
 */
enum Look {
    /** From above. */
    READ("reads"),
    /** To below: a half each, so that two short ones after each other are seen as two. */
    WRITE("writes"),
    /** Points at what begins. */
    ACCEPT("takes a new client"),
    /** Dotted. */
    COMPUTE("computes"),
    /** What is not known more closely. */
    RUN("runs"),
    /** Held. */
    BLOCKED("waits, and is held: can do nothing else"),
    /** Not held. */
    UNMOUNTED("waits unmounted: holds no thread"),
    /** For whatever comes. */
    IDLE("idle, or a client that thinks");

    /** How high the bar is. */
    static final double HEIGHT = 34;

    private final String legend;

    Look(String legend) {
        this.legend = legend;
    }

    String legend() {
        return legend;
    }

    static Look of(Span.Kind kind) {
        return switch (kind) {
            case READING -> READ;
            case WRITING -> WRITE;
            case ACCEPTING -> ACCEPT;
            case COMPUTING -> COMPUTE;
            default -> switch (kind.state()) {
                case RUNNING -> RUN;
                case BLOCKED -> BLOCKED;
                case IDLE -> IDLE;
                case UNMOUNTED -> UNMOUNTED;
            };
        };
    }

    static Look of(ClientSpan.Kind kind) {
        return switch (kind) {
            case WAITING, CLOSING, CONNECTING -> BLOCKED;
            case SENDING -> WRITE;
            case THINKING -> IDLE;
        };
    }

    /** How wide it is drawn at least, in the units of the drawing: what somebody did has to be seen, an idle moment has not. */
    double least() {
        return switch (this) {
            case ACCEPT -> 14;
            case IDLE -> 1;
            default -> 7;
        };
    }

    /** Whether words can stand in it. */
    boolean hasRoomForWords() {
        return this != READ && this != WRITE && this != ACCEPT;
    }

    /**
     * Draws it.
     *
     * @param x where it begins
     * @param y the bar's upper edge
     * @param width how wide
     * @param prefix of the ids of the drawing's patterns
     */
    SvgTag draw(double x, double y, double width, String prefix) {
        SvgTag shape = SvgTag.of("g").withClass("shape");
        return switch (this) {
            case READ -> shape.with(rect("solid", x, y, width, HEIGHT * 0.55));
            case WRITE -> shape.with(rect("solid", x, y + HEIGHT * 0.45, width, HEIGHT * 0.55));
            case ACCEPT -> shape.with(polygon("solid", x, y, x + width, y + HEIGHT / 2, x,
                    y + HEIGHT));
            case COMPUTE -> shape.with(rect("solid", x, y, width, HEIGHT),
                    rect("over", x, y, width, HEIGHT).attr("fill", "url(#" + prefix + "dots)"));
            case RUN -> shape.with(rect("solid", x, y, width, HEIGHT));
            case BLOCKED -> shape.with(rect("outline", x + 1.5, y + 1.5, Math.max(width - 3, 2), HEIGHT - 3));
            case UNMOUNTED -> shape.with(rect("dashed", x + 1.5, y + 4, Math.max(width - 3, 2), HEIGHT - 8));
            // The rectangle is not seen: a thin line is hard to hit.
            case IDLE -> shape.with(rect("area", x, y, width, HEIGHT),
                    line("thin", x, y + HEIGHT / 2, x + width, y + HEIGHT / 2));
        };
    }
}
