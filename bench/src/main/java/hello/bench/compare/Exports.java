package hello.bench.compare;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Results in the forms of others. */
final class Exports {
    private Exports() {}

    /** A line for each trial, for a spreadsheet. */
    static void csv(Results results, Path file) throws IOException {
        try (CsvWriter csv = CsvWriter.builder().build(file)) {
            csv.writeRecord(Stream.concat(
                    Stream.of("scenario", "round", "contender", "started", "error"),
                    Arrays.stream(Metric.values()).map(Metric::header)).toList());
            for (Results.Trial trial : results.trials()) {
                csv.writeRecord(Stream.concat(
                        Stream.of(trial.scenario(), Integer.toString(trial.round()), trial.contender(),
                                trial.startedAt(), Objects.requireNonNullElse(trial.error(), "")),
                        Arrays.stream(Metric.values()).map(metric -> metric.of(trial).map(String::valueOf).orElse("")))
                        .toList());
            }
        }
    }

    /**
     * What viewers of JMH's own results can show: a benchmark for each server in each scenario, with the headline as its score
     * and each trial as a fork.
     */
    static List<Map<String, Object>> jmh(Results results) {
        List<Map<String, Object>> benchmarks = new ArrayList<>();
        for (Analysis.Outcome outcome : Analysis.of(results).outcomes()) {
            Metric headline = outcome.scenario().headline();
            for (Analysis.Row row : outcome.rows()) {
                double[] values = row.values(headline);
                if (values.length > 0) {
                    benchmarks.add(benchmark(results, outcome.scenario(), row, values));
                }
            }
        }
        return benchmarks;
    }

    private static Map<String, Object> benchmark(Results results, Scenario scenario, Analysis.Row row,
            double[] values) {
        Metric headline = scenario.headline();
        var interval = row.figures().get(headline);
        Map<String, Object> score = new LinkedHashMap<>();
        score.put("score", interval.estimate());
        score.put("scoreError",
                interval.isBounded() ? (Object) ((interval.high() - interval.low()) / 2) : (Object) "NaN");
        score.put("scoreConfidence", interval.isBounded()
                ? List.of(interval.low(), interval.high())
                : List.of(interval.estimate(), interval.estimate()));
        score.put("scoreUnit", headline.header());
        score.put("rawData", Arrays.stream(values).mapToObj(List::of).toList());
        Map<String, Object> benchmark = new LinkedHashMap<>();
        benchmark.put("benchmark", "hello." + scenario.title() + "." + row.contender().name());
        benchmark.put("mode", headline == Metric.ANSWERS_PER_SECOND ? "thrpt" : "avgt");
        benchmark.put("threads", 1);
        benchmark.put("forks", values.length);
        benchmark.put("jdkVersion", results.machine().jdk());
        benchmark.put("vmName", results.machine().vm());
        benchmark.put("warmupIterations", 1);
        benchmark.put("warmupTime", results.plan().warmupSeconds() + " s");
        benchmark.put("measurementIterations", 1);
        benchmark.put("measurementTime", results.plan().durationSeconds() + " s");
        benchmark.put("primaryMetric", score);
        benchmark.put("secondaryMetrics", Map.of());
        return benchmark;
    }
}
