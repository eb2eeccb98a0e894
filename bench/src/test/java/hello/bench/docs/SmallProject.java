package hello.bench.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A project with a course of one page in each language, in which a test makes the mistake that is to be found. */
final class SmallProject {
    static final String EN = "docs/en/page.md";
    static final String RU = "docs/ru/page.md";

    final Project project;

    private SmallProject(Path root) {
        this.project = new Project(root);
    }

    static SmallProject in(Path root) throws IOException {
        SmallProject small = new SmallProject(root);
        small.write("pom.xml", "<project/>");
        small.write("README.md", "# Small\n");
        small.write("docs/README.md", "# Course\n\n- [en](en/README.md)\n- [ru](ru/README.md)\n");
        small.write("docs/en/README.md", "# Course\n\n[По-русски](../ru/README.md)\n\n- [A page](page.md): words\n");
        small.write("docs/ru/README.md", "# Курс\n\n[In English](../en/README.md)\n\n- [Страница](page.md): слова\n");
        small.write("src/Server.java", """
                                       class Server {
                                           // region serve
                                           void serve() {
                                               // region loop
                                               while (true) {
                                                   accept();
                                               }
                                               // endregion
                                           }
                                           // endregion
                                       }
                                       """);
        small.write(EN, "# A page\n\nWords.\n");
        small.write(RU, "# Страница\n\nСлова.\n");
        return small;
    }

    SmallProject write(String file, String text) throws IOException {
        Path path = project.root().resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
        return this;
    }

    /** The same words in both languages, below their titles. */
    SmallProject both(String text) throws IOException {
        return write(EN, "# A page\n\n" + text).write(RU, "# Страница\n\n" + text);
    }

    String read(String file) throws IOException {
        return Files.readString(project.root().resolve(file));
    }

    Page page(String file) {
        return Page.read(project, project.root().resolve(file));
    }
}
