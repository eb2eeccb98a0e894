package hello.bench.report;

import hello.bench.compare.Analysis;
import hello.bench.compare.MemorySteps;
import hello.bench.compare.Metric;
import hello.bench.compare.Results;
import hello.bench.load.HistogramText;
import hello.bench.load.LoadResult;
import hello.bench.stats.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** The plots of one scenario. Each server has its colour by its place in the plan, in all of them. */
final class Plots {
    private static final double WIDTH = 720;
    private static final double LEFT = 170;
    private static final double RIGHT = WIDTH - 36; // half a label of the last tick
    private static final double ROW = 34;
    private static final double HEIGHT = 300;
    private static final double TOP = 30;
    private static final double LINE = 16;

    /** Beyond this a spectrum would show single answers. */
    private static final double LAST_PERCENTILE = 99.999;

    private Plots() {}

    /** For each server every trial as a point, the median as a stroke, and its interval as a line. */
    static String dots(Analysis.Outcome outcome, Metric metric, List<String> order) {
        List<Dots> rows = new ArrayList<>();
        for (Analysis.Row row : outcome.rows()) {
            List<Dot> trials = row.trials().stream()
                    .flatMap(trial -> metric.of(trial).stream().map(value -> new Dot(value,
                            String.format("%s, round %d: %s %s", row.contender().name(), trial.round(),
                                    metric.text(value), metric.unit()))))
                    .toList();
            if (!trials.isEmpty()) {
                rows.add(new Dots(row.contender().name(), colour(order, row), trials, row.figures().get(metric)));
            }
        }
        return dots(rows, metric.header(), metric.header() + " of each server: every trial, median and interval", LEFT,
                false);
    }

    /** One measured value, and what is said of it on request. */
    record Dot(double value, String title) {}

    /** A line of a plot of dots. */
    record Dots(String name, String colour, List<Dot> values, Interval median) {}

    /** Lengths are differences; or factors, where they may be and the largest is so many times the smallest. */
    private static final double FAR_APART = 50;

    static String dots(List<Dots> rows, String axis, String description, double left, boolean factors) {
        double[] all = rows.stream().flatMap(row -> row.values().stream()).mapToDouble(Dot::value).toArray();
        double least = Arrays.stream(all).min().orElse(0);
        double most = Arrays.stream(all).max().orElse(1);
        double bottom = TOP + rows.size() * ROW;
        Svg svg = new Svg(WIDTH, bottom + 42, description);
        Axis x = factors && least > 0 && most / least > FAR_APART
                ? Axis.powers(least, most, left, RIGHT)
                : Axis.around(least, most, left, RIGHT);
        svg.horizontal(x, TOP, bottom, axis + (x.logarithmic()
                ? " (each step is ten times the one before)"
                : x.low() == 0 ? "" : " (does not begin at 0)"));
        for (int i = 0; i < rows.size(); i++) {
            Dots row = rows.get(i);
            double y = TOP + (i + 0.5) * ROW;
            svg.label("name end", left - 10, y + 5, row.name());
            if (row.median().isBounded()) {
                svg.line("interval " + row.colour(), x.place(row.median().low()), y, x.place(row.median().high()), y);
            }
            row.values().forEach(dot -> svg.dot("dot " + row.colour(), x.place(dot.value()), y, 4, dot.title()));
            double median = x.place(row.median().estimate());
            svg.line("median " + row.colour(), median, y - 12, median, y + 12);
        }
        return svg.end();
    }

