package hello.bench.cli;

/** For whom the result is. */
public enum Format {
    /** For people. */
    text,
    /** For programs. */
    json
}
