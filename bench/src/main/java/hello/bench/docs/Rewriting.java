package hello.bench.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page written anew: its snippets from the sources, its figures from the files. What a person has written stays as it is.
 *
 * @param text the page as it should be
 * @param changes what differs from the page as it is, one remark each
 * @param troubles marks that cannot be followed
 */
record Rewriting(String text, List<Remark> changes, List<Remark> troubles) {
    private static final Pattern FIGURE = Pattern.compile(
            "<!--\\s*figure\\s+([^<>]+?)\\s*-->([^<]*)<!--\\s*/figure\\s*-->");
    private static final Pattern ANY_FIGURE = Pattern.compile("<!--\\s*figure\\b");
    private static final Pattern BEGINS_WITH_FIGURE = Pattern.compile("(\\s*)(<!--\\s*figure\\b.*)");
    private static final Pattern LAST_WORD = Pattern.compile("(.*\\w.*\\S)\\s+([^\\s<>]+)",
            Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern LIKE_A_MARK = Pattern.compile("\\s*<!--\\s*snippets?\\b.*");

    static Rewriting of(Page page, Figures figures) {
        List<Remark> changes = new ArrayList<>();
        List<Remark> troubles = new ArrayList<>();
        Page withFigures = figures(inParagraphs(page, changes, troubles), figures, changes, troubles);
        String text = String.join("\n", snippets(withFigures, changes, troubles)) + "\n";
        return new Rewriting(text, changes, troubles);
    }

    /**
     * A comment at the beginning of a line is a block of its own in Markdown, and ends the paragraph: a figure there gets the
     * last word of the line before it.
     */
    private static Page inParagraphs(Page page, List<Remark> changes, List<Remark> troubles) {
        List<String> lines = new ArrayList<>(page.lines());
        List<Fence> fences = Fence.all(lines);
        for (int i = 0; i < lines.size(); i++) {
            Matcher begins = BEGINS_WITH_FIGURE.matcher(lines.get(i));
            if (!begins.matches() || isIn(fences, i + 1)) {
                continue;
            }
            Matcher before = LAST_WORD.matcher(i == 0 ? "" : lines.get(i - 1));
            if (before.matches()) {
                lines.set(i - 1, before.group(1));
                lines.set(i, begins.group(1) + before.group(2) + " " + begins.group(2));
                changes.add(page.remark(i + 1, "a line that begins with a figure ends the paragraph"));
            } else {
                troubles.add(
                        page.remark(i + 1, "a line that begins with a figure is no paragraph: put a word before it"));
            }
        }
        return new Page(page.project(), page.file(), lines);
    }

    private static Page figures(Page page, Figures figures, List<Remark> changes, List<Remark> troubles) {
        String text = page.text();
        List<Fence> fences = Fence.all(page.lines());
        Matcher mark = FIGURE.matcher(text);
        StringBuilder written = new StringBuilder();
        List<Integer> found = new ArrayList<>();
        while (mark.find()) {
            int line = line(text, mark.start());
            if (isIn(fences, line)) {
                continue;
            }
            found.add(mark.start());
            String asked = mark.group(1).replaceAll("\\s+", " ");
            try {
                String value = figures.text(asked, page.language().orElse(Language.EN));
                if (!value.equals(mark.group(2))) {
                    changes.add(page.remark(line,
                            "the figure " + asked + " is " + value + ", not " + mark.group(2)));
                    String marks = text.substring(mark.start(), mark.start(2)) + value
                            + text.substring(mark.end(2), mark.end());
                    mark.appendReplacement(written, Matcher.quoteReplacement(marks));
                }
            } catch (Figures.Unknown e) {
                troubles.add(page.remark(line, e.getMessage()));
            }
        }
        mark.appendTail(written);
        Matcher any = ANY_FIGURE.matcher(text);
        while (any.find()) {
            int line = line(text, any.start());
            if (!isIn(fences, line) && !found.contains(any.start())) {
                troubles.add(page.remark(line,
                        "this figure is not written <!-- figure NAME -->…<!-- /figure -->"));
            }
        }
        return Page.of(page.project(), page.file(), written.toString());
    }

    private static int line(String text, int offset) {
        return 1 + (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
    }

    private static boolean isIn(List<Fence> fences, int line) {
        return fences.stream().anyMatch(fence -> fence.first() <= line - 1 && line - 1 <= fence.last());
    }

    private static List<String> snippets(Page page, List<Remark> changes, List<Remark> troubles) {
        List<String> lines = page.lines();
        List<Fence> fences = Fence.all(lines);
        List<String> written = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            int next = i + 1;
            written.add(lines.get(i));
            if (isIn(fences, next)) {
                continue;
            }
            Snippet snippet = Snippet.in(lines.get(i));
            if (snippet == null) {
                if (LIKE_A_MARK.matcher(lines.get(i)).matches()) {
                    troubles.add(page.remark(next, "this snippet is not written <!-- snippet PATH#REGION -->"));
                }
                continue;
            }
            Fence fence = fences.stream().filter(block -> block.first() == next).findFirst().orElse(null);
            try {
                List<String> quoted = snippet.quoted(page.project());
                if (fence == null || !fence.content().equals(quoted)) {
                    changes.add(page.remark(next + (fence == null ? 0 : 2 + firstDifference(fence.content(), quoted)),
                            "differs from " + snippet));
                    written.addAll(Fence.written(snippet.indent(),
                            fence == null || fence.info().isEmpty() ? snippet.info() : fence.info(), quoted));
                    i = fence == null ? i : fence.last();
                }
            } catch (Source.Wrong e) {
                troubles.add(page.remark(next, "snippet " + snippet + ": " + e.getMessage()));
            }
        }
        return written;
    }

    private static int firstDifference(List<String> shown, List<String> quoted) {
        int i = 0;
        while (i < Math.min(shown.size(), quoted.size()) && shown.get(i).equals(quoted.get(i))) {
            i++;
        }
        return Math.min(i, Math.max(0, shown.size() - 1));
    }
}
