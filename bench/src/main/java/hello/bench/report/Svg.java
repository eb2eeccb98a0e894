package hello.bench.report;

import java.util.Locale;

/** Writes an SVG. Colours and fonts come from the page's style sheet, by class. For one thread. */
final class Svg {
    private final StringBuilder text = new StringBuilder();

    Svg(double width, double height, String description) {
        text.append(String.format(Locale.ROOT, "<svg viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"%s\">", width,
                height,
                escape(description)));
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    Svg line(String style, double x1, double y1, double x2, double y2) {
        text.append(String.format(Locale.ROOT, "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
                style, x1, y1, x2,
                y2));
        return this;
    }

    Svg dot(String style, double x, double y, double radius, String title) {
        text.append(String.format(Locale.ROOT,
                "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"><title>%s</title></circle>", style,
                x, y, radius, escape(title)));
        return this;
    }

    Svg label(String style, double x, double y, String label) {
        text.append(String.format(Locale.ROOT, "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>", style, x, y,
                escape(label)));
        return this;
    }

    /** A line through points, x and y in turn. */
    Svg path(String style, double[] points, String title) {
        text.append("<polyline class=\"").append(style).append("\" points=\"");
        for (int i = 0; i < points.length; i++) {
            text.append(String.format(Locale.ROOT, i % 2 == 0 ? "%.1f," : "%.1f ", points[i]));
        }
        text.append("\"><title>").append(escape(title)).append("</title></polyline>");
        return this;
    }

    /** Lines across the plot at the ticks of a horizontal axis, with their values below. */
    Svg horizontal(Axis axis, double top, double bottom, String name) {
        for (double tick : axis.ticks()) {
            double x = axis.place(tick);
            line("grid", x, top, x, bottom).label("tick middle", x, bottom + 16, Axis.text(tick));
        }
        return label("axis middle", (axis.from() + axis.to()) / 2, bottom + 34, name);
    }

    /** The same for a vertical one, with the values on the left. */
    Svg vertical(Axis axis, double left, double right, String name) {
        for (double tick : axis.ticks()) {
            double y = axis.place(tick);
            line("grid", left, y, right, y).label("tick end", left - 6, y + 4, Axis.text(tick));
        }
        return label("axis", 0, axis.to() - 10, name);
    }

    String end() {
        return text.append("</svg>").toString();
    }
}
