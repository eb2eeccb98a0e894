package hello.bench.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import hello.bench.compare.ResultTable;
import hello.bench.compare.Results;
import hello.bench.compare.ResultsFile;
import hello.bench.jmh.MicroResults;
import hello.bench.report.HtmlReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
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

    @Spec
    private CommandSpec spec;

    /** For Picocli. */
    public ReportCommand() {}

    @Override
    public Integer call() throws UserError {
        Results results = read();
        Path page = out == null ? file.resolveSibling("report.html") : out;
        MicroResults micro = jmh == null ? null : readMicro();
        write(micro == null ? HtmlReport.of(results) : HtmlReport.of(results, micro), page);
        PrintWriter stdout = spec.commandLine().getOut();
        ResultTable.lines(results).forEach(stdout::println);
        stdout.println("Report: " + page);
        stdout.flush();
        return ExitCode.HOLDS;
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
