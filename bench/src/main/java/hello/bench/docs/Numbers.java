package hello.bench.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/**
 * The numbers that the console blocks of a page have printed, to be shown from now on: so that none of those that vary was ever
 * typed by hand. They go to the page in the other language, too, where that shows the same. For one thread.
 */
final class Numbers {
    private final List<Target> targets = new ArrayList<>();

    /** A page that is written, with its lines as they shall be. */
    private record Target(Page page, List<ConsoleBlock> blocks, List<String> lines) {
        Target(Page page) {
            this(page, ConsoleBlock.all(page, new ArrayList<>()), new ArrayList<>(page.lines()));
        }
    }

    Numbers(Page page) {
        targets.add(new Target(page));
        if (page.language().isPresent() && Files.exists(page.counterpart())) {
            targets.add(new Target(Page.read(page.project(), page.counterpart())));
        }
    }

    /**
     * Takes what a command printed, which is what the page shows but for its numbers.
     *
     * @param place which block of the page it is, from 0
     * @param block that block
     * @param command one of its commands
     * @param came what it printed
     */
    void add(int place, ConsoleBlock block, ConsoleBlock.Command command, List<String> came) {
        List<String> written = new Shown(command.shown(), block.numbersVary()).withNumbersOf(came);
        int number = block.commands().indexOf(command);
        for (Target target : targets) {
            if (place >= target.blocks.size() || number >= target.blocks.get(place).commands().size()) {
                continue; // hello docs --check says what is missing where
            }
            ConsoleBlock.Command same = target.blocks.get(place).commands().get(number);
            if (same.text().equals(command.text()) && same.shown().equals(command.shown())) {
                for (int i = 0; i < written.size(); i++) {
                    int line = same.shownFrom() - 1 + i;
                    String before = target.lines.get(line);
                    String indent = before.substring(0, before.length() - same.shown().get(i).length());
                    target.lines.set(line, indent + written.get(i));
                }
            }
        }
    }

    /** Writes what has changed. */
    void write() throws IOException {
        for (Target target : targets) {
            if (!target.lines.equals(target.page.lines())) {
                Files.writeString(target.page.file(), String.join("\n", target.lines) + "\n");
            }
        }
    }
}
