package hello.bench.jmh;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import hello.bench.stats.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The microbenchmarks as tables for the terminal, one for each class. */
public final class MicroTable {
    private MicroTable() {}

    /**
     * Draws them.
     *
     * @param results what was measured
     * @return lines
     */
    public static List<String> lines(MicroResults results) {
        List<String> lines = new ArrayList<>();
        for (String group : results.groups()) {
            lines.add(group);
            AsciiTable.builder().border(AsciiTable.NO_BORDERS).data(results.of(group), columns(results, group))
                    .asString().lines().map(String::stripTrailing).filter(line -> !line.isEmpty()).forEach(lines::add);
            lines.add("");
        }
        int forks = results.benchmarks().stream().mapToInt(one -> one.forks().size()).min().orElse(0);
        lines.add(String.format("Medians over %d forks, interleaved, with exact 95 %% intervals%s.", forks,
                forks < 6 ? " (six forks or more would give some)" : ""));
        lines.add("ratio: to the least of the table. " + results.jdk());
        if (results.origin() != null) {
            lines.addAll(results.origin().lines());
        }
        return lines;
    }

    private static List<ColumnData<MicroResults.Benchmark>> columns(MicroResults results, String group) {
        List<MicroResults.Benchmark> benchmarks = results.of(group);
        double least = benchmarks.stream().mapToDouble(one -> one.score().estimate()).min().orElse(1);
        boolean oneUnit = benchmarks.stream().map(MicroResults.Benchmark::unit).distinct().count() == 1;
        List<ColumnData<MicroResults.Benchmark>> columns = new ArrayList<>();
        columns.add(new Column().header("benchmark").headerAlign(HorizontalAlign.LEFT).dataAlign(HorizontalAlign.LEFT)
                .with(one -> one.name() + (one.sampled() ? ", sampled" : "")));
        columns.add(column(oneUnit ? benchmarks.getFirst().unit() : "score",
                one -> number(one.score().estimate()) + (oneUnit ? "" : " " + one.unit())));
        columns.add(column("95 %", one -> range(one.score())));
        if (oneUnit) {
            columns.add(column("ratio", one -> number(one.score().estimate() / least)));
        }
        for (String other : results.others(group)) {
            columns.add(column(header(other), one -> one.other(other) == null
                    ? "-"
                    : number(one.other(other).estimate())));
        }
        return columns;
    }

    private static ColumnData<MicroResults.Benchmark> column(String header,
            Function<MicroResults.Benchmark, String> value) {
        return new Column().header(header).headerAlign(HorizontalAlign.RIGHT).dataAlign(HorizontalAlign.RIGHT)
                .with(value);
    }

    /** What JMH's profilers call it is not what one reads. */
    private static String header(String other) {
        return other.replace("gc.alloc.rate.norm", "bytes/op").replaceAll("([a-z])Bytes$", "$1 bytes");
    }

    /**
     * An interval in words.
     *
     * @param interval bounded or not
     * @return as 12.3–14.5, or a dash
     */
    public static String range(Interval interval) {
        return interval.isBounded() ? number(interval.low()) + "–" + number(interval.high()) : "-";
    }

    /**
     * Three digits that mean something, and all before the point.
     *
     * @param value any; NaN is a dash
     * @return as 12.3 or 12,345
     */
    public static String number(double value) {
        double size = Math.abs(value);
        return Double.isNaN(value)
                ? "-"
                : String.format(
                        size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f",
                        value);
    }
}
