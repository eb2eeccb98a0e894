package hello.bench.docs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;

/**
 * The table of contents of one language: the order of its pages is the order of the course.
 *
 * @param page the table itself
 * @param entries its pages, in order
 */
record Contents(Page page, List<Entry> entries) {
    /**
     * One page of it.
     *
     * @param file the page's file
     * @param title what the table calls it
     * @param part the heading over it
     * @param line of the table
     */
    record Entry(Path file, String title, String part, int line) {}

    static Contents of(Project project, Language language) {
        Page page = Page.read(project, project.contents(language));
        List<Entry> entries = new ArrayList<>();
        Structure.parse(page.text()).accept(new AbstractVisitor() {
            private String part = "";
            private boolean isInItem;

            @Override
            public void visit(Heading heading) {
                part = heading.getLevel() == 1 ? "" : Structure.plain(heading);
            }

            @Override
            public void visit(ListItem item) {
                isInItem = true;
                visitChildren(item);
                isInItem = false;
            }

            @Override
            public void visit(Link link) {
                Path file = page.file().resolveSibling(link.getDestination()).normalize();
                boolean isPage = link.getDestination().endsWith(".md")
                        && file.getParent().equals(page.file().getParent());
                if (isInItem && isPage && link.getPrevious() == null) {
                    entries.add(new Entry(file, Structure.plain(link), part, line(link)));
                }
            }
        });
        return new Contents(page, entries);
    }

    private static int line(Node link) {
        return link.getSourceSpans().getFirst().getLineIndex() + 1;
    }

    /** The same with each page called as it calls itself. */
    Page withTitles(List<Remark> changes) {
        List<String> lines = new ArrayList<>(page.lines());
        for (Entry entry : entries) {
            String title = Files.exists(entry.file) ? Structure.of(Page.read(page.project(), entry.file)).title() : "";
            String line = lines.get(entry.line - 1);
            String called = line.replaceFirst("\\[[^\\]]*\\]", Matcher.quoteReplacement("[" + title + "]"));
            if (!title.isEmpty() && !title.equals(entry.title)) {
                lines.set(entry.line - 1, called);
                changes.add(page.remark(entry.line, "'" + entry.title + "' is '" + title + "'"));
            }
        }
        return new Page(page.project(), page.file(), lines);
    }

    /** Pages that are not in it, entries without a page, and titles that are not the page's. */
    List<Remark> remarks() {
        List<Remark> remarks = new ArrayList<>();
        for (Page other : page.project().pages(page.language().orElseThrow())) {
            Entry entry = entries.stream().filter(one -> one.file.equals(other.file())).findFirst().orElse(null);
            String title = Structure.of(other).title();
            if (title.isEmpty()) {
                remarks.add(other.remark(1, "the page has no title: begin it with '# '"));
            }
            if (other.isContents()) {
                continue;
            }
            if (entry == null) {
                remarks.add(page.remark(1, "the table of contents lacks " + other.file().getFileName()));
            } else if (!entry.title.equals(title)) {
                remarks.add(page.remark(entry.line, "this is '" + entry.title + "' here, and '" + title + "' in "
                        + other.name() + ": hello docs --update writes it"));
            }
        }
        for (Entry entry : entries) {
            if (!Files.exists(entry.file)) {
                remarks.add(page.remark(entry.line, "there is no page " + entry.file.getFileName()));
            }
        }
        return remarks;
    }
}
