package hello.bench.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A share, written {@code 2%}.
 *
 * @param share 0.02
 */
record Percent(double share) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,4}(?:\\.\\d{1,6})?) ?%");

    /** For Picocli. */
    static final class Converter implements ITypeConverter<Percent> {
        @Override
        public Percent convert(String text) {
            Matcher matcher = TEXT.matcher(text);
            if (!matcher.matches()) {
                throw new TypeConversionException("'" + text + "' is no percentage: write 2% or 0.5%");
            }
            return new Percent(Double.parseDouble(matcher.group(1)) / 100);
        }
    }
}
