package hello.bench.exercises;

import static org.assertj.core.api.Assertions.assertThat;

import hello.bench.Tools;
import hello.protocol.check.Candidate;
import hello.protocol.check.Check;
import hello.protocol.check.Examination;
import hello.protocol.check.Outcome;
import hello.protocol.check.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each exercise begins where its page says that it does, and can be solved. */
@Execution(ExecutionMode.CONCURRENT)
class ExercisesTest {
    static List<Exercise> exercises() {
        return Exercise.all();
    }

    @ParameterizedTest
    @MethodSource("exercises")
    void theStartFailsWhatThePageSaysAndNothingElseThatIsAsked(Exercise exercise) throws Exception {
        requireItsLanguage(exercise);
        List<Check> asked = exercise.grading().asked();
        assertThat(asked).extracting(Check::name).containsAll(exercise.grading().fails().keySet());
        SoftAssertions.assertSoftly(softly -> {
            for (Outcome outcome : examine(exercise, exercise.start(), asked)) {
                String hint = exercise.grading().fails().get(outcome.check().name());
                softly.assertThat(outcome.verdict()).as("verdict of %s", outcome)
                        .isEqualTo(hint == null ? Verdict.PASS : Verdict.FAIL);
                if (hint != null) {
                    softly.assertThat(outcome.failure()).as("hint of %s", outcome)
                            .hasValueSatisfying(failure -> assertThat(failure.hint()).containsPattern(hint));
                }
            }
        });
    }

    @ParameterizedTest
    @MethodSource("exercises")
    void theSolutionPasses(Exercise exercise) throws Exception {
        requireItsLanguage(exercise);
        for (Outcome outcome : examine(exercise, exercise.solution(), exercise.grading().all())) {
            outcome.orThrow();
        }
    }

    private static List<Outcome> examine(Exercise exercise, Path program, List<Check> checks) {
        try (Candidate candidate = exercise.candidate(program)) {
            return Examination.run(candidate, checks, outcome -> {});
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static void requireItsLanguage(Exercise exercise) throws InterruptedException {
        if (exercise.isInPython()) {
            Tools.require("python3", "--version");
        }
    }

    /** Whoever works through the page finds there what the start fails, how it is asked, and both programs. */
    @ParameterizedTest
    @ValueSource(strings = {"en", "ru"})
    void thePageTellsWhatIsTested(String language) throws Exception {
        // A name may be broken over two lines.
        String page = Files.readString(Path.of("..", "docs", language, "11-exercises.md")).replaceAll("\\s+", " ");
        for (Exercise exercise : Exercise.all()) {
            String anchor = "<a id=\"" + exercise.anchor() + "\"></a>";
            assertThat(page).contains(anchor);
            String section = page.substring(page.indexOf(anchor) + anchor.length()).split("<a id=", 2)[0];
            assertThat(section).as("%s in %s", exercise, language)
                    .contains("docs/exercises/" + exercise + "/" + exercise.start().getFileName() + " {port}")
                    .contains("](../exercises/" + exercise + "/" + exercise.start().getFileName() + ")")
                    .contains("](../exercises/" + exercise + "/" + exercise.solution().getFileName() + ")")
                    .contains(exercise.grading().fails().keySet());
            assertThat(section.contains("--one-client")).as("%s in %s is graded with --one-client", exercise, language)
                    .isEqualTo(exercise.grading().oneClient());
        }
    }
}
