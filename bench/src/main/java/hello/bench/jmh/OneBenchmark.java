package hello.bench.jmh;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Defaults;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.Optional;

/**
 * A benchmark in one mode and with one value for each parameter: what a fork runs.
 *
 * @param name of the class and the method
 * @param mode what is measured of it
 * @param params its parameters, by name
 * @param rounds how many forks of it there are to be
 * @param seconds how long one measures, warm-up and all
 */
record OneBenchmark(String name, Mode mode, Map<String, String> params, int rounds, double seconds)
        implements
            Serializable { // JMH sends its options to the fork, and they know this
    private static final long serialVersionUID = 1;

    /** All that an entry of JMH's list stands for. */
    static List<OneBenchmark> of(BenchmarkListEntry entry, CommandLineOptions options) {
        int forks = options.getForkCount().orElse(entry.getForks().orElse(Defaults.MEASUREMENT_FORKS));
        List<OneBenchmark> all = new ArrayList<>();
        for (Mode mode : modes(entry, options)) {
            for (Map<String, String> params : combinations(entry, options)) {
                // Without forks (-f 0, for a debugger) JMH runs it once, in this JVM.
                all.add(new OneBenchmark(entry.getUsername(), mode, params, Math.max(1, forks),
                        seconds(entry, options, mode)));
            }
        }
        return all;
    }

    private static Set<Mode> modes(BenchmarkListEntry entry, CommandLineOptions options) {
        Collection<Mode> asked = options.getBenchModes();
        Set<Mode> modes = asked.isEmpty() ? EnumSet.of(entry.getMode()) : EnumSet.copyOf(asked);
        return modes.contains(Mode.All) ? EnumSet.complementOf(EnumSet.of(Mode.All)) : modes;
    }

    private static List<Map<String, String>> combinations(BenchmarkListEntry entry, CommandLineOptions options) {
        List<Map<String, String>> combinations = List.of(Map.of());
        for (var param : entry.getParams().orElse(Map.of()).entrySet()) {
            Collection<String> values = options.getParameter(param.getKey()).orElse(List.of(param.getValue()));
            combinations = combinations.stream()
                    .flatMap(some -> values.stream().map(value -> {
                        Map<String, String> more = new TreeMap<>(some);
                        more.put(param.getKey(), value);
                        return more;
                    }))
                    .collect(Collectors.toList());
        }
        return combinations;
    }

    private static double seconds(BenchmarkListEntry entry, CommandLineOptions options, Mode mode) {
        if (mode == Mode.SingleShotTime) {
            return 1;
        }
        return options.getWarmupIterations().orElse(entry.getWarmupIterations().orElse(Defaults.WARMUP_ITERATIONS))
                * seconds(options.getWarmupTime().orElse(entry.getWarmupTime().orElse(Defaults.WARMUP_TIME)))
                + options.getMeasurementIterations()
                        .orElse(entry.getMeasurementIterations().orElse(Defaults.MEASUREMENT_ITERATIONS))
                        * seconds(options.getMeasurementTime()
                                .orElse(entry.getMeasurementTime().orElse(Defaults.MEASUREMENT_TIME)));
    }

    private static double seconds(TimeValue time) {
        return time.convertTo(TimeUnit.MILLISECONDS) / 1e3;
    }

    /** The same command line, which now asks for this alone, once. */
    CommandLineOptions narrow(String... commandLine) throws CommandLineOptionException {
        return new CommandLineOptions(commandLine) {
            @Override
            public List<String> getIncludes() {
                return List.of("^" + Pattern.quote(name) + "$");
            }

            @Override
            public Collection<Mode> getBenchModes() {
                return List.of(mode);
            }

            @Override
            public Optional<Collection<String>> getParameter(String param) {
                return params.containsKey(param) ? Optional.of(List.of(params.get(param))) : Optional.none();
            }

            @Override
            public Optional<Integer> getForkCount() {
                return Optional.of(super.getForkCount().orElse(1) == 0 ? 0 : 1);
            }

            // Results of single forks go nowhere: they are collected.

            @Override
            public Optional<String> getResult() {
                return Optional.none();
            }

            @Override
            public Optional<ResultFormatType> getResultFormat() {
                return Optional.none();
            }
        };
    }

    /** As {@code RoundTrip.oneClient loom, sample}. */
    @Override
    public String toString() {
        String parameters = String.join(" ", params.values());
        return name.replaceFirst(".*\\.(?=\\w+\\.\\w+$)", "") + (parameters.isEmpty() ? "" : " " + parameters)
                + (mode == Mode.SampleTime ? ", sample" : "");
    }
}
