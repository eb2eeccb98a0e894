package hello.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A clock that goes on only when somebody sleeps. */
class StartAtTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin"); // an hour ahead of UTC in January

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T12:00:00Z, 14:30,                     2026-01-31T13:30:00Z",
        "2026-01-31T12:00:00Z, 14:30:05,                  2026-01-31T13:30:05Z",
        "2026-01-31T12:00:00Z, 14:30:05Z,                 2026-01-31T14:30:05Z",
        "2026-01-31T12:00:00Z, 2026-01-31T14:30:00Z,      2026-01-31T14:30:00Z",
        "2026-01-31T12:00:00Z, 2026-01-31T14:30:00,       2026-01-31T13:30:00Z",
        "2026-01-31T12:00:00Z, 2026-02-01T01:30:00+05:30, 2026-01-31T20:00:00Z",
        "2026-01-31T22:59:00Z, 00:01,                     2026-01-31T23:01:00Z", // after midnight
    })
    void aMomentIsReadWithAndWithoutDayAndOffset(Instant now, String text, String moment) throws Exception {
        assertThat(StartAt.parse(text, InstantSource.fixed(now), BERLIN)).hasToString(moment);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T12:00:00Z, 12:59:59",
        "2026-01-31T12:00:00Z, 13:00",
        "2026-01-31T23:01:00Z, 23:59",
        "2026-01-31T12:00:00Z, 2026-01-31T12:00:00Z",
    })
    void onePastIsRefusedAndTheTimeIsTold(Instant now, String text) {
        assertThatThrownBy(() -> StartAt.parse(text, InstantSource.fixed(now), BERLIN)).isInstanceOf(UserError.class)
                .hasMessageStartingWith("--start-at " + text + " is past, it is 202")
                .hasMessageContaining("+01:00 now");
    }

    @Test
    void itWaitsByTheClockAlsoWhereThatIsSetMeanwhile() throws Exception {
        Instant moment = Instant.parse("2026-01-31T14:30:00Z");
        Instant[] now = {moment.minusSeconds(10)};
        List<Duration> slept = new ArrayList<>();
        StartAt start = new StartAt(moment, () -> now[0], duration -> {
            slept.add(duration);
            now[0] = now[0].plus(slept.size() == 2 ? Duration.ofSeconds(5) : duration); // set forward, once
        });
        start.await(Duration.ofSeconds(9));
        assertThat(now[0]).isEqualTo(moment.minusSeconds(9));
        start.await(Duration.ZERO);
        assertThat(now[0]).isEqualTo(moment);
        assertThat(slept).hasSize(1 + 1 + 4).allMatch(duration -> duration.equals(Duration.ofSeconds(1)));
        assertThat(start.isMissed()).isFalse();
        now[0] = moment.plusMillis(100);
        assertThat(start.isMissed()).isTrue();
        start.await(Duration.ZERO);
        assertThat(slept).as("it does not sleep when it is late").hasSize(6);
    }
}
