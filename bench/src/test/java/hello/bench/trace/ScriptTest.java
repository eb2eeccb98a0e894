package hello.bench.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ScriptTest {
    @Test
    void readsEveryStepAndWritesItAgain() {
        String text = "A: connect, send, send 4096, think 300ms, trickle 8 100ms, flood, close; "
                + "B: after A answered, connect, after A sent 3, reset; C: after A stuck, after A connected, after B closed";
        Script script = Script.parse(text);
        assertThat(script.parts().getFirst().steps()).containsExactly(new Step.Connect(), new Step.Send(1),
                new Step.Send(4096), new Step.Think(Duration.ofMillis(300)),
                new Step.Trickle(8, Duration.ofMillis(100)), new Step.Flood(), new Step.Close());
        assertThat(script.parts().get(1).steps()).contains(new Step.After("A", ClientLane.Mark.Kind.SENT, 3),
                new Step.Reset());
        assertThat(script).hasToString(text);
        assertThat(Script.parse(script.toString())).isEqualTo(script);
    }

    @Test
    void blanksAndOneSemicolonTooManyDoNotMatterAndWhoStaysIsClosed() {
        assertThat(Script.parse("  A :connect ,  send   2;\n B: connect;")).hasToString(
                "A: connect, send 2, close; B: connect, close");
    }

    @Test
    void whoHasNoPartDoesWhatTheLastOneDoes() {
        Script script = Script.parse("A: connect, send, close; C: connect, close");
        assertThat(script.forClients(4)).hasToString(
                "A: connect, send, close; C: connect, close; B: connect, close; D: connect, close");
        assertThat(script.forClients(1)).hasToString("A: connect, send, close");
        List<String> names = script.forClients(1_000).parts().stream().map(Script.Part::client).toList();
        assertThat(names).doesNotHaveDuplicates().hasSize(1_000).contains("Z", "AA", "ALK");
    }

    @Test
    void whoWaitsForOneThatIsLeftOutIsAMistake() {
        assertThatThrownBy(() -> Script.parse("A: connect, after B sent; B: connect, send").forClients(1))
                .hasMessageContaining("there is no client B");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "''                                   | character 1:  | there is no client in it",
        "connect, send                        | character 1:  | its name and a colon",
        "A: connect, sent                     | character 13: | 'sent' is no step: there are connect, send",
        "A: connect,, send                    | character 12: | here is a step missing",
        "A: connect; A: connect               | character 13: | there is a client A already",
        "A: send                              | character 4:  | 'send' comes before connect",
        "A: connect, connect                  | character 13: | connected already",
        "A: connect, close, send              | character 20: | after the client has left",
        "A: connect, send 4097                | character 18: | '4097' is not a number from 1 to 4096",
        "A: connect, think                    | character 13: | for how long? Write think 300ms",
        "A: connect, think 300                | character 19: | '300' is not a duration",
        "A: connect, trickle 3                | character 13: | how often?",
        "A: connect close                     | character 12: | Steps are separated by commas",
        "A: connect, after                    | character 13: | after whom?",
        "A: connect, after B                  | character 13: | after what?",
        "A: connect, after A eaten            | character 21: | 'eaten' is nothing to wait for",
        "A: connect, after B sent             | character 1:  | A waits for ever in 'after B sent': there is no client B",
        "A: connect; B: after A sent, connect | character 13: | B waits for ever in 'after A sent': A never gets there",
        "A: connect, after B sent, send; B: connect, after A sent, send | character 1: | or waits for A itself",
    })
    void aMistakeIsToldInOneLineWithItsPlace(String text, String place, String message) {
        assertThatThrownBy(() -> Script.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the script, " + place)
                .hasMessageContaining(message)
                .message().hasLineCount(1);
    }

    @ParameterizedTest
    @EnumSource
    void everyStorySaysWhatItsClientsDoAndWhatToLookAt(Story story) {
        assertThat(story.script().parts()).isNotEmpty();
        assertThat(story.look()).matches("(?s).*[.?]");
        assertThat(Story.find(story.title())).contains(story);
        assertThat(story.models()).isNotEmpty();
    }
}
