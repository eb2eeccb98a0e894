package hello.bench.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Document;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * What a page consists of, in order: what both languages have alike, and where it leads.
 *
 * @param page the page
 * @param parts in order
 */
record Structure(Page page, List<Part> parts) {
    private static final Parser PARSER = Parser.builder()
            .extensions(List.of(TablesExtension.create()))
            .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
            .build();
    private static final Pattern ID = Pattern.compile("<a\\s+(?:id|name)=\"([^\"]*)\"");
    private static final Pattern RESOURCE = Pattern.compile("(?:src|srcset)=\"([^\"]*)\"");
    private static final Pattern MARK = Pattern.compile("<!--\\s*(snippet|run|figure)\\b:?\\s*([^<>]*?)\\s*-->");

    /** The kinds of parts, each with the word for it. */
    enum Kind {
        /** With its level. */
        HEADING("heading"),
        /** An explicit one: {@code <a id="…">}. */
        ANCHOR("anchor"),
        /** With where it leads. */
        LINK("link"),
        /** With its file. */
        IMAGE("image"),
        /** With source and region. */
        SNIPPET("snippet"),
        /** With all that is in it: it is run, so it is the same. */
        RUN("console block"),
        /** Of which it is the figure. */
        FIGURE("figure"),
        /** Of code that is not quoted; with its language. */
        BLOCK("block"),
        /** Quoted in HTML, or an image by that: it must not be there. */
        RESOURCE("resource");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** Whether grammar may move it within its section. */
        boolean isInline() {
            return this == LINK || this == FIGURE;
        }
    }

    /**
     * One part.
     *
     * @param kind what it is
     * @param key what has to be the same in both languages
     * @param text what a person knows it by
     * @param line where it is, from 1
     */
    record Part(Kind kind, String key, String text, int line) {
        @Override
        public String toString() {
            return kind.word + " " + text;
        }
    }

    static Node parse(String text) {
        return PARSER.parse(text);
    }

    static Structure of(Page page) {
        Reader reader = new Reader();
        parse(page.text()).accept(reader);
        return new Structure(page, List.copyOf(reader.parts));
    }

    /** The title, without what marks it up; empty if there is none. */
    String title() {
        return parts.stream().filter(part -> part.kind == Kind.HEADING && part.key.equals("1")).findFirst()
                .map(Part::text).orElse("");
    }

    List<Part> of(Kind kind) {
        return parts.stream().filter(part -> part.kind == kind).toList();
    }

    boolean hasAnchor(String id) {
        return of(Kind.ANCHOR).stream().anyMatch(part -> part.key.equals(id));
    }

    /** The text of a node, as it is read. */
    static String plain(Node node) {
        StringBuilder text = new StringBuilder();
        node.accept(new AbstractVisitor() {
            @Override
            public void visit(Text part) {
                text.append(part.getLiteral());
            }

            @Override
            public void visit(Code part) {
                text.append(part.getLiteral());
            }

            @Override
            public void visit(SoftLineBreak part) {
                text.append(' ');
            }
        });
        return text.toString();
    }

    private static final class Reader extends AbstractVisitor {
        private final List<Part> parts = new ArrayList<>();
        private String mark; // of the block that follows, with what is asked for
        private Node marked;

        private void add(Kind kind, String key, String text, Node node) {
            List<SourceSpan> spans = node.getSourceSpans();
            int line = spans.isEmpty() ? lineOf(node.getParent()) : spans.getFirst().getLineIndex() + 1;
            parts.add(new Part(kind, key, text, line));
        }

        private static int lineOf(Node node) {
            return node == null || node instanceof Document
                    ? 1
                    : node.getSourceSpans().isEmpty()
                            ? lineOf(node.getParent())
                            : node.getSourceSpans().getFirst().getLineIndex() + 1;
        }

        @Override
        public void visit(Heading heading) {
            add(Kind.HEADING, Integer.toString(heading.getLevel()), plain(heading), heading);
            visitChildren(heading);
        }

        @Override
        public void visit(Link link) {
            // A page leads to its counterpart, which leads back.
            add(Kind.LINK, link.getDestination().replaceFirst("^\\.\\./(en|ru)/", "../the other language/"),
                    link.getDestination(), link);
            visitChildren(link);
        }

        @Override
        public void visit(Image image) {
            add(Kind.IMAGE, image.getDestination(), image.getDestination(), image);
        }

        @Override
        public void visit(HtmlBlock html) {
            html(html.getLiteral(), html);
            Matcher found = MARK.matcher(html.getLiteral());
            if (found.find() && !found.group(1).equals("figure")) {
                mark = found.group(1) + " " + found.group(2);
                marked = html;
            }
        }

        @Override
        public void visit(HtmlInline html) {
            html(html.getLiteral(), html);
        }

        private void html(String html, Node node) {
            Matcher id = ID.matcher(html);
            while (id.find()) {
                add(Kind.ANCHOR, id.group(1), id.group(1), node);
            }
            Matcher resource = RESOURCE.matcher(html);
            while (resource.find()) {
                add(Kind.RESOURCE, resource.group(1), resource.group(1), node);
            }
            Matcher found = MARK.matcher(html);
            while (found.find()) {
                String key = found.group(2).replaceAll("\\s+", " ");
                if (found.group(1).equals("snippet")) {
                    add(Kind.SNIPPET, key, key, node);
                } else if (found.group(1).equals("figure")) {
                    add(Kind.FIGURE, key, key, node);
                }
            }
        }

        @Override
        public void visit(FencedCodeBlock block) {
            boolean isMarked = mark != null && marked.equals(block.getPrevious());
            if (!isMarked) {
                add(Kind.BLOCK, block.getInfo(), "of " + (block.getInfo().isEmpty() ? "text" : block.getInfo()), block);
            } else if (mark.startsWith("run")) {
                add(Kind.RUN, mark + "\n" + block.getLiteral(), block.getLiteral().lines().findFirst().orElse(""),
                        block);
            }
            mark = null;
        }

    }
}
