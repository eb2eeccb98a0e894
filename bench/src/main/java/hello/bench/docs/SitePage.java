package hello.bench.docs;

import static j2html.TagCreator.a;
import static j2html.TagCreator.article;
import static j2html.TagCreator.body;
import static j2html.TagCreator.button;
import static j2html.TagCreator.code;
import static j2html.TagCreator.div;
import static j2html.TagCreator.document;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.head;
import static j2html.TagCreator.header;
import static j2html.TagCreator.html;
import static j2html.TagCreator.iff;
import static j2html.TagCreator.input;
import static j2html.TagCreator.li;
import static j2html.TagCreator.link;
import static j2html.TagCreator.main;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.nav;
import static j2html.TagCreator.ol;
import static j2html.TagCreator.p;
import static j2html.TagCreator.pre;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.script;
import static j2html.TagCreator.span;
import static j2html.TagCreator.title;
import static j2html.TagCreator.ul;

import j2html.tags.DomContent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What stands around a page on the site: the way to all others. For one request. */
final class SitePage {
    private final Project project;
    private final Language language;
    private final Words words;
    private final Contents contents;

    SitePage(Project project, Language language) {
        this.project = project;
        this.language = language;
        this.words = Words.in(language);
        this.contents = Contents.of(project, language);
    }

    /** A page of the course, or one beside it, such as README. */
    String of(Page page) {
        PageHtml rendered = PageHtml.of(page);
        String name = rendered.headings().isEmpty() ? page.name() : rendered.headings().getFirst().title();
        return around(name, page.file(), rendered.headings(), article(rawHtml(rendered.html())), turn(page.file()));
    }

    /** A source, with numbered lines. */
    String source(Path file, String text) {
        int lines = (int) text.lines().count();
        String name = project.name(file);
        return around(name, file, List.of(), article(h1(file.getFileName().toString()), p(name),
                div(pre(each(IntStream.rangeClosed(1, lines).boxed().toList(),
                        line -> span(Integer.toString(line) + "\n").withId("L" + line))).withClass("numbers")
                        .attr("aria-hidden", "true"),
                        pre(code(text).withClass("language-" + new Snippet("", name, null).info()))
                                .attr("tabindex", "0"))
                        .withClass("source")),
                div());
    }

    /** A folder. */
    String folder(Path folder, List<Path> files) {
        String name = project.name(folder);
        return around(name, folder, List.of(), article(h1(name),
                ul(each(files, file -> li(a(file.getFileName() + (Files.isDirectory(file) ? "/" : ""))
                        .withHref("/" + project.name(file)))))),
                div());
    }

    /** That there is nothing. */
    String notFound() {
        return around(words.notFound(), null, List.of(), article(h1(words.notFound()),
                p(a(words.home()).withHref(home(language)))), div());
    }

    static String home(Language language) {
        return "/docs/" + language.folder() + "/README.md";
    }

    private String around(String name, Path file, List<PageHtml.Section> headings, DomContent content,
            DomContent turn) {
        return document(html(
                head(meta().withCharset("utf-8"),
                        meta().withName("viewport").withContent("width=device-width, initial-scale=1"),
                        title(name + (name.equals(words.title()) ? "" : " · " + words.title())),
                        link().withRel("icon").withHref("data:,"),
                        link().withRel("stylesheet").withHref("/-/site.css"),
                        script().withSrc("/-/theme.js"), // before anything is drawn
                        script().withSrc("/-/highlight.js").attr("defer"),
                        script().withSrc("/-/lunr.js").attr("defer"),
                        script().withSrc("/-/site.js").attr("defer")),
                body(a(words.toMain()).withHref("#main").withClass("skip"),
                        header(button(words.menu()).withId("menu").attr("aria-expanded", "false")
                                .attr("aria-controls", "contents"),
                                a(words.title()).withHref(home(language)).withClass("brand"),
                                div(input().withType("search").withId("search").withPlaceholder(words.search())
                                        .attr("aria-label", words.search()).attr("autocomplete", "off")
                                        .attr("role", "combobox").attr("aria-expanded", "false")
                                        .attr("aria-controls", "found").attr("aria-autocomplete", "list"),
                                        ul().withId("found").attr("role", "listbox").attr("aria-label", words.search())
                                                .attr("hidden"))
                                        .withClass("search"),
                                languageSwitch(file),
                                button().withId("theme").attr("aria-label", words.theme()).attr("title",
                                        words.theme())),
                        nav(each(contents.entries(), entry -> entry(entry, file, headings))).withId("contents")
                                .attr("aria-label", words.contents()),
                        main(content, turn).withId("main"))
                        .attr("data-language", language.folder())
                        .attr("data-copy", words.copy()).attr("data-copied", words.copied())
                        .attr("data-nothing", words.nothing()))
                .withLang(language.folder()));
    }

    /** To the same page, if the other language has it; else to its table of contents. */
    private DomContent languageSwitch(Path file) {
        Language other = language.other();
        String folder = "/docs/" + language.folder() + "/";
        String here = file == null ? "" : "/" + project.name(file);
        String there = here.startsWith(folder)
                ? "/docs/" + other.folder() + "/" + here.substring(folder.length())
                : null;
        boolean isThere = there != null && Files.exists(project.root().resolve(there.substring(1)));
        return a(Words.in(other).own()).withHref(isThere ? there : home(other)).withId("language")
                .attr("hreflang", other.folder()).attr("lang", other.folder());
    }

    private DomContent entry(Contents.Entry entry, Path file, List<PageHtml.Section> headings) {
        int index = contents.entries().indexOf(entry);
        boolean begins = !entry.part().isEmpty()
                && (index == 0 || !contents.entries().get(index - 1).part().equals(entry.part()));
        boolean isHere = entry.file().equals(file);
        return each(
                iff(begins, h2(entry.part())),
                div(a(entry.title()).withHref("/" + project.name(entry.file()))
                        .condAttr(isHere, "aria-current", "page"),
                        iff(isHere && headings.stream().anyMatch(heading -> heading.level() == 2),
                                ol(each(headings.stream().filter(heading -> heading.level() == 2).toList(),
                                        heading -> li(a(heading.title()).withHref("#" + heading.id())))))));
    }

    private DomContent turn(Path file) {
        int index = IntStream.range(0, contents.entries().size())
                .filter(i -> contents.entries().get(i).file().equals(file)).findFirst().orElse(-1);
        boolean isContents = file.equals(project.contents(language));
        if (index < 0 && !isContents) {
            return div();
        }
        return nav(
                each(neighbour(index - 1).stream().toList(), entry -> way(entry, words.previous(), "prev")),
                each(neighbour(index + 1).stream().toList(), entry -> way(entry, words.next(), "next")))
                .withClass("turn").attr("aria-label", words.previous() + ", " + words.next());
    }

    private Optional<Contents.Entry> neighbour(int index) {
        return index < 0 || index >= contents.entries().size()
                ? Optional.empty()
                : Optional.of(contents.entries().get(index));
    }

    private DomContent way(Contents.Entry entry, String word, String rel) {
        return a(span(word), span(entry.title())).withHref("/" + project.name(entry.file())).withRel(rel);
    }
}
