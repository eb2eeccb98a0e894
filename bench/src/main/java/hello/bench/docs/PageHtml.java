package hello.bench.docs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.IdGenerator;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.HtmlWriter;

/**
 * A page as HTML: as any renderer makes it, but that headings have ids, that a snippet names its source, and that a console block
 * keeps commands and output apart.
 *
 * @param html the text of the page
 * @param headings all headings, in order
 */
record PageHtml(String html, List<Section> headings) {
    /**
     * A heading.
     *
     * @param level from 1
     * @param id by which it is linked to
     * @param title without what marks it up
     */
    record Section(int level, String id, String title) {}

    static PageHtml of(Page page) {
        Node document = Structure.parse(page.text());
        IdGenerator ids = IdGenerator.builder().build();
        Map<Node, String> idOf = new HashMap<>();
        List<Section> headings = new ArrayList<>();
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Heading heading) {
                String title = Structure.plain(heading);
                String id = ids.generateId(title);
                idOf.put(heading, id);
                headings.add(new Section(heading.getLevel(), id, title));
            }
        });
        HtmlRenderer renderer = HtmlRenderer.builder()
                .extensions(List.of(TablesExtension.create()))
                .attributeProviderFactory(context -> (node, tag, attributes) -> {
                    if (idOf.containsKey(node)) {
                        attributes.put("id", idOf.get(node));
                    }
                })
                .nodeRendererFactory(context -> new Blocks(page, context))
                .build();
        // A table that is wider than the window scrolls by itself.
        String html = renderer.render(document)
                .replace("<table>", "<div class=\"scroll\" tabindex=\"0\"><table>")
                .replace("</table>", "</table></div>");
        return new PageHtml(html, headings);
    }

    /** Fenced blocks. */
    private static final class Blocks implements NodeRenderer {
        private final Page page;
        private final HtmlWriter html;

        Blocks(Page page, HtmlNodeRendererContext context) {
            this.page = page;
            this.html = context.getWriter();
        }

        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(FencedCodeBlock.class);
        }

        @Override
        public void render(Node node) {
            FencedCodeBlock block = (FencedCodeBlock) node;
            boolean isConsole = "console".equals(block.getInfo());
            html.line();
            html.tag("figure", Map.of("class", isConsole ? "code console" : "code"));
            caption(block);
            html.tag("pre", "text".equals(block.getInfo())
                    ? Map.of("tabindex", "0", "class", "text")
                    : Map.of("tabindex", "0"));
            if (isConsole) {
                html.tag("code");
                console(block);
            } else {
                html.tag("code", Map.of("class", "language-" + (block.getInfo().isEmpty() ? "text" : block.getInfo())));
                html.text(block.getLiteral());
            }
            html.tag("/code");
            html.tag("/pre");
            html.tag("/figure");
            html.line();
        }

        private void caption(FencedCodeBlock block) {
            Snippet snippet = block.getPrevious() instanceof HtmlBlock mark
                    ? Snippet.in(mark.getLiteral().strip())
                    : null;
            if (snippet == null) {
                return;
            }
            html.tag("figcaption");
            html.tag("a", Map.of("href", "/" + snippet.path() + line(snippet)));
            html.text(snippet.path().substring(snippet.path().lastIndexOf('/') + 1));
            html.tag("/a");
            html.tag("/figcaption");
        }

        private String line(Snippet snippet) {
            if (snippet.region() == null) {
                return "";
            }
            try {
                return "#L" + Source.of(page.project(), snippet.path()).range(snippet.region())[0];
            } catch (Source.Wrong e) {
                return ""; // the check tells of it; the site shows what it can
            }
        }

        private void console(FencedCodeBlock block) {
            boolean isCommand = false;
            for (String line : block.getLiteral().lines().toList()) {
                boolean begins = line.startsWith("$ ");
                isCommand = begins || (isCommand && (line + " ").startsWith("> "));
                if (isCommand) {
                    int prompt = Math.min(2, line.length());
                    html.tag("span", Map.of("class", "prompt"));
                    html.text(line.substring(0, prompt));
                    html.tag("/span");
                    html.tag("span", Map.of("class", "command"));
                    html.text(line.substring(prompt));
                    html.tag("/span");
                } else {
                    html.tag("span", Map.of("class", "output"));
                    html.text(line);
                    html.tag("/span");
                }
                html.raw("\n");
            }
        }
    }
}
