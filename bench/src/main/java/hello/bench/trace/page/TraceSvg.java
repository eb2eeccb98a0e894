package hello.bench.trace.page;

import static hello.bench.trace.page.SvgTag.rect;
import static hello.bench.trace.page.SvgTag.text;
import static j2html.TagCreator.rawHtml;

import hello.bench.trace.Run;
import hello.bench.trace.Trace;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.text.WordUtils;

/** One run's timeline as a picture that stands alone: with its own colours, light or dark as its viewer is, and its legend. */
public final class TraceSvg {
    private static final double MARGIN = 28;
    private static final double HEAD = 72;
    private static final double ENTRY = 44;
    private static final double LINE = 28;
    /** How many letters stand on a line of the picture. */
    private static final int LETTERS = 90;

    private TraceSvg() {}

    /**
     * Draws a run on the scale of its trace, so that the pictures of one trace can be compared.
     *
     * @param trace of which it is one
     * @param run which
     * @return an SVG document, to be written in UTF-8
     */
    public static String of(Trace trace, Run run) {
        Drawing.Drawn drawn = Drawing.of(run, Anchors.inPicture(), trace.longestNanos(), HEAD);
        SvgTag legend = SvgTag.of("g");
        double y = drawn.height() + LINE;
        for (String line : verdict(run)) {
            legend.with(text("words strong", 0, y, line));
            y += LINE;
        }
        List<Legend.Entry> entries = Legend.of(List.of(run), "").entries();
        int rows = (entries.size() + 1) / 2;
        for (int i = 0; i < entries.size(); i++) {
            double x = i < rows ? 0 : Drawing.WIDTH / 2;
            legend.with(SvgTag.of("g").attr("transform", String.format("translate(%.0f %.0f)", x, y + i % rows * ENTRY))
                    .with(entries.get(i).sign(), text("words", Legend.WIDTH + 12, 24, entries.get(i).words())));
        }
        double width = Drawing.WIDTH + 2 * MARGIN;
        double height = y + rows * ENTRY + 2 * MARGIN;
        SvgTag picture = SvgTag.of("svg").withClass("picture").attr("xmlns", "http://www.w3.org/2000/svg")
                .at("width", width).at("height", height)
                .attr("viewBox", String.format("%.0f %.0f %.0f %.0f", -MARGIN, -MARGIN, width, height))
                .attr("role", "img").titled(run.server() + ": which thread did what, for whom")
                .with(SvgTag.of("desc").withText(described(run)))
                .with(rawHtml("<style>" + Resource.text("timeline.css") + "</style>"))
                .with(rect("paper", -MARGIN, -MARGIN, width, height).at("rx", 12))
                .with(drawn.svg().at("width", Drawing.WIDTH).at("height", drawn.height()))
                .with(text("title", 0, 30, run.server()));
        if (run.sentence() != null) {
            picture.with(text("words", 0, 60, run.sentence()));
        }
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + picture.with(legend).render() + "\n";
    }

    /** For who does not see it. */
    private static String described(Run run) {
        Stream<String> sentence = Stream.ofNullable(run.sentence());
        return Stream.concat(sentence, verdict(run).stream()).collect(Collectors.joining(" "));
    }

    /** What it comes to, on lines: why there are only clients, and who waited longest. */
    private static List<String> verdict(Run run) {
        Stream<String> only = Stream.ofNullable(run.clientsOnly())
                .map(why -> "Only the clients are seen: " + why + ".");
        Stream<String> wait = run.summary().waits().stream().limit(1)
                .map(longest -> "Longest wait: " + longest.inWords() + ".");
        return Stream.concat(only, wait).flatMap(words -> WordUtils.wrap(words, LETTERS).lines()).toList();
    }
}
