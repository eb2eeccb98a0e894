package hello.bench.trace;

import hello.bench.trace.ClientLane.Mark;
import hello.protocol.Durations;
import hello.protocol.Protocol;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One client: plays its part, and writes down what it does and waits for. Owned by the thread that runs it; read when that is done. */
final class Client implements Runnable {
    /** A client that sends without reading is stuck when the server has taken nothing for so long. */
    private static final Duration STUCK = Duration.ofSeconds(1);

    /** A server that has taken so much from a client that never reads will never stop. */
    private static final long ENOUGH = 4L << 30;

    /** Fixed, or Linux lets them grow for a client that does not read: then it takes longer to fill them. */
    private static final int RECEIVE_BUFFER = 64 * 1024;
    private static final int SEND_BUFFER = 256 * 1024;

    /** Of one that will not read: so little that a few hundred answers fill it. */
    private static final int NARROW = 2 * 1024;

    private static final byte[] ANSWER = Protocol.answer();

    private final Script.Part part;
    private final Cast cast;
    private final List<ClientSpan> spans = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();
    private SocketChannel channel;
    private Socket socket; // the same connection: only a Socket can read with a time limit
    private int port;
    private int requests;
    private int answers;

    Client(Script.Part part, Cast cast) {
        this.part = part;
        this.cast = cast;
    }

    ClientLane lane() {
        return new ClientLane(part.client(), port, 1, List.copyOf(spans), List.copyOf(marks), List.of());
    }

    @Override
    public void run() {
        try (SocketChannel opened = SocketChannel.open()) {
            channel = opened;
            socket = opened.socket();
            for (Step step : part.steps()) {
                take(step);
            }
        } catch (SocketTimeoutException e) {
            mark(Mark.Kind.LOST, "gave up after " + Durations.format(cast.patience()));
        } catch (IOException e) {
            mark(Mark.Kind.LOST, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (answers == 0) {
                cast.isAnswered(); // nobody waits for it any more
            }
            cast.tellDone(part.client());
        }
    }

    private void take(Step step) throws IOException, InterruptedException {
        switch (step) {
            case Step.Connect _ -> connect();
            case Step.Send(int bytes) -> ask(bytes);
            case Step.Think(Duration duration) -> think(duration, step.toString());
            case Step.Trickle(int count, Duration pause) -> {
                for (int i = 0; i < count; i++) {
                    think(pause, step.toString());
                    ask(1);
                }
            }
            case Step.Flood _ -> flood();
            case Step.After after -> {
                long start = cast.now();
                cast.await(after);
                if (port != 0) { // before it is there, nobody sees it waiting
                    add(ClientSpan.Kind.THINKING, start, after.toString());
                }
            }
            case Step.Close _ -> close();
            case Step.Reset _ -> {
                socket.setSoLinger(true, 0);
                channel.close();
                mark(Mark.Kind.CLOSED, "reset");
            }
        }
    }

    private void connect() throws IOException, InterruptedException {
        cast.awaitTurnToConnect();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.setOption(StandardSocketOptions.SO_RCVBUF,
                part.steps().contains(new Step.Flood()) ? NARROW : RECEIVE_BUFFER);
        channel.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER);
        socket.setSoTimeout(Math.toIntExact(cast.patience().toMillis()));
        long start = cast.now();
        try {
            socket.connect(cast.address(), Math.toIntExact(cast.patience().toMillis()));
        } finally {
            add(ClientSpan.Kind.CONNECTING, start, "connect");
        }
        port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
        mark(Mark.Kind.CONNECTED, "port " + port);
    }

    private void think(Duration duration, String detail) throws InterruptedException {
        long start = cast.now();
        Thread.sleep(duration);
        add(ClientSpan.Kind.THINKING, start, detail);
    }

    private void ask(int bytes) throws IOException {
        InputStream in = socket.getInputStream();
        in.skipNBytes(in.available()); // a long request may have been read in two, and answered twice
        byte[] request = new byte[bytes];
        Arrays.fill(request, (byte) 'x');
        requests++;
        long start = cast.now();
        socket.getOutputStream().write(request);
        add(ClientSpan.Kind.SENDING, start, "request " + requests + ": " + (bytes == 1 ? "1 byte" : bytes + " bytes"));
        mark(Mark.Kind.SENT, "request " + requests);
        long asked = cast.now();
        byte[] answer;
        try {
            answer = in.readNBytes(ANSWER.length);
        } finally {
            add(ClientSpan.Kind.WAITING, asked, "answer " + (answers + 1));
        }
        if (!Arrays.equals(answer, ANSWER)) {
            throw new IOException(answer.length < ANSWER.length ? "the server has closed" : "this was no right answer");
        }
        if (answers++ == 0) {
            cast.isAnswered();
        }
        mark(Mark.Kind.ANSWERED, "answer " + answers);
    }

    /**
     * Lets answers come, one at a time, until there is no room for more. If they came in the midst of a flood, several would be on
     * their way when the room runs out; Linux drops them, and with them the acknowledgements that they carry: TCP itself would
     * be stuck, while the server still reads.
     */
    private void fillTheWindow() throws IOException, InterruptedException {
        InputStream in = socket.getInputStream();
        int received = -1;
        while (in.available() > received) {
            received = in.available();
            socket.getOutputStream().write('x');
            long asked = cast.now();
            while (in.available() == received && cast.now() - asked < STUCK.toNanos()) {
                Thread.sleep(Duration.ofNanos(50_000));
            }
        }
    }

    /** Sends until the server takes no more. */
    private void flood() throws IOException, InterruptedException {
        ByteBuffer bytes = ByteBuffer.allocateDirect(SEND_BUFFER);
        long sent = 0;
        long start = cast.now();
        long lastTaken = start;
        mark(Mark.Kind.SENT, "the first of many");
        fillTheWindow();
        channel.configureBlocking(false);
        try (Selector selector = Selector.open()) {
            channel.register(selector, SelectionKey.OP_WRITE);
            while (sent < ENOUGH && selector.select(STUCK.toMillis()) > 0) {
                selector.selectedKeys().clear();
                int taken = channel.write(bytes.clear());
                if (taken > 0) {
                    sent += taken;
                    lastTaken = cast.now();
                }
            }
        }
        channel.configureBlocking(true);
        String volume = String.format("%,d MB", sent >> 20);
        spans.add(new ClientSpan(ClientSpan.Kind.SENDING, start, lastTaken, volume));
        boolean stuck = sent < ENOUGH;
        spans.add(new ClientSpan(ClientSpan.Kind.SENDING, lastTaken, cast.now(),
                stuck ? "stuck: the server takes no more" : "the server reads on and on"));
        mark(stuck ? Mark.Kind.STUCK : Mark.Kind.SENT, volume);
    }

    /** Ends its sending side and waits for the server's end: then the server has seen it, and its events are complete. */
    private void close() throws IOException {
        long start = cast.now();
        try {
            socket.shutdownOutput();
            InputStream in = socket.getInputStream();
            channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER); // room, before many are read
            byte[] rest = new byte[RECEIVE_BUFFER];
            while (in.read(rest) >= 0) {
                // Answers that it never read, or that came late.
            }
        } finally {
            add(ClientSpan.Kind.CLOSING, start, "close");
        }
        channel.close();
        mark(Mark.Kind.CLOSED, "close");
    }

    private void add(ClientSpan.Kind kind, long start, String detail) {
        spans.add(new ClientSpan(kind, start, cast.now(), detail));
    }

    private void mark(Mark.Kind kind, String detail) {
        marks.add(new Mark(kind, cast.now(), detail));
        cast.tell(part.client(), kind);
    }
}
