package hello.bench.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A page of the course, as it is in its file.
 *
 * @param project where it is
 * @param file its file
 * @param lines what is in it
 */
public record Page(Project project, Path file, List<String> lines) {
    /**
     * Reads one.
     *
     * @param project where it is
     * @param file its file
     * @return the page
     */
    static Page read(Project project, Path file) {
        try {
            return of(project, file, Files.readString(file, UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Page of(Project project, Path file, String text) {
        return new Page(project, file, text.lines().toList());
    }

    /**
     * What it is called where something is said about it.
     *
     * @return its path from the project's folder, with slashes
     */
    public String name() {
        return project.name(file);
    }

    /** In which it is written; empty for the page that leads to both. */
    Optional<Language> language() {
        for (Language language : Language.values()) {
            if (file.getParent().getFileName().toString().equals(language.folder())) {
                return Optional.of(language);
            }
        }
        return Optional.empty();
    }

    String text() {
        return String.join("\n", lines) + "\n";
    }

    /** Whether it is a table of contents. */
    boolean isContents() {
        return file.getFileName().toString().equals("README.md");
    }

    /** The same page in the other language, whether or not it is there; for one that has a language. */
    Path counterpart() {
        return project.docs().resolve(language().orElseThrow().other().folder()).resolve(file.getFileName());
    }

    Remark remark(int line, String text) {
        return new Remark(name(), line, text);
    }
}
