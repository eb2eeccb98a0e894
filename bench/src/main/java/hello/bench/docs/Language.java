package hello.bench.docs;

import java.util.Locale;
import java.util.regex.Pattern;

/** In which the course is written. */
public enum Language {
    /** English. */
    EN,
    /** Russian. */
    RU;

    private static final Pattern GROUPED = Pattern.compile("\\d{1,3}(,\\d{3})+");
    private static final char NO_BREAK_SPACE = '\u00a0';
    private static final int FOUR_DIGITS = "1,234".length();

    /**
     * Where its pages are.
     *
     * @return the name of a folder in {@code docs}
     */
    public String folder() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The other one.
     *
     * @return of two
     */
    public Language other() {
        return this == EN ? RU : EN;
    }

    /**
     * Writes numbers as this language does: in Russian with a decimal comma, and digits grouped by blanks from five on.
     *
     * @param english text in which numbers are written as 12,345.6
     * @return the same text
     */
    String number(String english) {
        return this == EN
                ? english
                : GROUPED.matcher(english.replaceAll("(?<=\\d)\\.(?=\\d)", ";")).replaceAll(found -> found.group()
                        .replace(",", found.group().length() == FOUR_DIGITS ? "" : String.valueOf(NO_BREAK_SPACE)))
                        .replace(';', ',');
    }

    /** Writes a date, given as 2026-11-25, as this language does. */
    String date(String iso) {
        return this == EN ? iso : iso.replaceFirst("(\\d+)-(\\d+)-(\\d+)", "$3.$2.$1");
    }
}
