package hello.bench.docs;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The mark {@code <!-- snippet PATH#REGION -->}: the block after it is a quotation.
 *
 * @param indent the blanks before the mark
 * @param path of the source, from the project's folder
 * @param region in it; {@code null} for the whole file
 */
record Snippet(String indent, String path, String region) {
    private static final Pattern MARK = Pattern.compile(
            "(\\s*)<!--\\s*snippet\\s+([^\\s#]+)(?:#([\\w.-]+))?\\s*-->\\s*");

    private static final Map<String, String> INFO = Map.of("py", "python", "sh", "bash", "md", "markdown", "kt",
            "kotlin", "cmd", "text");

    /** The mark in a line; {@code null} if it is none. */
    static Snippet in(String line) {
        Matcher mark = MARK.matcher(line);
        return mark.matches() ? new Snippet(mark.group(1), mark.group(2), mark.group(3)) : null;
    }

    List<String> quoted(Project project) throws Source.Wrong {
        return Source.of(project, path).quoted(region);
    }

    /** Where no language stands behind the fence. */
    String info() {
        int dot = path.lastIndexOf('.');
        String extension = dot < path.lastIndexOf('/') || dot < 0 ? "bash" : path.substring(dot + 1);
        return INFO.getOrDefault(extension, extension);
    }

    @Override
    public String toString() {
        return region == null ? path : path + "#" + region;
    }
}
