package hello.bench.jmh;

import java.io.IOException;
import java.io.UncheckedIOException;
import tools.jackson.databind.json.JsonMapper;

/** Results of JMH that nobody measured, so that what is made of them can be worked out by hand. */
public final class MadeMicro {
    static final JsonMapper MAPPER = new JsonMapper();

    public static final String JSON = """
                                      [{"benchmark": "a.b.HandOver.slow", "mode": "avgt", "forks": 1, "vmName": "VM", "vmVersion": "25",
                                        "primaryMetric": {"scoreUnit": "ns/op",
                                          "rawData": [[10, 12], [20, 22], [30, 32], [40, 42], [50, 52], [6000, 6002]]},
                                        "secondaryMetrics": {
                                          "gc.alloc.rate.norm": {"rawData": [[8, 8], [8, 8], [8, 8], [8, 8], [8, 8], [10, 8]]},
                                          "gc.count": {"rawData": [[1, 1]]}}},
                                       {"benchmark": "a.b.HandOver.quick", "mode": "avgt", "forks": 1,
                                        "primaryMetric": {"scoreUnit": "ns/op", "rawData": [[1], [2], [3], [4], [5]]},
                                        "secondaryMetrics": {}},
                                       {"benchmark": "a.b.RoundTrip.one", "mode": "sample", "forks": 1, "params": {"model": "z"},
                                        "primaryMetric": {"scoreUnit": "us/op",
                                          "rawDataHistogram": [[[[1.0, 90], [2.0, 10]], [[1.0, 90], [3.0, 10]]], [[[5.0, 1]]]]},
                                        "secondaryMetrics": {"p0.50": {"rawData": [[1, 1]]}}},
                                       {"benchmark": "a.b.RoundTrip.one", "mode": "sample", "forks": 1, "params": {"model": "a"},
                                        "primaryMetric": {"scoreUnit": "us/op", "rawDataHistogram": [[[[0.5, 1]]]]},
                                        "secondaryMetrics": {}}]
                                      """;

    private MadeMicro() {}

    /** All of it. */
    public static MicroResults results() {
        try {
            return MicroResults.parse(JSON, MAPPER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
