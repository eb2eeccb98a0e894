package hello.bench.exercises;

import hello.bench.cli.Json;
import hello.protocol.check.Candidate;
import hello.protocol.check.Check;
import hello.protocol.check.Checks;
import hello.protocol.check.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An exercise of the course: a folder with a start, a solution, and {@code exercise.json}.
 *
 * @param folder where it is
 * @param grading how it is graded
 */
record Exercise(Path folder, Grading grading) {
    private static final Path ALL = Path.of("..", "docs", "exercises");

    /**
     * What stands in {@code exercise.json}.
     *
     * @param oneClient whether it is graded as a server of one client at a time
     * @param jvm options that its programs need
     * @param ask what the checks have in their names that its start is asked; as {@code --only} says it
     * @param fails the checks among them that the start fails, and what the hint says, as a regular
     *     expression; all others it passes
     */
    record Grading(boolean oneClient, List<String> jvm, List<String> ask, Map<String, String> fails) {
        /** Those that can be asked of a program. */
        List<Check> all() {
            return (oneClient ? Checks.oneClient() : Checks.all()).stream()
                    .filter(check -> check.needs() != Check.Needs.FACTORY)
                    .toList();
        }

        List<Check> asked() {
            return all().stream().filter(check -> ask.stream().anyMatch(check.name()::contains)).toList();
        }
    }

    /** All of them, in order. Whatever is put into the folder is tested. */
    static List<Exercise> all() {
        try (Stream<Path> folders = Files.list(ALL)) {
            return folders.filter(Files::isDirectory).sorted().map(Exercise::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Exercise read(Path folder) {
        return new Exercise(folder,
                Json.MAPPER.readValue(folder.resolve("exercise.json").toFile(), Grading.class));
    }

    Path start() {
        return program("[Ss]tart\\.(java|py)");
    }

    Path solution() {
        return program("[Ss]olution\\.(java|py)");
    }

    private Path program(String name) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches(name)).findFirst()
                    .orElseThrow(() -> new AssertionError(folder + " has no file named " + name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isInPython() {
        return start().toString().endsWith(".py");
    }

    /** The command that the page gives, with the JDK that runs this. */
    Candidate candidate(Path program) {
        List<String> command = new ArrayList<>();
        if (program.toString().endsWith(".py")) {
            command.add("python3");
        } else {
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(grading.jvm);
        }
        command.addAll(List.of(program.toString(), ServerProcess.PORT));
        return Candidate.command(command);
    }

    /** What its folder is called, without the number: its heading's anchor. */
    String anchor() {
        return folder.getFileName().toString().replaceFirst("^\\d+-", "");
    }

    @Override
    public String toString() {
        return folder.getFileName().toString();
    }
}
