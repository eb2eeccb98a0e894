package hello.bench.cli;

import hello.protocol.check.Check;
import hello.protocol.check.Failure;
import hello.protocol.check.Outcome;
import hello.protocol.check.Verdict;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;

/** Tells what the checks found: a line each as it comes, or JSON at the end. */
final class CheckReport {
    /** One server and all its outcomes. */
    record Graded(String name, Verdict verdict, List<Outcome> outcomes) {
        Duration took() {
            return outcomes.stream().map(Outcome::took).reduce(Duration.ZERO, Duration::plus);
        }

        long count(Verdict which) {
            return outcomes.stream().filter(outcome -> outcome.verdict() == which).count();
        }
    }

    /** What a program reads. */
    private record JsonServer(String server, String verdict, List<JsonCheck> checks) {}

    /** One check in it; what is not known is left out. */
    private record JsonCheck(String check, String verdict, double seconds, String sent, String expected, String came,
            String hint, String reason) {}

    private final PrintWriter out;
    private final CommandLine.Help.Ansi ansi;
    private final Format format;
    private final boolean partial;

    /** Reports on all checks, or on some: who passes those need not be a hello server. */
    CheckReport(CommandLine commandLine, Format format, boolean partial) {
        this.partial = partial;
        this.out = commandLine.getOut();
        this.ansi = commandLine.getColorScheme().ansi();
        this.format = format;
    }

    void begin(String name, List<Check> checks) {
        print(coloured("@|bold %s|@: %d %s").formatted(name, checks.size(), checks.size() == 1 ? "check" : "checks"));
    }

    void line(Outcome outcome) {
        String word = switch (outcome.verdict()) {
            case PASS -> "@|green pass|@   ";
            case FAIL -> "@|bold,red FAIL|@   ";
            case UNKNOWN -> "@|bold,yellow unknown|@";
            case NOT_APPLICABLE -> "@|faint n/a|@    ";
        };
        print(coloured("  " + word + " %6.2f s  %s%s").formatted(outcome.took().toNanos() / 1e9, outcome.check().name(),
                outcome.reason().isEmpty() ? "" : ": " + outcome.reason()));
        outcome.failure().ifPresent(this::tell);
    }

    private void tell(Failure failure) {
        print("      sent      " + failure.sent());
        print("      expected  " + failure.expected());
        print("      came      " + failure.came());
        print(coloured("      @|yellow hint|@      ") + failure.hint());
    }

    Graded end(String name, List<Outcome> outcomes) {
        Graded graded = new Graded(name, Verdict.of(outcomes), outcomes);
        String verdict = switch (graded.verdict) {
            case PASS -> partial ? "@|bold,green passes what was asked|@" : "@|bold,green is a hello server|@";
            case FAIL -> "@|bold,red is not a hello server|@";
            default -> "@|bold,yellow could not be decided|@";
        };
        print(coloured("%s " + verdict + ": %d passed, %d failed, %d unknown, %d not applicable, in %.1f s").formatted(
                name,
                graded.count(Verdict.PASS), graded.count(Verdict.FAIL), graded.count(Verdict.UNKNOWN),
                graded.count(Verdict.NOT_APPLICABLE), graded.took().toNanos() / 1e9));
        return graded;
    }

    void finish(List<Graded> all) {
        if (format == Format.json) {
            out.println(Json.MAPPER.writeValueAsString(all.stream().map(CheckReport::json).toList()));
            out.flush();
        }
    }

    private static JsonServer json(Graded graded) {
        return new JsonServer(graded.name, word(graded.verdict),
                graded.outcomes.stream().map(CheckReport::json).toList());
    }

    private static JsonCheck json(Outcome outcome) {
        Failure failure = outcome.failure().orElse(null);
        return new JsonCheck(outcome.check().name(), word(outcome.verdict()), outcome.took().toNanos() / 1e9,
                failure == null ? null : failure.sent(),
                failure == null ? null : failure.expected(),
                failure == null ? null : failure.came(),
                failure == null ? null : failure.hint(),
                outcome.reason().isEmpty() ? null : outcome.reason());
    }

    static String word(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The template is coloured before its arguments are put in: what a server printed may look like markup, and is not. */
    private String coloured(String template) {
        return ansi.string(template);
    }

    private void print(String line) {
        if (format == Format.text) {
            out.println(line);
            out.flush();
        }
    }
}
