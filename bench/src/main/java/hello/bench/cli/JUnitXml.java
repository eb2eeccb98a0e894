package hello.bench.cli;

import hello.protocol.check.Failure;
import hello.protocol.check.Outcome;
import hello.protocol.check.Verdict;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The results as JUnit writes them, for a course that grades with it: a suite for each server, a case for each check. */
final class JUnitXml {
    private JUnitXml() {}

    static void write(Path file, List<CheckReport.Graded> all) throws UserError {
        try (Writer writer = Files.newBufferedWriter(file)) {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(writer);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuites");
            for (CheckReport.Graded graded : all) {
                write(xml, graded);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (IOException | XMLStreamException e) {
            throw UserError.cannotWrite(file, e, "choose another file with --junit");
        }
    }

    private static void write(XMLStreamWriter xml, CheckReport.Graded graded) throws XMLStreamException {
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", text(graded.name()));
        xml.writeAttribute("tests", Integer.toString(graded.outcomes().size()));
        xml.writeAttribute("failures", Long.toString(graded.count(Verdict.FAIL)));
        xml.writeAttribute("errors", Long.toString(graded.count(Verdict.UNKNOWN)));
        xml.writeAttribute("skipped", Long.toString(graded.count(Verdict.NOT_APPLICABLE)));
        xml.writeAttribute("time", seconds(graded.took().toNanos()));
        for (Outcome outcome : graded.outcomes()) {
            xml.writeStartElement("testcase");
            xml.writeAttribute("classname", text(graded.name()));
            xml.writeAttribute("name", outcome.check().name());
            xml.writeAttribute("time", seconds(outcome.took().toNanos()));
            switch (outcome.verdict()) {
                case PASS -> {
                }
                case FAIL -> {
                    Failure failure = outcome.failure().orElseThrow();
                    element(xml, "failure", failure.hint(),
                            "sent: " + failure.sent() + "\nexpected: " + failure.expected()
                                    + "\ncame: " + failure.came() + "\nhint: " + failure.hint());
                }
                case UNKNOWN -> element(xml, "error", outcome.reason(), "");
                case NOT_APPLICABLE -> element(xml, "skipped", outcome.reason(), "");
            }
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static void element(XMLStreamWriter xml, String name, String message, String body)
            throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeAttribute("message", text(message));
        xml.writeCharacters(text(body));
        xml.writeEndElement();
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.3f", nanos / 1e9);
    }

    /** What a broken server printed may hold characters that XML cannot. */
    private static String text(String any) {
        return any.replaceAll("[^\\x09\\x0A\\x0D\\x20-\\uD7FF\\uE000-\\uFFFD]", "?");
    }
}
