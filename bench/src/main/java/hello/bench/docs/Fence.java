package hello.bench.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fenced block of a page.
 *
 * @param first the index of the line that opens it
 * @param last the index of the line that closes it, or of the page's last line
 * @param indent the blanks before it
 * @param info what stands behind the opening fence: the language
 * @param content the lines between, without the indent
 */
record Fence(int first, int last, String indent, String info, List<String> content) {
    private static final Pattern OPENS = Pattern.compile("(\\s*)(`{3,}|~{3,})\\s*([^`]*)");

    /** All blocks of a page, in order. */
    static List<Fence> all(List<String> lines) {
        List<Fence> all = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher opens = OPENS.matcher(lines.get(i));
            if (opens.matches()) {
                String indent = opens.group(1);
                int last = i + 1;
                while (last < lines.size() && !closes(lines.get(last), opens.group(2))) {
                    last++;
                }
                all.add(new Fence(i, Math.min(last, lines.size() - 1), indent, opens.group(3).strip(),
                        lines.subList(i + 1, last).stream()
                                .map(line -> line.startsWith(indent) ? line.substring(indent.length()) : line.strip())
                                .toList()));
                i = last;
            }
        }
        return all;
    }

    private static boolean closes(String line, String fence) {
        String stripped = line.strip();
        return stripped.length() >= fence.length()
                && stripped.chars().allMatch(c -> c == fence.charAt(0));
    }

    /** The lines of a block with this content: its fence is longer than any in it. */
    static List<String> written(String indent, String info, List<String> content) {
        String fence = "```";
        while (content.stream().anyMatch(line -> line.strip().startsWith("```")) && fence.length() < 4) {
            fence += "`";
        }
        List<String> lines = new ArrayList<>();
        lines.add(indent + fence + info);
        content.forEach(line -> lines.add(line.isEmpty() ? "" : indent + line));
        lines.add(indent + fence);
        return lines;
    }
}
