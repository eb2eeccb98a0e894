package hello.bench.report;

import hello.bench.compare.Analysis;
import hello.bench.compare.Finding;
import hello.bench.compare.Metric;
import hello.bench.compare.Results;
import hello.bench.stats.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was seen, as sentences. */
final class InWords {
    private InWords() {}

    /** One sentence for each server beside the reference, and one for the noise. */
    static List<String> outcome(Results results, Analysis.Outcome outcome) {
        Metric headline = outcome.scenario().headline();
        List<String> sentences = new ArrayList<>(outcome.notes());
        if (!results.plan().verdicts()) {
            sentences.add(
                    results.plan().rounds() + " rounds are too few for verdicts: a difference within the spread of the "
                            + "points means nothing.");
        }
        for (Analysis.Row row : outcome.rows()) {
            if (row.finding() == Finding.TOO_FEW_ROUNDS && !results.plan().verdicts()) {
                continue; // said of all
            }
            if (row.finding() != Finding.REFERENCE && row.finding() != Finding.CONTROL) {
                sentences.add(row.contender().name() + verdict(results, headline, row));
            }
        }
        if (outcome.noiseFloor() != null) {
            sentences.add(
                    "Noise: " + results.plan().reference() + ", measured twice, differs from itself by a factor of "
                            + factor(outcome.noiseFloor()) + "; no verdict is given within that.");
        }
        return sentences;
    }

    private static String verdict(Results results, Metric headline, Analysis.Row row) {
        String reference = results.plan().reference();
        return switch (row.finding()) {
            case BETTER, WORSE -> String.format(" is %s than %s: %s times its %s.",
                    row.finding() == Finding.BETTER ? headline.better() : headline.worse(), reference,
                    factor(row.ratio()), headline.label());
            case EQUIVALENT -> String.format(" equals %s within %.0f %%: %s times its %s.", reference,
                    results.plan().threshold() * 100, factor(row.ratio()), headline.label());
            case NOT_DISTINGUISHABLE -> String.format(" cannot be told from %s: %s times its %s.", reference,
                    factor(row.ratio()), headline.label());
            case TOO_FEW_ROUNDS -> " has too few rounds for a verdict.";
            case NOT_RANKED, OUT_OF_MEMORY -> ": " + row.warnings().getFirst() + ".";
            case REFERENCE, CONTROL -> throw new IllegalArgumentException("nothing to say of " + row.contender());
        };
    }

    static String factor(Interval ratio) {
        return ratio.isBounded()
                ? String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", ratio.estimate(), ratio.low(), ratio.high())
                : String.format(Locale.ROOT, "%.2f", ratio.estimate());
    }
}
