package hello.bench.compare;

import hello.bench.load.HistogramText;
import hello.bench.load.Latency;
import hello.bench.load.LoadReport;
import hello.bench.load.LoadResult;
import hello.bench.load.ServerMeter;
import java.util.Arrays;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Results made by hand, with figures that are easy to see again. */
final class Made {
    static final Pinning PINNED = new Pinning(List.of(0), List.of(1), null);

    private Made() {}

    /** A second under load, of a server that needs 10 µs for an answer unless its CPU share says otherwise. */
    static LoadReport report(long answers, int neverServed, double generatorCpu, double serverCpu) {
        Histogram times = new Histogram(3);
        times.recordValue(1_000);
        return new LoadReport("127.0.0.1:5001",
                new LoadResult(64, 64, neverServed, answers, 1.0, 0, 0, 0, 0, null,
                        new Latency(60, 50, 70, 90, 99, 200),
                        HistogramText.write(times), null, 64, 0.1, List.of()),
                generatorCpu, new ServerMeter.Usage(serverCpu, 80_000_000L, 14L, 100L, 7L));
    }

    static LoadReport report(long answers) {
        return report(answers, 0, 0.5, answers / 100_000.0);
    }

    static Results.Trial trial(int round, String contender, LoadReport report) {
        return new Results.Trial(round, contender, report, null);
    }

    static Results.Trial failed(int round, String contender, String error) {
        return new Results.Trial(round, contender, null, error);
    }

    static Results.Checked passed(String contender) {
        return new Results.Checked(contender, "pass", false, List.of());
    }

    static Results results(Pinning pinning, int rounds, List<Results.Checked> checked, Results.Trial... trials) {
        List<Contender> contenders = checked.stream()
                .map(c -> new Contender(c.contender(), List.of("run", c.contender(), "{port}"),
                        c.oneClient() ? Contender.Clients.ONE : Contender.Clients.MANY))
                .toList();
        return new Results(Results.SCHEMA, "0.1.0 abcdef0", "2026-01-02T03:04:05Z", List.of("compare"),
                Machine.current(),
                new Results.Setup("crowd", 64, rounds, 1, 1.5, 42, pinning, contenders, List.of("-Xmx256m")),
                checked, Arrays.asList(trials));
    }
}
