package hello.bench.trace.page;

import static j2html.TagCreator.caption;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import hello.bench.trace.Run;
import hello.bench.trace.Summary;
import hello.bench.trace.Trace;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What each run comes to, a row for each. */
final class SummaryTable {
    private SummaryTable() {}

    static DomContent of(Trace trace) {
        return section(h2("What it comes to"), div(table(
                caption("How each thread spent its time while it was there, and the longest wait of a client."),
                thead(tr(each(List.of("server", "threads", "their time", "answers", "longest wait, and whose fault"),
                        words -> th(words).attr("scope", "col")))),
                tbody(each(trace.runs(), SummaryTable::row)))).withClass("wide").attr("tabindex", "0")
                .attr("role", "region").attr("aria-label", "summary")).withId("summary");
    }

    private static DomContent row(Run run) {
        Summary summary = run.summary();
        return tr(th(run.server()).attr("scope", "row"),
                td(run.clientsOnly() == null ? threads(summary) : "not known"),
                td(each(summary.shares(), share -> share(run, share))),
                td(String.format(Locale.ROOT, "%,d", summary.answers())
                        + (summary.lost() == 0 ? "" : String.format(Locale.ROOT, ", %,d lost", summary.lost()))),
                td(each(summary.waits(), wait -> div(wait.inWords()))));
    }

    private static String threads(Summary summary) {
        List<String> kinds = new ArrayList<>();
        kinds.add(count(summary.platformThreads(), "thread"));
        if (summary.virtualThreads() > 0) {
            kinds.add(count(summary.virtualThreads(), "virtual thread"));
        }
        if (summary.coroutines() > 0) {
            kinds.add(count(summary.coroutines(), "coroutine"));
        }
        return String.join(", ", kinds);
    }

    private static String count(int count, String one) {
        return String.format(Locale.ROOT, "%,d %s%s", count, one, count == 1 ? "" : "s");
    }

    private static DomContent share(Run run, Summary.Share share) {
        return div(
                span(run.lane(share.lane()).name() + ": ").withClass("who"),
                span(part("blocked", share.blocked()), part("running", share.running()), part("idle", share.idle()))
                        .withClass("parts").attr("aria-hidden", "true"),
                span(String.format(Locale.ROOT, " %s blocked, %s running, %s idle", percent(share.blocked()),
                        percent(share.running()), percent(share.idle()))))
                .withClass("share");
    }

    private static DomContent part(String style, double share) {
        return span().withClass(style).withStyle(String.format(Locale.ROOT, "width:%.1f%%", share * 100));
    }

    private static String percent(double share) {
        return share > 0 && share < 0.005 ? "< 1 %" : String.format(Locale.ROOT, "%.0f %%", share * 100);
    }
}
