package hello.bench.compare;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import hello.bench.load.LoadReport;
import hello.bench.load.ServerMeter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.commons.text.WordUtils;

/** The results as a table for the terminal, within 100 columns, and what must be known to read it. */
public final class ResultTable {
    /** What a projector shows legibly in one line. */
    private static final int WIDTH = 100;

    /** A generator that uses this much of its CPU cannot do more (measured: it and a one-CPU server both reach 96 % and more). */
    private static final double GENERATOR_LIMIT = 0.95;

    private ResultTable() {}

    /** All trials of one server that gave figures. */
    private record Row(String name, boolean oneClient, List<LoadReport> reports) {
        /** The middle value over the trials: one odd trial does not move it. */
        double median(Function<LoadReport, Double> figure) {
            double[] values = sorted(figure);
            int n = values.length;
            return n == 0 ? Double.NaN : (values[(n - 1) / 2] + values[n / 2]) / 2;
        }

        /** Largest less smallest, as a share of the median. */
        double spread(Function<LoadReport, Double> figure) {
            double[] values = sorted(figure);
            return values.length < 2 ? Double.NaN : (values[values.length - 1] - values[0]) / median(figure);
        }

        private double[] sorted(Function<LoadReport, Double> figure) {
            return reports.stream().map(figure).filter(Objects::nonNull).mapToDouble(Double::doubleValue).sorted()
                    .toArray();
        }
    }

    /**
     * Draws it.
     *
     * @param results whole, or as far as they go
     * @return lines, none longer than 100 characters but those that quote a server
     */
    public static List<String> lines(Results results) {
        List<Row> rows = results.setup().contenders().stream()
                .map(contender -> row(results, contender.name()))
                .filter(row -> !row.reports.isEmpty())
                .toList();
        List<String> lines = new ArrayList<>();
        if (!rows.isEmpty()) {
            String table = AsciiTable.builder()
                    .border(AsciiTable.NO_BORDERS)
                    .data(rows, columns(results))
                    .asString();
            table.lines().map(String::stripTrailing).filter(line -> !line.isEmpty()).forEach(lines::add);
            lines.add("");
            lines.addAll(notes(results, rows));
        }
        lines.addAll(troubles(results));
        return lines;
    }

    private static Row row(Results results, String contender) {
        boolean oneClient = results.checked().stream()
                .anyMatch(checked -> checked.contender().equals(contender) && checked.oneClient());
        List<LoadReport> reports = results.trials().stream()
                .filter(trial -> trial.contender().equals(contender) && trial.error() == null)
                .map(Results.Trial::report)
                .toList();
        return new Row(contender, oneClient, reports);
    }

    private static List<ColumnData<Row>> columns(Results results) {
        return List.of(
                new Column().header("model").dataAlign(HorizontalAlign.LEFT).headerAlign(HorizontalAlign.LEFT)
                        .with(Row::name),
                column("answers/s", row -> (isGeneratorBound(results, row) ? ">= " : "")
                        + number("%,.0f", row.median(report -> report.result().answersPerSecond()))),
                column("spread", row -> number("%.0f %%",
                        100 * row.spread(report -> report.result().answersPerSecond()))),
                column("p50 µs", row -> number("%,.0f", row.median(report -> report.result().timeToAnswer().p50()))),
                column("p99 µs", row -> number("%,.0f", row.median(report -> report.result().timeToAnswer().p99()))),
                column("CPU µs/answer", row -> number("%.1f", row.median(ResultTable::cpuMicrosPerAnswer))),
                column("memory MB", row -> number("%,.0f", row.median(ResultTable::megabytes))),
                column("threads", row -> number("%,.0f", row.median(ResultTable::threads))),
                column("never served", row -> number("%,.0f",
                        row.median(report -> (double) report.result().neverServed()))));
    }

    private static ColumnData<Row> column(String header, Function<Row, String> value) {
        return new Column().header(header).dataAlign(HorizontalAlign.RIGHT).headerAlign(HorizontalAlign.RIGHT)
                .with(value);
    }

    private static String number(String format, double value) {
        return Double.isNaN(value) ? "-" : String.format(format, value);
    }

    private static Double cpuMicrosPerAnswer(LoadReport report) {
        ServerMeter.Usage server = report.server();
        return server == null ? null : server.cpuSeconds() * 1e6 / report.result().answers();
    }

    private static Double megabytes(LoadReport report) {
        ServerMeter.Usage server = report.server();
        return server == null || server.residentBytes() == null ? null : server.residentBytes() / 1e6;
    }

    private static Double threads(LoadReport report) {
        ServerMeter.Usage server = report.server();
        return server == null || server.threads() == null ? null : (double) server.threads();
    }

    /** The generator had no CPU left and the server had: the server could have done more, nobody knows how much. */
    private static boolean isGeneratorBound(Results results, Row row) {
        int serverCpus = Math.max(1, results.setup().pinning().serverCpus().size());
        return row.median(LoadReport::generatorCpuShare) >= GENERATOR_LIMIT
                && row.median(report -> report.server() == null
                        ? null
                        : report.server().cpuSeconds() / report.result().seconds()) < GENERATOR_LIMIT * serverCpus;
    }

    private static List<String> notes(Results results, List<Row> rows) {
        Results.Setup setup = results.setup();
        List<String> notes = new ArrayList<>();
        notes.add(String.format(
                "%,d connections in a closed loop; %d rounds of fresh processes, %.1f s each after %.1f s of "
                        + "warm-up.",
                setup.connections(), setup.rounds(), setup.durationSeconds(), setup.warmupSeconds()));
        notes.add("Seed " + setup.seed() + "; " + setup.pinning().inWords() + ".");
        long fit = results.checked().stream().filter(checked -> checked.troubles().isEmpty()).count();
        if (results.trials().size() < fit * setup.rounds()) {
            notes.add("Cut short: " + results.trials().size() + " of " + fit * setup.rounds() + " trials were run.");
        }
        notes.add("Figures are medians over the rounds; spread is the largest less the smallest.");
        notes.add("p50 and p99 are times to answer at saturation: they grow with the connections.");
        notes.add("So short a run gives no verdicts: a difference within the spread means nothing.");
        if (rows.stream().anyMatch(row -> isGeneratorBound(results, row))) {
            notes.add(">= : the generator was at its limit and the server was not; it can do more than this.");
        }
        for (Row row : rows) {
            double never = row.median(report -> (double) report.result().neverServed());
            if (row.oneClient && never > 0) {
                notes.add(String.format(
                        "%s serves one client at a time: its figures are of that one, while %,.0f waited.",
                        row.name, never));
            }
        }
        return notes.stream().flatMap(note -> WordUtils.wrap(note, WIDTH).lines()).toList();
    }

    private static List<String> troubles(Results results) {
        Stream<String> unfit = results.checked().stream()
                .filter(checked -> !checked.troubles().isEmpty())
                .flatMap(checked -> Stream.concat(
                        Stream.of(checked.contender() + " was not measured: " + switch (checked.verdict()) {
                            case "fail" -> "it is not a hello server (hello check says more)";
                            default -> "whether it is a hello server could not be decided";
                        }),
                        checked.troubles().stream().map(trouble -> "  " + trouble)));
        Stream<String> failed = results.trials().stream()
                .filter(trial -> trial.error() != null)
                .map(trial -> trial.contender() + " in round " + trial.round() + ": " + trial.error());
        return Stream.concat(unfit, failed).toList();
    }
}
