package hello.bench.docs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether what a page leads to is there, without asking anybody outside. */
final class Links {
    private static final Pattern OUTSIDE = Pattern.compile("(https?:|mailto:).*");

    private Links() {}

    /** What leads nowhere. All pages must be given, since anchors are looked for in them. */
    static List<Remark> of(Structure structure, Map<Path, Structure> all) {
        List<Remark> remarks = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Structure.Part part : structure.parts()) {
            String wrong = switch (part.kind()) {
                case LINK -> link(structure, part.text(), all);
                case IMAGE -> image(structure.page(), part.key());
                case ANCHOR -> ids.add(part.key()) ? null : "the anchor " + part.key() + " is there twice";
                case RESOURCE -> "write an image as ![words](file), so that it is checked: " + part.key();
                default -> null;
            };
            if (wrong != null) {
                remarks.add(structure.page().remark(part.line(), wrong));
            }
        }
        return remarks;
    }

    private static String image(Page page, String file) {
        if (OUTSIDE.matcher(file).matches()) {
            return "the image " + file + " is not in the project: it would need a network";
        }
        return Files.isRegularFile(page.file().resolveSibling(file)) ? null : "there is no image " + file;
    }

    private static String link(Structure structure, String link, Map<Path, Structure> all) {
        Page page = structure.page();
        if (OUTSIDE.matcher(link).matches()) {
            return null;
        }
        int hash = link.indexOf('#');
        String file = hash < 0 ? link : link.substring(0, hash);
        String anchor = hash < 0 ? null : link.substring(hash + 1);
        Path target = file.isEmpty() ? page.file() : page.file().resolveSibling(file).normalize();
        if (!target.startsWith(page.project().root()) || !Files.exists(target)) {
            return "the link " + link + " leads nowhere";
        }
        if (anchor == null) {
            return null;
        }
        Structure there = all.get(target);
        if (there == null) {
            return "the link " + link + " goes into a file that is no page: leave out #" + anchor;
        }
        return there.hasAnchor(anchor)
                ? null
                : "the link " + link + " leads to no anchor: write <a id=\"" + anchor + "\"></a> above that heading";
    }
}
