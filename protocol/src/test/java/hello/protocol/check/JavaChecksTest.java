package hello.protocol.check;

import static org.assertj.core.api.Assertions.assertThat;

import hello.protocol.HelloServer;
import hello.protocol.Protocol;
import hello.protocol.ServerOptions;
import hello.protocol.Work;
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

/** The checks that look at a Java class: what one may do wrong in its work, with its mistakes, and in its close(). */
class JavaChecksTest {
    /** A server of one client at a time that does everything right; a mistake overrides a part of it. */
    private static class Right implements HelloServer {
        final ServerOptions options;
        final ServerSocket listener;
        volatile Socket client;
        volatile boolean closed;

        Right(ServerOptions options) throws IOException {
            this.options = options;
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
                    serve(accepted);
                } catch (IOException e) {
                    if (!closed) {
                        throw e;
                    }
                }
            }
        }

        void serve(Socket accepted) throws IOException {
            try {
                options.log().connectionFrom(accepted.getRemoteSocketAddress());
                while (accepted.getInputStream().read(new byte[Protocol.MAX_REQUEST]) != -1) {
                    options.work().perform();
                    accepted.getOutputStream().write(Serving.ANSWER);
                }
            } catch (IllegalStateException e) {
                options.log().connectionLost(accepted.getRemoteSocketAddress(), e);
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

    private static final class AnswersNoWork extends Right {
        AnswersNoWork(ServerOptions options) throws IOException {
            super(options);
        }

        @Override
        void serve(Socket accepted) throws IOException {
            while (accepted.getInputStream().read() != -1) {
                if (options.work() instanceof Work.None) {
                    accepted.getOutputStream().write(Serving.ANSWER);
                }
            }
        }
    }

    private static final class EndsWithAMistake extends Right {
        EndsWithAMistake(ServerOptions options) throws IOException {
            super(options);
        }

        @Override
        void serve(Socket accepted) throws IOException {
            options.log().connectionFrom(accepted.getRemoteSocketAddress());
            Serving.answerEachRead(accepted);
        }
    }

    private static final class HushesItsMistakesUp extends Right {
        HushesItsMistakesUp(ServerOptions options) throws IOException {
            super(options);
        }

        @Override
        void serve(Socket accepted) throws IOException {
            try {
                options.log().connectionFrom(accepted.getRemoteSocketAddress());
                Serving.answerEachRead(accepted);
            } catch (IllegalStateException e) {
                // Never mind.
            }
        }
    }

    private static final String WORKS = "a request that waits or computes is answered, too";
    private static final String WAITS = "a request that waits holds up nobody";
    private static final String MISTAKE = "a mistake in one connection is told, and ends that connection alone";
    private static final String CLOSE = "close ends run, releases port and connections, and may be called twice";

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake(AnswersNoWork::new, WORKS, "After its work a request is answered"),
                mistake(Right::new, WAITS, "holds the thread that accepts"), // right as it is, but with one thread
                mistake(EndsWithAMistake::new, MISTAKE, "has ended the loop"),
                mistake(HushesItsMistakesUp::new, MISTAKE, "caught and forgotten"),
                mistake(DoesNotWakeRun::new, CLOSE, "that run() returns"),
                mistake(ThrowsWhenClosedTwice::new, CLOSE, "being closed once more is none either"),
                mistake(RunThrowsWhenClosed::new, CLOSE, "Being closed is no error"),
                mistake(WaitsForRun::new, CLOSE, "that close() returns"),
                mistake(KeepsConnections::new, CLOSE, "close() must close the connections too"));
    }

    private static Arguments mistake(HelloServer.Factory factory, String check, String words) {
        return Arguments.of(check, words, factory);
    }

    private static Outcome ask(HelloServer.Factory factory, Check check) throws InterruptedException {
        return Examination.run(Candidate.at(ServerOptions.loopback(1)).withFactory(factory), check);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("mistakes")
    void aMistakeIsNamed(String name, String words, HelloServer.Factory factory) throws Exception {
        Check check = JavaChecks.ALL.stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
        Outcome outcome = ask(factory, check);
        assertThat(outcome.verdict()).as("%s", outcome).isEqualTo(Verdict.FAIL);
        assertThat(outcome.failure().orElseThrow()).hasMessageContaining(words);
    }

    @Test
    void whoDoesItRightPasses() throws Exception {
        for (Check check : JavaChecks.ONE_CLIENT) {
            assertThat(ask(Right::new, check)).extracting(Outcome::verdict).as(check.name()).isEqualTo(Verdict.PASS);
        }
    }

    @Test
    void eachCheckHasItsMistake() {
        assertThat(mistakes().map(mistake -> mistake.get()[0]))
                .containsAll(JavaChecks.ALL.stream().map(Check::name).toList());
    }
}
