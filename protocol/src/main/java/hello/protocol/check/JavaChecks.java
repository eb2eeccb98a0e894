package hello.protocol.check;

import static hello.protocol.check.Check.Needs.FACTORY;

import hello.protocol.HelloServer;
import hello.protocol.ServerLog;
import hello.protocol.ServerOptions;
import hello.protocol.Work;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** What only a server in Java can be asked: it is bound in this JVM, given work and a log, and closed. */
final class JavaChecks {
    private static final ServerOptions ANY_PORT = ServerOptions.defaults().withPort(0).withLog(ServerLog.quiet());

    private static final Check WORKS = Check.of("a request that waits or computes is answered, too", FACTORY,
            JavaChecks::works);
    private static final Check MISTAKE = Check.of("a mistake in one connection is told, and ends that connection alone",
            FACTORY, JavaChecks::mistake);
    private static final Check CLOSE = Check.of(
            "close ends run, releases port and connections, and may be called twice", FACTORY, JavaChecks::close);

    static final List<Check> ALL = List.of(
            WORKS,
            Check.of("a request that waits holds up nobody", FACTORY, JavaChecks::waits),
            MISTAKE, CLOSE);

    static final List<Check> ONE_CLIENT = List.of(WORKS, MISTAKE, CLOSE);

    private JavaChecks() {}

    /** What is done with a server that runs. */
    @FunctionalInterface
    private interface Conversation {
        void with(HelloServer running) throws Exception;
    }

    private static void serve(Candidate server, ServerOptions options, Conversation conversation) throws Exception {
        HelloServer running = server.factory().bind(options);
        FutureTask<Void> run = call(running::run);
        try {
            conversation.with(running);
        } finally {
            running.close();
            run.cancel(true); // of no effect where close() has ended it
        }
    }

    private static void works(Candidate server) throws Exception {
        for (Work work : List.of(new Work.Wait(Duration.ofMillis(20)), new Work.Cpu(1_000))) {
            serve(server, ANY_PORT.withWork(work), running -> {
                try (Client client = server.connect(running.address())) {
                    client.did("the server was told to do " + work + " for each request");
                    for (int i = 0; i < 2; i++) {
                        client.send(1);
                        client.expectAnswer(
                                "After its work a request is answered like any other, and then the next is read.");
                    }
                }
            });
        }
    }

    private static void waits(Candidate server) throws Exception {
        Accepted accepted = new Accepted();
        Work hour = new Work.Wait(Duration.ofHours(1));
        serve(server, ANY_PORT.withWork(hour).withLog(accepted), running -> {
            try (Client first = server.connect(running.address())) {
                first.did("the server was told to do " + hour + " for each request");
                accepted.expectOne(first);
                first.send(1);
                for (int i = 0; i < 10; i++) {
                    first.did("another client connects");
                    server.connect(running.address());
                    accepted.expectOne(first);
                }
            }
        });
    }

    /** Remembers who was accepted. */
    private static final class Accepted implements ServerLog {
        private final BlockingQueue<SocketAddress> clients = new LinkedBlockingQueue<>();

        @Override
        public void connectionFrom(SocketAddress client) {
            clients.add(client);
        }

        @Override
        public void connectionLost(SocketAddress client, Throwable cause) {}

        @Override
        public void acceptPaused(Throwable cause) {}

        void expectOne(Client told) throws Failure, InterruptedException {
            if (clients.poll(Client.PATIENCE.toMillis(), TimeUnit.MILLISECONDS) == null) {
                throw told.failure("that it is accepted meanwhile", "nothing within " + Client.seconds(Client.PATIENCE),
                        "The request's wait holds the thread that accepts. Where threads are shared a wait is handed to a "
                                + "timer, which says when it is over; the thread goes on with the others.");
            }
        }
    }

