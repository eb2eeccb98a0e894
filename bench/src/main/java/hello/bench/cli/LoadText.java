package hello.bench.cli;

import hello.bench.load.Latency;
import hello.bench.load.LoadReport;
import hello.bench.load.LoadResult;
import hello.bench.load.ServerMeter;
import java.util.ArrayList;
import java.util.List;

/** A load's report for people: what was found, and whether the generator can be believed. */
final class LoadText {
    private static final String SENT = "time to answer, from when it was sent";

    /** Who is served and does not think has a request under way all the time but for the moments in between. */
    private static final double ALL_THE_TIME = 0.8;

    private LoadText() {}

    static List<String> lines(LoadReport report) {
        LoadResult result = report.result();
        LoadResult.Open open = result.open();
        List<String> lines = new ArrayList<>();
        lines.add(String.format("%s%,.0f answers/s: %,d answers in %.1f s on %,d connections",
                report.isGeneratorBound(1) && open == null ? ">= " : "", result.answersPerSecond(), result.answers(),
                result.seconds(), result.connections()));
        if (open == null) {
            latency(lines, isSaturated(result) ? "time to answer at saturation" : SENT, result.timeToAnswer(), "");
        } else {
            latency(lines, "latency, from when a request was due", open.latency(), open.censored() == 0
                    ? ""
                    : String.format("; %,d never answered, with more than that", open.censored()));
            latency(lines, SENT, result.timeToAnswer(), "");
        }
        lines.add(String.format(
                "never served: %,d; refused: %,d; lost: %,d; closed early: %,d; wrong answers: %,d%s",
                result.neverServed(), result.refused(), result.lost(), result.earlyCloses(), result.wrongAnswers(),
                result.firstTrouble() == null ? "" : " (first: " + result.firstTrouble() + ")"));
        lines.addAll(generator(report));
        server(lines, report);
        return lines;
    }

    private static boolean isSaturated(LoadResult result) {
        return result.inFlight() > ALL_THE_TIME * (double) (result.connections() - result.neverServed());
    }

    private static void latency(List<String> lines, String what, Latency latency, String more) {
        lines.add(what + ": " + (latency == null
                ? "nothing was answered"
                : String.format("µs: mean %,.0f, p50 %,.0f, p90 %,.0f, p99 %,.0f, p99.9 %,.0f, max %,.0f%s",
                        latency.mean(), latency.p50(), latency.p90(), latency.p99(), latency.p999(), latency.max(),
                        more)));
    }

    /** What the generator has to say for itself. */
    private static List<String> generator(LoadReport report) {
        LoadResult result = report.result();
        LoadResult.Open open = result.open();
        List<String> lines = new ArrayList<>();
        lines.add(String.format("connections: %,d asked for, %,d made; Little's law: %,.1f requests in flight",
                result.connections(), result.connected(), result.inFlight()));
        if (open == null) {
            lines.add(String.format("generator: %.0f %% of a CPU%s", report.generatorCpuShare() * 100,
                    report.isGeneratorBound(1) ? ": generator-bound, the server could do more" : ""));
            return lines;
        }
        lines.add(String.format("rate: %,.0f/s asked for, %,d of %,d due requests sent, %,.0f/s answered%s",
                open.targetRate(), open.sent(), open.due(), result.answersPerSecond(),
                report.keptItsRate() ? "" : ": the rate was not kept"));
        lines.add(String.format("generator: busy %.0f %% of the time; late by p99 %,.0f, max %,.0f µs%s",
                open.busyShare() * 100, open.lagP99(), open.lagMax(),
                report.isGeneratorBound(1) ? ": generator-bound, these are its own figures" : ""));
        return lines;
    }

    private static void server(List<String> lines, LoadReport report) {
        ServerMeter.Usage server = report.server();
        if (server == null) {
            return;
        }
        LoadResult result = report.result();
        lines.add(String.format("server: %.0f %% of a CPU, %.1f µs of it per answer%s%s",
                server.cpuSeconds() / result.seconds() * 100,
                server.cpuSeconds() * 1e6 / Math.max(1, result.answers()),
                server.residentBytes() == null
                        ? ""
                        : String.format(", %,d MB resident", server.residentBytes() / 1_000_000),
                server.threads() == null ? "" : ", " + server.threads() + " threads"));
    }
}
