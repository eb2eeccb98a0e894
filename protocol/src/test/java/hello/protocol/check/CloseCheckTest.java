package hello.protocol.check;

import static org.assertj.core.api.Assertions.assertThat;

import hello.protocol.HelloServer;
import hello.protocol.ServerOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The one check that looks at a Java class: what its close() may do wrong. */
class CloseCheckTest {
    /** A server of one client at a time whose close() does everything right; a mistake overrides a part of it. */
    private static class Right implements HelloServer {
        final ServerSocket listener;
        volatile Socket client;
        volatile boolean closed;

        Right(ServerOptions options) throws IOException {
            listener = Serving.listen(options.address().getPort());
        }

        @Override
        public InetSocketAddress address() {
            return (InetSocketAddress) listener.getLocalSocketAddress();
        }

        @Override
        public void run() throws IOException {
            while (!closed) {
                try (Socket accepted = listener.accept()) {
                    client = accepted;
                    Serving.answerEachRead(accepted);
                } catch (IOException e) {
                    if (!closed) {
                        throw e;
                    }
                }
            }
        }

        @Override
        public void close() {
            closed = true;
            closeQuietly(listener);
            closeQuietly(client);
        }

        static void closeQuietly(AutoCloseable closeable) {
            try {
                if (closeable != null) {
                    closeable.close();
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static final class DoesNotWakeRun extends Right {
        DoesNotWakeRun(ServerOptions options) throws IOException {
            super(options);
        }

        @Override
        public void close() {
            closed = true; // run() would see it, if only another client came
        }
    }

    private static final class ThrowsWhenClosedTwice extends Right {
        ThrowsWhenClosedTwice(ServerOptions options) throws IOException {
            super(options);
        }

        @Override
        public void close() {
            if (closed) {
                throw new IllegalStateException("closed already");
            }
            super.close();
        }
    }

    private static final class RunThrowsWhenClosed extends Right {
        RunThrowsWhenClosed(ServerOptions options) throws IOException {
            super(options);
        }

        @Override
        public void run() throws IOException {
            super.run();
            throw new IOException("Socket closed");
        }
    }

    private static final class WaitsForRun extends Right {
        private final CountDownLatch ended = new CountDownLatch(1);

        WaitsForRun(ServerOptions options) throws IOException {
            super(options);
        }

        @Override
        public void run() throws IOException {
            super.run();
            ended.countDown();
        }

        @Override
        public void close() {
            super.close();
            try {
                ended.await(); // of a server that was never run, for ever
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static final class KeepsConnections extends Right {
        KeepsConnections(ServerOptions options) throws IOException {
            super(options);
        }

        @Override
        public void run() throws IOException {
            client = listener.accept();
            Serving.start(() -> Serving.hold(Serving::answerEachRead, client));
            super.run();
        }

        @Override
        public void close() {
            closed = true;
            closeQuietly(listener);
        }
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of((HelloServer.Factory) DoesNotWakeRun::new, "that run() returns"),
                Arguments.of((HelloServer.Factory) ThrowsWhenClosedTwice::new, "being closed once more is none either"),
                Arguments.of((HelloServer.Factory) RunThrowsWhenClosed::new, "Being closed is no error"),
                Arguments.of((HelloServer.Factory) WaitsForRun::new, "that close() returns"),
                Arguments.of((HelloServer.Factory) KeepsConnections::new, "close() must close the connections too"));
    }

    private static Outcome ask(HelloServer.Factory factory) throws InterruptedException {
        Check check = Checks.all().stream()
                .filter(c -> c.needs() == Check.Needs.FACTORY).reduce((one, other) -> {
                    throw new AssertionError("there is another: " + other);
                }).orElseThrow();
        return Examination.run(Candidate.at(ServerOptions.loopback(1)).withFactory(factory), check);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("mistakes")
    void aMistakeIsNamed(HelloServer.Factory factory, String words) throws Exception {
        Outcome outcome = ask(factory);
        assertThat(outcome.verdict()).as("%s", outcome).isEqualTo(Verdict.FAIL);
        assertThat(outcome.failure().orElseThrow()).hasMessageContaining(words);
    }

    @Test
    void whoDoesItRightPasses() throws Exception {
        assertThat(ask(Right::new)).extracting(Outcome::verdict).isEqualTo(Verdict.PASS);
    }
}
