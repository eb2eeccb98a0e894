package hello.bench.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Comparator;
import java.util.stream.LongStream;

/** The moment at which generators on several machines begin together, told by the clock of each. For one thread. */
final class StartAt {
    /** Somebody may set the clock meanwhile: it is looked at again after so long. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    /** Who begins so much too late is told: the windows of others have begun without it. */
    private static final Duration LATE = Duration.ofMillis(50);

    private final Instant moment;
    private final InstantSource clock;
    private final Sleep sleep;

    /** How to wait: {@link Thread#sleep(Duration)}, but in tests. */
    interface Sleep {
        void forAsLongAs(Duration duration) throws InterruptedException;
    }

    StartAt(Instant moment, InstantSource clock, Sleep sleep) {
        this.moment = moment;
        this.clock = clock;
        this.sleep = sleep;
    }

    /**
     * Reads {@code 14:30:00}, a time of day, of which the one nearest to now is meant, or {@code 2026-01-31T14:30:00}, each with or
     * without an offset ({@code Z}, {@code +01:00}) from UTC.
     *
     * @param text what the user wrote
     * @param clock tells what time it is
     * @param zone where no offset is given
     * @return that moment
     * @throws UserError if it is not written so, or past
     */
    static StartAt parse(String text, InstantSource clock, ZoneId zone) throws UserError {
        Instant now = clock.instant();
        Instant moment;
        try {
            moment = text.indexOf('T') < 0 ? ofDay(text, now, zone) : ofDate(text, zone);
        } catch (DateTimeException e) {
            throw new UserError(ExitCode.USAGE, "'" + text
                    + "' is no moment: write --start-at 14:30:00, or 2026-01-31T14:30:00Z where time zones differ", e);
        }
        if (!moment.isAfter(now)) {
            throw new UserError(ExitCode.USAGE, String.format("--start-at %s is past, it is %s now: give a later time",
                    text,
                    now.atZone(zone).truncatedTo(ChronoUnit.SECONDS).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME)));
        }
        return new StartAt(moment, clock, Thread::sleep);
    }

    private static Instant ofDate(String text, ZoneId zone) {
        TemporalAccessor found = DateTimeFormatter.ISO_DATE_TIME.parseBest(text, ZonedDateTime::from,
                LocalDateTime::from);
        return found instanceof ZonedDateTime zoned
                ? zoned.toInstant()
                : ((LocalDateTime) found).atZone(zone).toInstant();
    }

    /** Nearest, so that shortly before midnight one can name a moment shortly after it, and shortly after one that is past. */
    private static Instant ofDay(String text, Instant now, ZoneId zone) {
        TemporalAccessor found = DateTimeFormatter.ISO_TIME.parseBest(text, OffsetTime::from, LocalTime::from);
        ZoneId place = found instanceof OffsetTime offset ? offset.getOffset() : zone;
        ZonedDateTime today = now.atZone(place).with(LocalTime.from(found));
        return LongStream.rangeClosed(-1, 1)
                .mapToObj(days -> today.plusDays(days).toInstant())
                .min(Comparator.comparing(moment -> Duration.between(now, moment).abs()))
                .orElseThrow();
    }

    /** How long it is until then; negative when it is past. */
    Duration left() {
        return Duration.between(clock.instant(), moment);
    }

    /**
     * Waits until that moment, or until some time before it.
     *
     * @param before how long before it; zero for the moment itself
     */
    void await(Duration before) throws InterruptedException {
        for (Duration left = left().minus(before); left.isPositive(); left = left().minus(before)) {
            sleep.forAsLongAs(left.compareTo(LOOK_AGAIN) < 0 ? left : LOOK_AGAIN);
        }
    }

    /** Whether that moment is further gone than what the system needs to wake somebody up. */
    boolean isMissed() {
        return left().plus(LATE).isNegative();
    }

    /** The moment as all machines write it, in UTC. */
    @Override
    public String toString() {
        return moment.toString();
    }
}
