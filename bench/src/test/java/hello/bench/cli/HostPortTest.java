package hello.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostPortTest {
    @ParameterizedTest
    @CsvSource({
        "localhost:5001, localhost, 5001, localhost:5001",
        "5001, 127.0.0.1, 5001, 127.0.0.1:5001",
        "[::1]:65535, ::1, 65535, [::1]:65535"
    })
    void isReadAndWritten(String text, String host, int port, String written) {
        HostPort read = HostPort.parse(text);
        assertThat(read).isEqualTo(new HostPort(host, port));
        assertThat(read).hasToString(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":", "localhost", "localhost:", ":5001", "localhost:0", "localhost:65536", "a:-1",
        "a:b"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> HostPort.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'%s' is no address: write HOST:PORT, with a port of 1 to 65535", text);
    }

    @Test
    void anAddressResolvesToItself() throws UserError {
        assertThat(HostPort.parse("[::1]:7").resolve().getAddress().getAddress()).hasSize(16);
    }
}
