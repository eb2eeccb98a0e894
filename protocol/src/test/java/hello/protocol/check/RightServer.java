package hello.protocol.check;

import static hello.protocol.check.Serving.ANSWER;
import static hello.protocol.check.Serving.answerEachRead;
import static hello.protocol.check.Serving.eventLoop;
import static hello.protocol.check.Serving.inTurn;
import static hello.protocol.check.Serving.readOrWrite;
import static hello.protocol.check.Serving.surviving;
import static hello.protocol.check.Serving.together;

import hello.protocol.Protocol;
import hello.protocol.check.Serving.Server;
import java.io.OutputStream;

/** Servers that are odd, or slow, and right. A check that fails one of them is itself broken. */
@SuppressWarnings("ImmutableEnumChecker") // lambdas without state
enum RightServer {
    /** Nothing odd about it. */
    PLAIN(together(Serving::answerEachRead)),

    /** Takes 20 ms for each answer, as with a database behind it. */
    WAITS_20_MS(together(client -> {
        byte[] request = new byte[Protocol.MAX_REQUEST];
        while (client.getInputStream().read(request) != -1) {
            Thread.sleep(20);
            client.getOutputStream().write(ANSWER);
        }
    })),

    /** Writes its twelve bytes one by one, so that they arrive as up to twelve segments. */
    WRITES_BYTE_BY_BYTE(together(client -> {
        byte[] request = new byte[Protocol.MAX_REQUEST];
        OutputStream out = client.getOutputStream();
        while (client.getInputStream().read(request) != -1) {
            for (byte b : ANSWER) {
                out.write(b);
                out.flush();
            }
        }
    })),

    /** An event loop that computes for 1 ms before each answer: everybody waits for everybody. */
    LOOP_OF_1_MS(eventLoop(surviving((client, key) -> {
        if (key.isReadable()) {
            pause(1);
        }
        readOrWrite(client, key);
    }))),

    /** Takes a new array for each read, and leaves the old one to the garbage collector. */
    MAKES_GARBAGE(together(client -> {
        while (client.getInputStream().read(new byte[Protocol.MAX_REQUEST]) != -1) {
            client.getOutputStream().write(ANSWER);
        }
    })),

    /** Closes a connection 100 ms after its end of stream. */
    CLOSES_LATE(together(client -> {
        try {
            answerEachRead(client);
        } finally {
            Thread.sleep(100);
        }
    })),

    /** One client at a time, as in the chapter. */
    ONE_AT_A_TIME(inTurn(Serving::answerEachRead)),

    /** One client at a time, 5 ms for each answer, and as much for closing the connection of one that it has answered. */
    ONE_AT_A_TIME_IN_5_MS(inTurn(client -> {
        byte[] request = new byte[Protocol.MAX_REQUEST];
        boolean answered = false;
        while (client.getInputStream().read(request) != -1) {
            Thread.sleep(5);
            client.getOutputStream().write(ANSWER);
            answered = true;
        }
        if (answered) {
            Thread.sleep(5);
        }
    }));

    private final Server server;

    RightServer(Server server) {
        this.server = server;
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the loop", e);
        }
    }

    /** Runs one of them: {@code NAME PORT}. */
    public static void main(String[] args) throws Exception {
        valueOf(args[0]).server.on(Integer.parseInt(args[1]));
    }
}
