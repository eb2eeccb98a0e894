package hello.protocol.check;

import static hello.protocol.check.BrokenServer.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each mistake fails the check that names it, and is told in words that a student understands. */
@Execution(ExecutionMode.CONCURRENT)
class BrokenServersTest {
    /**
     * A line of the table.
     *
     * @param server the mistake
     * @param checks the list that the check is of
     * @param check its name
     * @param words what stands in what was expected, came, or is hinted at
     */
    record Row(BrokenServer server, List<Check> checks, String check, String words) {
        @Override
        public String toString() {
            return server + " fails: " + check;
        }
    }

    private static Row row(BrokenServer server, String check, String words) {
        return new Row(server, Checks.all(), check, words);
    }

    private static Row oneClient(BrokenServer server, String check, String words) {
        return new Row(server, Checks.oneClient(), check, words);
    }

    static Stream<Row> table() {
        String saysNothing = "says nothing first";
        String oneByte = "one answer to a request of 1 byte";
        String largest = "one answer to a request of 4,096 bytes";
        String whatever = "one answer whatever the bytes are";
        String trickled = "an answer to each of 100 trickled bytes";
        String burst = "whole answers within the bounds for a burst of 1 MiB";
        String halfClose = "half-close gets every answer owed, then end of stream";
        String empty = "empty connection is closed cleanly";
        String flood = "a peer that floods and never reads is not read from without end";
        String late = "a peer that reads late gets every answer, whole";
        String crowd = "1,000 clients at once are all answered";
        String comeAndGo = "1,000 clients that connect and leave take nothing with them";
        String second = "a second client is served while the first is idle";
        String idle = "no CPU is burnt while idle";
        String files = "out of open files: keeps serving, does not spin, accepts again";
        String stops = "stops when it is told to, with clients connected";
        String restart = "the port is free for a restart at once";
        return Stream.of(
                row(GREETS, saysNothing, "must not send anything on accept"),
                row(GREETS_LATE, saysNothing, "was one of them sent on accept?"),
                row(READS_LINES, oneByte, "readLine"),
                row(FILLS_ITS_BUFFER, oneByte, "readNBytes"),
                row(NEVER_ANSWERS, oneByte, "nothing within"),
                row(ANSWERS_EACH_BYTE, largest, "not once for each byte"),
                row(READS_TOO_LITTLE, largest, "a buffer smaller than 4,096 bytes"),
                row(READS_TOO_MUCH, burst, "a read takes up to 4,096 bytes"),
                row(ENDS_ITS_LINE_WITH_CR_LF, oneByte, "no carriage return"),
                row(ENDS_ITS_LINE_WITH_A_MARK, oneByte, "exactly the 12 bytes"),
                row(ENDS_NO_LINE, oneByte, "a line feed at the end"),
                row(OBEYS_QUIT, whatever, "takes them for a command"),
                row(ANSWERS_ONCE, trickled, "It answered one request and then no more"),
                row(ANSWERS_THE_END, empty, "The end of stream is not a request"),
                row(NEVER_CLOSES, halfClose, "close the socket"),
                row(NEVER_CLOSES, empty, "close the socket"),
                row(NEVER_CLOSES, comeAndGo, "leaks a file each time"),
                row(CLOSES_WHILE_IT_OWES, halfClose, "the server still owes answers"),
                row(RESETS_TO_CLOSE, halfClose, "The connection was reset"),
                row(DIES_ON_A_RESET, "a reset before an answer harms nobody", "Connection reset"),
                row(DIES_ON_A_RESET, "a reset during an answer harms nobody", "must end that connection alone"),
                row(DIES_ON_A_RESET, "a reset after an answer harms nobody", "must end that connection alone"),
                oneClient(DIES_ON_A_RESET_ONE_AT_A_TIME, "a reset before an answer does not harm the next",
                        "must end that connection alone"),
                oneClient(DIES_ON_A_RESET_ONE_AT_A_TIME, "a reset after an answer does not harm the next",
                        "must end that connection alone"),
                oneClient(DIES_WHEN_A_WRITE_FAILS, "a reset during an answer does not harm the next",
                        "must end that connection alone"),
                row(LIVES_ON_WITHOUT_ITS_LOOP, "a reset before an answer harms nobody", "catch it where that client"),
                row(CLOSES_ITS_LISTENER, "a reset before an answer harms nobody", "that the next client is accepted"),
                row(QUEUES_WITHOUT_BOUND, flood, "a queue that grows without bound"),
                row(KEEPS_ALL_REQUESTS, flood, "out of memory for what it keeps"),
                row(DROPS_ANSWERS, flood, "or it drops answers"),
                row(TEARS_ANSWERS, late, "An answer is torn"),
                row(WRITES_UNTIL_DONE, flood, "blocked in writing to the first"),
                row(THROWS_OUT_WHO_DOES_NOT_READ, late, "gives up a client that does not read"),
                row(HAS_100_THREADS, crowd, "a pool of threads that is too small"),
                row(SERVES_ONE_CLIENT, second, "its loop has come to an end"),
                oneClient(SERVES_ONE_CLIENT, "a second client waits, and is served when the first leaves", "accept"),
                oneClient(FILLS_UP, "100 clients in the queue are served one after another", "and then no more"),
                row(ASKS_FOR_ROOM_WITHOUT_NEED, idle, "although it has nothing to write"),
                row(OVERLOOKS_THE_END, idle, "the end of stream"),
                oneClient(POLLS, idle, "does it read without waiting?"),
                row(DIES_OUT_OF_FILES, files, "Too many open files"),
                row(GIVES_UP_OUT_OF_FILES, files, "must not end the accept loop"),
                oneClient(GIVES_UP_OUT_OF_FILES_ONE_AT_A_TIME, files, "must not end the accept loop"),
                row(SPINS_OUT_OF_FILES, files, "Pause accept"),
                oneClient(SPINS_OUT_OF_FILES_ONE_AT_A_TIME, files, "Pause it"),
                row(WANTS_ITS_PORT_ALONE, restart, "SO_REUSEADDR"),
                row(WAITS_IN_ITS_SHUTDOWN_HOOK, stops, "keeps the process alive"),
                row(FAILS_WHEN_STOPPED, stops, "it fell over"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("table")
    void failsTheCheckThatNamesIt(Row row) throws Exception {
        Check check = row.checks.stream().filter(c -> c.name().equals(row.check)).findFirst().orElseThrow();
        try (Candidate candidate = Candidate.command(Serving.command(row.server))) {
            Outcome outcome = Examination.run(candidate, check);
            assertThat(outcome.verdict()).as("verdict of %s", outcome).isEqualTo(Verdict.FAIL);
            assertThat(outcome.failure().orElseThrow()).hasMessageContaining(row.words);
        }
    }

    @Test
    void aServerThatNeverComesUpIsUndecidedAndItsLastWordsAreTold() throws Exception {
        try (Candidate candidate = Candidate.command(Serving.command(DIES_AT_ONCE))) {
            Outcome outcome = Examination.run(candidate, Checks.all().getFirst());
            assertThat(outcome.verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(outcome.reason()).contains("it ended at once with exit code 1", "no config.ini here");
        }
    }

    @Test
    void aServerThatForgetsToListenIsUndecided() throws Exception {
        try (Candidate candidate = Candidate.command(Serving.command(NEVER_COMES_UP))) {
            Outcome outcome = Examination.run(candidate, Checks.all().getFirst());
            assertThat(outcome.verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(outcome.reason()).contains("did not accept connections on port");
        }
    }

    @Test
    void eachMistakeAndEachCheckStandsInTheTable() {
        Set<BrokenServer> mistakes = table().map(Row::server).collect(Collectors.toSet());
        assertThat(mistakes).containsAll(
                EnumSet.complementOf(EnumSet.of(DIES_AT_ONCE, NEVER_COMES_UP)));
        Set<String> named = table().map(Row::check).collect(Collectors.toSet());
        assertThat(Stream.concat(Checks.all().stream(), Checks.oneClient().stream())
                .filter(check -> check.needs() != Check.Needs.FACTORY) // those are in JavaChecksTest
                .map(Check::name))
                .allSatisfy(name -> assertThat(named).contains(name));
    }
}
