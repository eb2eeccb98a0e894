package hello.bench.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Lines of code: those of a module's main sources that are neither blank nor nothing but comment. Imports and braces count, as
 * whoever writes the module has to write them; {@code module-info} and {@code package-info} do not.
 */
final class LinesOfCode {
    /** What may hold the beginning of a comment and is none comes first, so that it is taken whole. */
    private static final Pattern LITERAL_OR_COMMENT = Pattern.compile(
            "\"\"\"(?:\\\\.|[^\\\\])*?\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*\"|'(?:\\\\.|[^'\\\\\n])+'|//[^\n]*|/\\*.*?\\*/",
            Pattern.DOTALL);

    private LinesOfCode() {}

    /** Of a module, by its folder. */
    static long ofModule(Path module) throws IOException {
        List<Path> sources;
        try (Stream<Path> files = Files.walk(module.resolve("src/main/java"))) {
            sources = files.filter(file -> file.toString().endsWith(".java") && !file.endsWith("package-info.java")
                    && !file.endsWith("module-info.java")).toList();
        }
        long lines = 0;
        for (Path source : sources) {
            lines += of(Files.readString(source));
        }
        return lines;
    }

    /** Of a source in Java. */
    static long of(String java) {
        return LITERAL_OR_COMMENT.matcher(java)
                .replaceAll(found -> found.group().startsWith("/")
                        ? "\n".repeat((int) found.group().lines().count() - 1)
                        : found.group().replaceAll("[^\n]", "x"))
                .lines()
                .filter(line -> !line.isBlank())
                .count();
    }
}
