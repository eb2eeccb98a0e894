package hello.bench.report;

import static j2html.TagCreator.a;
import static j2html.TagCreator.body;
import static j2html.TagCreator.caption;
import static j2html.TagCreator.dd;
import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.dl;
import static j2html.TagCreator.document;
import static j2html.TagCreator.dt;
import static j2html.TagCreator.each;
import static j2html.TagCreator.figcaption;
import static j2html.TagCreator.figure;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.head;
import static j2html.TagCreator.header;
import static j2html.TagCreator.html;
import static j2html.TagCreator.iff;
import static j2html.TagCreator.li;
import static j2html.TagCreator.link;
import static j2html.TagCreator.main;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.nav;
import static j2html.TagCreator.ol;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;
import static j2html.TagCreator.summary;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.title;
import static j2html.TagCreator.tr;
import static j2html.TagCreator.ul;
import static java.nio.charset.StandardCharsets.UTF_8;

import hello.bench.compare.Analysis;
import hello.bench.compare.Contender;
import hello.bench.compare.Finding;
import hello.bench.compare.Metric;
import hello.bench.compare.Results;
import hello.bench.compare.Scenario;
import hello.bench.jmh.MicroResults;
import hello.bench.stats.Interval;
import j2html.tags.DomContent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The results as one page: no network, no other file, and nothing that needs a script but sorting the tables. The plots are SVG
 * in the page, drawn with the colours of its theme.
 */
public final class HtmlReport {
    private final Results results;
    private final Optional<MicroResults> micro;
    private final Analysis analysis;
    private final List<String> order;

    private HtmlReport(Results results, Optional<MicroResults> micro) {
        this.results = results;
        this.micro = micro;
        this.analysis = Analysis.of(results);
        this.order = Plots.order(results);
    }

    /**
     * Draws the page.
     *
     * @param results whole, or as far as they go
     * @return HTML
     */
    public static String of(Results results) {
        return new HtmlReport(results, Optional.empty()).page();
    }

    /**
     * Draws the page with the microbenchmarks in it.
     *
     * @param results whole, or as far as they go
     * @param micro what JMH measured
     * @return HTML
     */
    public static String of(Results results, MicroResults micro) {
        return new HtmlReport(results, Optional.of(micro)).page();
    }

    private String page() {
        List<Analysis.Outcome> outcomes = analysis.outcomes().stream().filter(o -> !o.rows().isEmpty()).toList();
        String name = "Hello, compared: " + String.join(", ", results.plan().scenarios());
        return document(html(
                head(meta().withCharset("utf-8"),
                        meta().withName("viewport").withContent("width=device-width, initial-scale=1"),
                        // Without one a browser asks the server for an icon; there is no server.
                        link().withRel("icon").withHref("data:,"),
                        title(name),
                        rawHtml("<style>" + resource("report.css") + "</style>")),
                body(header(h1(name), p(subtitle()),
                        nav(ul(each(outcomes, o -> li(a(o.scenario().title()).withHref("#" + o.scenario().title()))),
                                iff(micro.isPresent(), li(a("microbenchmarks").withHref("#micro"))),
                                li(a("method and machine").withHref("#method")),
                                li(a("raw data").withHref("#raw"))))),
                        main(each(outcomes, this::scenario), each(micro.stream().toList(), MicroSection::of),
                                iff(!troubles().isEmpty(), troubleSection()), method(),
                                raw(outcomes)),
                        rawHtml("<script>" + resource("report.js") + "</script>")))
                .withLang("en"));
    }

    private String subtitle() {
        return String.format("%s, %s on %s. %d rounds of fresh processes, %s s each after %s s of warm-up.",
                results.startedAt().substring(0, 10), results.machine().jdk(), results.machine().os(),
                results.plan().rounds(), results.plan().durationSeconds(), results.plan().warmupSeconds());
    }