    /** Latency by percentile, all servers in one, each over all its trials. */
    static Optional<String> spectrum(Analysis.Outcome outcome, List<String> order) {
        record Spectrum(Analysis.Row row, Histogram histogram) {}
        List<Spectrum> spectra = outcome.rows().stream()
                .map(row -> new Spectrum(row, histogram(row)))
                .filter(spectrum -> spectrum.histogram.getTotalCount() > 0)
                .toList();
        if (spectra.isEmpty()) {
            return Optional.empty();
        }
        double left = 70;
        double bottom = TOP + HEIGHT;
        double right = WIDTH - 140;
        Svg svg = new Svg(WIDTH, bottom + 42, "latency by percentile of each server");
        Axis y = Axis.powers(
                spectra.stream().mapToDouble(s -> s.histogram.getValueAtPercentile(1) / 1e3).min().orElse(1),
                spectra.stream().mapToDouble(s -> s.histogram.getValueAtPercentile(LAST_PERCENTILE) / 1e3).max()
                        .orElse(10),
                bottom, TOP);
        svg.vertical(y, left, right, "µs");
        Axis x = new Axis(1, 100 / (100 - LAST_PERCENTILE), left, right, true);
        for (double percentile : new double[]{0, 50, 90, 99, 99.9, 99.99, LAST_PERCENTILE}) {
            double place = x.place(100 / (100 - percentile));
            svg.line("grid", place, TOP, place, bottom).label("tick middle", place, bottom + 16,
                    percentile == 0 ? "0" : Double.toString(percentile).replace(".0", ""));
        }
        svg.label("axis middle", (left + right) / 2, bottom + 34, "per cent of the answers took no longer");
        List<Label> labels = new ArrayList<>();
        for (Spectrum spectrum : spectra) {
            List<Double> points = new ArrayList<>();
            for (double nines = 0; nines <= 5.0001; nines += 0.05) {
                double percentile = 100 - 100 * Math.pow(10, -nines);
                if (spectrum.histogram.getTotalCount() * (100 - percentile) / 100 < 1) {
                    break; // less than one answer
                }
                points.add(x.place(100 / (100 - percentile)));
                points.add(y.place(Math.max(y.low(),
                        spectrum.histogram.getValueAtPercentile(percentile) / 1e3)));
            }
            String name = spectrum.row.contender().name();
            String colour = colour(order, spectrum.row);
            svg.path("curve " + colour, array(points), name);
            labels.add(new Label(points.getLast(), name, colour));
        }
        write(svg, labels, right + 8);
        return Optional.of(svg.end());
    }

    /** A name at the end of its line. */
    private record Label(double y, String name, String colour) {}

