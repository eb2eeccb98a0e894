package hello.coroutines;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import jdk.internal.vm.Continuation;
import jdk.internal.vm.ContinuationScope;

/**
 * A function that can stop in the middle, hand out a value, and go on from there when it is asked for the next one. Python's
 * generator, in Java:
 *
 * <pre>{@code
 * Generator<Integer> squares = new Generator<>(out -> {
 *     for (int i = 1; i <= 3; i++) {
 *         out.yield(i * i);
 *     }
 * });
 * squares.forEachRemaining(System.out::println); // 1 4 9
 * }</pre>
 *
 * <p>
 * Underneath is {@link Continuation}, the very thing that a virtual thread is made of: its {@code run} goes into the body, its
 * {@code yield} comes back out, and in between the stack of the body, with all its calls and local variables, is kept on the
 * heap. Because it is the whole stack, the body may yield from within any call it makes (stackful; Python's {@code yield}
 * leaves one function only, hence {@code yield from}).
 *
 * <p>
 * The body runs on the thread that asks for the next value, and only while it asks. For one thread at a time.
 *
 * <p>
 * Keep monitors away from it. Never yield inside {@code synchronized}: the monitor stays locked while the body is not even
 * running, and whoever wants it waits for ever. And never ask for the next value inside {@code synchronized}, not even in a
 * method of the JDK that uses it, such as {@code Selector.select(action)}: since JDK 24 a yield takes along every monitor that
 * the thread holds, so also the caller's, and the JVM crashes when it puts them back. (The locks of
 * {@code java.util.concurrent} are not monitors, and do not mind.)
 *
 * @param <T> what is handed out
 */
@SuppressWarnings("NamedLikeContextualKeyword") // yield is what it is called, in Python and in the JDK
public final class Generator<T> implements Iterator<T> {
    private static final ContinuationScope SCOPE = new ContinuationScope("generator");

    private final Continuation continuation;

    /** Handed out by the body and not yet taken. */
    private T value;
    private boolean hasValue;

    /** What the body threw. It is thrown again where the next value was asked for, as a call would have done. */
    private Throwable failure;

    /**
     * Makes a generator; nothing of the body runs yet.
     *
     * @param body what runs: it is given the way out, by which it yields
     */
    public Generator(Consumer<Out<T>> body) {
        continuation = new Continuation(SCOPE, () -> {
            try {
                body.accept(this::yield);
            } catch (RuntimeException | Error e) {
                failure = e;
            }
        });
    }

    /**
     * The way out of the body.
     *
     * @param <T> what is handed out
     */
    @FunctionalInterface
    public interface Out<T> {
        /**
         * Hands out a value and stops here, until the next one is asked for.
         *
         * @param value what {@link Generator#next()} returns
         */
        void yield(T value);
    }

    // region yield
    private void yield(T next) {
        value = next;
        hasValue = true;
        Continuation.yield(SCOPE); // control leaves here, and comes back here
    }

    /** Lets the body run to its next {@code yield}, or to its end. */
    @Override
    public boolean hasNext() {
        if (!hasValue && !continuation.isDone()) {
            continuation.run();
            switch (failure) {
                case null -> {
                }
                case Error e -> throw e;
                case Throwable e -> throw (RuntimeException) e;
            }
        }
        return hasValue;
    }
    // endregion

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the generator has ended");
        }
        T next = value;
        value = null;
        hasValue = false;
        return next;
    }
}
