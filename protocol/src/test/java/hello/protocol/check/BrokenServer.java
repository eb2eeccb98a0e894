package hello.protocol.check;

import static hello.protocol.check.Serving.ANSWER;
import static hello.protocol.check.Serving.answerEachRead;
import static hello.protocol.check.Serving.eventLoop;
import static hello.protocol.check.Serving.hold;
import static hello.protocol.check.Serving.inTurn;
import static hello.protocol.check.Serving.listen;
import static hello.protocol.check.Serving.readOrWrite;
import static hello.protocol.check.Serving.start;
import static hello.protocol.check.Serving.surviving;
import static hello.protocol.check.Serving.together;
import static java.nio.charset.StandardCharsets.US_ASCII;

import hello.protocol.Protocol;
import hello.protocol.ServerOptions;
import hello.protocol.check.Serving.Conversation;
import hello.protocol.check.Serving.Server;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Servers with one mistake each: a museum of what goes wrong. {@link BrokenServersTest} says which check names which.
 */
@SuppressWarnings("ImmutableEnumChecker") // lambdas without state
enum BrokenServer {
    // What it says.

    /** Greets: sends as soon as somebody connects, as a mail server does. */
    GREETS(together(client -> {
        client.getOutputStream().write(ANSWER);
        answerEachRead(client);
    })),

    /** Greets too, but has to look something up first, so that the greeting is late. */
    GREETS_LATE(together(client -> {
        Thread.sleep(500);
        client.getOutputStream().write(ANSWER);
        answerEachRead(client);
    })),

