package hello.bench.compare;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import hello.bench.stats.Interval;
import hello.bench.stats.SignedRanks;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.commons.text.WordUtils;

/** The results as tables for the terminal, within 100 columns, and what must be known to read them. */
public final class ResultTable {
    /** What a projector shows legibly in one line. */
    private static final int WIDTH = 100;

    private static final int BAR = 10;

    private ResultTable() {}

    /**
     * Draws it.
     *
     * @param results whole, or as far as they go
     * @return lines, none longer than 100 characters but those that quote a server
     */
    public static List<String> lines(Results results) {
        Analysis analysis = Analysis.of(results);
        List<String> lines = new ArrayList<>();
        for (Analysis.Outcome outcome : analysis.outcomes()) {
            if (!outcome.rows().isEmpty()) {
                lines.addAll(scenario(results, outcome));
                lines.add("");
            }
        }
        if (!lines.isEmpty()) {
            lines.addAll(wrapped(notes(results, analysis)));
        }
        lines.addAll(troubles(results));
        return lines;
    }

    private static List<String> scenario(Results results, Analysis.Outcome outcome) {
        List<String> lines = new ArrayList<>();
        lines.addAll(wrapped(List.of(outcome.scenario().title() + ": " + load(results, outcome.scenario()))));
        lines.addAll(wrapped(List.of(outcome.scenario().teaches())));
        lines.add("");
        lines.addAll(table(outcome.rows(), verdictColumns(results.plan(), outcome)));
        lines.add("");
        lines.addAll(table(outcome.rows(), figureColumns(outcome.scenario())));
        List<String> notes = new ArrayList<>(outcome.notes());
        for (Analysis.Row row : outcome.rows()) {
            if (!row.warnings().isEmpty()) {
                notes.add(row.contender().name() + ": " + String.join("; ", row.warnings()));
            }
        }
        if (!notes.isEmpty()) {
            lines.add("");
            notes.forEach(note -> lines.addAll(wrapped(List.of("! " + note))));
        }
        return lines;
    }

    private static String load(Results results, Scenario scenario) {
        int connections = results.plan().connections(scenario);
        String load = connections == scenario.connections()
                ? scenario.load()
                : scenario.load().replaceFirst("\\d+", Integer.toString(connections));
        Double rate = results.calibration() == null ? null : results.calibration().rate();
        return scenario.loop() == Scenario.Loop.OPEN && rate != null
                ? String.format("%s: %,.0f/s", load, rate)
                : load;
    }

