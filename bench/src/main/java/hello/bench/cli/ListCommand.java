package hello.bench.cli;

import hello.bench.Model;
import hello.bench.Models;
import hello.bench.compare.Scenario;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.commons.text.WordUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hello list}. */
@Command(name = "list", description = "The models, or the scenarios of a comparison, one line each.", mixinStandardHelpOptions = true)
public final class ListCommand implements Callable<Integer> {
    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}", defaultValue = "text", paramLabel = "FORMAT")
    private Format format;

    @Option(names = "--scenarios", description = "The scenarios, and what each is there to teach.")
    private boolean scenarios;

    @Spec
    private CommandSpec spec;

    /** For Picocli. */
    public ListCommand() {}

    private record Line(int number, String name, String description) {}

    private record Lesson(String name, String load, String headline, String teaches) {}

    @Override
    public Integer call() {
        return scenarios ? scenarios() : models();
    }

    private int scenarios() {
        PrintWriter out = spec.commandLine().getOut();
        List<Lesson> lessons = Arrays.stream(Scenario.values())
                .map(scenario -> new Lesson(scenario.title(), scenario.load(), scenario.headline().header(),
                        scenario.teaches()))
                .toList();
        if (format == Format.json) {
            out.println(Json.MAPPER.writeValueAsString(lessons));
            return ExitCode.HOLDS;
        }
        for (Lesson lesson : lessons) {
            out.println(spec.commandLine().getColorScheme().ansi().string(
                    String.format("@|bold %s|@: %s (%s)", lesson.name, lesson.load, lesson.headline)));
            WordUtils.wrap(lesson.teaches, 96).lines().forEach(line -> out.println("    " + line));
        }
        return ExitCode.HOLDS;
    }

    private int models() {
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