    private static void mistake(Candidate server) throws Exception {
        Mistaken log = new Mistaken();
        serve(server, ANY_PORT.withLog(log), running -> {
            Client unlucky = server.connect(running.address());
            unlucky.did("the handler of its connection throws an IllegalStateException");
            unlucky.expectClosed("A connection whose handler has failed must be closed, or its client waits for ever.");
            Client next = server.connect(running.address());
            next.did("after a connection whose handler has failed");
            next.send(1);
            next.expectAnswer("One connection's mistake has ended the loop, or the thread, that serves the others.");
            if (log.told.poll(Client.PATIENCE.toMillis(), TimeUnit.MILLISECONDS) == null) {
                throw unlucky.failure("that the log is told why (connectionLost)", "not a word",
                        "An error that is caught and forgotten is the hardest to find: tell the log.");
            }
        });
    }

    /** Makes a mistake for the first client, as a handler with a bug would. */
    private static final class Mistaken implements ServerLog {
        private final AtomicBoolean first = new AtomicBoolean(true);
        private final BlockingQueue<Throwable> told = new LinkedBlockingQueue<>();

        @Override
        public void connectionFrom(SocketAddress client) {
            if (first.getAndSet(false)) {
                throw new IllegalStateException("a mistake in the handler, made by a check");
            }
        }

        @Override
        public void connectionLost(SocketAddress client, Throwable cause) {
            told.add(cause);
        }

        @Override
        public void acceptPaused(Throwable cause) {}
    }

    private static void close(Candidate server) throws Exception {
        HelloServer running = server.factory().bind(ANY_PORT);
        FutureTask<Void> run = call(running::run);
        try (Client client = server.connect(running.address())) {
            client.send(1);
            client.expectAnswer("It does not answer.");
            client.did("close() from another thread");
            expectReturn(call(running::close), client.sent(), "close()");
            expectReturn(run, client.sent(), "run()");
            client.expectClosed(
                    "close() must close the connections too: a client should not have to find out by itself.");
            client.did("close() again");
            expectReturn(call(running::close), client.sent(), "the second close()");
            client.did("run() after close()");
            expectReturn(call(running::run), client.sent(), "run() after close()");
        }
        expectFree(running.address(), "close()");

        HelloServer neverRun = server.factory().bind(ANY_PORT);
        String sent = "bind, then close() without run()";
        expectReturn(call(neverRun::close), sent, "close()");
        expectFree(neverRun.address(), sent);
    }

    /** A call of a server that may throw, or never return. */
    @FunctionalInterface
    private interface Call {
        void make() throws Exception;
    }

    /** Makes a call on a thread of its own. */
    private static FutureTask<Void> call(Call call) {
        FutureTask<Void> made = new FutureTask<>(() -> {
            call.make();
            return null;
        });
        Thread.ofPlatform().daemon().name("server").start(made);
        return made;
    }

    private static void expectReturn(FutureTask<Void> call, String sent, String name) throws Exception {
        String expected = "that " + name + " returns";
        try {
            call.get(Client.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            call.cancel(true); // what still runs is interrupted: it may be of use
            throw new Failure(sent, expected, "it had not returned after " + Client.seconds(Client.PATIENCE),
                    "close() must wake the thread that is in run(), which closing the socket that it is blocked on does, or "
                            + "waking its selector; and it must not wait for what only the end of run() can bring.");
        } catch (ExecutionException e) {
            throw new Failure(sent, expected, "it threw " + e.getCause(),
                    "Being closed is no error, and being closed once more is none either: run() and close() just return.");
        }
    }

    private static void expectFree(InetSocketAddress address, String after) throws IOException, Failure {
        try (ServerSocket again = new ServerSocket()) {
            again.setReuseAddress(true);
            again.bind(address);
        } catch (BindException e) {
            throw new Failure(after, "that port " + address.getPort() + " is free", e.getMessage(),
                    "close() must close the listening socket. With a selector: a closed channel is only let go when the "
                            + "selector is closed or selects once more.");
        }
    }
}
