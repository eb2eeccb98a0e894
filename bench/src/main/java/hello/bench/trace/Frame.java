package hello.bench.trace;

/**
 * A call on a stack.
 *
 * @param className the class, with its package
 * @param method the method
 * @param line the line in its source, from 1; 0 if not known
 * @param source the {@link SourceFile#path()} of the source in its run; {@code null} for code of the JDK and of libraries
 */
public record Frame(String className, String method, int line, String source) {
    /**
     * Where it is, for people.
     *
     * @return {@code BlockingServer.java:47}; for code without source, {@code class.method}
     */
    public String inWords() {
        return source == null ? className + "." + method : source.substring(source.lastIndexOf('/') + 1) + ":" + line;
    }
}
