package hello.bench.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import hello.bench.compare.Analysis;
import hello.bench.compare.Metric;
import hello.bench.compare.ResultTable;
import hello.bench.compare.Results;
import hello.bench.compare.ResultsFile;
import hello.bench.jmh.MicroResults;
import hello.bench.report.HtmlReport;
import hello.bench.stats.Interval;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hello report results.json}. */
@Command(name = "report", description = "Draw the report of a comparison again, without measuring.", mixinStandardHelpOptions = true)
public final class ReportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "results.json, as hello compare has written it.")
    private Path file;

    @Option(names = "--out", paramLabel = "FILE", description = "Where the page goes (default: report.html beside the results).")
    private Path out;

    @Option(names = "--jmh", paramLabel = "FILE", description = "Results of hello jmh, to be drawn in the same page.")
    private Path jmh;

    @Option(names = "--scenario", paramLabel = "NAME", split = ",", completionCandidates = ScenarioNames.class, description = "Of these scenarios alone (default: all that were measured).")
    private List<String> scenarios = List.of();

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}: the figures on standard output alone, and no page.", paramLabel = "FORMAT")
    private Format format;

    @Spec
    private CommandSpec spec;

    /** For Picocli. */
    public ReportCommand() {}

    /** Figures of one server in one scenario, for a program to read: medians by metric, with the intervals of the table. */
    private record Row(String scenario, String server, Map<Metric, Interval> figures, Interval ratio, String verdict,
            List<String> warnings) {}

    @Override
    public Integer call() throws UserError {
        Results results = chosen(read());
        if (format != null) {
            if (out != null || jmh != null) {
                throw new UserError(ExitCode.USAGE, "--format writes no page: leave out --out and --jmh");
            }
            print(results);
            return ExitCode.HOLDS;
        }
        Path page = out == null ? file.resolveSibling("report.html") : out;
        MicroResults micro = jmh == null ? null : readMicro();
        write(micro == null ? HtmlReport.of(results) : HtmlReport.of(results, micro), page);
        PrintWriter stdout = spec.commandLine().getOut();
        ResultTable.lines(results).forEach(stdout::println);
        results.origin().lines().forEach(stdout::println);
        stdout.println("Report: " + page);
        stdout.flush();
        return ExitCode.HOLDS;
    }

    private Results chosen(Results all) throws UserError {
        if (scenarios.isEmpty()) {
            return all;
        }
        for (String name : scenarios) {
            if (!all.plan().scenarios().contains(name)) {
                throw new UserError(ExitCode.USAGE, "'" + name + "' was not measured, but "
                        + String.join(", ", all.plan().scenarios()));
            }
        }
        return all.only(scenarios);
    }

    private void print(Results results) {
        PrintWriter stdout = spec.commandLine().getOut();
        if (format == Format.json) {
            stdout.println(Json.MAPPER.writeValueAsString(Analysis.of(results).outcomes().stream()
                    .flatMap(outcome -> outcome.rows().stream().map(row -> new Row(outcome.scenario().title(),
                            row.contender().name(), row.figures(), row.ratio(),
                            row.finding().words(outcome.scenario().headline(), results.plan().threshold()),
                            row.warnings())))
                    .toList()));
        } else {
            ResultTable.lines(results).forEach(stdout::println);
            results.origin().lines().forEach(stdout::println);
        }
        stdout.flush();
    }

    private Results read() throws UserError {
        try {
            return ResultsFile.read(file, Json.MAPPER);
        } catch (IOException e) {
            throw UserError.cannotRead(file, e, "give a results.json that hello compare has written");
        }
    }

    private MicroResults readMicro() throws UserError {
        try {
            return MicroResults.read(jmh, Json.MAPPER);
        } catch (IOException e) {
            throw UserError.cannotRead(jmh, e, "give a file that hello jmh has written");
        }
    }

    static void write(String html, Path page) throws UserError {
        try {
            Files.writeString(page, html, UTF_8);
        } catch (IOException e) {
            throw UserError.cannotWrite(page, e, "choose another place with --out");
        }
    }
}
