package hello.bench.report;

import static j2html.TagCreator.caption;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.figcaption;
import static j2html.TagCreator.figure;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.section;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import hello.bench.jmh.MicroResults;
import hello.bench.jmh.MicroResults.Benchmark;
import hello.bench.jmh.MicroTable;
import hello.bench.stats.Interval;
import j2html.tags.DomContent;
import java.util.List;
import java.util.stream.IntStream;

/** The part of the page that shows the microbenchmarks. */
final class MicroSection {
    /** Their names are longer than those of servers. */
    private static final double LEFT = 260;

    private static final int COLOURS = 8;

    private MicroSection() {}

    static DomContent of(MicroResults results) {
        return section(h2("microbenchmarks"),
                p("What it costs to hand over control, which on loopback the kernel hides.").withClass("teaches"),
                p("Measured by JMH in forks of different benchmarks in turn. A fork is one value: every one is a point, the stroke "
                        + "is their median, the line its 95 % interval. " + results.jdk() + "."),
                each(results.groups(), group -> div(h3(group), plots(results, group), figures(results, group))))
                .withId("micro");
    }

    /** One plot for each unit: those that were sampled have the same as those that were not. */
    private static DomContent plots(MicroResults results, String group) {
        List<String> units = results.of(group).stream().map(Benchmark::unit).distinct().toList();
        return each(units, unit -> {
            List<Benchmark> rows = results.of(group).stream().filter(one -> one.unit().equals(unit)).toList();
            String svg = Plots.dots(IntStream.range(0, rows.size()).mapToObj(i -> row(rows.get(i), i)).toList(), unit,
                    group + ": every fork, median and interval", LEFT, true);
            return figure(div(rawHtml(svg)).withClass("plot"), figcaption(group + ", " + unit + "."));
        });
    }

    private static Plots.Dots row(Benchmark one, int place) {
        return new Plots.Dots(label(one), "c" + place % COLOURS,
                one.forks().stream().map(value -> new Plots.Dot(value,
                        label(one) + ": " + MicroTable.number(value) + " " + one.unit())).toList(),
                one.score());
    }

    private static String label(Benchmark one) {
        return one.name() + (one.sampled() ? ", sampled" : "");
    }

    private static DomContent figures(MicroResults results, String group) {
        List<String> others = results.others(group);
        return div(table(
                caption("Medians over the forks."),
                thead(tr(th("benchmark").attr("scope", "col"), th("score").attr("scope", "col"),
                        each(others, other -> th(other).attr("scope", "col")))),
                tbody(each(results.of(group), one -> tr(
                        th(label(one)).attr("scope", "row"),
                        cell(one.score(), " " + one.unit()),
                        each(others, other -> cell(one.other(other), ""))))))
                .withClass("sortable")).withClass("wide").attr("tabindex", "0").attr("role", "region")
                .attr("aria-label", "figures of " + group);
    }

    private static DomContent cell(Interval figure, String unit) {
        if (figure == null || Double.isNaN(figure.estimate())) {
            return td("-").attr("data-value", "");
        }
        return td(MicroTable.number(figure.estimate()) + unit
                + (figure.isBounded() ? " (" + MicroTable.range(figure) + ")" : ""))
                .attr("data-value", Double.toString(figure.estimate()));
    }
}
