package hello.bench.docs;

import hello.bench.Models;
import hello.bench.compare.Analysis;
import hello.bench.compare.Metric;
import hello.bench.compare.Origin;
import hello.bench.compare.Results;
import hello.bench.compare.ResultsFile;
import hello.bench.compare.Scenario;
import hello.bench.jmh.MicroResults;
import hello.bench.jmh.MicroTable;
import hello.bench.stats.Interval;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * The figures that pages name, from the files in {@code docs/figures}. What a mark may ask for:
 *
 * <pre>
 * crowd loom cpu-per-answer           the median; with a unit behind it (ms, s, MB) in that
 * crowd loom cpu-per-answer-low       the ends of its 95 % interval: -low, -high
 * crowd threaded/loom cpu-per-answer  how many times the one's is the other's
 * crowd loom ratio                    to the reference, with -low and -high
 * steady rate                         the requests per second of an open loop
 * jmh HandOver.coroutine              a microbenchmark's score; HandOver.a/HandOver.b, units, -low and -high as above
 * jmh Footprint.parkedCoroutine:10000 resident-bytes    what else was measured of it
 * results date, jmh date              the day; also cpu, cpus, os, jdk, memory, command
 * lines loom                          a module's lines of code
 * </pre>
 *
 * For one thread.
 */
final class Figures {
    private static final List<String> FACTS = List.of("date", "cpu", "cpus", "os", "jdk", "memory", "command");

    /** How many of the first are in one of the second; the units of time in ns, those of size in bytes. */
    private static final Map<String, Double> UNITS = Map.of("ns", 1.0, "µs", 1e3, "us", 1e3, "ms", 1e6, "s", 1e9,
            "bytes", 1.0, "KB", 1e3, "MB", 1e6);

    private final Path folder;
    private final Path root;
    private final JsonMapper mapper;
    private Results results; // null until it is asked for, as the next two
    private Analysis analysis;
    private MicroResults micro;

    /** That there is no such figure. The message says what there is. */
    static final class Unknown extends Exception {
        private static final long serialVersionUID = 1;

        Unknown(String message) {
            super(message);
        }
    }

    Figures(Project project, JsonMapper mapper) {
        this.root = project.root();
        this.folder = project.docs().resolve("figures");
        this.mapper = mapper;
    }

    /** A value with its interval, in what it is measured, and how it is written. */
    private record Value(Interval interval, String unit, DoubleFunction<String> written) {
        /** What a metric means by the end of its name. */
        private double of(String metric) {
            return metric.endsWith("-low")
                    ? interval.low()
                    : metric.endsWith("-high") ? interval.high() : interval.estimate();
        }
    }

    /** What stands in a page of this language. */
    String text(String asked, Language language) throws Unknown {
        String[] words = asked.strip().split("\\s+", -1);
        if (words.length == 2 && words[1].equals("date")) {
            return language.date(fact(words[0], "date"));
        }
        if (words.length == 2 && FACTS.contains(words[1])) {
            return fact(words[0], words[1]);
        }
        return language.number(english(words));
    }

    private String english(String[] words) throws Unknown {
        if (words.length == 2 && words[0].equals("lines")) {
            return lines(words[1]);
        }
        if (words.length == 2 && words[1].equals("rate")) {
            return rate(words[0]);
        }
        boolean jmh = words[0].equals("jmh");
        boolean measured = jmh ? words.length >= 2 && words.length <= 4 : words.length == 3 || words.length == 4;
        if (!measured) {
            throw new Unknown("'" + String.join(" ", words) + "' is no figure: write SCENARIO MODEL METRIC, jmh "
                    + "CLASS.METHOD, lines MODEL, or results date");
        }
        List<String> more = Arrays.asList(words).subList(jmh ? 2 : 3, words.length);
        String unit = !more.isEmpty() && UNITS.containsKey(more.getLast()) ? more.getLast() : null;
        String metric = jmh ? (more.isEmpty() || more.getFirst().equals(unit) ? "score" : more.getFirst()) : words[2];
        String whose = words[1];
        int slash = whose.indexOf('/');
        if (slash > 0) {
            double ratio = value(words[0], whose.substring(0, slash), metric).of(metric)
                    / value(words[0], whose.substring(slash + 1), metric).of(metric);
            return String.format(Locale.ROOT, ratio < 10 ? "%.1f" : "%,.0f", ratio);
        }
        Value value = value(words[0], whose, metric);
        if (unit == null) {
            return value.written.apply(value.of(metric));
        }
        double factor = UNITS.getOrDefault(value.unit, Double.NaN) / UNITS.get(unit);
        if (Double.isNaN(factor) || isSize(value.unit) != isSize(unit)) {
            throw new Unknown("'" + metric + "' is measured in " + value.unit + ", which is not to be had in " + unit);
        }
        return MicroTable.number(value.of(metric) * factor);
    }

    private static boolean isSize(String unit) {
        return unit.toLowerCase(Locale.ROOT).endsWith("b") || unit.equals("bytes");
    }

    private String lines(String module) throws Unknown {
        if (Models.find(module).isEmpty()) {
            throw new Unknown("there is no model '" + module + "' whose lines to count");
        }
        try {
            return String.format(Locale.ROOT, "%,d", LinesOfCode.ofModule(root.resolve(module)));
        } catch (IOException e) {
            throw new Unknown("cannot read the sources of " + module + " (" + e.getMessage() + ")");
        }
    }

