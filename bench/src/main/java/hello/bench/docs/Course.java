package hello.bench.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** All that can be found out about the course without running anything. For one thread. */
public final class Course {
    private final Project project;
    private final JsonMapper mapper;

    /**
     * Makes it.
     *
     * @param project where it is
     * @param mapper how JSON is read
     */
    public Course(Project project, JsonMapper mapper) {
        this.project = project;
        this.mapper = mapper;
    }

    /**
     * What {@link #update} has done.
     *
     * @param changes one remark for each place that is another now
     * @param troubles marks that cannot be followed
     */
    public record Updated(List<Remark> changes, List<Remark> troubles) {}

    /**
     * Writes snippets, figures and the titles in the tables of contents anew, in place.
     *
     * @return what has changed
     * @throws IOException if a page cannot be written
     */
    public Updated update() throws IOException {
        Updated updated = new Updated(new ArrayList<>(), new ArrayList<>());
        Figures figures = new Figures(project, mapper);
        for (Page page : project.pages()) {
            Rewriting rewriting = Rewriting.of(page, figures);
            if (!rewriting.changes().isEmpty()) {
                Files.writeString(page.file(), rewriting.text());
            }
            updated.changes.addAll(rewriting.changes());
            updated.troubles.addAll(rewriting.troubles());
        }
        for (Language language : Language.values()) {
            List<Remark> changes = new ArrayList<>();
            Page contents = Contents.of(project, language).withTitles(changes);
            if (!changes.isEmpty()) {
                Files.writeString(contents.file(), contents.text());
            }
            updated.changes.addAll(changes);
        }
        return updated;
    }

    /**
     * Everything that is not as it should be.
     *
     * @return in the order of pages, one line each
     * @throws IOException if a file cannot be read
     */
    public List<Remark> remarks() throws IOException {
        List<Remark> remarks = new ArrayList<>();
        remarks.addAll(quotations());
        remarks.addAll(consoleMarks());
        remarks.addAll(links());
        remarks.addAll(parity());
        remarks.addAll(contents());
        remarks.addAll(Diagrams.of(project));
        return remarks;
    }

    /** Snippets and figures that are not what the sources and the files say. */
    List<Remark> quotations() {
        List<Remark> remarks = new ArrayList<>();
        Figures figures = new Figures(project, mapper);
        for (Page page : project.pages()) {
            Rewriting rewriting = Rewriting.of(page, figures);
            remarks.addAll(rewriting.troubles());
            rewriting.changes().stream()
                    .map(change -> new Remark(change.file(), change.line(), change.text()
                            + ": hello docs --update writes it"))
                    .forEach(remarks::add);
        }
        return remarks;
    }

    /** Marks of console blocks that are not understood. */
    List<Remark> consoleMarks() {
        List<Remark> remarks = new ArrayList<>();
        project.pages().forEach(page -> ConsoleBlock.all(page, remarks));
        return remarks;
    }

    /** What leads nowhere. */
    List<Remark> links() {
        Map<Path, Structure> all = new LinkedHashMap<>();
        project.pages().forEach(page -> all.put(page.file(), Structure.of(page)));
        Page readme = Page.read(project, project.root().resolve("README.md"));
        all.put(readme.file(), Structure.of(readme));
        return all.values().stream().flatMap(page -> Links.of(page, all).stream()).toList();
    }

    /** What one language has and the other has not. */
    List<Remark> parity() {
        List<Remark> remarks = new ArrayList<>();
        for (Language language : Language.values()) {
            for (Page page : project.pages(language)) {
                if (!Files.exists(page.counterpart())) {
                    remarks.add(new Remark(project.name(page.counterpart()), 0,
                            "the page is missing: " + page.name() + " is there"));
                } else if (language == Language.EN) {
                    remarks.addAll(Parity.of(Structure.of(page), Structure.of(Page.read(project, page.counterpart()))));
                }
            }
        }
        return remarks;
    }

    /** Pages and tables of contents that do not fit each other. */
    List<Remark> contents() {
        List<Remark> remarks = new ArrayList<>();
        for (Language language : Language.values()) {
            remarks.addAll(Contents.of(project, language).remarks());
        }
        return remarks;
    }
}
