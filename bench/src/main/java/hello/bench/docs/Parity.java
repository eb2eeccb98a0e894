package hello.bench.docs;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether a page has the same in both languages: headings with their levels, anchors, images, snippets, console blocks and other
 * blocks in the same order, and in each section the same links and figures, which grammar may move about.
 */
final class Parity {
    private Parity() {}

    /** What one has and the other has not; what is said is of the page that lacks it. */
    static List<Remark> of(Structure one, Structure other) {
        List<Structure.Part> ours = ordered(one);
        List<Structure.Part> theirs = ordered(other);
        int[][] common = common(ours, theirs);
        List<Remark> remarks = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < ours.size() || j < theirs.size()) {
            if (i < ours.size() && j < theirs.size() && isSame(ours.get(i), theirs.get(j))) {
                i++;
                j++;
            } else if (j == theirs.size() || (i < ours.size() && common[i + 1][j] >= common[i][j + 1])) {
                remarks.add(lacks(other, theirs, j, one, ours.get(i++)));
            } else {
                remarks.add(lacks(one, ours, i, other, theirs.get(j++)));
            }
        }
        return remarks;
    }

    /** As in the page, but that in each section links and figures come last, by name. */
    private static List<Structure.Part> ordered(Structure structure) {
        List<Structure.Part> ordered = new ArrayList<>();
        List<Structure.Part> inline = new ArrayList<>();
        for (Structure.Part part : structure.parts()) {
            if (part.kind() == Structure.Kind.HEADING) {
                flush(inline, ordered);
            }
            (part.kind().isInline() ? inline : ordered).add(part);
        }
        flush(inline, ordered);
        return ordered;
    }

    private static void flush(List<Structure.Part> inline, List<Structure.Part> ordered) {
        inline.sort((a, b) -> (a.kind() + a.key()).compareTo(b.kind() + b.key()));
        ordered.addAll(inline);
        inline.clear();
    }

    private static boolean isSame(Structure.Part one, Structure.Part other) {
        return one.kind() == other.kind() && one.key().equals(other.key());
    }

    /** For each pair of places how long the longest common rest is. */
    private static int[][] common(List<Structure.Part> ours, List<Structure.Part> theirs) {
        int[][] common = new int[ours.size() + 1][theirs.size() + 1];
        for (int i = ours.size() - 1; i >= 0; i--) {
            for (int j = theirs.size() - 1; j >= 0; j--) {
                common[i][j] = isSame(ours.get(i), theirs.get(j))
                        ? 1 + common[i + 1][j + 1]
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }

    private static Remark lacks(Structure poor, List<Structure.Part> parts, int at, Structure rich,
            Structure.Part part) {
        int line = parts.isEmpty() ? 1 : parts.get(Math.clamp(at, 0, parts.size() - 1)).line();
        return poor.page().remark(line, "hereabouts the " + part + " is missing, which " + rich.page().name() + ":"
                + part.line() + " has");
    }
}
