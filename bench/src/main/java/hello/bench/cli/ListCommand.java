package hello.bench.cli;

import hello.bench.Model;
import hello.bench.Models;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hello list}. */
@Command(name = "list", description = "The models, one line each.", mixinStandardHelpOptions = true)
public final class ListCommand implements Callable<Integer> {
    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}", defaultValue = "text", paramLabel = "FORMAT")
    private Format format;

    @Spec
    private CommandSpec spec;

    /** For Picocli. */
    public ListCommand() {}

    private record Line(int number, String name, String description) {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<Line> lines = Models.all().stream()
                .map(model -> new Line(Models.all().indexOf(model) + 1, model.name(), model.sentence()))
                .toList();
        if (format == Format.json) {
            out.println(Json.MAPPER.writeValueAsString(lines));
            return ExitCode.HOLDS;
        }
        int width = Models.all().stream().map(Model::name).mapToInt(String::length).max().orElseThrow();
        for (Line line : lines) {
            out.println(spec.commandLine().getColorScheme().ansi().string(
                    String.format("%d  @|bold %-" + width + "s|@  %s", line.number, line.name, line.description)));
        }
        return ExitCode.HOLDS;
    }
}
