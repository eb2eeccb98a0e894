package hello.bench.cli;

import hello.bench.load.HdrLog;
import hello.bench.load.LoadReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hello merge FILE…}. */
@Command(name = "merge", description = "Join the logs that hello load --hdr has written on several machines at the same time, as if one generator had made the load.", mixinStandardHelpOptions = true)
public final class MergeCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", arity = "1..*", description = "HdrHistogram logs.")
    private List<Path> files;

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}", defaultValue = "text", paramLabel = "FORMAT")
    private Format format;

    @Spec
    private CommandSpec spec;

    /** For Picocli. */
    public MergeCommand() {}

    @Override
    public Integer call() throws UserError {
        List<LoadReport> reports = new ArrayList<>();
        for (Path file : files) {
            reports.add(read(file));
        }
        LoadReport merged = merge(reports);
        PrintWriter out = spec.commandLine().getOut();
        if (format == Format.json) {
            out.println(Json.MAPPER.writeValueAsString(merged));
        } else {
            LoadText.lines(merged).forEach(out::println);
        }
        out.flush();
        return ExitCode.HOLDS;
    }

    private static LoadReport read(Path file) throws UserError {
        try {
            return HdrLog.read(file, Json.MAPPER);
        } catch (IOException e) {
            throw UserError.cannotRead(file, e, "give logs that hello load --hdr has written");
        }
    }

    private static LoadReport merge(List<LoadReport> reports) throws UserError {
        try {
            return LoadReport.merge(reports);
        } catch (IllegalArgumentException e) {
            throw new UserError(ExitCode.USAGE, e.getMessage() + ": give logs of one kind", e);
        }
    }
}
