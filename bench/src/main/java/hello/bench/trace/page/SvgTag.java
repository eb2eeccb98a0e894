package hello.bench.trace.page;

import j2html.tags.ContainerTag;
import java.util.Locale;

/** An element of an SVG. Lengths are in the units of the drawing; colours come from the style sheet, by class. */
final class SvgTag extends ContainerTag<SvgTag> {
    private SvgTag(String name) {
        super(name);
    }

    static SvgTag of(String name) {
        return new SvgTag(name);
    }

    static SvgTag rect(String style, double x, double y, double width, double height) {
        return of("rect").withClass(style).at("x", x).at("y", y).at("width", width).at("height", height);
    }

    static SvgTag line(String style, double x1, double y1, double x2, double y2) {
        return of("line").withClass(style).at("x1", x1).at("y1", y1).at("x2", x2).at("y2", y2);
    }

    /** Straight lines through points, x and y in turn, and back to the first. */
    static SvgTag polygon(String style, double... points) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < points.length; i++) {
            text.append(i == 0 ? "" : i % 2 == 0 ? " " : ",").append(number(points[i]));
        }
        return of("polygon").withClass(style).attr("points", text);
    }

    /** Words on one line; y is their baseline. */
    static SvgTag text(String style, double x, double y, String words) {
        return of("text").withClass(style).at("x", x).at("y", y).withText(words);
    }

    /** What it is, for people who cannot see it, and for all who point at it. */
    SvgTag titled(String words) {
        return with(of("title").withText(words));
    }

    /** An attribute that is a length. */
    SvgTag at(String name, double value) {
        return attr(name, number(value));
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
