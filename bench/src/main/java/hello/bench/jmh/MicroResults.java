package hello.bench.jmh;

import hello.bench.compare.Origin;
import hello.bench.stats.Interval;
import hello.bench.stats.Medians;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What JMH has measured, by fork. JMH's own score pools the iterations of all forks, as if a fork of ten iterations were ten
 * measurements; but what differs from fork to fork (how the compiler decided, where the heap lies) is the same in all iterations
 * of one. So the mean of each fork is one value here, and the interval is of the median over forks.
 *
 * @param benchmarks in an order to read them in: by class, then by what they cost
 * @param jdk what they ran on
 * @param origin how they came about; {@code null} if JMH itself has written the file, which does not tell
 */
public record MicroResults(List<Benchmark> benchmarks, String jdk, Origin origin) {
    /** As everywhere in this project. */
    private static final double CONFIDENCE = 0.95;

    /** Of these there is nothing to say in a table: they follow from others, from how long it ran, or are in the raw data. */
    private static final Pattern NOT_SHOWN = Pattern.compile("gc\\.(alloc\\.rate|count|time)|p[01]\\.\\d+");

    /**
     * One benchmark in one mode, with one value for each parameter.
     *
     * @param group the class, as {@code HandOver}
     * @param method the method
     * @param params its parameters' values, by name
     * @param sampled whether single operations were timed, so that there are percentiles
     * @param unit of its score, as {@code ns/op}
     * @param forks the mean of each fork
     * @param others what else was measured, by fork: percentiles, bytes; in no fixed unit
     */
    public record Benchmark(String group, String method, Map<String, String> params, boolean sampled, String unit,
            List<Double> forks, Map<String, List<Double>> others) {
        /**
         * Its name within its class.
         *
         * @return the method and the values of its parameters
         */
        public String name() {
            return params.isEmpty() ? method : method + " " + String.join(" ", params.values());
        }

        /**
         * The median over the forks, with a 95 % interval.
         *
         * @return unbounded with fewer than six forks
         */
        public Interval score() {
            return median(forks);
        }

        /**
         * The same of something else that was measured.
         *
         * @param other one of {@link #others()}
         * @return null if it was not measured here
         */
        public Interval other(String other) {
            return others.containsKey(other) ? median(others.get(other)) : null;
        }

        private static Interval median(List<Double> values) {
            return Medians.interval(values.stream().mapToDouble(Double::doubleValue).toArray(), CONFIDENCE);
        }
    }

