package hello.bench.docs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A block that shows a terminal: the mark {@code <!-- run -->} before it says that the commands in it are run, and do what is
 * shown.
 *
 * @param page where it stands
 * @param line of its mark, from 1
 * @param sameFolder whether it goes on where the block before it has stopped
 * @param numbersVary whether each number stands for any number
 * @param commands what is typed
 */
record ConsoleBlock(Page page, int line, boolean sameFolder, boolean numbersVary, List<Command> commands) {
    private static final Pattern MARK = Pattern.compile("\\s*<!--\\s*run\\s*(?::([^<>]*))?-->\\s*");
    private static final Pattern LIKE_A_MARK = Pattern.compile("\\s*<!--\\s*run\\b.*");
    private static final String SAME_FOLDER = "same folder";
    private static final String NUMBERS_VARY = "numbers vary";
    private static final String PROMPT = "$ ";
    private static final String CONTINUED = "> ";

    /**
     * One command.
     *
     * @param line of it in the page, from 1
     * @param text as it is typed; of several lines if it goes on
     * @param shownFrom the line of the page where its output begins
     * @param shown its output
     */
    record Command(int line, String text, int shownFrom, List<String> shown) {}

    /** All that a page wants to have run; what is wrong with the others goes to the troubles. */
    static List<ConsoleBlock> all(Page page, List<Remark> troubles) {
        List<ConsoleBlock> blocks = new ArrayList<>();
        List<Fence> fences = Fence.all(page.lines());
        int i = 0;
        for (int next = 0; next <= fences.size(); next++) {
            int end = next < fences.size() ? fences.get(next).first() : page.lines().size();
            for (; i < end; i++) {
                Matcher mark = MARK.matcher(page.lines().get(i));
                if (!mark.matches()) {
                    if (LIKE_A_MARK.matcher(page.lines().get(i)).matches()) {
                        troubles.add(page.remark(i + 1, "this is not written <!-- run --> or <!-- run: " + SAME_FOLDER
                                + ", " + NUMBERS_VARY + " -->"));
                    }
                } else if (i + 1 < end || next == fences.size()) {
                    troubles.add(page.remark(i + 1, "no block follows on the next line"));
                } else {
                    block(page, i + 1, mark.group(1), fences.get(next), blocks, troubles);
                }
            }
            i = next < fences.size() ? fences.get(next).last() + 1 : i;
        }
        return blocks;
    }

    private static void block(Page page, int line, String options, Fence fence, List<ConsoleBlock> blocks,
            List<Remark> troubles) {
        List<String> asked = options == null
                ? List.of()
                : Arrays.stream(options.split(",", -1)).map(String::strip).toList();
        for (String option : asked) {
            if (!option.equals(SAME_FOLDER) && !option.equals(NUMBERS_VARY)) {
                troubles.add(page.remark(line, "'" + option + "' is no way to run a block: write " + SAME_FOLDER
                        + " or " + NUMBERS_VARY));
            }
        }
        if (!fence.info().equals("console")) {
            troubles.add(page.remark(line, "what is run stands in a ```console block, not in one of '" + fence.info()
                    + "'"));
        }
        List<Command> commands = commands(fence);
        if (commands.isEmpty()) {
            troubles.add(page.remark(line, "the block begins with no command: write '$ ' before it"));
            return;
        }
        if (asked.contains(SAME_FOLDER) && blocks.isEmpty()) {
            troubles.add(page.remark(line, "there is no block before this one to go on from"));
        }
        blocks.add(new ConsoleBlock(page, line, asked.contains(SAME_FOLDER), asked.contains(NUMBERS_VARY), commands));
    }

    /** The same, but that each number stands for any number. */
    ConsoleBlock varying() {
        return new ConsoleBlock(page, line, sameFolder, true, commands);
    }

    /** Empty if the first line is none. */
    static List<Command> commands(Fence fence) {
        List<Command> commands = new ArrayList<>();
        List<String> content = fence.content();
        int i = 0;
        while (i < content.size() && content.get(i).startsWith(PROMPT)) {
            int line = fence.first() + 2 + i;
            StringBuilder text = new StringBuilder(content.get(i++).substring(PROMPT.length()));
            while (i < content.size() && (content.get(i) + " ").startsWith(CONTINUED)) {
                text.append('\n')
                        .append(content.get(i).substring(Math.min(CONTINUED.length(), content.get(i).length())));
                i++;
            }
            int from = i;
            while (i < content.size() && !content.get(i).startsWith(PROMPT)) {
                i++;
            }
            commands.add(new Command(line, text.toString(), fence.first() + 2 + from, content.subList(from, i)));
        }
        return commands;
    }
}
