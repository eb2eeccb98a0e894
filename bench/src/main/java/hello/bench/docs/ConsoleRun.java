package hello.bench.docs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Runs console blocks one after another: each in a shell of its own, or in that of the block before it if it says so. For one
 * thread.
 */
public final class ConsoleRun implements AutoCloseable {
    private final Project project;
    private Shell shell; // null before the first block
    private boolean broken;

    /** That there is no bash. */
    public static final class NoBash extends Exception {
        private static final long serialVersionUID = 1;

        NoBash(IOException cause) {
            super(cause);
        }
    }

    ConsoleRun(Project project) {
        this.project = project;
    }

    /**
     * Runs the blocks of pages and tells of each.
     *
     * @param project where the course is
     * @param files the pages; none means all in English
     * @param write whether the numbers that come are written into the pages, in both languages
     * @param out who is told, line by line
     * @return whether all did what is shown
     * @throws NoBash if there is none
     * @throws IOException if a page cannot be written
     * @throws InterruptedException if this thread is interrupted
     */
    public static boolean of(Project project, List<Path> files, boolean write, Consumer<String> out)
            throws NoBash, IOException, InterruptedException {
        List<Page> pages = files.isEmpty()
                ? project.pages(Language.EN)
                : files.stream().map(file -> Page.read(project, file.toAbsolutePath().normalize())).toList();
        boolean good = true;
        try (ConsoleRun run = new ConsoleRun(project)) {
            for (Page page : pages) {
                good &= run.page(page, write, out);
            }
        }
        return good;
    }

    private boolean page(Page page, boolean write, Consumer<String> out)
            throws NoBash, IOException, InterruptedException {
        List<Remark> troubles = new ArrayList<>();
        List<ConsoleBlock> blocks = ConsoleBlock.all(page, troubles);
        Numbers numbers = new Numbers(page);
        boolean good = troubles.isEmpty();
        for (int i = 0; i < blocks.size(); i++) {
            ConsoleBlock block = write ? blocks.get(i).varying() : blocks.get(i);
            int place = i;
            long began = System.nanoTime();
            List<String> wrong = run(block, (command, came) -> numbers.add(place, block, command, came));
            if (wrong.isEmpty()) {
                out.accept(String.format(Locale.ROOT, "%s:%d: as shown, %.1f s", page.name(), block.line(),
                        (System.nanoTime() - began) / 1e9));
            }
            wrong.forEach(out);
            good &= wrong.isEmpty();
        }
        if (write) {
            numbers.write();
        }
        troubles.forEach(trouble -> out.accept(trouble.toString()));
        return good;
    }

    /** What a block does other than shown; empty if it does what is shown. */
    List<String> run(ConsoleBlock block) throws NoBash, InterruptedException {
        return run(block, (command, came) -> {});
    }

    private List<String> run(ConsoleBlock block, BiConsumer<ConsoleBlock.Command, List<String>> came)
            throws NoBash, InterruptedException {
        if (!block.sameFolder() || shell == null) {
            close();
            broken = false;
            try {
                shell = Shell.open(project);
            } catch (IOException e) {
                throw new NoBash(e);
            }
        }
        if (broken) {
            return List.of(block.page().remark(block.line(), "was not run: the block that it goes on from failed")
                    .toString());
        }
        List<String> wrong = shell.run(block, came);
        broken = !wrong.isEmpty();
        return wrong;
    }

    @Override
    public void close() {
        if (shell != null) {
            shell.close();
            shell = null;
        }
    }
}
