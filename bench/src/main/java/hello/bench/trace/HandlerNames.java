package hello.bench.trace;

import hello.bench.trace.Events.Event;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a completion handler is called: an anonymous class has no name, but the variable that holds it has. */
final class HandlerNames {
    private static final Pattern ANONYMOUS = Pattern.compile(".*\\$\\d+");
    private static final Pattern HELD_BY = Pattern.compile("(\\w+)\\s*=\\s*new\\b");

    private HandlerNames() {}

    /** Of two things that a handler did, the one that tells more of it: that stands in the anonymous class, and nearer to its top. */
    static Event better(Event one, Event other) {
        boolean oneTells = frameOf(one.stack()) != null;
        boolean otherTells = frameOf(other.stack()) != null;
        if (oneTells != otherTells) {
            return oneTells ? one : other;
        }
        return one.stack().size() <= other.stack().size() ? one : other;
    }

    /** The name of the handler in which the innermost call of a completion handler on this stack was. */
    static String of(List<Frame> stack) {
        Frame frame = frameOf(stack);
        if (frame == null) {
            return stack.stream().filter(each -> each.source() != null).findFirst()
                    .map(each -> each.className().substring(each.className().lastIndexOf('.') + 1)).orElse("handler");
        }
        List<String> lines = Sources.read(frame.source()).lines();
        for (int line = Math.min(frame.line(), lines.size()) - 1; line >= 0; line--) {
            Matcher matcher = HELD_BY.matcher(lines.get(line));
            if (matcher.find()) {
                return matcher.group(1);
            }
        }
        return frame.className().substring(frame.className().lastIndexOf('.') + 1);
    }

    private static Frame frameOf(List<Frame> stack) {
        for (Frame frame : stack) {
            if (frame.method().equals("invokeUnchecked")) {
                return null;
            }
            if (frame.source() != null && ANONYMOUS.matcher(frame.className()).matches()) {
                return frame;
            }
        }
        return null;
    }
}