    private static List<String> table(List<Analysis.Row> rows, List<ColumnData<Analysis.Row>> columns) {
        return AsciiTable.builder().border(AsciiTable.NO_BORDERS).data(rows, columns).asString().lines()
                .map(String::stripTrailing)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** The figure that decides, as a bar, and what can be said of it. */
    private static List<ColumnData<Analysis.Row>> verdictColumns(ComparePlan plan, Analysis.Outcome outcome) {
        Metric headline = outcome.scenario().headline();
        double most = outcome.rows().stream().mapToDouble(row -> row.median(headline)).filter(Double::isFinite).max()
                .orElse(1);
        List<ColumnData<Analysis.Row>> columns = new ArrayList<>(List.of(
                model(row -> row.contender().name() + (row.warnings().isEmpty() ? "" : " !")),
                column(headline.header(), row -> atLeast(headline, row) + headline.text(row.median(headline))),
                new Column().header("").dataAlign(HorizontalAlign.LEFT).with(
                        row -> bar(row.median(headline) / most))));
        if (plan.verdicts()) {
            columns.add(column("95 %", row -> interval(headline, row.figures().get(headline))));
            columns.add(column("ratio",
                    row -> row.finding() == Finding.REFERENCE ? "1" : ratio(row.ratio())));
            columns.add(new Column().header("verdict").headerAlign(HorizontalAlign.LEFT)
                    .dataAlign(HorizontalAlign.LEFT)
                    .with(row -> row.finding().words(headline, plan.threshold()) + (outcome.suspect() ? " ?" : "")));
        }
        return columns;
    }

    private static String bar(double share) {
        return Double.isFinite(share) ? "█".repeat(Math.max(1, (int) Math.round(share * BAR))) : "";
    }

    private static String interval(Metric metric, Interval interval) {
        return interval == null || !interval.isBounded()
                ? "-"
                : metric.text(interval.low()) + "–" + metric.text(interval.high());
    }

    private static String ratio(Interval ratio) {
        if (ratio == null) {
            return "-";
        }
        return ratio.isBounded()
                ? String.format("%s (%s–%s)", factor(ratio.estimate()), factor(ratio.low()), factor(ratio.high()))
                : factor(ratio.estimate());
    }

    private static String factor(double ratio) {
        return String.format(ratio < 10 ? "%.2f" : ratio < 100 ? "%.1f" : "%,.0f", ratio);
    }

    private static List<ColumnData<Analysis.Row>> figureColumns(Scenario scenario) {
        List<ColumnData<Analysis.Row>> columns = new ArrayList<>(List.of(model(row -> row.contender().name())));
        for (Metric metric : List.of(Metric.ANSWERS_PER_SECOND, Metric.P50, Metric.P99, Metric.CPU_PER_ANSWER)) {
            columns.add(column(metric.header(), row -> atLeast(metric, row) + metric.text(row.median(metric))));
        }
        columns.add(column("spread", row -> percent(row.spread(Metric.CPU_PER_ANSWER))));
        for (Metric metric : scenario == Scenario.IDLE_CROWD
                ? List.of(Metric.HEAP_PER_CONNECTION, Metric.THREADS, Metric.NEVER_SERVED)
                : List.of(Metric.RESIDENT, Metric.THREADS, Metric.NEVER_SERVED)) {
            columns.add(column(metric.header(), row -> metric.text(row.median(metric))));
        }
        return columns;
    }

    private static ColumnData<Analysis.Row> model(Function<Analysis.Row, String> name) {
        return new Column().header("model").dataAlign(HorizontalAlign.LEFT).headerAlign(HorizontalAlign.LEFT)
                .with(name);
    }

    private static ColumnData<Analysis.Row> column(String header, Function<Analysis.Row, String> value) {
        return new Column().header(header).dataAlign(HorizontalAlign.RIGHT).headerAlign(HorizontalAlign.RIGHT)
                .with(value);
    }

    private static String atLeast(Metric metric, Analysis.Row row) {
        return metric == Metric.ANSWERS_PER_SECOND && row.generatorBound() ? ">= " : "";
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "-" : String.format("%.0f %%", share * 100);
    }

    private static List<String> notes(Results results, Analysis analysis) {
        ComparePlan plan = results.plan();
        List<String> notes = new ArrayList<>();
        notes.add(String.format("%d rounds of fresh processes, %.1f s each after %.1f s of warm-up; seed %d; %s.",
                plan.rounds(), plan.durationSeconds(), plan.warmupSeconds(), plan.seed(), plan.placement()));
        notes.add(String.format("Every model runs with %s; virtual threads have %s.", String.join(" ", plan.server()),
                plan.pinning().carriers()));
        long expected = plan.schedule().stream().filter(slot -> results.isFit(slot.contender())).count();
        long run = results.trials().size();
        if (run < expected) {
            notes.add(String.format("%d of %d trials were run: the others were cut short, or could not be.", run,
                    expected));
        }
        notes.add("Figures are medians over the rounds; spread is the largest CPU per answer less the smallest.");
        notes.add("p50 and p99 are latencies in an open loop; in a closed one they are times to answer at saturation.");
        if (plan.verdicts()) {
            notes.add(verdictNote(plan, analysis));
            for (Analysis.Outcome outcome : analysis.outcomes()) {
                if (outcome.noiseFloor() != null) {
                    notes.add(String.format("%s: the same server twice differs by %s; no verdict is given within that.",
                            outcome.scenario().title(), ratio(outcome.noiseFloor())));
                }
            }
        } else {
            notes.add(
                    "So short a run gives no verdicts: a difference within the spread means nothing. --standard gives "
                            + "verdicts.");
        }
        if (results.calibration() != null) {
            Results.Ceiling ceiling = results.calibration().ceiling();
            notes.add(String.format(
                    "The generator's ceiling, measured once before the rounds: %,.0f answers/s against a server that only "
                            + "reads and writes.",
                    ceiling.answersPerSecond()));
        }
        if (analysis.outcomes().stream().flatMap(outcome -> outcome.rows().stream())
                .anyMatch(Analysis.Row::generatorBound)) {
            notes.add(">= : the generator was at its limit and the server was not; it can do more than this.");
        }
        return notes;
    }

    private static String verdictNote(ComparePlan plan, Analysis analysis) {
        int rivals = analysis.outcomes().stream().mapToInt(Analysis.Outcome::rivals).max().orElse(0);
        int pairs = 1;
        while (SignedRanks.smallestP(pairs) > 0.05 / Math.max(1, rivals)) {
            pairs++;
        }
        return String.format(
                "Verdicts: ratio to %s, paired within rounds, with its interval at 1 - 0.05/%d, which takes %d rounds.",
                plan.reference(), Math.max(1, rivals), pairs);
    }

    private static List<String> wrapped(List<String> texts) {
        return texts.stream().flatMap(text -> WordUtils.wrap(text, WIDTH).lines()).toList();
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
                .filter(trial -> trial.error() != null && !trial.ranOutOfMemory()) // that is in the table
                .map(trial -> String.format("%s in %s, round %d: %s", trial.contender(), trial.scenario(),
                        trial.round(), trial.error()));
        Stream<String> cannot = results.calibration() == null
                ? Stream.empty()
                : results.plan().contenders().stream()
                        .filter(contender -> !contender.control() && results.isFit(contender))
                        .flatMap(contender -> results.plan().scenarioList().stream()
                                .filter(scenario -> !contender.canDo(scenario))
                                .map(scenario -> contender.name() + " was not measured in " + scenario.title()
                                        + ": its command has no {work}"));
        return Stream.of(unfit, failed, cannot).flatMap(lines -> lines).toList();
    }
}
