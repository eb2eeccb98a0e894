package hello.bench.cli;

import hello.bench.Progress;
import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;

/** Shows how far something long is: a bar on a terminal, a line for each step elsewhere. Both go to standard error. */
final class Steps implements Progress, AutoCloseable {
    private final ProgressBar bar; // null: no terminal

    private Steps(ProgressBar bar) {
        this.bar = bar;
    }

    /** Begins, with the first steps already done. */
    static Steps start(String name, long all, long done) {
        if (!Terminals.isInteractive()) {
            return new Steps(null);
        }
        return new Steps(Terminals.progressBar(name)
                .setInitialMax(all)
                .startsFrom(done, Duration.ZERO)
                .setUpdateIntervalMillis(1_000)
                .continuousUpdate()
                .build());
    }

    @Override
    public void begins(String what) {
        if (bar != null) {
            bar.setExtraMessage(" " + what);
        }
    }

    @Override
    public void done(String what) {
        if (bar == null) {
            System.err.println(what);
        } else {
            bar.step();
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