    /**
     * Reads a file that {@code hello jmh}, or JMH itself with {@code -rf json}, has written.
     *
     * @param file where
     * @param mapper how JSON is read
     * @return what is in it
     * @throws IOException if it cannot be read; the message says why
     */
    public static MicroResults read(Path file, JsonMapper mapper) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("there is no such file");
        }
        return parse(Files.readString(file), mapper);
    }

    /**
     * The same from JSON that is here already.
     *
     * @param json as JMH writes it
     * @param mapper how JSON is read
     * @return what is in it
     * @throws IOException if it is something else
     */
    public static MicroResults parse(String json, JsonMapper mapper) throws IOException {
        try {
            JsonNode root = mapper.readTree(json);
            JsonNode origin = root.path(0).path(Forks.ORIGIN);
            List<JsonNode> all = StreamSupport.stream(root.spliterator(), false).toList();
            if (!root.isArray() || all.stream().anyMatch(one -> !one.has("primaryMetric")
                    || !one.path("benchmark").asString("").contains("."))) {
                throw new IOException("these are no results of JMH in JSON");
            }
            return of(all, origin.isMissingNode() ? null : mapper.treeToValue(origin, Origin.class));
        } catch (JacksonException e) {
            throw new IOException("these are no results of JMH in JSON", e);
        }
    }

    /**
     * The same from what {@link Forks#json()} has.
     *
     * @param json the elements of JMH's array
     * @param origin how they came about
     * @return what is in it
     */
    public static MicroResults of(List<JsonNode> json, Origin origin) {
        return new MicroResults(ordered(json.stream().map(MicroResults::benchmark).toList()),
                json.stream()
                        .map(one -> one.path("vmName").asString("") + " " + one.path("vmVersion").asString(""))
                        .findFirst().orElse(""),
                origin);
    }

    /**
     * A part of these.
     *
     * @param names regular expressions, as JMH takes them; none means all
     * @return those in whose class and method one of them is found
     */
    public MicroResults only(List<String> names) {
        List<Pattern> patterns = names.stream().map(Pattern::compile).toList();
        return new MicroResults(benchmarks.stream()
                .filter(one -> patterns.isEmpty()
                        || patterns.stream().anyMatch(name -> name.matcher(family(one)).find()))
                .toList(), jdk, origin);
    }

    private static Benchmark benchmark(JsonNode one) {
        String name = one.path("benchmark").asString("");
        int method = name.lastIndexOf('.') + 1;
        int group = name.lastIndexOf('.', method - 2) + 1;
        JsonNode metric = one.path("primaryMetric");
        Map<String, String> params = new LinkedHashMap<>();
        one.path("params").properties().forEach(param -> params.put(param.getKey(), param.getValue().asString("")));
        Map<String, List<Double>> others = new LinkedHashMap<>();
        boolean sampled = metric.has("rawDataHistogram");
        List<Double> forks;
        if (sampled) {
            List<Samples> samples = new ArrayList<>();
            metric.path("rawDataHistogram").forEach(fork -> samples.add(Samples.of(fork)));
            forks = samples.stream().map(Samples::mean).toList();
            others.put("p50", samples.stream().map(fork -> fork.percentile(50)).toList());
            others.put("p99", samples.stream().map(fork -> fork.percentile(99)).toList());
        } else {
            forks = means(metric.path("rawData"));
        }
        one.path("secondaryMetrics").properties().stream()
                .filter(other -> !NOT_SHOWN.matcher(other.getKey()).matches())
                .forEach(other -> others.put(other.getKey(), means(other.getValue().path("rawData"))));
        return new Benchmark(name.substring(group, method - 1), name.substring(method), params, sampled,
                metric.path("scoreUnit").asString(""), forks, others);
    }

    private static List<Double> means(JsonNode rawData) {
        List<Double> means = new ArrayList<>();
        rawData.forEach(fork -> means.add(StreamSupport.stream(fork.spliterator(), false)
                .mapToDouble(iteration -> iteration.asDouble(Double.NaN)).average().orElse(Double.NaN)));
        return means;
    }

    /** Those of one method stay together, in the order of their parameters; the method that costs least comes first. */
    private static List<Benchmark> ordered(List<Benchmark> benchmarks) {
        Map<String, Double> least = benchmarks.stream().collect(Collectors.toMap(MicroResults::family,
                one -> one.score().estimate(), Math::min));
        return benchmarks.stream()
                .sorted(Comparator.comparing(Benchmark::group)
                        .thenComparing(one -> least.get(family(one)))
                        .thenComparing(Benchmark::method)
                        .thenComparing(Benchmark::sampled))
                .toList();
    }

    private static String family(Benchmark one) {
        return one.group + "." + one.method;
    }

    /**
     * The classes that there are.
     *
     * @return their names, in order
     */
    public List<String> groups() {
        return benchmarks.stream().map(Benchmark::group).distinct().toList();
    }

    /**
     * Those of one class.
     *
     * @param group its name
     * @return in order
     */
    public List<Benchmark> of(String group) {
        return benchmarks.stream().filter(one -> one.group.equals(group)).toList();
    }

    /**
     * What else was measured of those of one class.
     *
     * @param group its name
     * @return in the order in which it was found
     */
    public List<String> others(String group) {
        return of(group).stream().flatMap(one -> one.others.keySet().stream()).distinct().toList();
    }
}