    /** Reads with readLine, and so waits for a line end that nobody has promised. */
    READS_LINES(together(client -> {
        BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII));
        while (in.readLine() != null) {
            client.getOutputStream().write(ANSWER);
        }
    })),

    /** Waits until its buffer is full: readNBytes in place of read. */
    FILLS_ITS_BUFFER(together(client -> {
        while (client.getInputStream().readNBytes(Protocol.MAX_REQUEST).length > 0) {
            client.getOutputStream().write(ANSWER);
        }
    })),

    /** Reads, and forgets to answer. */
    NEVER_ANSWERS(together(client -> {
        while (client.getInputStream().read(new byte[Protocol.MAX_REQUEST]) != -1) {
            // The answer was to go here.
        }
    })),

    /** Reads byte by byte, which is fine behind a BufferedInputStream, but answers as often. */
    ANSWERS_EACH_BYTE(together(client -> {
        InputStream in = new BufferedInputStream(client.getInputStream());
        while (in.read() != -1) {
            client.getOutputStream().write(ANSWER);
        }
    })),

    /** Reads with a buffer of 1,024 bytes. */
    READS_TOO_LITTLE(together(client -> {
        byte[] request = new byte[1024];
        while (client.getInputStream().read(request) != -1) {
            client.getOutputStream().write(ANSWER);
        }
    })),

    /** Reads with a buffer of 64 KiB, and so answers sixteen requests with one answer. */
    READS_TOO_MUCH(together(client -> {
        byte[] request = new byte[64 * 1024];
        while (client.getInputStream().read(request) != -1) {
            client.getOutputStream().write(ANSWER);
        }
    })),

    /** Ends its line as Windows does, or as println does there. */
    ENDS_ITS_LINE_WITH_CR_LF(together(answerWith("Hello world\r\n"))),

    /** Sends twelve bytes too, but the last is not the right one. */
    ENDS_ITS_LINE_WITH_A_MARK(together(answerWith("Hello world!"))),

    /** Forgets the line end. */
    ENDS_NO_LINE(together(answerWith("Hello world"))),

    /** Takes some bytes for a command. */
    OBEYS_QUIT(together(client -> {
        byte[] request = new byte[Protocol.MAX_REQUEST];
        int length;
        while ((length = client.getInputStream().read(request)) != -1) {
            if (new String(request, 0, length, US_ASCII).equals("quit")) {
                return;
            }
            client.getOutputStream().write(ANSWER);
        }
    })),

    /** Answers the first request, and closes: a conversation without a loop. */
    ANSWERS_ONCE(together(client -> {
        client.getInputStream().read(new byte[Protocol.MAX_REQUEST]);
        client.getOutputStream().write(ANSWER);
    })),

    // How it ends a conversation.

    /** Asks whether there was a request only after it has answered: a do … while in place of a while. */
    ANSWERS_THE_END(together(client -> {
        byte[] request = new byte[Protocol.MAX_REQUEST];
        int length;
        do {
            length = client.getInputStream().read(request);
            client.getOutputStream().write(ANSWER);
        } while (length != -1);
    })),

    /** Never closes: at end of stream it just has nothing more to do with this client. */
    NEVER_CLOSES(together(client -> {
        answerEachRead(client);
        Thread.sleep(Long.MAX_VALUE);// as good as a reference that somebody still holds
    })),

    /** Reads on one thread and answers on another; the first one closes at end of stream, whatever the other still owes. */
    CLOSES_WHILE_IT_OWES(together(client -> {
        BlockingQueue<byte[]> owed = new LinkedBlockingQueue<>(1);
        start(() -> hold(c -> {
            while (true) {
                byte[] answer = owed.take();
                Thread.sleep(20);
                c.getOutputStream().write(answer);
            }
        }, client));
        while (client.getInputStream().read(new byte[Protocol.MAX_REQUEST]) != -1) {
            owed.put(ANSWER);
        }
    })),

    /** Closes with SO_LINGER 0, "to be rid of TIME_WAIT": that is a reset, and what is under way is lost. */
    RESETS_TO_CLOSE(together(client -> {
        client.setSoLinger(true, 0);
        answerEachRead(client);
    })),

    // What hostile peers do to it.

    /** Has no try around one client's turn: its exception ends the loop, and with it the process. */
    DIES_ON_A_RESET(eventLoop(Serving::readOrWrite)),

    /** The same, one client at a time: the try stands around the loop, not in it. */
    DIES_ON_A_RESET_ONE_AT_A_TIME(port -> {
        ServerSocket listener = listen(port);
        while (true) {
            try (Socket client = listener.accept()) {
                answerEachRead(client);
            }
        }
    }),

    /** Catches a reset where it reads, and believes that writing cannot fail. */
    DIES_WHEN_A_WRITE_FAILS(port -> {
        ServerSocket listener = listen(port);
        while (true) {
            try (Socket client = listener.accept()) {
                while (readsMore(client)) {
                    Thread.sleep(1); // the reset comes now
                    client.getOutputStream().write(ANSWER);
                }
            }
        }
    }),

    /** Serves on a second thread while main waits for a key: a reset ends that thread, and the process stays, deaf. */
    LIVES_ON_WITHOUT_ITS_LOOP(port -> {
        start(() -> untilItFails(eventLoop(Serving::readOrWrite), port));
        System.in.read();
    }),

    /** Closes the wrong socket when a client's connection breaks: its listener. */
    CLOSES_ITS_LISTENER(port -> {
        ServerSocket listener = listen(port);
        Conversation wrong = client -> {
            try {
                answerEachRead(client);
            } catch (IOException e) {
                listener.close();
            }
        };
        untilItFails(ignored -> {
            while (true) {
                Socket client = listener.accept();
                start(() -> hold(wrong, client));
            }
        }, port);
        System.in.read();
    }),

    /** Reads on one thread and answers on another, with a queue between them that has no bound. */
    QUEUES_WITHOUT_BOUND(together(client -> {
        BlockingQueue<byte[]> owed = new LinkedBlockingQueue<>();
        start(() -> hold(c -> {
            while (true) {
                c.getOutputStream().write(owed.take());
            }
        }, client));
        while (client.getInputStream().read(new byte[Protocol.MAX_REQUEST]) != -1) {
            owed.put(ANSWER);
        }
        Thread.sleep(Long.MAX_VALUE);
    })),

    /** The same, with the requests in the queue: what it keeps is as much as was sent. */
    KEEPS_ALL_REQUESTS(together(client -> {
        BlockingQueue<byte[]> requests = new LinkedBlockingQueue<>();
        start(() -> hold(c -> {
            while (requests.take().length > 0) {
                c.getOutputStream().write(ANSWER);
            }
        }, client));
        byte[] request = new byte[Protocol.MAX_REQUEST];
        while (client.getInputStream().read(request) != -1) {
            requests.put(request);
            request = new byte[Protocol.MAX_REQUEST];
        }
        Thread.sleep(Long.MAX_VALUE);
    })),

    /** Does not look at how much a non-blocking write has taken, so that answers get lost when there is no room. */
    DROPS_ANSWERS(eventLoop(surviving((client, key) -> {
        if (client.read(ByteBuffer.allocate(Protocol.MAX_REQUEST)) == -1) {
            client.close();
        } else {
            client.write(ByteBuffer.wrap(ANSWER));
        }
    }))),

    /** Waits for room when a write was partial, as it should, but has forgotten the rest by then. */
    TEARS_ANSWERS(eventLoop(surviving((client, key) -> {
        if (key.isReadable()) {
            if (client.read(ByteBuffer.allocate(Protocol.MAX_REQUEST)) == -1) {
                client.close();
            } else if (client.write(ByteBuffer.wrap(ANSWER)) < ANSWER.length) {
                key.interestOps(SelectionKey.OP_WRITE);
            }
        } else {
            key.interestOps(SelectionKey.OP_READ);
        }
    }))),

    /** Writes in an event loop until everything is written, and so waits for one client while the others wait for it. */
    WRITES_UNTIL_DONE(eventLoop(surviving((client, key) -> {
        if (client.read(ByteBuffer.allocate(Protocol.MAX_REQUEST)) == -1) {
            client.close();
        } else {
            ByteBuffer answer = ByteBuffer.wrap(ANSWER);
            while (answer.hasRemaining()) {
                client.write(answer);
            }
        }
    }))),

    /** Throws a client out that does not read its answers. */
    THROWS_OUT_WHO_DOES_NOT_READ(eventLoop(surviving((client, key) -> {
        if (client.read(ByteBuffer.allocate(Protocol.MAX_REQUEST)) == -1
                || client.write(ByteBuffer.wrap(ANSWER)) < ANSWER.length) {
            client.close();
        }
    }))),

    // How it bears many clients.

    /** A pool of 100 threads, each busy with one client for as long as it stays. */
    HAS_100_THREADS(port -> {
        ExecutorService pool = Executors.newFixedThreadPool(100);
        ServerSocket listener = listen(port);
        while (true) {
            Socket client = listener.accept();
            pool.execute(() -> hold(Serving::answerEachRead, client));
        }
    }),

    /** Accepts once: there is a loop for the requests and none for the clients. */
    SERVES_ONE_CLIENT(port -> hold(Serving::answerEachRead, listen(port).accept())),

    /** Counts its clients, and never counts down: one day it is full. */
    FILLS_UP(port -> {
        ServerSocket listener = listen(port);
        for (int clients = 0; clients < 50; clients++) {
            hold(Serving::answerEachRead, listener.accept());
        }
        System.in.read();
    }),

    // What it is like as a process.

    /** Asks to be told when a socket is writable although it has nothing to write: nearly always, that is. */
    ASKS_FOR_ROOM_WITHOUT_NEED(eventLoop(surviving((client, key) -> {
        if (key.isReadable()) {
            readOrWrite(client, key);
        }
        if (key.isValid()) {
            key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        }
    }))),

    /** Does not handle the end of stream, so that the connection stays readable for ever. */
    OVERLOOKS_THE_END(eventLoop(surviving((client, key) -> {
        if (client.read(ByteBuffer.allocate(Protocol.MAX_REQUEST)) > 0) {
            client.write(ByteBuffer.wrap(ANSWER));
        }
    }))),

    /** Asks a non-blocking socket for bytes, again and again, without a pause. */
    POLLS(port -> {
        ServerSocketChannel listener = ServerSocketChannel.open();
        listener.socket().setReuseAddress(true);
        listener.bind(ServerOptions.loopback(port), Protocol.BACKLOG);
        while (true) {
            try (SocketChannel client = listener.accept()) {
                client.configureBlocking(false);
                int length;
                while ((length = client.read(ByteBuffer.allocate(Protocol.MAX_REQUEST))) != -1) {
                    if (length > 0) {
                        client.write(ByteBuffer.wrap(ANSWER));
                    }
                }
            }
        }
    }),

    /** Lets an accept that fails end its loop, and with it the process. */
    DIES_OUT_OF_FILES(port -> {
        ServerSocket listener = listen(port);
        while (true) {
            Socket client = listener.accept();
            start(() -> hold(Serving::answerEachRead, client));
        }
    }),

    /** Catches a failed accept outside the loop: it says so, and never accepts again. */
    GIVES_UP_OUT_OF_FILES(port -> {
        untilItFails(DIES_OUT_OF_FILES.server, port);
        System.in.read();
    }),

    /** The same, one client at a time. */
    GIVES_UP_OUT_OF_FILES_ONE_AT_A_TIME(port -> {
        untilItFails(onlyOne -> {
            ServerSocket listener = listen(onlyOne);
            while (true) {
                hold(Serving::answerEachRead, listener.accept());
            }
        }, port);
        System.in.read();
    }),

    /** Tries a failed accept again at once, and again. */
    SPINS_OUT_OF_FILES(port -> {
        ServerSocket listener = listen(port);
        while (true) {
            try {
                Socket client = listener.accept();
                start(() -> hold(Serving::answerEachRead, client));
            } catch (IOException e) {
                // Never mind: the next one may be luckier.
            }
        }
    }),

    /** The same, one client at a time. */
    SPINS_OUT_OF_FILES_ONE_AT_A_TIME(port -> {
        ServerSocket listener = listen(port);
        while (true) {
            try {
                hold(Serving::answerEachRead, listener.accept());
            } catch (IOException e) {
                // As above.
            }
        }
    }),

    /** Binds without SO_REUSEADDR. In Java that takes an effort; in Python and C it is what happens without one. */
    WANTS_ITS_PORT_ALONE(port -> {
        ServerSocket listener = new ServerSocket();
        listener.setReuseAddress(false);
        listener.bind(ServerOptions.loopback(port));
        while (true) {
            Socket client = listener.accept();
            start(() -> hold(Serving::answerEachRead, client));
        }
    }),

    /** Waits in its shutdown hook for the main thread, which nobody has told to end. */
    WAITS_IN_ITS_SHUTDOWN_HOOK(port -> {
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> untilItFails(ignored -> main.join(), port)));
        together(Serving::answerEachRead).on(port);
    }),

    /** Takes being told to stop for a failure. */
    FAILS_WHEN_STOPPED(port -> {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(1)));
        together(Serving::answerEachRead).on(port);
    }),

    // Those that never get as far as serving.

    /** Starts, and forgets to listen. */
    NEVER_COMES_UP(port -> System.in.read()),

    /** Fails before it listens. */
    DIES_AT_ONCE(port -> {
        throw new IllegalStateException("no config.ini here");
    });

    private final Server server;

    BrokenServer(Server server) {
        this.server = server;
    }

    private static Conversation answerWith(String answer) {
        return client -> {
            byte[] request = new byte[Protocol.MAX_REQUEST];
            while (client.getInputStream().read(request) != -1) {
                client.getOutputStream().write(answer.getBytes(US_ASCII));
            }
        };
    }

    private static boolean readsMore(Socket client) {
        try {
            return client.getInputStream().read(new byte[Protocol.MAX_REQUEST]) != -1;
        } catch (IOException e) {
            return false;
        }
    }

    /** For a server whose process outlives its failure. */
    private static void untilItFails(Server server, int port) {
        try {
            server.on(port);
        } catch (Exception e) {
            System.err.println("the server has failed: " + e);
        }
    }

    /** Runs one of them: {@code NAME PORT}. */
    public static void main(String[] args) throws Exception {
        valueOf(args[0]).server.on(Integer.parseInt(args[1]));
    }
}
