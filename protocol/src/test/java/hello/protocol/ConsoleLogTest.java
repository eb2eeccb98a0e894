package hello.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class ConsoleLogTest {
    private static final InetSocketAddress CLIENT = ServerOptions.loopback(50112);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private ServerLog log(boolean connections) {
        return new ConsoleLog(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), connections);
    }

    @Test
    void connectionsAreAnnouncedAsTheChapterDoes() {
        log(true).connectionFrom(CLIENT);
        assertThat(out.toString(UTF_8).lines()).containsExactly("Connection from 127.0.0.1:50112");
        assertThat(err.toString(UTF_8)).isEmpty();
    }

    @Test
    void quietIsQuietAboutConnectionsThatComeAndBreak() {
        ServerLog log = log(false);
        log.connectionFrom(CLIENT);
        log.connectionLost(CLIENT, new IOException("Connection reset"));
        assertThat(out.toString(UTF_8) + err.toString(UTF_8)).isEmpty();
    }

    @Test
    void aMistakeOfTheServersOwnIsNeverHushedUp() {
        log(false).connectionLost(CLIENT, new IllegalStateException("my mistake"));
        assertThat(err.toString(UTF_8)).contains("127.0.0.1:50112", "my mistake");
    }

    @Test
    void pausesOfAcceptAreToldOnceAndNotTenTimesASecond() {
        ServerLog log = log(false);
        for (int i = 0; i < 10; i++) {
            log.acceptPaused(new IOException("Too many open files"));
        }
        assertThat(err.toString(UTF_8).lines())
                .containsExactly("Not accepting for now: java.io.IOException: Too many open files");
    }
}
