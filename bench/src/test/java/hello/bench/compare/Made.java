package hello.bench.compare;

import hello.bench.load.HistogramText;
import hello.bench.load.Latency;
import hello.bench.load.LoadReport;
import hello.bench.load.LoadResult;
import hello.bench.load.ServerMeter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Results made by hand, with figures that are easy to see again. */
public final class Made {
    static final Pinning PINNED = new Pinning(List.of(0), List.of(1), null);

    private Made() {}

    /** A second under load, of a server that needs 10 µs for an answer unless its CPU share says otherwise. */
    static LoadReport report(long answers, int neverServed, double generatorCpu, double serverCpu) {
        Histogram times = new Histogram(3);
        times.recordValue(1_000);
        return new LoadReport("127.0.0.1:5001", Instant.parse("2026-01-02T03:04:05Z"),
                new LoadResult(64, 64, neverServed, answers, 1.0, 0, 0, 0, 0, null,
                        new Latency(60, 50, 70, 90, 99, 200),
                        HistogramText.write(times), null, 64, 0.1, List.of(900, 1_000, 0, 1_100)),
                generatorCpu, new ServerMeter.Usage(serverCpu, 80_000_000L, 14L, 100L, 7L), null);
    }

    /** A comparison with verdicts, in two scenarios, with names and words that a page must not take for its own. */
    public static Results whole() {
        Results right = whole(1.5);
        List<Results.Trial> trials = new ArrayList<>(right.trials());
        trials.set(5, failed(2, "<b>&odd", "it said <script>alert(1)</script>"));
        return right.with(right.checked(), right.calibration(), trials);
    }

    /** The same in which nothing failed, with the CPU time of the odd one as a multiple of the other's. */
    public static Results whole(double oddCpu) {
        Contender base = contender("base", false);
        Contender odd = contender("<b>&odd", false);
        List<Results.Trial> trials = new ArrayList<>();
        for (Scenario scenario : List.of(Scenario.CROWD, Scenario.IDLE_CROWD)) {
            for (int round = 1; round <= 8; round++) {
                for (Contender contender : List.of(base, base.again(), odd)) {
                    double cpu = contender.equals(odd) ? oddCpu : 1;
                    MemorySteps memory = scenario != Scenario.IDLE_CROWD
                            ? null
                            : new MemorySteps(List.of(0, 1_000, 2_000),
                                    List.of(80_000_000L, 81_000_000L + round * 10_000L, 82_000_000L),
                                    List.of(1_000_000L, 1_500_000L, 2_000_000L));
                    trials.add(new Results.Trial(scenario.title(), round, contender.name(), "2026-01-02T03:04:05Z",
                            report(100_000, 0, 0.5, cpu * (1 + round / 100.0)), memory, null));
                }
            }
        }
        return results(plan(PINNED, 8, List.of(base, base.again(), odd), Scenario.CROWD, Scenario.IDLE_CROWD),
                List.of(passed("base"), passed("<b>&odd")), trials.toArray(Results.Trial[]::new));
    }

    static LoadReport report(long answers) {
        return report(answers, 0, 0.5, answers / 100_000.0);
    }

    static Results.Trial trial(int round, String contender, LoadReport report) {
        return trial(Scenario.CROWD, round, contender, report);
    }

    static Results.Trial trial(Scenario scenario, int round, String contender, LoadReport report) {
        return new Results.Trial(scenario.title(), round, contender, "2026-01-02T03:04:05Z", report, null, null);
    }

    static Results.Trial failed(int round, String contender, String error) {
        return new Results.Trial("crowd", round, contender, "2026-01-02T03:04:05Z", null, null, error);
    }

    static Results.Checked passed(String contender) {
        return new Results.Checked(contender, "pass", false, List.of());
    }

    static Contender contender(String name, boolean oneClient) {
        return new Contender(name, List.of("run", name, "{port}", "{work}"),
                oneClient ? Contender.Clients.ONE : Contender.Clients.MANY, false);
    }

    static ComparePlan plan(Pinning pinning, int rounds, List<Contender> contenders, Scenario... scenarios) {
        return new ComparePlan(Arrays.stream(scenarios).map(Scenario::title).toList(), contenders,
                contenders.isEmpty() ? "nobody" : contenders.getFirst().name(), 0, rounds, 1, 1.5, 42, 0.02, pinning,
                null, List.of("-Xmx512m"), List.of("-Xmx256m"));
    }

    /** Results of crowd without a control; the first is the reference. */
    static Results results(Pinning pinning, int rounds, List<Results.Checked> checked, Results.Trial... trials) {
        return results(plan(pinning, rounds,
                checked.stream().map(c -> contender(c.contender(), c.oneClient())).toList(), Scenario.CROWD),
                checked, trials);
    }

    static Results results(ComparePlan plan, List<Results.Checked> checked, Results.Trial... trials) {
        return new Results(Results.SCHEMA, "0.1.0 abcdef0", "2026-01-02T03:04:05Z", List.of("compare"),
                Machine.current(), plan, checked,
                new Results.Calibration(Map.of("crowd", "none"), Map.of(), 5_000.0,
                        new Results.Ceiling(140_000, 0.97, 0.9)),
                Arrays.asList(trials));
    }
}
