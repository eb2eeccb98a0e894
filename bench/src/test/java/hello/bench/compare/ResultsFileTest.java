package hello.bench.compare;

import static hello.bench.compare.Made.passed;
import static hello.bench.compare.Made.report;
import static hello.bench.compare.Made.results;
import static hello.bench.compare.Made.trial;
import static org.assertj.core.api.Assertions.assertThat;

import hello.bench.cli.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsFileTest {
    private static final Results RESULTS = results(Made.PINNED, 1, List.of(passed("loom")),
            trial(1, "loom", report(1_000)), Made.failed(2, "loom", "it died"));

    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        ResultsFile file = ResultsFile.in(folder.resolve("made/when/missing"), Json.MAPPER);
        file.write(RESULTS);
        assertThat(Json.MAPPER.readValue(file.path().toFile(), Results.class)).isEqualTo(RESULTS);
    }

    @Test
    void eachWritingReplacesTheOneBeforeAndLeavesNothingElse() throws IOException {
        ResultsFile file = ResultsFile.in(folder, Json.MAPPER);
        file.write(RESULTS);
        Results more = results(Made.PINNED, 1, List.of(passed("nio-loop")));
        file.write(more);
        assertThat(Json.MAPPER.readValue(file.path().toFile(), Results.class)).isEqualTo(more);
        assertThat(files()).containsExactlyInAnyOrder("results.json", "results.csv", "jmh.json");
    }

    @Test
    void anOlderOneIsKeptUnderItsTime() throws IOException {
        Files.writeString(folder.resolve("results.json"), "the old one");
        ResultsFile.in(folder, Json.MAPPER).write(RESULTS);
        assertThat(files()).hasSize(4).anyMatch(name -> name.matches("results-\\d{8}-\\d{6}\\.json"));
    }

    @Test
    void twoOlderOnesOfTheSameSecondAreBothKept() throws IOException {
        Files.writeString(folder.resolve("results.json"), "the first");
        Path first = folder.resolve("results.json");
        var time = Files.getLastModifiedTime(first);
        ResultsFile.in(folder, Json.MAPPER);
        Files.setLastModifiedTime(Files.writeString(first, "the second"), time);
        ResultsFile.in(folder, Json.MAPPER);
        assertThat(folder).isDirectoryContaining(file -> contains(file, "the first"))
                .isDirectoryContaining(file -> contains(file, "the second"));
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.readString(file).equals(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