    private String fact(String file, String fact) throws Unknown {
        Origin origin = switch (file) {
            case "results" -> results().origin();
            case "jmh" -> micro().origin();
            default -> throw new Unknown("'" + file + "' is no file of figures: write results or jmh");
        };
        if (origin == null) {
            throw new Unknown("microbenchmarks.json does not say how it was made");
        }
        return switch (fact) {
            case "date" -> origin.date();
            case "cpu" -> String.valueOf(origin.machine().cpu());
            case "cpus" -> String.valueOf(origin.machine().cpus());
            case "os" -> origin.machine().os();
            case "jdk" -> origin.machine().jdk();
            case "memory" -> String.format(Locale.ROOT, "%.0f", origin.machine().memoryBytes() / 1e9);
            default -> origin.command();
        };
    }

    private String rate(String scenario) throws Unknown {
        outcome(scenario);
        Double rate = results().calibration() == null ? null : results().calibration().rate();
        if (rate == null || Scenario.find(scenario).orElseThrow().loop() != Scenario.Loop.OPEN) {
            throw new Unknown(scenario + " has no rate: it is no open loop");
        }
        return String.format(Locale.ROOT, "%,.0f", rate);
    }

    private Value value(String where, String whose, String metric) throws Unknown {
        String plain = metric.replaceFirst("-(low|high)$", "");
        Value value = where.equals("jmh") ? micro(whose, plain) : compared(where, whose, plain);
        if (!Double.isFinite(value.of(metric))) {
            throw new Unknown("there is no interval: too few rounds");
        }
        return value;
    }

    private Value compared(String scenario, String model, String plain) throws Unknown {
        Analysis.Outcome outcome = outcome(scenario);
        Analysis.Row row = outcome.row(model).orElseThrow(() -> new Unknown("'" + model + "' was not measured in "
                + scenario + ", but " + outcome.rows().stream().map(other -> other.contender().name())
                        .collect(Collectors.joining(", "))));
        if (plain.equals("ratio")) {
            if (row.ratio() == null) {
                throw new Unknown(model + " has no ratio in " + scenario);
            }
            return new Value(row.ratio(), "", ratio -> String.format(Locale.ROOT, "%.2f", ratio));
        }
        Metric which = Arrays.stream(Metric.values()).filter(known -> slug(known).equals(plain)).findFirst()
                .orElseThrow(() -> new Unknown("there is no metric '" + plain + "', there are ratio, "
                        + Arrays.stream(Metric.values()).map(Figures::slug).collect(Collectors.joining(", "))));
        Interval figure = row.figures().get(which);
        if (figure == null) {
            throw new Unknown(plain + " was not measured of " + model + " in " + scenario);
        }
        String atLeast = which == Metric.ANSWERS_PER_SECOND && row.generatorBound() ? "≥\u00a0" : "";
        return new Value(figure, which.unit(), number -> atLeast + which.text(number));
    }

    private static String slug(Metric metric) {
        return metric.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private Analysis.Outcome outcome(String scenario) throws Unknown {
        results();
        return analysis.outcomes().stream()
                .filter(outcome -> outcome.scenario().title().equals(scenario)).findFirst()
                .orElseThrow(() -> new Unknown("the scenario '" + scenario + "' was not measured, but "
                        + String.join(", ", results.plan().scenarios())));
    }

    private Value micro(String name, String plain) throws Unknown {
        List<MicroResults.Benchmark> named = micro().benchmarks().stream().filter(one -> name(one).equals(name))
                .toList();
        if (named.isEmpty()) {
            throw new Unknown("there is no benchmark '" + name + "', there are "
                    + micro.benchmarks().stream().map(Figures::name).distinct().collect(Collectors.joining(", ")));
        }
        if (plain.equals("score")) {
            MicroResults.Benchmark one = named.stream().filter(benchmark -> !benchmark.sampled()).findFirst()
                    .orElse(named.getFirst());
            return new Value(one.score(), unit(one), MicroTable::number);
        }
        for (MicroResults.Benchmark one : named) {
            for (String other : one.others().keySet()) {
                if (slug(other).equals(plain)) {
                    return new Value(one.other(other), plain.startsWith("p") ? unit(one) : "bytes",
                            MicroTable::number);
                }
            }
        }
        throw new Unknown("'" + plain + "' was not measured of " + name + ", but score "
                + named.stream().flatMap(one -> one.others().keySet().stream()).map(Figures::slug)
                        .collect(Collectors.joining(" ")));
    }

    private static String unit(MicroResults.Benchmark one) {
        return one.unit().replaceFirst("/op$", "");
    }

    private static String name(MicroResults.Benchmark one) {
        return one.group() + "." + one.method()
                + one.params().values().stream().map(value -> ":" + value).collect(Collectors.joining());
    }

    private static String slug(String other) {
        return other.replace("gc.alloc.rate.norm", "bytesPerOp").replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                .toLowerCase(Locale.ROOT);
    }

    private Results results() throws Unknown {
        try {
            if (results == null) {
                results = ResultsFile.read(folder.resolve("results.json"), mapper);
                analysis = Analysis.of(results);
            }
            return results;
        } catch (IOException e) {
            throw new Unknown("cannot read docs/figures/results.json: " + e.getMessage());
        }
    }

    private MicroResults micro() throws Unknown {
        try {
            if (micro == null) {
                micro = MicroResults.read(folder.resolve("microbenchmarks.json"), mapper);
            }
            return micro;
        } catch (IOException e) {
            throw new Unknown("cannot read docs/figures/microbenchmarks.json: " + e.getMessage());
        }
    }
}
