package hello.bench.compare;

import hello.bench.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code results.json} and, beside it, the same for a spreadsheet and for viewers of JMH's results. Each is whole at any moment,
 * whatever happens while it is written. For one thread at a time.
 */
public final class ResultsFile {
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
        WholeFile.keepOlder(file);
        return new ResultsFile(file, mapper);
    }

    /**
     * The file of a comparison that is to go on.
     *
     * @param directory where it is
     * @param mapper how JSON is written
     * @return the file
     */
    public static ResultsFile toContinue(Path directory, JsonMapper mapper) {
        return new ResultsFile(directory.resolve("results.json"), mapper);
    }

    /**
     * Reads results.
     *
     * @param file where
     * @param mapper how JSON is read
     * @return what was found
     * @throws IOException if they cannot be read; the message says why
     */
    public static Results read(Path file, JsonMapper mapper) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("there is no such file");
        }
        try {
            int schema = mapper.readTree(file.toFile()).path("schema").asInt(-1);
            if (schema != Results.SCHEMA) {
                throw new IOException(schema < 0
                        ? "these are no results of hello compare"
                        : "these are of another version, with schema " + schema + " instead of " + Results.SCHEMA);
            }
            return mapper.readValue(file.toFile(), Results.class);
        } catch (JacksonException e) {
            throw new IOException("these are no whole results of hello compare", e);
        }
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
        WholeFile.replace(file, next -> mapper.writeValue(next.toFile(), results));
        WholeFile.replace(file.resolveSibling("results.csv"), next -> Exports.csv(results, next));
        WholeFile.replace(file.resolveSibling("jmh.json"),
                next -> mapper.writeValue(next.toFile(), Exports.jmh(results)));
    }
}
