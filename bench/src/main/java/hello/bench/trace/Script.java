package hello.bench.trace;

import hello.bench.trace.ClientLane.Mark;
import hello.protocol.Durations;
import hello.protocol.Protocol;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the clients do, each on its own: {@code A: connect, send, think 300ms, send, close; B: after A answered, connect, …}.
 *
 * @param parts what each client does, in the order of the script
 */
public record Script(List<Part> parts) {
    /** What a script may say, for messages and the help. */
    public static final String STEPS = "connect, send [BYTES], think TIME, trickle COUNT TIME, flood, "
            + "after CLIENT connected|sent|answered|stuck|closed [N], close, reset";

    /** Of so many clients all parts are written. */
    private static final int WRITTEN = 12;

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,7}");

    /**
     * One client's part.
     *
     * @param client its name
     * @param steps what it does, in order
     */
    public record Part(String client, List<Step> steps) {
        @Override
        public String toString() {
            return client + ": " + steps.stream().map(Step::toString).collect(Collectors.joining(", "));
        }

        /** How often, at most, this happens to the client of the part. */
        private long count(Mark.Kind what) {
            return steps.stream().mapToLong(step -> switch (step) {
                case Step.Connect _ -> what == Mark.Kind.CONNECTED ? 1 : 0;
                case Step.Send _ -> what == Mark.Kind.SENT || what == Mark.Kind.ANSWERED ? 1 : 0;
                case Step.Trickle(int count, Duration _) ->
                    what == Mark.Kind.SENT || what == Mark.Kind.ANSWERED ? count : 0;
                case Step.Flood _ -> what == Mark.Kind.STUCK ? 1 : 0;
                case Step.Close _,Step.Reset _ -> what == Mark.Kind.CLOSED ? 1 : 0;
                case Step.Think _,Step.After _ -> 0;
            }).sum();
        }
    }

    /** Something in a script that makes no sense, and where it stands. */
    private static IllegalArgumentException wrong(int at, String message) {
        return new IllegalArgumentException("the script, character " + (at + 1) + ": " + message);
    }

    /** A piece of the text, without the blanks around it, that knows where it stands. */
    private record Piece(String text, int at) {
        static Piece of(String text, int start, int end) {
            int from = start;
            int to = end;
            while (from < to && Character.isWhitespace(text.charAt(from))) {
                from++;
            }
            while (to > from && Character.isWhitespace(text.charAt(to - 1))) {
                to--;
            }
            return new Piece(text.substring(from, to), from);
        }

        List<Piece> split(String separator) {
            List<Piece> pieces = new ArrayList<>();
            int from = 0;
            while (from <= text.length()) {
                int end = text.indexOf(separator, from);
                end = end < 0 ? text.length() : end;
                Piece piece = of(text, from, end);
                pieces.add(new Piece(piece.text, at + piece.at));
                from = end + 1;
            }
            return pieces;
        }

        List<Piece> words() {
            return split(" ").stream().filter(word -> !word.text.isEmpty()).toList();
        }
    }

    /**
     * Reads a script.
     *
     * @param text clients, each with its steps, separated by semicolons
     * @return the script
     * @throws IllegalArgumentException if it makes no sense; the message is one line that says where and what would
     */
    public static Script parse(String text) {
        Map<String, Part> parts = new LinkedHashMap<>();
        Map<String, Piece> where = new LinkedHashMap<>();
        for (Piece client : Piece.of(text, 0, text.length()).split(";")) {
            if (client.text.isEmpty()) {
                continue; // one semicolon too many, or none of them
            }
            int colon = client.text.indexOf(':');
            String name = colon < 0 ? "" : client.text.substring(0, colon).strip();
            if (!NAME.matcher(name).matches()) {
                throw wrong(client.at,
                        "a client's steps begin with its name and a colon, as in 'A: connect, send, close'");
            }
            if (parts.containsKey(name)) {
                throw wrong(client.at, "there is a client " + name + " already");
            }
            Piece steps = new Piece(client.text.substring(colon + 1), client.at + colon + 1);
            parts.put(name, new Part(name, steps(steps)));
            where.put(name, client);
        }
        if (parts.isEmpty()) {
            throw wrong(0, "there is no client in it: write one, as in 'A: connect, send, close'");
        }
        Script script = new Script(List.copyOf(parts.values()));
        script.requireAnEnd(where);
        return script;
    }

    private static List<Step> steps(Piece all) {
        List<Step> steps = new ArrayList<>();
        boolean connected = false;
        boolean gone = false;
        for (Piece piece : all.split(",")) {
            Step step = step(piece);
            boolean connects = step instanceof Step.Connect;
            if (gone) {
                throw wrong(piece.at,
                        "'" + piece.text + "' comes after the client has left: close or reset is the last step");
            }
            if (connects && connected) {
                throw wrong(piece.at, "the client is connected already: for another connection write another client");
            }
            if (!connects && !connected && !(step instanceof Step.After) && !(step instanceof Step.Think)) {
                throw wrong(piece.at, "'" + piece.text + "' comes before connect");
            }
            connected |= connects;
            gone = step instanceof Step.Close || step instanceof Step.Reset;
            steps.add(step);
        }
        if (connected && !gone) {
            steps.add(new Step.Close()); // nobody stays for ever: what is still open at the end could not be told
        }
        return List.copyOf(steps);
    }

    private static Step step(Piece piece) {
        List<Piece> words = piece.words();
        String verb = words.isEmpty() ? "" : words.getFirst().text;
        Step step = switch (verb) {
            case "connect" -> new Step.Connect();
            case "send" -> new Step.Send(words.size() < 2 ? 1 : number(words.get(1), Protocol.MAX_REQUEST));
            case "think" -> new Step.Think(time(word(words, 1, piece, "for how long? Write think 300ms")));
            case "trickle" -> new Step.Trickle(
                    number(word(words, 1, piece, "how many bytes, and how often? Write trickle 8 100ms"), 10_000),
                    time(word(words, 2, piece, "how often? Write trickle 8 100ms")));
            case "flood" -> new Step.Flood();
            case "after" -> new Step.After(word(words, 1, piece, "after whom? Write after A answered").text,
                    mark(word(words, 2, piece, "after what? Write after A answered")),
                    words.size() < 4 ? 1 : number(words.get(3), 10_000));
            case "close" -> new Step.Close();
            case "reset" -> new Step.Reset();
            default -> throw wrong(piece.at, (verb.isEmpty() ? "here is a step missing" : "'" + verb + "' is no step")
                    + ": there are " + STEPS);
        };
        int known = switch (step) {
            case Step.Connect _,Step.Flood _,Step.Close _,Step.Reset _ -> 1;
            case Step.Send _,Step.Think _ -> 2;
            case Step.Trickle _ -> 3;
            case Step.After _ -> 4;
        };
        if (words.size() > known) {
            throw wrong(words.get(known).at, "what is '" + words.get(known).text + "'? Steps are separated by commas");
        }
        return step;
    }

    private static Piece word(List<Piece> words, int index, Piece step, String ifMissing) {
        if (words.size() <= index) {
            throw wrong(step.at, ifMissing);
        }
        return words.get(index);
    }

    private static int number(Piece word, int most) {
        Matcher digits = Pattern.compile("\\d{1,5}").matcher(word.text);
        int number = digits.matches() ? Integer.parseInt(word.text) : 0;
        if (number < 1 || number > most) {
            throw wrong(word.at, "'" + word.text + "' is not a number from 1 to " + most);
        }
        return number;
    }

    private static Duration time(Piece word) {
        try {
            return Durations.parse(word.text);
        } catch (IllegalArgumentException e) {
            throw wrong(word.at, e.getMessage());
        }
    }

    private static Mark.Kind mark(Piece word) {
        return Arrays.stream(Mark.Kind.values())
                .filter(kind -> kind != Mark.Kind.LOST && kind.inWords().equals(word.text))
                .findFirst()
                .orElseThrow(() -> wrong(word.at, "'" + word.text + "' is nothing to wait for: there are "
                        + Arrays.stream(Mark.Kind.values()).filter(kind -> kind != Mark.Kind.LOST)
                                .map(Mark.Kind::inWords).collect(Collectors.joining(", "))));
    }

    /** Plays it without a server: whoever waits for what can never happen would wait for ever. */
    private void requireAnEnd(Map<String, Piece> where) {
        Map<String, List<Step>> left = new LinkedHashMap<>();
        parts.forEach(part -> left.put(part.client, new ArrayList<>(part.steps)));
        Map<String, List<Step>> done = new LinkedHashMap<>();
        parts.forEach(part -> done.put(part.client, new ArrayList<>()));
        boolean moved = true;
        while (moved) {
            moved = false;
            for (Part part : parts) {
                List<Step> steps = left.get(part.client);
                while (!steps.isEmpty()
                        && (!(steps.getFirst() instanceof Step.After after) || has(done, after))) {
                    done.get(part.client).add(steps.removeFirst());
                    moved = true;
                }
            }
        }
        for (Part part : parts) {
            if (left.get(part.client).isEmpty()) {
                continue;
            }
            Step.After stuck = (Step.After) left.get(part.client).getFirst();
            throw wrong(where.get(part.client).at, part.client + " waits for ever in '" + stuck + "': "
                    + (done.containsKey(stuck.client())
                            ? stuck.client() + " never gets there, or waits for " + part.client + " itself"
                            : "there is no client " + stuck.client()));
        }
    }

    /** Whether it has happened. */
    private static boolean has(Map<String, List<Step>> done, Step.After after) {
        if (!done.containsKey(after.client())) {
            return false;
        }
        return new Part(after.client(), done.get(after.client())).count(after.what()) >= after.times();
    }

    /**
     * The same for more clients, or fewer: who has no part of its own does what the last one does.
     *
     * @param clients how many, 1 or more
     * @return a script of so many parts
     * @throws IllegalArgumentException if one that is left waits for one that is left out
     */
    public Script forClients(int clients) {
        List<Part> all = new ArrayList<>(parts.subList(0, Math.min(clients, parts.size())));
        for (int i = 0; all.size() < clients; i++) {
            String name = name(i);
            if (parts.stream().noneMatch(part -> part.client.equals(name))) {
                all.add(new Part(name, parts.getLast().steps));
            }
        }
        return clients <= parts.size() ? parse(new Script(all).toString()) : new Script(List.copyOf(all));
    }

    /** A, B, … Z, AA, AB, …, as the columns of a spreadsheet. */
    private static String name(int index) {
        StringBuilder name = new StringBuilder();
        for (int rest = index; rest >= 0; rest = rest / 26 - 1) {
            name.insert(0, (char) ('A' + rest % 26));
        }
        return name.toString();
    }

    /** As it is written; of many clients that do the same at the end, the first, and how many there are. */
    @Override
    public String toString() {
        int last = parts.size() - 1;
        while (last > 0 && parts.get(last - 1).steps.equals(parts.getLast().steps)) {
            last--;
        }
        int more = parts.size() - last - 1;
        if (parts.size() <= WRITTEN) {
            last = parts.size() - 1;
            more = 0;
        }
        String others = more == 0 ? "" : String.format(Locale.ROOT, " (and %,d more)", more);
        return parts.stream().limit(last + 1L).map(Part::toString).collect(Collectors.joining("; ")) + others;
    }
}
