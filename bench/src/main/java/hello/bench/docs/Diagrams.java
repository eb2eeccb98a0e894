package hello.bench.docs;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Whether the pictures can be read by everybody: with words for who does not see them, in either theme, and without a network. */
final class Diagrams {
    private static final Pattern OUTSIDE = Pattern.compile(
            "(?:href|src)=\"(?!#|data:)[^\"]*\"|url\\((?!['\"]?#)|@import|<script");

    private Diagrams() {}

    /** What is wrong with the SVG pictures of the course, and which of them only one language has. */
    static List<Remark> of(Project project) throws IOException {
        List<Remark> remarks = new ArrayList<>();
        try (Stream<Path> files = Files.walk(project.docs())) {
            for (Path file : files.filter(file -> file.toString().endsWith(".svg")).sorted().toList()) {
                remarks.addAll(picture(project.name(file), Files.readString(file)));
            }
        }
        for (Language language : Language.values()) {
            Set<String> missing = new TreeSet<>(names(project, language.other()));
            missing.removeAll(names(project, language));
            for (String name : missing) {
                remarks.add(new Remark("docs/" + language.folder() + "/pictures/" + name, 0,
                        "is missing: docs/" + language.other().folder() + " has it"));
            }
        }
        return remarks;
    }

    private static Set<String> names(Project project, Language language) throws IOException {
        Path folder = project.docs().resolve(language.folder()).resolve("pictures");
        if (!Files.isDirectory(folder)) {
            return Set.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return new TreeSet<>(files.map(file -> file.getFileName().toString()).toList());
        }
    }

    private static List<Remark> picture(String name, String svg) throws IOException {
        List<Remark> remarks = new ArrayList<>();
        try {
            Element root = parser().parse(new InputSource(new StringReader(svg)))
                    .getDocumentElement();
            for (String words : List.of("title", "desc")) {
                if (text(root, words).isBlank()) {
                    remarks.add(new Remark(name, 0, "has no <" + words + ">, for who does not see it"));
                }
            }
        } catch (SAXException e) {
            remarks.add(new Remark(name, 0, "is no XML (" + e.getMessage() + ")"));
        }
        if (!svg.contains("prefers-color-scheme") && !svg.contains("light-dark(")) {
            remarks.add(new Remark(name, 0, "has one theme: style it with @media (prefers-color-scheme: dark) too"));
        }
        if (OUTSIDE.matcher(svg).find()) {
            remarks.add(new Remark(name, 0, "needs something that is not in it"));
        }
        return remarks;
    }

    private static DocumentBuilder parser() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder parser = factory.newDocumentBuilder();
            parser.setErrorHandler(null); // it throws, and prints nothing
            return parser;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("every JDK knows this", e);
        }
    }

    private static String text(Element root, String name) {
        for (Node node = root.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (name.equals(node.getLocalName())) {
                return node.getTextContent();
            }
        }
        return "";
    }
}
