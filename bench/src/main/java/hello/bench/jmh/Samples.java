package hello.bench.jmh;

import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * The times of single operations of one fork.
 *
 * @param counts how often each time was seen
 */
record Samples(SortedMap<Double, Long> counts) {
    /** From JMH's form: a list for each iteration, of pairs of a time and how often it was seen. */
    static Samples of(JsonNode fork) {
        SortedMap<Double, Long> counts = new TreeMap<>();
        for (JsonNode iteration : fork) {
            for (JsonNode pair : iteration) {
                counts.merge(pair.get(0).asDouble(), pair.get(1).asLong(), Long::sum);
            }
        }
        return new Samples(counts);
    }

    private long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    double mean() {
        return counts.entrySet().stream().mapToDouble(entry -> entry.getKey() * (double) entry.getValue()).sum()
                / (double) total();
    }

    /** The least time that so many per cent did not exceed. */
    double percentile(double percentile) {
        double wanted = (double) total() * percentile / 100;
        long seen = 0;
        for (var entry : counts.entrySet()) {
            seen += entry.getValue();
            if ((double) seen >= wanted) {
                return entry.getKey();
            }
        }
        return Double.NaN;
    }
}
