package hello.bench.container;

import hello.bench.Serving;
import hello.protocol.Protocol;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/** Clients that talk without a pause, each on a thread of its own, until their connections end. */
final class Talkers implements AutoCloseable {
    private final List<Socket> sockets = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
    private final CountDownLatch talking;

    /**
     * Connects them.
     *
     * @param served how many of them a server of this kind answers at once
     */
    Talkers(InetSocketAddress address, int count, int served) throws IOException {
        talking = new CountDownLatch(served);
        for (int i = 0; i < count; i++) {
            Socket socket = Serving.connect(address);
            sockets.add(socket);
            threads.add(Thread.ofVirtual().name("talker-" + i).start(() -> talk(socket)));
        }
    }

    private void talk(Socket socket) {
        try {
            for (int i = 0;; i++) {
                String answer = Serving.ask(socket);
                if (answer.isEmpty()) {
                    return;
                }
                if (!answer.equals(Protocol.ANSWER)) {
                    wrong.add(answer);
                    return;
                }
                if (i == 10) {
                    talking.countDown();
                }
            }
        } catch (IOException e) {
            // A reset is an end, too.
        }
    }

    /** Waits until as many as can be served have had a few answers each. */
    void awaitTalking() throws InterruptedException {
        talking.await();
    }

    /** Waits until all connections have ended. */
    List<String> awaitEnds() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
        return List.copyOf(wrong);
    }

    /** What came that was no whole answer. */
    List<String> wrongAnswers() {
        return List.copyOf(wrong);
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
