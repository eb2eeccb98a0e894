package hello.bench.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A source that pages quote. What they quote of it stands between the comments {@code // region NAME} and {@code // endregion}
 * (with {@code #} in Python and shell); regions may nest.
 */
final class Source {
    private static final Pattern MARK = Pattern.compile(
            "\\s*(?://|#|--|<!--)\\s*(?:(?<begin>region)\\s+(?<name>[\\w.-]+)|(?<end>endregion)(?:\\s+[\\w.-]+)?)\\s*(?:-->)?");

    private final List<String> lines;

    /** Of each region the lines that are its own: the index of its first mark, and that of its last. */
    private final Map<String, int[]> regions = new LinkedHashMap<>();

    /** A source, or a page, that is not as it should be. The message says what to do. */
    static final class Wrong extends Exception {
        private static final long serialVersionUID = 1;

        Wrong(String message) {
            super(message);
        }
    }

    /** Reads one that is named from the project's folder. */
    static Source of(Project project, String name) throws Wrong {
        Path file = project.root().resolve(name).normalize();
        if (!file.startsWith(project.root()) || !Files.isRegularFile(file)) {
            throw new Wrong("there is no file " + name);
        }
        try {
            return new Source(name, Files.readString(file, UTF_8).lines().toList());
        } catch (IOException e) {
            throw new Wrong("cannot read " + name + " (" + e.getMessage() + ")");
        }
    }

    Source(String name, List<String> lines) throws Wrong {
        this.lines = lines;
        Deque<String> open = new ArrayDeque<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher mark = MARK.matcher(lines.get(i));
            if (!mark.matches()) {
                continue;
            }
            if (mark.group("begin") != null) {
                if (regions.put(mark.group("name"), new int[]{i, -1}) != null) {
                    throw new Wrong(name + ":" + (i + 1) + " has a second region " + mark.group("name"));
                }
                open.push(mark.group("name"));
            } else if (open.isEmpty()) {
                throw new Wrong(name + ":" + (i + 1) + " ends a region that does not begin");
            } else {
                regions.get(open.pop())[1] = i;
            }
        }
        if (!open.isEmpty()) {
            throw new Wrong(name + ":" + (regions.get(open.peek())[0] + 1) + " begins a region that does not end: "
                    + open.peek());
        }
    }

    /** The lines of a region, from 1, without its marks. */
    int[] range(String region) throws Wrong {
        int[] marks = regions.get(region);
        if (marks == null) {
            throw new Wrong("there is no region " + region + (regions.isEmpty()
                    ? ""
                    : ", there are " + String.join(", ", regions.keySet())));
        }
        return new int[]{marks[0] + 2, marks[1]};
    }

    /** What a page quotes: without marks, empty lines around it, and the indent that all lines have. */
    List<String> quoted(String region) throws Wrong {
        int[] range = region == null ? new int[]{1, lines.size()} : range(region);
        List<String> quoted = new ArrayList<>(lines.subList(range[0] - 1, range[1]).stream()
                .filter(line -> !MARK.matcher(line).matches())
                .map(String::stripTrailing)
                .toList());
        while (!quoted.isEmpty() && quoted.getFirst().isEmpty()) {
            quoted.removeFirst();
        }
        while (!quoted.isEmpty() && quoted.getLast().isEmpty()) {
            quoted.removeLast();
        }
        int indent = quoted.stream().filter(line -> !line.isEmpty())
                .mapToInt(line -> line.length() - line.stripLeading().length()).min().orElse(0);
        return quoted.stream().map(line -> line.isEmpty() ? line : line.substring(indent)).toList();
    }
}
