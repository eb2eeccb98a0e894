package hello.bench.cli;

import hello.bench.docs.ConsoleRun;
import hello.bench.docs.Course;
import hello.bench.docs.Project;
import hello.bench.docs.Remark;
import hello.bench.docs.Site;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hello docs}. */
@Command(name = "docs", description = "The course: shown as a site on this machine, and kept true to the sources.", mixinStandardHelpOptions = true)
public final class DocsCommand implements Callable<Integer> {
    private static final int DEFAULT_PORT = 8080;

    @ArgGroup(multiplicity = "1")
    private What what;

    @Parameters(paramLabel = "PAGE", arity = "0..*", description = "For --run: of these pages (default: all in English; the Russian ones have the same).")
    private List<Path> pages = List.of();

    @Option(names = "--write", description = "For --run: where it is but the numbers that differ, write those that came, in both languages.")
    private boolean write;

    @Option(names = "--port", paramLabel = "PORT", description = "For --serve: where to listen; 0 takes any free port (default: "
            + DEFAULT_PORT + ").")
    private Integer port;

    @Option(names = "--root", paramLabel = "DIR", description = "The project's folder (default: where this program was built, else the one around the working folder).")
    private Path root;

    @Spec
    private CommandSpec spec;

    /** One of them. */
    private static final class What {
        @Option(names = "--serve", description = "Show it in a browser, from this machine alone and without a network; Ctrl-C stops.")
        private boolean serve;

        @Option(names = "--update", description = "Write snippets and figures anew, from the sources and from docs/figures.")
        private boolean update;

        @Option(names = "--check", description = "Say in one line each what is not as it should be: snippets, figures, links, one language without the other. Exit code 1 if there is anything.")
        @SuppressWarnings("UnusedVariable") // it is what is left, and must be said
        private boolean check;

        @Option(names = "--run", description = "Run the console blocks, each in a fresh folder, and compare what comes with what is shown (needs bash).")
        private boolean run;
    }

    /** For Picocli. */
    public DocsCommand() {}

    @Override
    public Integer call() throws UserError, IOException, InterruptedException {
        Project project = project();
        if (!what.run && !pages.isEmpty()) {
            throw new UserError(ExitCode.USAGE, "pages are named for --run alone: leave out " + pages.getFirst());
        }
        if (write && !what.run) {
            throw new UserError(ExitCode.USAGE, "--write is for --run");
        }
        if (!what.serve && port != null) {
            throw new UserError(ExitCode.USAGE, "--port is for --serve");
        }
        if (what.run) {
            return run(project);
        }
        if (what.serve) {
            return serve(project);
        }
        Course course = new Course(project, Json.MAPPER);
        return what.update ? update(course) : check(course);
    }

    private Project project() throws UserError {
        if (root == null) {
            return Project.find().orElseThrow(() -> new UserError(ExitCode.USAGE,
                    "the course is not here: it is in the project's folder, docs; go there, or name it with --root"));
        }
        Project project = new Project(root.toAbsolutePath().normalize());
        if (!project.isThere()) {
            throw new UserError(ExitCode.USAGE,
                    "there is no course in " + root + ": --root names the project's folder");
        }
        return project;
    }

    private int serve(Project project) throws UserError, InterruptedException {
        int where = port == null ? DEFAULT_PORT : port;
        if (where < 0 || where > 65535) {
            throw new UserError(ExitCode.USAGE, "there is no port " + where + ": choose one of 0 to 65535 with --port");
        }
        try (Site site = Site.open(project, Json.MAPPER, where)) {
            say("The course is on " + site.url() + ", Ctrl-C stops");
            new CountDownLatch(1).await(); // until the process ends
            return ExitCode.HOLDS;
        } catch (IOException e) {
            String why = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
            throw new UserError(ExitCode.USAGE, why.contains("in use")
                    ? "port " + where + " is taken: choose another with --port"
                    : "cannot listen on port " + where + " (" + e.getMessage() + "): choose another with --port", e);
        }
    }

    private int update(Course course) throws IOException {
        Course.Updated updated = course.update();
        show(updated.changes());
        show(updated.troubles());
        say(updated.changes().isEmpty()
                ? "Nothing to update."
                : updated.changes().size() + " places are written anew.");
        return updated.troubles().isEmpty() ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD;
    }

    private int check(Course course) throws IOException {
        List<Remark> remarks = course.remarks();
        show(remarks);
        if (remarks.isEmpty()) {
            say("All is as it should be.");
        }
        return remarks.isEmpty() ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD;
    }

    private int run(Project project) throws UserError, IOException, InterruptedException {
        for (Path page : pages) {
            if (!Files.isRegularFile(page)) {
                throw new UserError(ExitCode.USAGE, "there is no page " + page);
            }
        }
        try {
            return ConsoleRun.of(project, pages, write, this::say) ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD;
        } catch (ConsoleRun.NoBash e) {
            throw new UserError(ExitCode.UNDECIDED, "the blocks are run by bash, which is not here: install it", e);
        }
    }

    private void show(List<Remark> remarks) {
        remarks.forEach(remark -> say(remark.toString()));
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
