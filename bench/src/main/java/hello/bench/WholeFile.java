package hello.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Files that are whole at any moment, whatever happens while they are written, and that do not replace what was measured before. */
public final class WholeFile {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT)
            .withZone(ZoneId.systemDefault());

    private WholeFile() {}

    /** What writes the new content. */
    @FunctionalInterface
    public interface Writer {
        /**
         * Writes it.
         *
         * @param file where
         * @throws IOException if the disk is full, or the like
         */
        void write(Path file) throws IOException;
    }

    /**
     * Replaces a file by a new one, at once.
     *
     * @param file which; its folder is there
     * @param writer what writes the new content
     * @throws IOException if that fails; what was there before is still there
     */
    public static void replace(Path file, Writer writer) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".new");
        writer.write(next);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Keeps what is there: it gets the time of its making in its name.
     *
     * @param file which, there or not
     * @throws IOException if it cannot be renamed
     */
    public static void keepOlder(Path file) throws IOException {
        if (Files.exists(file)) {
            Files.move(file, free(file, STAMP.format(Files.getLastModifiedTime(file).toInstant())));
        }
    }

    /** A name that nobody has: two may have been made within one second. */
    private static Path free(Path file, String stamp) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.') < 0 ? name.length() : name.lastIndexOf('.');
        Path free = file.resolveSibling(name.substring(0, dot) + "-" + stamp + name.substring(dot));
        for (int i = 2; Files.exists(free); i++) {
            free = file.resolveSibling(name.substring(0, dot) + "-" + stamp + "-" + i + name.substring(dot));
        }
        return free;
    }
}
