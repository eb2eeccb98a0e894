package hello.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;

/** {@code results.json}: whole at any moment, whatever happens while it is written. For one thread at a time. */
public final class ResultsFile {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT)
            .withZone(ZoneId.systemDefault());

    private final Path file;
    private final JsonMapper mapper;

    private ResultsFile(Path file, JsonMapper mapper) {
        this.file = file;
        this.mapper = mapper;
    }

    /**
     * Makes room for a new file. One that is there is kept: it gets the time of its making in its name.
     *
     * @param directory where; made if it is not there
     * @param mapper how JSON is written
     * @return the file, not yet written
     * @throws IOException if nothing can be written there
     */
    public static ResultsFile in(Path directory, JsonMapper mapper) throws IOException {
        Files.createDirectories(directory);
        Path file = directory.resolve("results.json");
        if (Files.exists(file)) {
            Files.move(file, free(directory, "results-" + STAMP.format(Files.getLastModifiedTime(file).toInstant())));
        }
        return new ResultsFile(file, mapper);
    }

    /** A name that nobody has: two comparisons may end within one second. */
    private static Path free(Path directory, String name) {
        Path free = directory.resolve(name + ".json");
        for (int i = 2; Files.exists(free); i++) {
            free = directory.resolve(name + "-" + i + ".json");
        }
        return free;
    }

    /**
     * Where it is.
     *
     * @return its path
     */
    public Path path() {
        return file;
    }

    /**
     * Writes all results.
     *
     * @param results what was found so far
     * @throws IOException if the disk is full, or the like; what was written before is still there
     */
    public void write(Results results) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".new");
        mapper.writeValue(next.toFile(), results);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
