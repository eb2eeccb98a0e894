package hello.bench.cli;

import hello.bench.load.Generator;
import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;

/** Shows on a terminal how far a load is, and how fast the answers come. Elsewhere it shows nothing. */
final class LoadProgress implements AutoCloseable {
    private static final Duration EVERY = Duration.ofMillis(500);

    private final ProgressBar bar;
    private final Thread thread;

    private LoadProgress(ProgressBar bar, Thread thread) {
        this.bar = bar;
        this.thread = thread;
    }

    static LoadProgress start(Generator generator, Duration length) {
        if (!Terminals.isInteractive()) {
            return new LoadProgress(null, null);
        }
        ProgressBar bar = Terminals.progressBar("load")
                .setInitialMax(length.toSeconds())
                .setUnit(" s", 1)
                .build();
        Thread thread = Thread.ofPlatform().daemon().name("progress").start(() -> show(bar, generator));
        return new LoadProgress(bar, thread);
    }

    private static void show(ProgressBar bar, Generator generator) {
        long start = System.nanoTime();
        long before = 0;
        long then = start;
        try {
            while (true) {
                Thread.sleep(EVERY);
                long now = System.nanoTime();
                long answers = generator.answersSoFar();
                bar.setExtraMessage(
                        String.format(" %,.0f answers/s", (answers - before) * 1e9 / (now - then)));
                bar.stepTo(Duration.ofNanos(now - start).toSeconds());
                before = answers;
                then = now;
            }
        } catch (InterruptedException e) {
            // The load is over.
        }
    }

    @Override
    public void close() {
        if (thread != null) {
            thread.interrupt();
            bar.close();
        }
    }
}
