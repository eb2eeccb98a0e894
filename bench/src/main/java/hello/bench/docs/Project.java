package hello.bench.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder of this project, as one has it after cloning: the pages are there, and the sources that they quote.
 *
 * @param root an absolute path
 */
public record Project(Path root) {
    /**
     * Looks for it: where this program was built, else where it is run.
     *
     * @return empty if neither lies in such a folder
     */
    public static Optional<Project> find() {
        return Stream.concat(builtIn().stream(), Stream.of(Path.of("")))
                .flatMap(place -> Stream.iterate(place.toAbsolutePath(), folder -> folder != null, Path::getParent))
                .map(Project::new)
                .filter(Project::isThere)
                .findFirst();
    }

    private static Optional<Path> builtIn() {
        try {
            URI code = Project.class.getProtectionDomain().getCodeSource().getLocation().toURI();
            return Optional.of(Path.of(code));
        } catch (URISyntaxException | RuntimeException e) { // there need be no such place, and it need not be a file
            return Optional.empty();
        }
    }

    /**
     * Whether this is one.
     *
     * @return true if the course and the build are there
     */
    public boolean isThere() {
        return Files.isRegularFile(contents(Language.EN)) && Files.isRegularFile(root.resolve("pom.xml"));
    }

    /**
     * The course.
     *
     * @return {@code docs}
     */
    public Path docs() {
        return root.resolve("docs");
    }

    /**
     * A table of contents.
     *
     * @param language whose
     * @return its file
     */
    public Path contents(Language language) {
        return docs().resolve(language.folder()).resolve("README.md");
    }

    /**
     * How a file is called in what is said about it.
     *
     * @param file in this folder
     * @return its path from here, with slashes
     */
    public String name(Path file) {
        return root.relativize(file.normalize()).toString().replace('\\', '/');
    }

    /**
     * The pages in one language.
     *
     * @param language which
     * @return the table of contents among them, by name
     */
    public List<Page> pages(Language language) {
        try (Stream<Path> files = Files.list(docs().resolve(language.folder()))) {
            return files.filter(file -> file.toString().endsWith(".md")).sorted()
                    .map(file -> Page.read(this, file))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * All pages.
     *
     * @return English first, and the page that leads to both languages
     */
    public List<Page> pages() {
        return Stream.of(pages(Language.EN).stream(), pages(Language.RU).stream(),
                Stream.of(Page.read(this, docs().resolve("README.md"))))
                .flatMap(pages -> pages)
                .toList();
    }
}
