package hello.bench.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

import hello.bench.Model;
import hello.bench.Models;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The sources of the servers and of {@code protocol}, as they were when the program was built: the build puts them beside its
 * classes, so what is shown is what ran. For one thread at a time.
 */
final class Sources {
    private static final String ROOT = "/sources/";
    private static final String JAVA = "/src/main/java/";

    private final Map<String, String> pathOfClass = new HashMap<>();

    /**
     * The file of a class.
     *
     * @param className with its package; of a nested class, that around it counts
     * @return its path from the top of the project; {@code null} if it is none of the project's servers
     */
    String pathOf(String className) {
        return pathOfClass.computeIfAbsent(className, Sources::find);
    }

    private static String find(String className) {
        String[] parts = className.split("[.$/]", -1);
        if (parts.length < 3 || !parts[0].equals("hello")) {
            return null;
        }
        // Folder = artifact = package, but for the hyphen.
        String module = Models.all().stream().map(Model::name)
                .filter(name -> name.replace("-", "").equals(parts[1]))
                .findFirst()
                .orElse(parts[1]);
        String path = module + JAVA + "hello/" + parts[1] + "/" + parts[2] + ".java";
        return Sources.class.getResource(ROOT + path) == null ? null : path;
    }

    /**
     * Reads a file.
     *
     * @param path as {@link #pathOf} gives it
     */
    static SourceFile read(String path) {
        try (InputStream in = Sources.class.getResourceAsStream(ROOT + path)) {
            return new SourceFile(path, new String(in.readAllBytes(), UTF_8).lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The paths of all files of a module, in the order of their names. */
    static List<String> ofModule(String module) {
        URL folder = Sources.class.getResource(ROOT + module);
        if (folder == null) {
            return List.of();
        }
        try {
            URI uri = folder.toURI();
            if (uri.getScheme().equals("jar")) {
                try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                    return list(jar.getPath(ROOT + module), module);
                }
            }
            return list(Path.of(uri), module);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e); // the class loader made it
        }
    }

    private static List<String> list(Path folder, String module) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> module + "/" + folder.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }
}
