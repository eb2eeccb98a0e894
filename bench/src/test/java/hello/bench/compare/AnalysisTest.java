package hello.bench.compare;

import static hello.bench.compare.Made.contender;
import static hello.bench.compare.Made.passed;
import static hello.bench.compare.Made.report;
import static hello.bench.compare.Made.trial;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hello.bench.load.LoadReport;
import hello.bench.load.LoadResult;
import hello.bench.load.Neighbours;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnalysisTest {
    private static final int ROUNDS = 12;
    private static final Contender BASE = contender("base", false);

    private final List<Contender> contenders = new ArrayList<>(List.of(BASE, BASE.again()));
    private final List<Results.Checked> checked = new ArrayList<>(List.of(passed("base")));
    private final List<Results.Trial> trials = new ArrayList<>();

    AnalysisTest() {
        // Each round has its own weather, which hits all alike.
        measured("base", round -> weather(round));
        measured("base again", round -> weather(round) * (1 + 0.01 * Math.pow(-1, round) * round / ROUNDS));
    }

    private static double weather(int round) {
        return 10 + 3 * Math.sin(round);
    }

    private void measured(String name, IntToDoubleFunction cpuMicros) {
        for (int round = 1; round <= ROUNDS; round++) {
            trials.add(trial(round, name, report(100_000, 0, 0.5, cpuMicros.applyAsDouble(round) / 10)));
        }
    }

    private void rival(String name, IntToDoubleFunction cpuMicros) {
        contenders.add(contender(name, false));
        checked.add(passed(name));
        measured(name, cpuMicros);
    }

    private Analysis.Outcome outcome() {
        return outcome(ROUNDS);
    }

    private Analysis.Outcome outcome(int rounds) {
        return Analysis.of(Made.results(Made.plan(Made.PINNED, rounds, contenders, Scenario.CROWD), checked,
                trials.stream().filter(trial -> trial.round() <= rounds).toArray(Results.Trial[]::new)))
                .outcomes().getFirst();
    }

    private static Analysis.Row row(Analysis.Outcome outcome, String name) {
        return outcome.row(name).orElseThrow();
    }

    @Test
    void whoNeedsMoreCpuInEachRoundIsSlowerHoweverTheRoundsDiffer() {
        rival("slow", round -> weather(round) * (1.10 + 0.02 * Math.cos(5 * round)));
        Analysis.Row slow = row(outcome(), "slow");
        assertThat(slow.finding()).isEqualTo(Finding.WORSE);
        assertThat(slow.ratio().estimate()).isCloseTo(1.10, within(0.01));
        assertThat(slow.ratio().low()).isBetween(1.07, 1.10);
    }

    @Test
    void whoNeedsLessIsFaster() {
        rival("fast", round -> weather(round) * 0.8);
        assertThat(row(outcome(), "fast").finding()).isEqualTo(Finding.BETTER);
    }

    @Test
    void moreAnswersAreBetterAndLessCpuIs() {
        assertThat(Metric.ANSWERS_PER_SECOND.advantage(2)).isEqualTo(2);
        assertThat(Metric.CPU_PER_ANSWER.advantage(2)).isEqualTo(0.5);
    }

    @Test
    void aDifferenceThatDoesNotMatterIsNoneThoughItIsCertain() {
        rival("same", round -> weather(round) * 1.012);
        assertThat(row(outcome(), "same").finding()).isEqualTo(Finding.EQUIVALENT);
    }

    @Test
    void whatNoiseCanDoIsNotDistinguishable() {
        rival("noisy", round -> weather(round) * (round % 2 == 0 ? 1.3 : 0.8));
        assertThat(row(outcome(), "noisy").finding()).isEqualTo(Finding.NOT_DISTINGUISHABLE);
    }

    @Test
    void fiveRivalsNeedEightRounds() {
        IntStream.rangeClosed(1, 5).forEach(i -> rival("r" + i, round -> weather(round) * (1 + i)));
        assertThat(outcome(8).rivals()).isEqualTo(5);
        assertThat(row(outcome(6), "r1").finding()).isEqualTo(Finding.TOO_FEW_ROUNDS);
        assertThat(row(outcome(8), "r1").finding()).isEqualTo(Finding.WORSE);
    }

    @Test
    void theControlSetsTheFloorAndADifferenceBelowItIsNoVerdict() {
        trials.removeIf(trial -> trial.contender().equals("base again"));
        measured("base again", round -> weather(round) * (round % 2 == 0 ? 1.2 : 0.85));
        rival("slow", round -> weather(round) * 1.1);
        Analysis.Outcome outcome = outcome();
        assertThat(outcome.noiseFloor().contains(1.1)).isTrue();
        assertThat(row(outcome, "slow").ratio().contains(1)).isFalse();
        assertThat(row(outcome, "slow").finding()).isEqualTo(Finding.NOT_DISTINGUISHABLE);
        assertThat(outcome.suspect()).isFalse();
    }

    @Test
    void aControlThatDiffersMakesAllVerdictsSuspect() {
        trials.removeIf(trial -> trial.contender().equals("base again"));
        measured("base again", round -> weather(round) * 1.05);
        Analysis.Outcome outcome = outcome();
        assertThat(outcome.suspect()).isTrue();
        assertThat(outcome.notes()).anyMatch(note -> note.startsWith("SUSPECT"));
    }

    @Test
    void theControlIsNoRival() {
        rival("slow", round -> weather(round) * 1.1);
        assertThat(outcome().rivals()).isEqualTo(1);
        assertThat(row(outcome(), "base again").finding()).isEqualTo(Finding.CONTROL);
    }

    @Test
    void whoLeavesClientsUnservedIsShownAndNotRanked() {
        contenders.add(contender("one", true));
        checked.add(new Results.Checked("one", "pass", true, List.of()));
        for (int round = 1; round <= ROUNDS; round++) {
            trials.add(trial(round, "one", report(20_000, 63, 0.5, 0.9)));
        }
        Analysis.Outcome outcome = outcome();
        assertThat(row(outcome, "one").finding()).isEqualTo(Finding.NOT_RANKED);
        assertThat(row(outcome, "one").warnings()).anyMatch(warning -> warning.contains("while 63 waited"));
        assertThat(outcome.rivals()).isZero();
    }

    @Test
    void aTrialThatFailedIsLeftOutAndCounted() {
        trials.removeIf(trial -> trial.contender().equals("base again") && trial.round() == 3);
        trials.add(Made.failed(3, "base again", "it died"));
        Analysis.Row again = row(outcome(), "base again");
        assertThat(again.trials()).hasSize(ROUNDS - 1);
        assertThat(again.warnings()).contains("1 of 12 trials failed and are left out");
    }

    @Test
    void whoRunsOutOfMemoryIsShownAndNotRanked() {
        rival("big", round -> weather(round));
        rival("sometimes", round -> weather(round));
        trials.replaceAll(trial -> trial.contender().equals("big")
                || (trial.contender().equals("sometimes") && trial.round() == 2)
                        ? Made.failed(trial.round(), trial.contender(), Results.Trial.OUT_OF_MEMORY + ": it was killed")
                        : trial);
        Analysis.Outcome outcome = outcome();
        assertThat(row(outcome, "big").finding()).isEqualTo(Finding.OUT_OF_MEMORY);
        assertThat(row(outcome, "big").warnings()).containsExactly("out of memory in 12 of 12 trials");
        assertThat(row(outcome, "big").median(Metric.CPU_PER_ANSWER)).isNaN();
        assertThat(row(outcome, "sometimes").finding()).isEqualTo(Finding.OUT_OF_MEMORY);
        assertThat(row(outcome, "sometimes").warnings()).contains("out of memory in 1 of 12 trials")
                .noneMatch(warning -> warning.contains("failed"));
        assertThat(outcome.rivals()).isZero();
    }

    @Test
    void aReferenceThatRunsOutOfMemoryLeavesNothingToCompareWith() {
        rival("small", round -> weather(round));
        trials.replaceAll(trial -> trial.contender().startsWith("base")
                ? Made.failed(trial.round(), trial.contender(), Results.Trial.OUT_OF_MEMORY + ": it was killed")
                : trial);
        Analysis.Outcome outcome = outcome();
        assertThat(outcome.notes()).contains("no verdicts: the reference, base, is not ranked here");
        assertThat(row(outcome, "base").finding()).isEqualTo(Finding.OUT_OF_MEMORY);
        assertThat(row(outcome, "base again").finding()).isEqualTo(Finding.OUT_OF_MEMORY);
        assertThat(row(outcome, "small").finding()).isEqualTo(Finding.NOT_RANKED);
    }

    @Test
    void neighboursOnTheCpusAreTold() {
        rival("disturbed", round -> weather(round));
        trials.replaceAll(trial -> trial.contender().equals("disturbed") && trial.round() <= 2
                ? trial(trial.round(), "disturbed", with(trial.report(), new Neighbours.Noise(0.02, 0.5, 0.0)))
                : trial);
        assertThat(row(outcome(), "disturbed").warnings()).contains(
                "2 of 12 trials lost more than 1 % of their CPU to other machines (steal)",
                "2 of 12 trials shared the server's CPU with another process (over 5 %)")
                .noneMatch(warning -> warning.contains("the generator's CPU"));
    }

    private static LoadReport with(LoadReport report, Neighbours.Noise noise) {
        return new LoadReport(report.target(), report.startedAt(), report.result(), report.generatorCpuShare(),
                report.server(), noise);
    }

    @Test
    void aServerThatStillGetsFasterHasNotSettled() {
        assertThat(Analysis.isSettled(windows(i -> 100 + 10 * i))).isFalse();
        assertThat(Analysis.isSettled(windows(i -> 1_000 + i))).as("it rises, and it does not matter").isTrue();
        assertThat(Analysis.isSettled(windows(i -> 100 + 30 * (i * 7 % 10)))).as("it only shakes").isTrue();
        assertThat(Analysis.isSettled(windows(i -> i == 15 ? 0 : 100))).as("one stall").isTrue();
    }

    private static LoadResult windows(IntToDoubleFunction answers) {
        LoadResult made = report(1_000).result();
        List<Integer> windows = IntStream.range(0, 30).map(i -> (int) answers.applyAsDouble(i)).boxed().toList();
        return new LoadResult(made.connections(), made.connected(), 0, made.answers(), made.seconds(), 0, 0, 0, 0, null,
                made.timeToAnswer(), made.histogram(), null, made.inFlight(), 0.1, windows);
    }
}