    private static String resource(String name) {
        try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private DomContent scenario(Analysis.Outcome outcome) {
        Scenario scenario = outcome.scenario();
        Metric headline = scenario.headline();
        List<DomContent> parts = new ArrayList<>();
        parts.add(h2(scenario.title()));
        parts.add(p(scenario.teaches()).withClass("teaches"));
        parts.add(p(scenario.load() + rate(scenario) + ". What decides is " + headline.header()
                + (scenario.loop() == Scenario.Loop.CLOSED && headline == Metric.CPU_PER_ANSWER
                        ? ", here at saturation"
                        : "")
                + "."));
        parts.add(plot(outcome, Plots.dots(outcome, headline, order),
                headline.header() + ": every trial is a point, the stroke is the median, the line its 95 % interval."));
        if (headline != Metric.CPU_PER_ANSWER && known(outcome, Metric.CPU_PER_ANSWER)) {
            parts.add(plot(outcome, Plots.dots(outcome, Metric.CPU_PER_ANSWER, order),
                    "What an answer costs the server in CPU time."));
        }
        Plots.memory(outcome, order).ifPresent(svg -> parts.add(plot(outcome, svg,
                "Resident memory after each step of idle connections; the slope is what one takes.")));
        Plots.spectrum(outcome, order).ifPresent(svg -> parts.add(plot(outcome, svg,
                scenario.loop() == Scenario.Loop.OPEN
                        ? "Latency from when a request was due, all trials together. What was not answered in the end "
                                + "is in it with the time it had waited."
                        : "Time to answer at saturation, all trials together: in a closed loop it grows with the "
                                + "connections, and a stall hides all that was not asked meanwhile.")));
        parts.add(plot(outcome, Plots.time(outcome, order),
                "Answers per second over time, every trial. A hole is a stall."));
        parts.add(figures(outcome));
        parts.add(h3("What was seen"));
        parts.add(ul(each(InWords.outcome(results, outcome), sentence -> li(sentence))).withClass("seen"));
        return section(parts.toArray(DomContent[]::new)).withId(scenario.title());
    }

    private String rate(Scenario scenario) {
        Double rate = results.calibration() == null ? null : results.calibration().rate();
        return scenario.loop() == Scenario.Loop.OPEN && rate != null
                ? String.format(Locale.ROOT, ": %,.0f requests per second", rate)
                : "";
    }

    private static boolean known(Analysis.Outcome outcome, Metric metric) {
        return outcome.rows().stream().anyMatch(row -> row.values(metric).length > 0);
    }

    private static DomContent plot(Analysis.Outcome outcome, String svg, String words) {
        return figure(div(rawHtml(svg)).withClass("plot"), figcaption(span(words + " "),
                a("raw data").withHref("#raw-" + outcome.scenario().title())));
    }

    private DomContent figures(Analysis.Outcome outcome) {
        List<Metric> metrics = Arrays.stream(Metric.values()).filter(metric -> known(outcome, metric)).toList();
        return div(table(
                caption("Medians over the trials, with 95 % intervals where there are enough. A mark leads to what must be "
                        + "known of the row."),
                thead(tr(th("server").attr("scope", "col"), th("verdict").attr("scope", "col"),
                        th("ratio").attr("scope", "col"),
                        each(metrics, metric -> th(metric.header()).attr("scope", "col")))),
                tbody(each(outcome.rows(), row -> line(outcome, row, metrics)))).withClass("sortable"),
                warnings(outcome)).withClass("wide").attr("tabindex", "0").attr("role", "region")
                .attr("aria-label", "figures of " + outcome.scenario().title());
    }

    private DomContent line(Analysis.Outcome outcome, Analysis.Row row, List<Metric> metrics) {
        Metric headline = outcome.scenario().headline();
        int mark = marked(outcome).indexOf(row) + 1;
        return tr(
                th(span(row.contender().name()).withClass("name " + Plots.colour(order, row)),
                        iff(mark > 0, a(" " + mark).withHref("#" + warningId(outcome, mark)).withClass("mark")))
                        .attr("scope", "row"),
                td(row.finding().words(headline, results.plan().threshold()) + (outcome.suspect() ? " (suspect)" : "")),
                td(row.ratio() == null || row.finding() == Finding.REFERENCE ? "" : InWords.factor(row.ratio()))
                        .attr("data-value", row.ratio() == null ? "" : Double.toString(row.ratio().estimate())),
                each(metrics, metric -> cell(row, metric)));
    }

    private static DomContent cell(Analysis.Row row, Metric metric) {
        Interval figure = row.figures().get(metric);
        if (figure == null) {
            return td("-").attr("data-value", "");
        }
        String atLeast = metric == Metric.ANSWERS_PER_SECOND && row.generatorBound() ? "≥ " : "";
        return td(span(atLeast + metric.text(figure.estimate())),
                iff(figure.isBounded() && figure.low() < figure.high(),
                        span(" " + metric.text(figure.low()) + " to " + metric.text(figure.high()))
                                .withClass("range")))
                .attr("data-value", Double.toString(figure.estimate()));
    }

    private static List<Analysis.Row> marked(Analysis.Outcome outcome) {
        return outcome.rows().stream().filter(row -> !row.warnings().isEmpty()).toList();
    }

    private static String warningId(Analysis.Outcome outcome, int mark) {
        return outcome.scenario().title() + "-note-" + mark;
    }

    private static DomContent warnings(Analysis.Outcome outcome) {
        List<DomContent> notes = new ArrayList<>();
        for (Analysis.Row row : marked(outcome)) {
            notes.add(li(row.contender().name() + ": " + String.join("; ", row.warnings()) + ".")
                    .withId(warningId(outcome, notes.size() + 1)));
        }
        return ol(notes.toArray(DomContent[]::new)).withClass("notes");
    }

    private List<String> troubles() {
        List<String> troubles = new ArrayList<>();
        results.checked().stream().filter(checked -> !checked.isPass())
                .forEach(checked -> troubles.add(checked.contender() + " was not measured: its checks ended with "
                        + checked.verdict() + ". " + String.join(" ", checked.troubles())));
        results.trials().stream().filter(trial -> trial.error() != null && !trial.ranOutOfMemory())
                .forEach(trial -> troubles.add(String.format("%s in %s, round %d: %s", trial.contender(),
                        trial.scenario(), trial.round(), trial.error())));
        return troubles;
    }

    private DomContent troubleSection() {
        return section(h2("What failed"), ul(each(troubles(), trouble -> li(trouble)))).withId("failed");
    }

    private DomContent method() {
        Map<String, String> facts = new TreeMap<>();
        facts.put("started", results.startedAt());
        facts.put("program", results.program());
        facts.put("command", "hello " + String.join(" ", results.commandLine()));
        facts.put("seed", Long.toString(results.plan().seed()));
        facts.put("system", results.machine().os());
        facts.put("CPU", String.format("%s, %d of them", results.machine().cpu(), results.machine().cpus()));
        facts.put("memory", results.machine().memoryBytes() / 1_000_000_000 + " GB");
        facts.put("JDK", results.machine().jdk() + ", " + results.machine().vm());
        facts.put("placement", results.plan().placement());
        facts.put("models' JVM", String.join(" ", results.plan().server()) + "; virtual threads have "
                + results.plan().pinning().carriers());
        facts.put("generator's JVM", String.join(" ", results.plan().generator()));
        if (results.calibration() != null) {
            Results.Ceiling ceiling = results.calibration().ceiling();
            facts.put("generator's ceiling", String.format(Locale.ROOT,
                    "%,.0f answers/s against a server that only reads and writes (generator at %.0f %% of a CPU, server at "
                            + "%.0f %%)",
                    ceiling.answersPerSecond(), ceiling.generatorCpuShare() * 100, ceiling.serverCpuShare() * 100));
            results.calibration().capacities().forEach((server, capacity) -> facts.put("capacity of " + server,
                    String.format(Locale.ROOT, "%,.0f answers/s, before the rounds", capacity)));
        }
        for (Contender contender : results.plan().contenders()) {
            facts.put("command of " + contender.name(), String.join(" ", contender.command()));
        }
        return section(h2("Method"),
                ul(each(METHOD, sentence -> li(sentence))),
                h3("Machine"),
                dl(each(facts.entrySet(), fact -> div(dt(fact.getKey()), dd(fact.getValue()))))).withId("method");
    }

    private static final List<String> METHOD = List.of(
            "A trial is a fresh server process under load from a fresh generator process; it is the unit of statistics. Each "
                    + "server passed the checks of the protocol before it was timed, and answers are verified as they come.",
            "Each round is a complete block of all servers, shuffled from the seed; every second round is the one before it "
                    + "backwards. So whatever drifts hits all alike.",
            "Warm-up is the same for all and dropped. A test for a trend (Mann and Kendall, on ten parts of the time that was "
                    + "counted) says where it was not enough; such trials stay in.",
            "Figures are medians over trials with exact 95 % intervals. In each scenario one figure decides. For each round there "
                    + "is its ratio to the reference; the verdict is from the Hodges-Lehmann estimate of these ratios and the "
                    + "exact interval of Wilcoxon's signed ranks, at 1 - 0.05/m for m rivals.",
            "The control is the reference once more. Its interval is the noise floor: no verdict is given within it, and if it "
                    + "excludes 1 all verdicts of that scenario are suspect.",
            "Nothing is left out but trials that failed, and these are counted. Every trial is shown.",
            "Generator-bound means that the generator, not the server, was the limit: then answers per second are at least what "
                    + "is shown, and are not ranked.");

    private DomContent raw(List<Analysis.Outcome> outcomes) {
        return section(h2("Raw data"),
                p(span("Every trial. The same with histograms is in "), a("results.json").withHref("results.json"),
                        span(", as a table for spreadsheets in "), a("results.csv").withHref("results.csv"), span(".")),
                each(outcomes, this::rawTable)).withId("raw");
    }

    private DomContent rawTable(Analysis.Outcome outcome) {
        List<Metric> metrics = Arrays.stream(Metric.values()).filter(metric -> known(outcome, metric)).toList();
        return details(summary(outcome.scenario().title() + ": every trial"),
                div(table(thead(tr(th("round").attr("scope", "col"), th("server").attr("scope", "col"),
                        each(metrics, metric -> th(metric.header()).attr("scope", "col")))),
                        tbody(each(outcome.rows(), row -> each(row.trials(), trial -> tr(
                                td(Integer.toString(trial.round())), td(trial.contender()),
                                each(metrics, metric -> td(metric.of(trial).map(metric::text).orElse("-"))
                                        .attr("data-value", metric.of(trial).map(String::valueOf).orElse(""))))))))
                        .withClass("sortable")).withClass("wide").attr("tabindex", "0").attr("role", "region")
                        .attr("aria-label", "raw data of " + outcome.scenario().title()))
                .withId("raw-" + outcome.scenario().title());
    }
}
