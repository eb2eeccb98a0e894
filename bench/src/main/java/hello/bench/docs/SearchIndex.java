package hello.bench.docs;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/** What can be found in the course: one entry for each heading, with the text below it. */
final class SearchIndex {
    private SearchIndex() {}

    /**
     * One place.
     *
     * @param url from the root of the site
     * @param page the title of the page
     * @param title the heading
     * @param text up to the next heading
     */
    record Entry(String url, String page, String title, String text) {}

    static List<Entry> of(Project project, Language language) {
        return Contents.of(project, language).entries().stream()
                .map(Contents.Entry::file)
                .filter(file -> file.toFile().isFile())
                .flatMap(file -> of(Page.read(project, file)).stream())
                .toList();
    }

    private static List<Entry> of(Page page) {
        List<PageHtml.Section> headings = PageHtml.of(page).headings();
        List<StringBuilder> texts = new ArrayList<>();
        texts.add(new StringBuilder()); // before the first heading
        Structure.parse(page.text()).accept(new AbstractVisitor() {
            @Override
            public void visit(Heading heading) {
                texts.add(new StringBuilder());
            }

            @Override
            public void visit(Text text) {
                texts.getLast().append(text.getLiteral());
            }

            @Override
            public void visit(Code code) {
                texts.getLast().append(code.getLiteral());
            }

            @Override
            public void visit(FencedCodeBlock block) {
                texts.getLast().append(block.getLiteral());
            }

            @Override
            public void visit(SoftLineBreak end) {
                texts.getLast().append(' ');
            }

            @Override
            public void visit(HardLineBreak end) {
                texts.getLast().append(' ');
            }

            @Override
            public void visit(Paragraph paragraph) {
                visitChildren(paragraph);
                texts.getLast().append(' ');
            }

            @Override
            public void visit(CustomNode node) {
                visitChildren(node);
                if (node instanceof TableCell) {
                    texts.getLast().append(' ');
                }
            }
        });
        String title = headings.isEmpty() ? page.name() : headings.getFirst().title();
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < headings.size(); i++) {
            entries.add(new Entry("/" + page.name() + (i == 0 ? "" : "#" + headings.get(i).id()), title,
                    headings.get(i).title(), texts.get(i + 1).toString().replaceAll("\\s+", " ").strip()));
        }
        return entries;
    }
}
