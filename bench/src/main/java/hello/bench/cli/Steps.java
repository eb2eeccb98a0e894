package hello.bench.cli;

import hello.bench.compare.Comparison;
import hello.bench.compare.Results;
import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;

/** Shows how far a comparison is: a bar on a terminal, a line for each step elsewhere. Both go to standard error. */
final class CompareProgress implements Comparison.Progress, AutoCloseable {
    private final ProgressBar bar; // null: no terminal

    private CompareProgress(ProgressBar bar) {
        this.bar = bar;
    }

    static CompareProgress start(Results begun) {
        if (!Terminals.isInteractive()) {
            return new CompareProgress(null);
        }
        return new CompareProgress(Terminals.progressBar("compare")
                .setInitialMax(begun.plan().steps())
                .startsFrom(begun.checked().size() + begun.trials().size(), Duration.ZERO)
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
