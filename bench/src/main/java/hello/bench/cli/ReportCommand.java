package hello.bench.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import hello.bench.compare.ResultTable;
import hello.bench.compare.Results;
import hello.bench.compare.ResultsFile;
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

    @Spec
    private CommandSpec spec;

    /** For Picocli. */
    public ReportCommand() {}

    @Override
    public Integer call() throws UserError {
        Results results = read();
        Path page = out == null ? file.resolveSibling("report.html") : out;
        write(results, page);
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
            throw new UserError(ExitCode.USAGE, "cannot read " + file + " (" + e.getMessage()
                    + "): give a results.json that hello compare has written", e);
        }
    }

    static void write(Results results, Path page) throws UserError {
        try {
            Files.writeString(page, HtmlReport.of(results), UTF_8);
        } catch (IOException e) {
            throw new UserError(ExitCode.USAGE, "cannot write " + page + " (" + e.getMessage()
                    + "): choose another place with --out", e);
        }
    }
}
