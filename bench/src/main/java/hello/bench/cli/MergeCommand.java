package hello.bench.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import hello.bench.load.HdrLog;
import hello.bench.load.LoadReport;
import hello.bench.load.Together;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hello merge FILE…}. */
@Command(name = "merge", description = "Join the logs that hello load --hdr has written on several machines at the same time (--start-at), as if one generator "
        + "had made the load.", mixinStandardHelpOptions = true, footer = {
            "",
            "Exit codes: 0 it was one load, 2 wrong usage, 3 the generators did not all count at the same time."
        })
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
        Merged merged = new Merged(merge(reports), together(reports));
        PrintWriter out = spec.commandLine().getOut();
        if (format == Format.json) {
            out.println(Json.MAPPER.writeValueAsString(merged));
        } else {
            LoadText.lines(merged.report).forEach(out::println);
            merged.together.lines().forEach(out::println);
        }
        out.flush();
        return merged.together.isOneLoad() ? ExitCode.HOLDS : ExitCode.UNDECIDED;
    }

    /** A report, and of when its parts are. */
    private record Merged(@JsonUnwrapped LoadReport report, Together together) {}

    private Together together(List<LoadReport> reports) {
        return Together.of(IntStream.range(0, files.size())
                .mapToObj(i -> new Together.Part(files.get(i).toString(), reports.get(i).startedAt(),
                        reports.get(i).endedAt()))
                .toList());
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