    /** Writes names where their lines end, moved down where they would cover each other. */
    private static void write(Svg svg, List<Label> labels, double x) {
        double free = Double.NEGATIVE_INFINITY;
        for (Label label : labels.stream().sorted(Comparator.comparingDouble(Label::y)).toList()) {
            double y = Math.max(label.y, free);
            svg.label("name " + label.colour, x, y + 4, label.name);
            free = y + LINE;
        }
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static Histogram histogram(Analysis.Row row) {
        return HistogramText.sum(row.trials().stream()
                .map(trial -> trial.report().result())
                .map(result -> result.open() == null ? result.histogram() : result.open().histogram())
                .toList());
    }

    /** Answers over time, a small plot for each server, all trials over each other: a stall is a hole. */
    static String time(Analysis.Outcome outcome, List<String> order) {
        double height = 70;
        double step = height + 34;
        Svg svg = new Svg(WIDTH, TOP + outcome.rows().size() * step + 20, "answers per second over time, each trial");
        double most = outcome.rows().stream().flatMap(row -> row.trials().stream()).mapToDouble(Plots::mostPerSecond)
                .max().orElse(1);
        double seconds = outcome.rows().stream().flatMap(row -> row.trials().stream())
                .mapToDouble(trial -> trial.report().result().windows().size()
                        * trial.report().result().windowSeconds())
                .max().orElse(1);
        Axis x = new Axis(0, seconds, LEFT, RIGHT, false);
        for (int i = 0; i < outcome.rows().size(); i++) {
            Analysis.Row row = outcome.rows().get(i);
            double top = TOP + i * step;
            Axis y = new Axis(0, most, top + height, top, false);
            svg.label("name end", LEFT - 70, top + height / 2, row.contender().name());
            svg.line("grid", LEFT, top, RIGHT, top).line("grid", LEFT, top + height, RIGHT, top + height);
            svg.label("tick end", LEFT - 6, top + 8, Axis.text(Math.rint(most)));
            svg.label("tick end", LEFT - 6, top + height, "0");
            for (Results.Trial trial : row.trials()) {
                svg.path("trial " + colour(order, row), timePoints(trial.report().result(), x, y),
                        row.contender().name() + ", round " + trial.round());
            }
        }
        double bottom = TOP + outcome.rows().size() * step - 34;
        for (double tick : x.ticks()) {
            svg.label("tick middle", x.place(tick), bottom + 16, Axis.text(tick));
        }
        return svg.label("axis middle", (LEFT + RIGHT) / 2, bottom + 34, "seconds").end();
    }

    private static double mostPerSecond(Results.Trial trial) {
        LoadResult result = trial.report().result();
        return result.windows().stream().mapToInt(Integer::intValue).max().orElse(0) / result.windowSeconds();
    }

    private static double[] timePoints(LoadResult result, Axis x, Axis y) {
        double[] points = new double[2 * result.windows().size()];
        for (int i = 0; i < result.windows().size(); i++) {
            points[2 * i] = x.place((i + 0.5) * result.windowSeconds());
            points[2 * i + 1] = y.place(result.windows().get(i) / result.windowSeconds());
        }
        return points;
    }

    /** Resident memory against connections, every step of every trial. */
    static Optional<String> memory(Analysis.Outcome outcome, List<String> order) {
        List<Analysis.Row> rows = outcome.rows().stream()
                .filter(row -> row.trials().stream().anyMatch(trial -> hasMemory(trial.memory())))
                .toList();
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        List<MemorySteps> all = rows.stream().flatMap(row -> row.trials().stream()).map(Results.Trial::memory)
                .filter(Plots::hasMemory).toList();
        double left = 70;
        double right = WIDTH - 140;
        double bottom = TOP + HEIGHT;
        Svg svg = new Svg(WIDTH, bottom + 42, "resident memory against idle connections");
        Axis x = Axis.fromZero(all.stream().flatMap(steps -> steps.connections().stream())
                .mapToInt(Integer::intValue).max().orElse(1), left, right);
        Axis y = Axis.fromZero(all.stream().flatMap(steps -> steps.residentBytes().stream())
                .mapToDouble(bytes -> bytes / 1e6).max().orElse(1), bottom, TOP);
        svg.vertical(y, left, right, "MB").horizontal(x, TOP, bottom, "idle connections");
        List<Label> labels = new ArrayList<>();
        for (Analysis.Row row : rows) {
            String colour = colour(order, row);
            double last = 0;
            for (Results.Trial trial : row.trials().stream().filter(t -> hasMemory(t.memory())).toList()) {
                MemorySteps steps = trial.memory();
                double[] points = new double[2 * steps.connections().size()];
                for (int i = 0; i < steps.connections().size(); i++) {
                    points[2 * i] = x.place(steps.connections().get(i));
                    points[2 * i + 1] = y.place(steps.residentBytes().get(i) / 1e6);
                }
                last = points[points.length - 1];
                svg.path("trial " + colour, points, row.contender().name() + ", round " + trial.round());
            }
            labels.add(new Label(last, row.contender().name(), colour));
        }
        write(svg, labels, right + 8);
        return Optional.of(svg.end());
    }

    private static boolean hasMemory(MemorySteps steps) {
        return steps != null && steps.residentBytes() != null && steps.residentBytes().size() > 1;
    }

    static String colour(List<String> order, Analysis.Row row) {
        return "c" + order.indexOf(row.contender().name()) % 8 + (row.contender().control() ? " control" : "");
    }

    static List<String> order(Results results) {
        return Stream.ofNullable(results.plan().contenders()).flatMap(List::stream).map(c -> c.name()).toList();
    }
}
