package hello.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CommandWordsTest {
    @Test
    void wordsAreSplitAtBlanksButNotInQuotes() throws UserError {
        assertThat(CommandWords.split("python3 'my server.py' --port={port} \"a 'b' c\""))
                .containsExactly("python3", "my server.py", "--port={port}", "a 'b' c");
    }

    @Test
    void whatAShellWouldReplaceStaysAsItIs() throws UserError {
        assertThat(CommandWords.split("serve $HOME * {port}")).containsExactly("serve", "$HOME", "*", "{port}");
    }

    @Test
    void aCommandMustSayWhereThePortGoes() {
        assertThatThrownBy(() -> CommandWords.split("python3 server.py"))
                .isInstanceOfSatisfying(UserError.class, e -> assertThat(e.exitCode()).isEqualTo(2))
                .hasMessageContaining("{port}");
    }

    @Test
    void otherWordsNeedNoPort() throws UserError {
        assertThat(CommandWords.splitOptions("-Xmx1g -Da='b c'")).containsExactly("-Xmx1g", "-Da=b c");
        assertThat(CommandWords.splitOptions("")).isEmpty();
    }
}
